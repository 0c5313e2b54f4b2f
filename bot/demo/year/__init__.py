"""A believable year behind the demo: resolved escalations with notes, lessons, votes and what became of them.

The story, with the file for each step:

    notes.toml      what it was about, level by level, with the words that others may read
    cases.py        which case was when: spread over the year, reckoned back from the start of the demo
    acting.py       each case acted out by the product's own rules, at instants in the past
    noting.py       the note that was written, and the lesson of it
    came_of_it.py   proposals, quick fixes and what people said of the lessons
    told.py         what the channel and the managers have read already

Only rows are written: nobody is sent anything for a case that is over. The same start gives the same year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from bot.demo.year.acting import Acted, acted_out, withdrawn
from bot.demo.year.came_of_it import fixes, proposals, votes
from bot.demo.year.cases import HOTEL, Case, cases, taken_back
from bot.demo.year.noting import lesson_of, noted
from bot.demo.year.told import told_already
from domain.escalation import due_at
from domain.site import Directory, Site
from handlers.ports import Store, UnitOfWork
from handlers.roster import roster_of

T = TypeVar("T")

# A unit of work has a few seconds, on a busy machine too.
_AT_ONCE = 15


def fill(store: Store, directory: Directory, now: datetime) -> None:
    """Write the year up to `now` into a store that holds this directory."""
    acted: list[Acted] = []
    for some in _parts(cases()):
        with store.work() as uow:
            acted += [_resolved(uow, directory, case, now) for case in some]
            uow.commit()
    with store.work() as uow:
        _came_of_it(uow, directory, acted, now)
        uow.commit()
    for said in _parts(list(votes(acted))):
        with store.work() as uow:
            for vote in said:
                uow.lessons.vote(vote.lesson_id, vote.escalation_id, vote.person_id, vote.helped)
            uow.commit()


def _parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    yield from (whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE))


def _resolved(uow: UnitOfWork, directory: Directory, case: Case, now: datetime) -> Acted:
    site = _site(directory, case)
    at = case.raised_at(site, now)
    acted = acted_out(case, site, roster_of(uow, directory, site, None, "", at), at)
    note = noted(acted)
    acted.until(now)
    _keep(uow, acted)
    uow.notes.keep(note, acted.at)
    uow.lessons.keep(lesson_of(note, acted, site))
    return acted


def _came_of_it(uow: UnitOfWork, directory: Directory, acted: Sequence[Acted], now: datetime) -> None:
    for case in taken_back():
        site = _site(directory, case)
        at = case.raised_at(site, now)
        _keep(uow, withdrawn(case, site, roster_of(uow, directory, site, None, "", at), at))
    hotel = [one for one in acted if one.e.site_id == HOTEL]
    for proposal in proposals(hotel, now):
        uow.learning.add_proposal(proposal)
    uow.learning.add_fixes(list(fixes(hotel, now)))
    uow.messages.add(list(told_already(directory, now)))


def _keep(uow: UnitOfWork, acted: Acted) -> None:
    e = acted.e
    uow.escalations.add(e, acted.entries, due_at(e), f"demo:{acted.case.number}")


def _site(directory: Directory, case: Case) -> Site:
    site = directory.site(case.theme.site)
    if site is None:
        raise LookupError(case.theme.site)
    return site
