"""Edits of how a site shows who is on call: posts at shift changes, the channel's topic, a user group."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from domain.edits.edited import Edited, site_in, unless_same, with_site
from domain.edits.refused import refuse
from domain.site import Directory

# As bot/site_file/showing.py has it; longer ones are none of Slack's.
_GROUP = re.compile(r"S[A-Z0-9]{2,30}")


def set_showing(
    directory: Directory, at: datetime, site_id: str, announce: bool, topic: bool, user_group: str
) -> Edited:
    """Whether each shift change is posted, whether the topic says who is on call, and which user group is kept in step.

    Refused at "user_group" where that is no id of one; empty means none.
    """
    del at
    site = site_in(directory, site_id)
    if user_group and not _GROUP.fullmatch(user_group):
        refuse("user_group", "That is no id of a user group.", "It begins with S, as in S024BE7LH.")
    after = replace(site, announce=announce, topic=topic, user_group=user_group)
    says = (
        "shift changes are posted" if announce else "shift changes are not posted",
        "the topic says who is on call" if topic else "the topic stays as it is",
        "a user group is kept in step" if user_group else "no user group is kept in step",
    )
    sentence = f"{site.name}: {', '.join(says)}."
    edited = Edited(with_site(directory, after), f"showing:{site_id}", sentence, (), "showing", site_id)
    return unless_same(directory, edited)
