"""LocalSlack: the whole stand-in under one roof, for tests and the demo to start, act in and look at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.local_slack.act.answers import Answers
from bot.local_slack.act.hands import Hands
from bot.local_slack.act.person import Person
from bot.local_slack.control import Control
from bot.local_slack.control.acts import Acts
from bot.local_slack.faults import Fault, Faults
from bot.local_slack.ledger import ApiCall, Ledger, SentEvent
from bot.local_slack.outbound.courier import Courier
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.outbound.echoes import Echoes
from bot.local_slack.outbound.events import Events
from bot.local_slack.roster import Channel, Member, UserGroup
from bot.local_slack.server import HttpReply, HttpRequest, Server
from bot.local_slack.settings import Settings
from bot.local_slack.site import Site
from bot.local_slack.sockets import Sockets
from bot.local_slack.web_api.auth import Installation
from bot.local_slack.web_api.desk import Desk
from bot.local_slack.web_api.transfers import Transfers
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.files import StoredFile
from bot.local_slack.workspace.message import Message


class LocalSlack:
    """One workspace with one app, served on 127.0.0.1 between `start` and `stop`.

    Further keyword arguments are fields of Settings (commands, shortcuts, signing_secret, bot_token, now ...).
    """

    def __init__(
        self,
        members: Sequence[Member],
        channels: Sequence[Channel] = (),
        usergroups: Sequence[UserGroup] = (),
        *,
        port: int = 0,
        **settings: Any,
    ) -> None:
        self.app = Settings(**settings)
        self.workspace = Workspace(self.app, members, channels, usergroups)
        self._stopping = threading.Event()
        self._ledger = Ledger(self.workspace.touch)
        self._faults = Faults()
        self._sockets = Sockets(self.app, self.workspace.touch)
        self._installation = Installation()
        self._courier = Courier(self.app, self._ledger, self._sockets)
        self._events = Events(self.app, self._courier, self._ledger, self._stopping)
        self._answers = Answers(self.workspace, self._ledger)
        self._server = Server(self._serve, port)
        self.workspace.files.origin = self._server.address
        self._hands = Hands(self.workspace, self._courier, self._answers, f"{self._server.address}/respond/")
        self._echoes = Echoes(self.app, self._events)
        if self.app.own_messages:
            self.workspace.watchers.append(self._echoes.note)
        self._site = self._make_site()

    # life

    def start(self) -> LocalSlack:
        """Begin to serve."""
        self._server.start()
        self._echoes.start()
        return self

    def stop(self) -> None:
        """Stop serving; open connections are broken off."""
        self._stopping.set()
        self.workspace.touch()
        self._echoes.stop()
        self._sockets.stop()
        self._server.stop()
        self._courier.close()

    def __enter__(self) -> LocalSlack:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def api_url(self) -> str:
        """Give the base address for a Web API client."""
        return f"{self._server.address}/api/"

    @property
    def page_url(self) -> str:
        """Give the address of the page for a browser."""
        return f"{self._server.address}/"

    @property
    def bot_url(self) -> str | None:
        """Give where signed requests go while no socket is connected."""
        return self._courier.bot_url

    @bot_url.setter
    def bot_url(self, url: str | None) -> None:
        self._courier.bot_url = url

    # people and what they see

    def person(self, user: str) -> Person:
        """Give one member to act as; LookupError when there is none such."""
        member = self.workspace.members.get(user)
        if member is None or member.is_bot:
            raise LookupError(f"no member {user!r}")
        return Person(self.workspace, self._hands, self._events, user)

    def message(self, channel: str, ts: str) -> Message | None:
        """Give a message as it stands, deleted and hidden ones too."""
        place = self.workspace.find(channel)
        return None if place is None else place.messages.get(ts)

    def topic(self, channel: str) -> str:
        """Give the topic of a channel."""
        return self.workspace.conversations[channel].topic

    def usergroup(self, group: str) -> tuple[str, ...]:
        """Give the ids of the people in a user group."""
        return tuple(self.workspace.usergroups[group].users)

    def file(self, file_id: str) -> StoredFile | None:
        """Give a complete file by its id."""
        return self.workspace.files.find(file_id)

    def wait_until(self, predicate: Callable[[], Any], timeout: float = 5.0) -> None:
        """Wait until it holds, looking again at each change; AssertionError with what everybody reads if not."""
        if not self.workspace.wait_for(predicate, timeout):
            members = [m for m in self.workspace.members.values() if not m.is_bot]
            seen = "\n".join(f"== {m.name}\n{self.person(m.id).reads()}" for m in members)
            raise AssertionError(f"still not so after {timeout} s\n{seen}")

    # what was written down

    @property
    def calls(self) -> list[ApiCall]:
        """Give each Web API call so far, oldest first."""
        return list(self._ledger.calls)

    @property
    def missed_answers(self) -> list[Delivery]:
        """Give what the app did not answer within Slack's three seconds."""
        return list(self._ledger.missed_answers)

    @property
    def refused_answers(self) -> list[Delivery]:
        """Give the answers of the app that Slack could not use."""
        return list(self._ledger.refused_answers)

    @property
    def events_sent(self) -> list[SentEvent]:
        """Give each Events API request, retries included."""
        return list(self._ledger.events_sent)

    @property
    def scopes_used(self) -> set[str]:
        """Give the scopes that the app's calls needed."""
        return self._ledger.scopes_used

    def accepted_posts(self, page_id: object = None) -> list[ApiCall]:
        """Give the posts that took effect, of one page id (in their metadata's payload) if given."""
        return self._ledger.accepted_posts(page_id)

    # trouble

    def fail(self, method: str, how: str, times: int | None = 1, **more: Any) -> None:
        """Arm a failure (see `faults`): fail("chat.postMessage", "ratelimited", retry_after=30)."""
        self._faults.arm(Fault(method, how, times, **more))

    def heal(self) -> None:
        """Disarm all failures."""
        self._faults.heal()

    @property
    def mute_events(self) -> bool:
        """Tell whether all Events API requests are dropped."""
        return self._events.muted

    @mute_events.setter
    def mute_events(self, muted: bool) -> None:
        self._events.muted = muted

    @property
    def skew(self) -> float:
        """Give the seconds by which the time signed is off."""
        return self._courier.skew

    @skew.setter
    def skew(self, seconds: float) -> None:
        self._courier.skew = seconds

    def deactivate(self, user: str) -> None:
        """Deactivate an account; posts to it still succeed, as at Slack."""
        self._change_member(user, deleted=True)

    def activate(self, user: str) -> None:
        """Take an account back."""
        self._change_member(user, deleted=False)

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        with self.workspace.lock:
            self.workspace.conversations[channel].is_archived = True
            self.workspace.touch()

    def revoke_token(self, error: str = "token_revoked") -> None:
        """Let every call with the bot token fail ("token_revoked", "account_inactive", "invalid_auth")."""
        self._installation.broken = error

    def restore_token(self) -> None:
        """Let the bot token work again."""
        self._installation.broken = None

    def close_dm(self, user: str, error: str | None = "cannot_dm_bot") -> None:
        """Let every post to one person's direct message fail with this error; None opens it again."""
        self.workspace.dm(user).refuses = error

    def send_raw(self, body: bytes, headers: Mapping[str, str]) -> Delivery:
        """Post a forged request to the app."""
        return self._courier.send_raw(body, headers)

    def verify_url(self) -> bool:
        """Send the url_verification challenge; tell whether the app echoed it."""
        return self._events.verify()

    @property
    def sockets_connected(self) -> int:
        """Give the number of Socket Mode connections that Slack believes to be alive."""
        return self._sockets.connected

    def disconnect_sockets(self, reason: str = "refresh_requested") -> None:
        """Tell every Socket Mode connection to go."""
        self._sockets.disconnect(reason)

    def half_open_sockets(self) -> None:
        """Let every Socket Mode connection go silent without closing it."""
        self._sockets.half_open()

    def _make_site(self) -> Site:
        space, ledger, faults = self.workspace, self._ledger, self._faults
        desk = Desk(space, ledger, faults, self._sockets, self._installation, self._stopping)
        acts = Acts(space, self._hands, self.person)
        control = Control(space, acts, self.person, ledger, faults, self._stopping.is_set)
        return Site(desk, Transfers(space, desk, self._installation), self._answers, control)

    def _serve(self, request: HttpRequest) -> HttpReply:
        return self._site.answer(request)

    def _change_member(self, user: str, **changes: Any) -> None:
        with self.workspace.lock:
            self.workspace.members[user] = replace(self.workspace.members[user], **changes)
            self.workspace.touch()
