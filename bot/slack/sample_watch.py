"""What the channel and admins read of the rota by itself, and the forms about calendars, with made-up people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.slack.sample_scenes import AT, Samples
from domain.planning import Feed
from domain.policy import TIERS, Group
from domain.watch.ahead import Trouble
from domain.watch.handoffs import Changed
from handlers.screens import Screen
from handlers.screens.feeds import link_screen, revoked_screen
from handlers.screens.imported import calendar_note
from handlers.screens.watch import ahead_screen, handoff_screen, standing_screen

_MANY = 100
_DAY = timedelta(days=1)
_WHY = ("missing_scope", "no_permission", "no_group", "nobody", "not_in_channel", "no_room", "fatal_error")
_LINK = f"https://stepin.example/calendar/{'a' * 64}.ics"


def watch_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """Changes of hands, gaps ahead, what is out of step, and what was found in an imported calendar."""
    site, directory, name = samples.site, samples.directory, samples.typed.name
    for until in (None, AT + timedelta(hours=8), AT + 9 * _DAY):
        for person, before in (("dana", None), ("dana", "omar"), (None, "omar")):
            changed = Changed(Group.TIER_1, person, until, before)
            label = f"on call changes: {before} to {person}, until {until}"
            yield label, handoff_screen(directory, site, [changed], AT)
    for label, found in _troubles().items():
        yield f"ahead: {label}", ahead_screen(directory, site, found)
    for what in ("topic", "group"):
        for why in _WHY:
            yield f"not in step: {what}, {why}", standing_screen(site, what, why)
    words = "\n".join([f"{samples.typed.words} {name}"] * 11)
    yield "imported calendar", calendar_note({"head": f"The calendar {name} (tier 1)", "words": words})
    yield "calendar link revoked", revoked_screen()


def watch_posts(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """Messages of more than one line to begin with, or that hide a secret from the lock screen."""
    changed = [Changed(tier, "dana", AT + 9 * _DAY, "omar") for tier in TIERS]
    yield "on call changes in all tiers", handoff_screen(samples.directory, samples.site, changed, AT)
    yield "calendar link", link_screen(f"On call: {samples.typed.name}", _LINK, "d" * 64)


def _troubles() -> dict[str, list[Trouble]]:
    gap = Trouble(AT + _DAY, AT + 2 * _DAY, Group.TIER_1)
    kinds = {
        "a gap": gap,
        "a gap, somebody paged instead": replace(gap, instead="lea"),
        "a gap now": replace(gap, running=True),
        "a gap without end": replace(gap, endless=True),
        "a gap now without end": replace(gap, running=True, endless=True),
        "an account that is none": replace(gap, person_id="nobody", instead="lea"),
    }
    return {name: [one] for name, one in kinds.items()} | {"many": [gap] * _MANY}


def many_links(samples: Samples) -> tuple[tuple[str, Feed], ...]:
    """As many calendar links as somebody may have, by title."""
    return tuple((f"On call: {samples.typed.name}", Feed(f"{n}" * 64, "dana", AT, "dana")) for n in range(10))
