"""Which conversation a call means, and whether the app may read or write there."""

from __future__ import annotations

from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.web_api.scopes import BY_KIND
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.conversation import Conversation


def place_of(call: Call, *, people_too: bool = False) -> Conversation:
    """Give the conversation named by `channel`; a person's id counts only where Slack takes one."""
    name = call.required("channel")
    place = call.space.find(name)
    if place is None or (name in call.space.members and not people_too):
        raise Refused("channel_not_found")
    if place.is_private and call.app.bot_user_id not in place.people:
        raise Refused("channel_not_found")
    return place


def need(call: Call, place: Conversation, verb: str) -> None:
    """Refuse with missing_scope unless the scope for this kind of conversation was granted ("im:history")."""
    need_scope(call, f"{BY_KIND[kind_of(place)]}:{verb}")


def kind_of(place: Conversation) -> str:
    """Give the kind under which scopes are granted: private channels have their own."""
    return "private" if place.is_private else place.kind


def need_scope(call: Call, *scopes: str) -> None:
    """Refuse with missing_scope unless one of them was granted; note that it was used."""
    granted = [scope for scope in scopes if scope in call.app.scopes]
    if not granted:
        raise Refused("missing_scope", needed=",".join(scopes), provided=",".join(call.app.scopes))
    call.scopes_used.add(granted[0])


def writable(space: Workspace, place: Conversation) -> Conversation:
    """Give the place back if the app's bot may post there."""
    if place.refuses is not None:
        raise Refused(place.refuses)
    if place.is_archived:
        raise Refused("is_archived")
    public = place.kind == "channel" and not place.is_private and "chat:write.public" in space.app.scopes
    if space.app.bot_user_id not in place.people and not public:
        raise Refused("not_in_channel")
    return place
