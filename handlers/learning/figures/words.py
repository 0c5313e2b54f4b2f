"""Figures as people read them: short, in everyday words, with "fewer than 3" where the guard holds something back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.edits.words import group_word
from domain.escalation.answered_as import LAST_RESORT
from domain.learning.figures import FEWER, Counted, LevelCounts, Share, Span
from domain.note import words_of
from domain.policy import Group
from domain.severity import Severity
from domain.site import Site
from handlers.screens.picker import SHAPES

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_GROUPS = {group.value for group in Group}


def day_words(day: date) -> str:
    """ "2 March"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def span_words(span: Span) -> str:
    """ "2 to 8 March", "26 February to 4 March": the days that it has."""
    last = date.fromordinal(span.last.toordinal() - 1)
    first = str(span.first.day) if span.first.month == last.month else day_words(span.first)
    return f"{first} to {day_words(last)}"


def month_words(day: date) -> str:
    """ "February 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def count_words(count: int | None) -> str:
    """The number, or that it is fewer than three."""
    return FEWER if count is None else str(count)


def share_words(share: Share) -> str:
    """ "4 of 20 (20%)", "0 of 20", "fewer than 3"; "20%" and "none" where one may not say of how many."""
    if share.base is None or share.count is None:
        return f"{FEWER} cases"
    if not share.told:
        return f"{share.percent}%" if share.count else "none"
    percent = f" ({share.percent}%)" if share.count else ""
    return f"{share.count} of {share.base}{percent}"


def levels_words(cases: LevelCounts) -> str:
    """ "🔵 UPSET 9 · 🟡 ABUSIVE 5 · other levels: fewer than 3 each"."""
    given = [f"{SHAPES[level]} {level.word} {count}" for level, count in sorted(cases.given.items())]
    rest = len(Severity) - len(given)
    return " · ".join([*given, *([f"{'other levels' if given else 'each level'}: {FEWER}"] if rest else [])])


def calls_words(count: int | None) -> str:
    """ "14 calls for help"; without the number where it may not be given."""
    return "Calls for help" if count is None else f"{count} calls for help"


def picked(site: Site, list_name: str, ids: Sequence[str]) -> str:
    """The words of picked entries, as the site has them now."""
    return ", ".join(words_of(list_name, one, site.note_lists) for one in ids)


def listed(site: Site, list_name: str, counted: Sequence[Counted], most: int) -> str:
    """ "Wait or queue 9, Refund or return 7"."""
    return ", ".join(f"{words_of(list_name, one.id, site.note_lists)} {one.cases}" for one in counted[:most])


def place_words(site: Site, place_id: str) -> str:
    """The place's name; of one that the site has no longer, its id."""
    place = site.place(place_id)
    return place.name if place else place_id


def tier_words(answered_as: str) -> str:
    """As whom somebody answered."""
    if answered_as in _GROUPS:
        return group_word(Group(answered_as))
    return "the last resort" if answered_as == LAST_RESORT else "somebody else who helped"
