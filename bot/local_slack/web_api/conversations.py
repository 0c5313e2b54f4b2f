"""conversations.*: opening, listing and describing; reading what was said is in `history`."""

from __future__ import annotations

from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused, missing
from bot.local_slack.web_api.history import page
from bot.local_slack.web_api.places import kind_of, need, need_scope, place_of
from bot.local_slack.web_api.scopes import TOPIC
from bot.local_slack.workspace.conversation import Conversation

GROUP_LIMIT = 8
KINDS = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


def open_conversation(call: Call) -> Json:
    """conversations.open: the direct message with one person, or a group of up to eight."""
    if call.given("channel"):
        return {"no_op": True, "already_open": True, "channel": {"id": place_of(call).id}}
    users = _users(call)
    need_scope(call, "im:write" if len(users) == 1 else "mpim:write")
    place = call.space.dm(users[0]) if len(users) == 1 else call.space.group(set(users))
    if place.refuses is not None:
        raise Refused(place.refuses)
    opened, place.opened = place.opened, True
    channel = place.as_slack(call.app) if call.flag("return_im") else {"id": place.id}
    return {"no_op": opened, "already_open": opened, "channel": channel}


def info(call: Call) -> Json:
    """conversations.info."""
    place = place_of(call)
    need(call, place, "read")
    body = place.as_slack(call.app)
    if not call.flag("include_num_members"):
        body.pop("num_members", None)
    return {"channel": body}


def members(call: Call) -> Json:
    """conversations.members, a page at a time."""
    place = place_of(call)
    need(call, place, "read")
    return page(call, "members", sorted(place.people), 100)


def list_all(call: Call) -> Json:
    """conversations.list: what the app can see of the kinds asked for (public channels by default)."""
    return page(call, "channels", [c.as_slack(call.app) for c in _visible(call)], 100)


def of_user(call: Call) -> Json:
    """users.conversations: those in which a person (by default the app's bot) takes part."""
    user = call.text("user", call.app.bot_user_id)
    if user not in call.space.members:
        raise Refused("user_not_found")
    mine = [c.as_slack(call.app) for c in _visible(call) if user in c.people]
    return page(call, "channels", mine, 100)


def join(call: Call) -> Json:
    """conversations.join: a public channel that is not archived."""
    place = place_of(call)
    if place.kind != "channel" or place.is_private:
        raise Refused("method_not_supported_for_channel_type")
    if place.is_archived:
        raise Refused("is_archived")
    place.people.add(call.app.bot_user_id)
    call.space.touch()
    return {"channel": place.as_slack(call.app)}


def set_topic(call: Call) -> Json:
    """conversations.setTopic: at most 250 characters; a new one is told in the channel, as by Slack's clients."""
    place = place_of(call)
    need_scope(call, *TOPIC[kind_of(place)])
    if call.app.bot_user_id not in place.people:
        raise Refused("not_in_channel")
    if place.is_archived:
        raise Refused("is_archived")
    topic = call.text("topic")
    if len(topic) > 250:
        raise Refused("too_long")
    if topic != place.topic:
        place.topic = topic
        bot = call.app.bot_user_id
        words = f"<@{bot}> set the channel topic: {topic}" if topic else f"<@{bot}> cleared the channel topic"
        call.space.post(place, bot, words, [], by_app=True, subtype="channel_topic")
    return {"channel": place.as_slack(call.app)}


def _users(call: Call) -> list[str]:
    given = call.args.get("users")
    users = [str(u) for u in given] if isinstance(given, list) else call.text("users").split(",")
    users = list(dict.fromkeys(user.strip() for user in users if user.strip()))
    if not users:
        raise missing("users") if given is None else Refused("users_list_not_supplied")
    if len(users) > GROUP_LIMIT:
        raise Refused("too_many_users")
    for user in users:
        member = call.space.members.get(user)
        if member is None:
            raise Refused("user_not_found")
        if member.deleted:
            raise Refused("user_disabled")
        if member.is_bot:
            raise Refused("cannot_dm_bot")
    return users


def _visible(call: Call) -> list[Conversation]:
    prefixes = []
    for kind in call.text("types", "public_channel").split(","):
        if kind.strip() not in KINDS:
            raise Refused("invalid_types")
        need_scope(call, KINDS[kind.strip()] + ":read")
        prefixes.append(KINDS[kind.strip()])
    return [c for c in call.space.conversations.values() if _prefix(c) in prefixes and _shown(call, c)]


def _prefix(place: Conversation) -> str:
    if place.kind == "channel":
        return "groups" if place.is_private else "channels"
    return "im" if place.kind == "dm" else "mpim"


def _shown(call: Call, place: Conversation) -> bool:
    if place.is_archived and call.flag("exclude_archived"):
        return False
    return _prefix(place) == "channels" or call.app.bot_user_id in place.people
