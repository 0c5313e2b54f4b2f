"""How a site shows in Slack who is on call: posts at each shift change, the channel's topic, a user group."""

from __future__ import annotations

import re
from typing import Any

from bot.site_file.records import Record
from domain.site import Site

SHOWING_FIELDS = ("announce", "topic", "user_group")

_GROUP = re.compile(r"S[A-Z0-9]{2,}")


def read_showing(record: Record) -> dict[str, Any]:
    """The fields of the site; posts are made unless the file says no."""
    group = record.text("user_group")
    if group and not _GROUP.fullmatch(group):
        remedy = "It begins with S: in Slack, People, User groups, the group, More, Copy group ID."
        record.wrong("user_group", f'"{group}" is no Slack user group id.', remedy)
    announce = record.flag("announce") if record.has("announce") else Site.announce
    return {"announce": announce, "topic": record.flag("topic"), "user_group": group}


def showing_fields(site: Site) -> dict[str, Any]:
    """What the file says of it: only what is not as it is without a word."""
    facts = {name: getattr(site, name) for name in SHOWING_FIELDS}
    return {name: value for name, value in facts.items() if value != getattr(Site, name)}
