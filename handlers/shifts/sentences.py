"""What people agreed on, as the one sentence that the journal keeps: no reason and no note (domain.md principle 7)."""

from __future__ import annotations

from datetime import datetime

from domain.edits.words import span, tier_of
from domain.planning import Cover, HandOver
from domain.policy import Group
from domain.site import Directory, Site


def agreed_sentence(directory: Directory, site: Site, request: Cover) -> str:
    """ "Tier 1 of Harbour Hotel: Kim covers Sat 14 March 22:00 to Sun 06:00 for Dana." """
    taker, asker = directory.name(request.taken_by), directory.name(request.by)
    words = f"{taker} covers {span(request.start, request.end, site.zone)} for {asker}"
    if request.swap_start and request.swap_end:
        words += f", and {asker} {span(request.swap_start, request.swap_end, site.zone)} for {taker}"
    return f"{tier_of(request.tier, site)}: {words}."


def withdrawn_sentence(directory: Directory, site: Site, request: Cover) -> str:
    """ "Tier 1 of Harbour Hotel: Dana is on call Sat 14 March 22:00 to Sun 06:00 after all." """
    when = span(request.start, request.end, site.zone)
    return f"{tier_of(request.tier, site)}: {directory.name(request.by)} is on call {when} after all."


def took_over_sentence(
    directory: Directory, site: Site, tier: Group, person_id: str, of: str, until: datetime, at: datetime
) -> str:
    """ "Tier 1 of Harbour Hotel: Kim stands in for Dana, Sat 14 March 22:17 to Sun 06:00." """
    when = span(at, until, site.zone)
    return f"{tier_of(tier, site)}: {directory.name(person_id)} stands in for {directory.name(of)}, {when}."


def stays_sentence(directory: Directory, site: Site, asked: HandOver, back: bool = False) -> str:
    """ "Tier 1 of Harbour Hotel: Dana hands over to Kim, and is on call until Kim accepts." """
    by, to = directory.name(asked.by), directory.name(asked.to)
    words = f"{by} takes the hand-over to {to} back" if back else f"{by} hands over to {to}, on call until {to} accepts"
    return f"{tier_of(asked.tier, site)}: {words}."


def accepted_sentence(directory: Directory, site: Site, asked: HandOver) -> str:
    """ "Tier 1 of Harbour Hotel: Kim accepted it from Dana." """
    return f"{tier_of(asked.tier, site)}: {directory.name(asked.to)} accepted it from {directory.name(asked.by)}."
