"""The figures of a month as headings and lines: the same in the message, on the screen that was asked for, on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from domain.learning.figures import Closed, Figures, Lists, Ratio, Times, band_words, lasted
from domain.severity import Severity
from domain.site import Site
from handlers.learning.figures.gathering import Month
from handlers.learning.figures.words import (
    calls_words,
    count_words,
    levels_words,
    listed,
    month_words,
    place_words,
    share_words,
    tier_words,
)

Section = tuple[str, tuple[str, ...]]
_MOST, _MOST_BY = 5, 3
_RARE = "Nothing in three cases or more."
_FEW = "Fewer than 3 in this month, so that nothing more is given."


def sections(site: Site, month: Month) -> tuple[Section, ...]:
    """All of it; whatever fewer than three cases stand behind is left out, or said to be fewer than three."""
    now, before = month.figures, month.before
    learning = ("Learning", tuple(_learning(now, before, month.closed)))
    if now.cases.few:
        return (("Calls for help", (_FEW, _before(before))), learning)
    return (
        ("Calls for help", tuple(_cases(now, before))),
        ("First answer", tuple(_times(now.acknowledged, before.acknowledged))),
        ("Somebody with staff", tuple(_times(now.with_staff, before.with_staff))),
        ("Who came", tuple(_answers(now, before))),
        ("Early or late", tuple(_climbing(now, before))),
        ("Why", tuple(_causes(site, now, before))),
        ("Where and when", tuple(_by_place(site, now)) or (_RARE,)),
        learning,
    )


def heading(site: Site, month: Month) -> str:
    """ "Harbour Hotel · February 2026"."""
    return f"{site.name} · {month_words(month.span.first)}"


def _before(before: Figures) -> str:
    return f"The month before: {levels_words(before.cases)}."


def _all(now: Figures) -> str:
    return "This month" if now.cases.total is None else calls_words(now.cases.total)


def _cases(now: Figures, before: Figures) -> Iterator[str]:
    yield f"{_all(now)}: {levels_words(now.cases)}."
    yield _before(before)
    if now.undone:
        yield f"Undone within ten seconds: {now.undone}. They are in no other figure."


def _times(now: Mapping[Severity, Times], before: Mapping[Severity, Times]) -> Iterator[str]:
    for level in Severity:
        if level in now:
            was = f"; the month before {_median(before[level])}" if level in before else ""
            yield f"{level.word}: {_median(now[level])}{was}."
    if not now:
        yield "Fewer than 3 cases at each level."


def _median(times: Times) -> str:
    return f"half within {lasted(times.median)}, nine in ten within {lasted(times.ninetieth)}"


def _answers(now: Figures, before: Figures) -> Iterator[str]:
    yield f"Nobody answered in time: {share_words(now.unanswered)}; before {share_words(before.unanswered)}."
    for tier, share in now.answered_by.items():
        yield f"First answer by {tier_words(tier)}: {share_words(share)}."
    yield f"Answered, then nothing: {share_words(now.stale)}; before {share_words(before.stale)}."


def _climbing(now: Figures, before: Figures) -> Iterator[str]:
    yield f"UPSET that became worse: {share_words(now.climbed)}; before {share_words(before.climbed)}."
    # Each level counts from three on (docs/metrics.md, `early_help`).
    yield f"Stayed at UPSET: {count_words(now.early)}. Reached THREATENING or VIOLENT: {count_words(now.late)}."
    if now.near_misses.base is not None:
        yield f"Safety cases that were stood down: {share_words(now.near_misses)}."


def _causes(site: Site, now: Figures, before: Figures) -> Iterator[str]:
    for name, label, found, was in (
        ("trigger", "Triggers", now.triggers, before.triggers),
        ("rule", "Rules", now.rules, before.rules),
    ):
        earlier = f" (before: {listed(site, name, was, _MOST)})" if was else ""
        yield f"{label}: {listed(site, name, found, _MOST)}{earlier}." if found else f"{label}: {_RARE}"
    if now.helped:
        yield f"What helped: {listed(site, 'helped', now.helped, _MOST)}."


def _by_place(site: Site, now: Figures) -> Iterator[str]:
    places = sorted(now.at.items(), key=lambda pair: -pair[1])
    yield from _rows((f"{place_words(site, place)} {count}", _with(site, now, place)) for place, count in places)
    hours = sorted(now.hours.items())
    yield from _rows((f"{band_words(band)} h {count}", _in(site, now, band)) for band, count in hours)


def _rows(counted: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line for each that has more to tell, and one for all the others together."""
    plain = []
    for words, more in counted:
        if more:
            yield f"{words}{more}."
        else:
            plain.append(words)
    if plain:
        yield f"{', '.join(plain)}."


def _with(site: Site, now: Figures, place: str) -> str:
    return _detail(site, now.triggers_at, now.rules_at, place)


def _in(site: Site, now: Figures, band: int) -> str:
    return _detail(site, now.triggers_in, now.rules_in, str(band))


def _detail(site: Site, triggers: Lists, rules: Lists, key: str) -> str:
    found = [
        listed(site, "trigger", triggers.get(key, ()), _MOST_BY),
        listed(site, "rule", rules.get(key, ()), _MOST_BY),
    ]
    said = "; ".join(one for one in found if one)
    return f": {said}" if said else ""


def _learning(now: Figures, before: Figures, closed: Closed) -> Iterator[str]:
    if now.notes_on_time.base is not None:
        yield f"Notes in time: {share_words(now.notes_on_time)}; before {share_words(before.notes_on_time)}."
    if closed.empty:
        yield "No proposal is 30 days old yet."
        return
    yield f"Proposals of a year decided within 30 days: {_ratio(closed.decided)}."
    yield f"Accepted and done within 90 days: {_ratio(closed.done)}."
    yield f"Done and checked after 60 days: {_ratio(closed.checked)}."
    yield f"With fewer cases than before: {_ratio(closed.dropped)}."


def _ratio(ratio: Ratio) -> str:
    return f"{ratio.count} of {ratio.base}" if ratio.base else "none yet"
