"""Who holds each tier now, until when, and who then: the answer to `/oncall`, and the same lines on App Home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from domain.edits.words import capital, group_word
from domain.site import Directory, Site
from handlers.oncall.holding import GapAhead, Held, Spell
from handlers.oncall.paging import Chain
from handlers.screens.oncall.asking import another_time
from handlers.screens.oncall.words import behind_them_all, in_its_place, left_out
from handlers.screens.parts import Button, Buttons, Line, Part, Screen, Small, Strong, Text, When
from handlers.screens.shifts.words import clock, moment, span

_MOST_SITES = 5
_Shown = Callable[[datetime], When]


def on_call_now(directory: Directory, site: Site, tiers: Sequence[Held], paged: Chain, admin: bool) -> Screen:
    """The answer to `/oncall`: all tiers of a site, and the ways to other times, other sites and, for admins, *Edit*.

    `paged` says who is there where nobody holds any tier.
    """
    title = f"On call now · {site.name}"
    lines = [part for one in tiers for part in _tier(directory, site, one)]
    row = [another_time(site), *([Button("desk.menu.top", "Edit", site.id)] if admin else [])]
    foot = Small((f"Paged by chat only · Phone {site.phone}",))
    parts = (
        Line((Strong(title),)),
        *lines,
        *behind_them_all(directory, site, paged),
        foot,
        Buttons(tuple(row)),
        *_other_sites(directory, site),
    )
    return Screen(title, parts)


def _tier(directory: Directory, site: Site, one: Held) -> tuple[Part, ...]:
    holder = one.spells[0].person_id
    instead = in_its_place(one.tier, site)
    end = f". {instead}." if holder is None and instead else ""
    lines: list[Part] = [Line((_label(one), *spells_in_words(directory, one, lambda at: moment(at, site)), end))]
    if skipped := left_out(directory, one.skipped, directory.name(holder) if holder else ""):
        lines.append(Small((skipped,)))
    return tuple(lines)


def spells_in_words(directory: Directory, one: Held, shown: _Shown) -> Text:
    """ "Dana until 18:00, then Kim"; of a gap also the end: "Dana until 18:00, then nobody until 22:00, then Kim"."""
    last = len(one.spells) - 1
    text: list[str | When] = []
    for number, spell in enumerate(one.spells):
        text.append((", then " if number else "") + _name(directory, one, spell, number))
        if spell.until and (number < last or spell.person_id is None):
            text += [" until ", shown(spell.until)]
    return tuple(text)


def _name(directory: Directory, one: Held, spell: Spell, number: int) -> str:
    if spell.person_id:
        return directory.name(spell.person_id)
    return "nobody can be reached" if one.skipped and not number else "nobody"


def on_call_lines(directory: Directory, site: Site, tiers: Sequence[Held], at: datetime) -> tuple[Part, ...]:
    """The same in a line for each tier, as short as it can be: what is today has no day."""
    return tuple(
        Line((_label(one), *spells_in_words(directory, one, lambda until: clock(until, at, site)))) for one in tiers
    )


def _label(one: Held) -> Strong:
    return Strong(f"{capital(group_word(one.tier))}  ")


def _other_sites(directory: Directory, site: Site) -> tuple[Part, ...]:
    """The names stand beside the buttons, where they have room (screens.md rule 8)."""
    others = [one for one in directory.sites if one.id != site.id]
    lines = [Line((one.name,), button=Button("oncall.site", "Show", one.id)) for one in others[:_MOST_SITES]]
    rest = others[_MOST_SITES:]
    more = (Small((f"Another site: type its name, as /oncall {rest[0].name}",)),) if rest else ()
    return (*lines, *more)


def gap_ahead(site: Site, gap: GapAhead) -> Text:
    """ "Nobody holds tier 1 14 Mar 22:00 to 06:00. Tier 2 is paged at once then. 3 more such gaps in two weeks." """
    when: Text = span(gap.start, gap.end, site) if gap.end else ("from ", moment(gap.start, site), " on")
    instead = in_its_place(gap.tier, site)
    rest = f". {instead} then." if instead else "."
    more = f" {gap.more} more such gap{'s' if gap.more > 1 else ''} within two weeks." if gap.more else ""
    return (f"Nobody holds {group_word(gap.tier)} ", *when, rest + more)
