"""usergroups.*: the groups that can be mentioned by one handle, and who is in them."""

from __future__ import annotations

from dataclasses import replace

from bot.local_slack.roster import UserGroup
from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused


def list_all(call: Call) -> Json:
    """usergroups.list: enabled ones, others too where asked; users and counts only where asked."""
    groups = [g for g in call.space.usergroups.values() if not g.is_disabled or call.flag("include_disabled")]
    users, count = call.flag("include_users"), call.flag("include_count")
    return {"usergroups": [as_slack(call, group, users=users, count=count) for group in groups]}


def users_list(call: Call) -> Json:
    """usergroups.users.list."""
    group = call.space.usergroups.get(call.required("usergroup"))
    if group is None or (group.is_disabled and not call.flag("include_disabled")):
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}


def users_update(call: Call) -> Json:
    """usergroups.users.update: the whole list anew; a group cannot be made empty."""
    group = call.space.usergroups.get(call.required("usergroup"))
    if group is None:
        raise Refused("subteam_not_found")
    given = call.args.get("users")
    asked = given if isinstance(given, list) else call.text("users").split(",")
    users = list(dict.fromkeys(str(user).strip() for user in asked if str(user).strip()))
    if not users:
        raise Refused("no_users_provided")
    members = [call.space.members.get(user) for user in users]
    if any(member is None or member.deleted for member in members):
        raise Refused("invalid_users")
    call.space.usergroups[group.id] = changed = replace(group, users=tuple(users))
    call.space.touch()
    return {"usergroup": as_slack(call, changed, users=True, count=call.flag("include_count"))}


def as_slack(call: Call, group: UserGroup, *, users: bool, count: bool) -> Json:
    """Give Slack's user group object."""
    body: Json = {
        "id": group.id,
        "team_id": call.app.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name or group.handle,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_update": 0,
        "date_delete": 1 if group.is_disabled else 0,
        "auto_type": None,
        "prefs": {"channels": [], "groups": []},
    }
    if users:
        body["users"] = list(group.users)
    if count:
        body["user_count"] = len(group.users)
    return body
