"""users.*: who is who."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.local_slack.roster import Member
from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.web_api.history import page


def info(call: Call) -> Json:
    """users.info."""
    member = call.space.members.get(call.required("user"))
    if member is None:
        raise Refused("user_not_found")
    return {"user": as_slack(call, member)}


def list_all(call: Call) -> Json:
    """users.list, a page at a time."""
    members = [as_slack(call, member) for member in call.space.members.values()]
    body = page(call, "members", members, 1000)
    return {**body, "cache_ts": int(call.app.now().timestamp())}


def lookup_by_email(call: Call) -> Json:
    """users.lookupByEmail: active people only."""
    wanted = call.required("email").lower()
    for member in call.space.members.values():
        if member.email and member.email.lower() == wanted and not member.deleted:
            return {"user": as_slack(call, member)}
    raise Refused("users_not_found")


def as_slack(call: Call, member: Member) -> Json:
    """Give Slack's user object; a deactivated account has no time zone any more, as at Slack."""
    body: Json = {
        "id": member.id,
        "team_id": call.app.team_id,
        "name": member.name,
        "deleted": member.deleted,
        "profile": _profile(call, member),
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if member.deleted:
        return body
    real_name = member.real_name or member.name
    return body | {"real_name": real_name, "color": "577590"} | _zone(call, member) | _roles(member)


def _profile(call: Call, member: Member) -> Json:
    profile: Json = {
        "real_name": member.real_name or member.name,
        "real_name_normalized": member.real_name or member.name,
        "display_name": member.name,
        "display_name_normalized": member.name,
        "title": member.note,
        "team": call.app.team_id,
    }
    if member.email and "users:read.email" in call.app.scopes:
        profile["email"] = member.email
        call.scopes_used.add("users:read.email")
    return profile


def _zone(call: Call, member: Member) -> Json:
    at: datetime = call.app.now().astimezone(UTC)
    offset = at.astimezone(ZoneInfo(member.tz)).utcoffset()
    seconds = int(offset.total_seconds()) if offset is not None else 0
    return {"tz": member.tz, "tz_label": member.tz, "tz_offset": seconds}


def _roles(member: Member) -> Json:
    return {
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": member.is_ultra_restricted,
        "is_email_confirmed": True,
    }
