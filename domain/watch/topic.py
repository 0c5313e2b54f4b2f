"""The part of a channel's topic that says who is on call, within what somebody else wrote there."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from domain.edits.words import group_word
from domain.policy import Group
from domain.site import Directory, Site
from domain.watch.handoffs import Stint

# Slack's limit (conversations.setTopic, too_long).
LONGEST = 250
_MARK, _BAR = "On call:", " | "
_SHORT = timedelta(hours=24)


def topic_words(directory: Directory, site: Site, now: tuple[tuple[Group, Stint | None], ...]) -> str:
    """ "On call: Kim (tier 1 until 06:00) · Omar (tier 2)"; the same words for as long as the same people are on."""
    each = " · ".join(_one(directory, site, tier, stint) for tier, stint in now)
    return f"{_MARK} {each or 'nobody'}".replace("|", "/")


def _one(directory: Directory, site: Site, tier: Group, stint: Stint | None) -> str:
    who = directory.name(stint.person_id) if stint else "nobody"
    return f"{who} ({group_word(tier)}{_until(site, tier, stint) if stint else ''})"


def _until(site: Site, tier: Group, stint: Stint) -> str:
    """A day is shown by how long the stint is, not by what day it is: the words must not change at midnight."""
    if tier not in site.rotas or stint.end - stint.start >= timedelta(days=15):
        return ""
    shape = "%H:%M" if stint.end - stint.start <= _SHORT else "%a %-d %b %H:%M"
    return f" until {stint.end.astimezone(ZoneInfo(site.zone)).strftime(shape)}"


def merged(topic: str, ours: str) -> str | None:
    """The topic with our part in place of the one before, behind what others wrote; None where no room is left.

    Our own words are cut before anybody else's.
    """
    parts = [part for part in topic.split(_BAR) if part.strip()]
    place = next((n for n, part in enumerate(parts) if part.startswith(_MARK)), len(parts))
    others = parts[:place], parts[place + 1 :]
    room = LONGEST - len(_BAR.join([*others[0], "", *others[1]]))
    if room < len(_MARK) + 12:
        return None
    fitting = ours if len(ours) <= room else f"{ours[: room - 1]}…"
    return _BAR.join([*others[0], fitting, *others[1]])
