"""All that one person sees, as JSON for the page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.local_slack.act.person import Person
from bot.local_slack.ledger import Ledger
from bot.local_slack.roster import Member
from bot.local_slack.settings import Json
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.files import StoredFile
from bot.local_slack.workspace.message import Message
from bot.local_slack.workspace.view import View


@dataclass
class Picture:
    """Draws the page's state for one person, in one hold of the lock."""

    space: Workspace
    who: Person
    ledger: Ledger

    def draw(self) -> Json:
        """Give the whole picture; `version` grows with every change."""
        app = self.space.app
        with self.space.lock:
            home = self.who.home()
            modals = self.who.modal_stack()
            return {
                "version": self.space.version,
                "now": app.now().isoformat().replace("+00:00", "Z"),
                "me": _member(self.space.members[self.who.id]),
                "members": [_member(m) for m in self.space.members.values() if not m.is_bot],
                "app": {"name": app.app_name, "bot_user_id": app.bot_user_id, "team_name": app.team_name},
                "commands": dict(app.commands),
                "shortcuts": dict(app.shortcuts),
                "usergroups": [
                    {"id": g.id, "handle": g.handle, "users": list(g.users)} for g in self.space.usergroups.values()
                ],
                "channels": [self._room(room) for room in self.space.rooms_of(self.who.id)],
                "modals": [self._view(view) for view in modals],
                "home": None if home is None else self._view(home),
                "notifications": [
                    {"at": push.at.isoformat(), "channel": push.channel, "text": push.text}
                    for push in self.who.notifications()
                ],
                "busy": False,
                "missed_answers": len(self.ledger.missed_answers),
                "local_errors": {v.id: dict(self.space.screens.errors.get(v.id, {})) for v in modals},
            }

    def _room(self, room: Conversation) -> Json:
        seen = room.seen_by(self.who.id)
        read = self.space.read_up_to.get((self.who.id, room.id), "0")
        unread = [m for m in seen if m.user != self.who.id and _after(m.ts, read)]
        return {
            "id": room.id,
            "name": self.space.app.app_name if room.kind == "dm" else room.name,
            "kind": "channel" if room.kind == "channel" else "dm",
            "topic": room.topic,
            "unread": len(unread),
            "messages": [self._message(m, seen) for m in seen if not m.is_reply],
        }

    def _message(self, message: Message, seen: list[Message]) -> Json:
        replies = [reply for reply in seen if reply.is_reply and reply.thread_ts == message.ts]
        return {
            "ts": message.ts,
            "user": message.user,
            "text": message.text,
            "subtype": message.subtype,
            "blocks": message.blocks,
            "files": [_file(file) for told in message.files if (file := self.space.files.find(told["id"]))],
            "ephemeral": message.ephemeral_to is not None,
            "edited": message.edited is not None,
            "thread_ts": message.thread_ts,
            "reply_count": len(replies),
            "replies": [self._message(reply, []) for reply in replies],
            "values": self.space.message_values.get((self.who.id, message.channel, message.ts), {}),
        }

    def _view(self, view: View) -> Json:
        return view.as_slack(self.space.screens.values[view.id])


def _member(member: Member) -> Json:
    return {
        "id": member.id,
        "name": member.name,
        "real_name": member.real_name or member.name,
        "note": member.note,
        "avatar": member.avatar,
        "tz": member.tz,
        "deleted": member.deleted,
    }


def _file(file: StoredFile) -> Json:
    told = {"id": file.id, "name": file.name, "title": file.title or file.name, "size": file.size}
    return told | {"picture": file.looks_like_picture, "alt_text": file.alt_text}


def _after(ts: str, read: str) -> bool:
    return float(ts) > float(read)
