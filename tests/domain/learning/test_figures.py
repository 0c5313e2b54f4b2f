"""Figures of many cases: definitions, exclusions and the small-group guard (docs/metrics.md, domain.md e.6, f)."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import timeline as t
from domain.learning.figures import (
    CaseFacts,
    Figure,
    LevelCounts,
    Share,
    Times,
    WeekCounting,
    lasted,
    nearest_rank,
    rows_of,
    weeks_until,
)
from domain.severity import Severity
from tests.domain.learning.timelines import (
    BERLIN,
    NOON,
    OPTIONS,
    QUEUE,
    REFUND,
    answered,
    facts,
    figures,
    later,
    paged,
    raised,
    resolved,
    with_them,
)

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity


def quick(seconds: int, tier: str = "tier_1", severity: Severity = UPSET, **picks: tuple[str, ...]) -> CaseFacts:
    """A case that was answered after so many seconds, and attended after twice as many."""
    entries = (raised(severity), paged(0), answered(seconds, tier), with_them(2 * seconds), resolved(3 * seconds))
    return facts(*entries, **picks)


@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_smallest_value_that_enough_values_reach(values: list[int], percent: int) -> None:
    """Nearest rank: at least so many percent are no larger, and with any smaller value fewer would be."""
    found = nearest_rank(sorted(values), percent)
    wanted = math.ceil(percent * len(values) / 100)
    assert found in values
    assert sum(value <= found for value in values) >= wanted > sum(value < found for value in values)


def test_the_median_of_an_even_number_is_the_lower_of_the_middle_two() -> None:
    """As docs/metrics.md says; and of nothing there is no percentile."""
    assert nearest_rank([1, 2, 3, 4], 50) == 2
    assert nearest_rank([1, 2, 3, 4], 90) == 4
    with pytest.raises(ValueError):
        nearest_rank([], 50)


def test_times_go_by_the_level_of_the_tap() -> None:
    """Three UPSET cases, one of which became worse, make one median; a level of two has none."""
    worse = facts(raised(), paged(0), t.SeverityRaised(later(5), severity=VIOLENT), answered(50))
    found = figures(quick(10), quick(30), worse, quick(5, severity=ABUSIVE), quick(6, severity=ABUSIVE))
    assert found.acknowledged == {UPSET: Times(30, 50, 3)}
    assert found.with_staff == {}


def test_shares_count_the_cases_they_can_be_of() -> None:
    """Unanswered of all, stale of the answered, climbed of those that began as UPSET, stood down of safety cases."""
    silent = facts(raised(), paged(0), t.WentUnanswered(later(1200)))
    stale = facts(raised(), paged(0), answered(5), t.AnswerWentStale(later(600), people=("dana",)))
    down = facts(raised(THREATENING), paged(0), t.SeenSafe(later(9)), t.Withdrawn(later(9), how="stood_down"))
    climbed = facts(raised(), t.SeverityRaised(later(9), severity=ABUSIVE))
    found = figures(*[silent] * 3, *[stale] * 4, *[down] * 5, *[climbed] * 6)
    assert found.unanswered == Share(3, 18, told=False)
    assert found.stale == Share(4, 4, told=False)
    assert found.climbed == Share(6, 13)
    assert found.near_misses == Share(5, 5, told=False)
    assert (found.early, found.late) == (7, 5)
    assert figures(*[down] * 5, facts(raised(VIOLENT))).late == 5


def test_who_came_is_of_those_of_whom_it_is_known() -> None:
    """Entries from before it was kept are left out of the share; a tier of two is not told."""
    found = figures(*[quick(9)] * 4, *[quick(9, "tier_2")] * 2, *[quick(9, "")] * 3)
    assert found.answered_by == {"tier_1": Share(4, 6, told=False), "tier_2": Share(None, 6, told=False)}


def test_what_was_undone_is_only_counted() -> None:
    """Ten seconds of a wrong tap are no case (domain.md c.7)."""
    undone = facts(raised(), paged(0), answered(3), t.Withdrawn(later(8), "mia", how="undo"))
    found = figures(*[undone] * 3, quick(9), quick(9))
    assert found.undone == 3
    assert found.empty
    assert found.acknowledged == {}


def test_notes_are_on_time_by_the_instant_at_which_they_were_due() -> None:
    """Done in time, done late, never done; one that is not due yet is not counted."""
    due = later(60) + timedelta(hours=8)
    on_time = facts(raised(), resolved(60), t.NoteKept(due, "dana", done=True))
    late = facts(raised(), resolved(60), t.NoteKept(due + timedelta(seconds=1), "dana", done=True))
    never = facts(raised(), resolved(60), t.NoteKept(later(90), "dana", done=False))
    assert figures(*[on_time] * 3, late, never, at=due).notes_on_time == Share(3, 5, told=False)
    assert figures(*[on_time] * 5, at=due - timedelta(seconds=1)).notes_on_time == Share()


def test_lists_hold_what_three_cases_share() -> None:
    """By place and by hours too; most first; a note that holds an entry twice counts once."""
    both = quick(9, trigger=(REFUND, REFUND, QUEUE), helped=(OPTIONS,), rule=("no-receipt",))
    found = figures(both, both, quick(9, trigger=(REFUND,)), quick(9, trigger=(REFUND,)))
    assert [(one.id, one.cases) for one in found.triggers] == [(REFUND, 4)]
    assert [(one.id, one.cases) for one in found.triggers_at["bar"]] == [(REFUND, 4)]
    assert [(one.id, one.cases) for one in found.triggers_in["12"]] == [(REFUND, 4)]
    assert (found.rules, found.rules_at, found.helped, found.helped_with) == ((), {}, (), {})
    assert figures(both, both, both).helped_with[REFUND][0].cases == 3


LEVELS = st.dictionaries(st.sampled_from(list(Severity)), st.integers(0, 12))


@given(LEVELS)
def test_of_a_level_under_three_nobody_can_tell_whether_it_had_a_case(counts: dict[Severity, int]) -> None:
    """Whatever is given, each hidden level may have had none, one or two: no subtraction says which."""
    found = LevelCounts.of(counts)
    hidden = [level for level in Severity if level not in found.given]
    assert all(counts.get(level, 0) < 3 for level in hidden)
    assert all(count >= 3 for count in found.given.values())
    if hidden and found.others is not None:
        ways = [one for one in product(range(3), repeat=len(hidden)) if sum(one) == found.others]
        assert all({one[number] for one in ways} == {0, 1, 2} for number in range(len(hidden)))
    if found.total is not None:
        assert found.total == sum(counts.values()) >= 3
    assert found.few == (sum(counts.values()) < 3)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_share_tells_of_no_one_or_two(count: int, more: int) -> None:
    """Nought is told, one and two are not, and nothing is where there are fewer than three in all."""
    found = Share.of(count, count + more)
    assert found.base is None or found.base >= 3
    assert found.count is None or found.count == 0 or found.count >= 3
    assert (found.percent is None) == (found.count is None)


@given(st.lists(st.sampled_from([*Severity]), max_size=30), st.lists(st.sampled_from([REFUND, QUEUE]), max_size=3))
def test_no_row_stands_for_one_or_two_cases(levels: list[Severity], picks: list[str]) -> None:
    """Every row of every figure: a count of cases is three or more, nought of a share, or not given."""
    cases = [quick(9, severity=level, trigger=tuple(picks[: number % 3])) for number, level in enumerate(levels)]
    for row in rows_of(figures(*cases)):
        if row.measure == "cases":
            assert row.value is None or row.value >= 3 or (row.value == 0 and row.base)
        assert row.base is None or row.base >= 3


def test_every_row_has_a_known_name() -> None:
    """The names are those of the one list, and each figure of cases is among them."""
    named = {row.figure for row in rows_of(figures(*[quick(9, trigger=(REFUND,), helped=(OPTIONS,), rule=("r",))] * 4))}
    of_proposals = {one for one in Figure if one.value.startswith("proposals")}
    assert named == set(Figure) - of_proposals


def test_weeks_count_each_case_once() -> None:
    """Half-open: the first instant of a week is in it, the first of the next is not; across a clock change too."""
    weeks = weeks_until(date(2026, 4, 6), 2, BERLIN)
    assert weeks[0].end - weeks[0].start == timedelta(days=7, hours=-1)
    counting = WeekCounting(weeks)
    for at in (weeks[0].start, weeks[0].start, weeks[1].start - timedelta(seconds=1)):
        counting.add(facts(raised(at=at)))
    for at in (weeks[1].start, weeks[1].start, weeks[1].start, weeks[1].end, NOON - timedelta(days=60)):
        counting.add(facts(raised(at=at)))
    assert [one.cases.given for one in counting.counts()] == [{UPSET: 3}, {UPSET: 3}]
    assert [one.start for one in counting.counts()] == [date(2026, 3, 23), date(2026, 3, 30)]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (130, "2 min 10 s"), (754, "12 min"), (3600, "1 h"), (3900, "1 h 5 min")],
)
def test_a_time_is_short_and_exact_enough(seconds: int, words: str) -> None:
    """Seconds count where they are few."""
    assert lasted(seconds) == words


def test_the_same_cases_give_the_same_figures_in_any_order() -> None:
    """Nothing hangs on the order in which the store gives them."""
    cases = [quick(n, severity=Severity(n % 4 + 1), trigger=(REFUND if n % 2 else QUEUE,)) for n in range(1, 25)]
    assert Counter(map(str, rows_of(figures(*cases)))) == Counter(map(str, rows_of(figures(*reversed(cases)))))
