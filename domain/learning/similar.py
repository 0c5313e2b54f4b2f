"""Which past escalations are most like one that is open now, and what usually worked in them (domain.md d.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.escalation import Escalation
from domain.learning.lesson import Lesson
from domain.learning.words import words_in
from domain.note.lists import OwnLists, id_of, offered
from domain.severity import Severity
from domain.site import Site

MOST = 3
BEFORE_A_CLAIM = 3
"""Fewer similar escalations than this say nothing about what usually works (domain.md d.5, guards)."""

WENT_WELL = frozenset({id_of("Solved"), id_of("Calmed, not solved")})
_UNKNOWN = id_of("Unknown")
_NOT_WANTED = 3
_SHORTEST_STEM = 4
_ENDINGS = 3
# Words of the pick-lists that name no cause.
_SAY_NOTHING = frozenset(
    words_in(
        "a and another by customer from in no not of on only or our party site staff the their third to us view with "
        "without"
    )
)


@dataclass(frozen=True)
class Usually:
    """What helped or was tried (`list_name`, `entry`) in `times` of `of` similar escalations that went well."""

    list_name: str
    entry: str
    times: int
    of: int


@dataclass(frozen=True)
class Similar:
    """Up to three lessons, most like first, and what usually works, where enough of them say so."""

    lessons: tuple[Lesson, ...] = ()
    usually: Usually | None = None


@dataclass(frozen=True)
class Causes:
    """The triggers and rules that somebody's words name, as ids of pick-list entries; a guess, good for an order."""

    triggers: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()

    def of(self, lesson: Lesson) -> tuple[bool, bool]:
        """Whether the lesson is about one of these rules, and whether it has one of these triggers."""
        return lesson.rule in self.rules, not self.triggers.isdisjoint(lesson.triggers)


def similar(e: Escalation, site: Site, lessons: Iterable[Lesson]) -> Similar:
    """What to show with this escalation, of lessons that others could see when it was raised: so nothing moves under a
    finger while it is open. None at VIOLENT, where nobody reads, nor for one about a colleague."""
    if e.severity == Severity.VIOLENT or e.about_colleague:
        return Similar()
    seen = [one for one in lessons if one.shown(e.raised_at) and one.escalation_id != e.id and not _unwanted(one)]
    causes = named_causes(e.words, site.note_lists)
    alike = [one for one in seen if any(causes.of(one))]
    usually = _usually(alike)
    by_phone, most = _by_phone(e, site), MOST
    if not alike:
        # Nothing says yet what it is about: one line, so that what, where and how bad stay on the page.
        most = 1
        alike = [one for one in seen if one.by_phone == by_phone and one.severity == e.highest and _says_why(one)]
    alike.sort(key=lambda one: (_likeness(one, e, causes, by_phone), one.ended_at, one.escalation_id), reverse=True)
    return Similar(tuple(alike[:most]), usually)


def _by_phone(e: Escalation, site: Site) -> bool:
    place = site.place(e.place_id)
    return place is not None and place.phone_contact


def _unwanted(lesson: Lesson) -> bool:
    """Several said that it did not help, and hardly anybody that it did."""
    return lesson.no - lesson.yes >= _NOT_WANTED


def _says_why(lesson: Lesson) -> bool:
    return bool(lesson.rule) or lesson.triggers not in ((), (_UNKNOWN,))


def _likeness(lesson: Lesson, e: Escalation, causes: Causes, by_phone: bool) -> tuple[object, ...]:
    return (
        *causes.of(lesson),
        lesson.by_phone == by_phone,
        lesson.severity == e.highest,
        lesson.place_id == e.place_id,
        lesson.ended in WENT_WELL,
        # Two more votes than there are, one each way: a single one decides little.
        (lesson.yes + 1) / (lesson.yes + lesson.no + 2),
    )


def _usually(alike: Sequence[Lesson]) -> Usually | None:
    well = [one for one in alike if one.ended in WENT_WELL]
    counted = Counter((name, entry) for one in well for name in ("helped", "tried") for entry in getattr(one, name))
    counted = Counter({key: times for key, times in counted.items() if key[1] not in _NOTHING})
    if len(alike) < BEFORE_A_CLAIM or not counted:
        return None
    (name, entry), times = max(counted.items(), key=lambda item: (item[1], item[0][0] == "tried", item[0][1]))
    enough = times >= BEFORE_A_CLAIM and times * 2 > len(alike)
    return Usually(name, entry, times, len(alike)) if enough else None


_NOTHING = frozenset({id_of("Nothing did"), id_of("Nothing could be offered")})


def named_causes(words: Sequence[str], own: OwnLists) -> Causes:
    """The entries of the lists of triggers and rules that these words name: a trigger with any word of it that tells
    something, a rule with more than half of them."""
    said = {word for line in words for word in words_in(line)}
    triggers = (entry.id for entry in offered("trigger", own) if _named(entry.words, said) > 0)
    rules = (entry.id for entry in offered("rule", own) if _named(entry.words, said) > 1 / 2)
    return Causes(frozenset(triggers), frozenset(rules))


def _named(entry: str, said: set[str]) -> float:
    """The share of an entry's words that were said."""
    telling = set(words_in(entry)) - _SAY_NOTHING
    return sum(any(_alike(word, one) for one in said) for word in telling) / len(telling) if telling else 0.0


def _alike(word: str, other: str) -> bool:
    """The same word, or another form of it: all but the last letters are the same ("refund", "refunded")."""
    short, long = sorted((word, other), key=len)
    if short == long:
        return True
    stem = max(_SHORTEST_STEM, len(short) - 1)
    return len(short) >= _SHORTEST_STEM and len(long) - len(short) <= _ENDINGS and short[:stem] == long[:stem]
