"""The demo's year: cases that the product's own rules made, from which it can be seen what notes are good for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import identity
from bot.demo import directory_at
from bot.demo.year import fill
from bot.demo.year.cases import HOTEL, KIOSK
from domain import timeline as t
from domain.escalation import due_at, fold
from domain.learning.case import Case
from domain.learning.figures import digest_span, month_before
from domain.learning.lesson import Search
from domain.learning.proposal import Cause, ProposalState
from domain.learning.recurring import recurring_at
from domain.learning.similar import similar
from domain.note import entries, id_of, missing
from domain.severity import Severity
from domain.site import Directory
from handlers.audit import audit
from handlers.learning.figures.digest import digest_of
from handlers.learning.figures.gathering import month_figures
from handlers.learning.proposing.rounds import ProposalRounds, sweep
from handlers.memory import Memory
from handlers.notes.chasing import Chase
from handlers.ports import Ports
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.migrated import give_tables

# A Sunday evening, the first minutes of a Monday, of a year, and a night in which clocks change.
STARTS = (
    datetime(2026, 11, 22, 18, 0, tzinfo=UTC),
    datetime(2026, 11, 22, 23, 5, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 5, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
)
REFUND = id_of("No refund of a prepaid rate")


@dataclass
class Year:
    """A store with the year in it."""

    ports: Ports
    directory: Directory
    now: datetime

    def all(self) -> list[Case]:
        """Every case, the oldest first."""
        with self.ports.store.read() as uow:
            return list(uow.learning.cases(self.now - timedelta(days=400), self.now))

    def rows(self) -> list[object]:
        """All that was written of cases, lessons and proposals."""
        cases = self.all()
        with self.ports.store.read() as uow:
            lessons = [uow.lessons.get(case.escalation.id) for case in cases]
            return [*cases, *lessons, *uow.learning.proposals(only_open=False), *uow.learning.open_fixes(HOTEL)]


@contextmanager
def year_at(now: datetime) -> Iterator[Year]:
    """The demo's directory and its year, on a new store."""
    database = Database("sqlite://")
    give_tables(database)
    store, memory = SqlStore(database), Memory()
    directory = directory_at(now)
    with store.work() as uow:
        uow.people.apply(directory)
        uow.commit()
    fill(store, directory, now)
    memory.refresh(store, force=True)
    try:
        yield Year(Ports(store, memory, identity(), lambda _: None, lambda: None), memory.directory, now)
    finally:
        database.close()


@pytest.fixture(scope="module", params=STARTS, ids=lambda at: f"{at:%a %d %b %H:%M}")
def year(request: pytest.FixtureRequest) -> Iterator[Year]:
    """The year up to one of these starts."""
    with year_at(request.param) as made:
        yield made


@pytest.fixture(scope="module")
def latest() -> Iterator[Year]:
    """The year up to a Sunday, for what holds whenever it starts."""
    with year_at(STARTS[0]) as made:
        yield made


def test_every_case_is_over_before_the_demo_begins(year: Year) -> None:
    """Nothing is due, nothing is open, and each stands as its own timeline says."""
    cases = year.all()

    assert len(cases) > 150
    for case in cases:
        assert not case.escalation.open
        assert due_at(case.escalation) is None
        assert fold(case.timeline) == case.escalation
        assert case.timeline[0].at >= year.now - timedelta(days=364)
        assert case.timeline[-1].at < year.now
    with year.ports.store.read() as uow:
        assert uow.messages.next_due_at() is None
    assert audit(year.ports, year.now).clean


def test_every_note_is_whole_and_picks_what_its_site_offers(year: Year) -> None:
    """As if a person had filled in the form."""
    for case in year.all():
        site, note = year.directory.site(case.escalation.site_id), case.note
        assert site is not None
        if case.escalation.ended_how in ("undo", "withdrawn"):
            assert note is None
            continue
        assert note is not None
        assert missing(note, case.escalation.highest) == {}
        for name, picked in note.picks.items():
            assert set(picked) <= {entry.id for entry in entries(name, site.note_lists)}, name


def test_the_year_has_all_that_happens(latest: Year) -> None:
    """Levels, and every way in which help came or did not."""
    cases = latest.all()
    levels = Counter(case.escalation.highest for case in cases if case.note)
    kinds = Counter(type(entry) for case in cases for entry in case.timeline)

    assert levels[Severity.UPSET] > 90
    assert levels[Severity.ABUSIVE] > 35
    assert levels[Severity.THREATENING] > 9
    assert 3 <= levels[Severity.VIOLENT] <= 5
    assert {case.escalation.site_id for case in cases} == {HOTEL, KIOSK}
    for kind in (t.Acknowledged, t.OnTheWay, t.WithThem, t.PassedOn, t.WentUnanswered, t.SeverityRaised, t.Withdrawn):
        assert kinds[kind] >= 3, kind


def test_the_same_start_gives_the_same_year() -> None:
    """Row by row."""
    with year_at(STARTS[0]) as one, year_at(STARTS[0]) as other:
        assert one.rows() == other.rows()


def test_nothing_is_drafted_chased_or_reminded_by_itself(year: Year) -> None:
    """The rounds find nothing to do at the start, nor in the week that the clock's buttons bring."""
    for days in (0, 1, 3):
        at = year.now + timedelta(days=days)
        ProposalRounds(year.ports).due(at)
        assert sweep(year.ports, at) == 0
        Chase(year.ports).due(at)
    with year.ports.store.read() as uow:
        assert uow.messages.next_due_at() is None


def test_a_third_refund_by_hand_recurs_and_nothing_else_would(year: Year) -> None:
    """Two cases of the last thirty days name the same rule; with any other rule or trigger one more does not do."""
    with year.ports.store.read() as uow:
        notes = list(uow.learning.finished(year.now - timedelta(days=37), year.now, HOTEL))
        known = uow.learning.proposals(HOTEL, only_open=False)
    drafted = {
        recurs.about
        for one in notes
        for recurs in recurring_at(HOTEL, [*notes, _again(one.note, notes[-1], year.now)], known)
    }

    assert drafted == {REFUND}


def _again(note: object, like: object, now: datetime) -> object:
    """One more finished note that says the same, of a case that ends now."""
    e = replace(like.escalation, id="by-hand", ended_at=now)  # type: ignore[attr-defined]
    return replace(like, escalation=e, note=replace(note, escalation_id="by-hand"))  # type: ignore[type-var]


def test_similar_cases_show_on_the_first_click(year: Year) -> None:
    """Under an UPSET at the front desk, and with words that name a cause."""
    site = year.directory.site(HOTEL)
    assert site is not None
    with year.ports.store.read() as uow:
        lessons = uow.lessons.recent(HOTEL, year.now, 100)
    raised = next(case.escalation for case in year.all() if case.escalation.place_id == "front-desk")
    now = replace(raised, id="new", raised_at=year.now, severity=Severity.UPSET, highest=Severity.UPSET)

    assert len(similar(now, site, lessons).lessons) == 1
    refund = similar(replace(now, words=("wants a refund of a prepaid rate",)), site, lessons).lessons
    assert [one.rule for one in refund] == [REFUND] * 3
    assert {one.place_id for one in similar(now, site, lessons).lessons} == {"front-desk"}


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("flight cancelled prepaid night", "Flight was cancelled"),
        ("noise above after midnight", "Noise from the room above"),
        ("parking free on booking page", "said parking is free"),
        ("late check-out forty minutes", "Late check-out by forty minutes"),
        ("brekfast queue", "Breakfast queue to the lift"),
    ],
)
def test_search_finds_what_was_learned(latest: Year, words: str, finds: str) -> None:
    """Among the first three, with a slip of the pen too."""
    with latest.ports.store.read() as uow:
        found = uow.lessons.search(Search(words), latest.now)

    assert any(finds in lesson.text for lesson in found.lessons[:3]), [one.text for one in found.lessons]


def test_one_proposal_waits_one_is_in_work_and_one_was_kept(latest: Year) -> None:
    """And one quick fix is open."""
    with latest.ports.store.read() as uow:
        found = uow.learning.proposals(HOTEL, only_open=False)
        fixes = uow.learning.open_fixes(HOTEL)

    assert {one.state for one in found} == {ProposalState.PROPOSED, ProposalState.IN_WORK, ProposalState.KEPT}
    assert all(one.cause == Cause.RULE and len(one.cases) >= 3 for one in found)
    kept = next(one for one in found if one.state == ProposalState.KEPT)
    assert (kept.before or 0) > 2 * (kept.after or 0)
    assert [fix.what for fix in fixes] == ["A second lamp on the car park ramp"]


def test_last_month_has_figures_for_all_but_the_worst_level(year: Year) -> None:
    """Three cases or more of each: times, triggers and hours are told."""
    site = year.directory.site(HOTEL)
    assert site is not None
    with year.ports.store.read() as uow:
        month = month_figures(uow, site, month_before(year.now.date(), site.zone), year.now)

    levels = (Severity.UPSET, Severity.ABUSIVE, Severity.THREATENING)
    assert set(month.figures.cases.given) == set(levels)
    assert set(month.figures.acknowledged) == set(levels)
    assert month.figures.answered_by
    assert not month.closed.empty


def test_the_next_digest_has_something_to_tell(year: Year) -> None:
    """The one about the week that runs: a story, what helps, and what was changed."""
    site = year.directory.site(HOTEL)
    assert site is not None
    zone, monday = site.zone, year.now
    while (week := digest_span(monday, 0, site.learning.digest_at, zone, timedelta(hours=2))) is None or (
        week.end <= year.now
    ):
        monday += timedelta(hours=1)
    with year.ports.store.read() as uow:
        digest = digest_of(uow, site, week, monday)

    assert digest is not None
    assert {"Handled well", "What helps", "Changed because of you"} <= {name for name, _ in digest.sections}
