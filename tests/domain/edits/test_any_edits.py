"""Whatever admins edit, in whatever order: history never moves, refusals name a field, the last edit can be undone."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.edits import Edited, Refused, leaves_nobody, new_gaps, who_it_changes
from domain.site import Directory
from tests.domain.edits.given import AT, TIER_1, TIER_2, WEEK, timetable, tried, undone
from tests.domain.edits.random_edits import HOUSES, SINCE, STORY, Edit

Story = list[tuple[timedelta, Edit]]


def all_held(directory: Directory, start: datetime, end: datetime, sites: set[str]) -> dict[object, object]:
    """Who holds what in a span, at these sites."""
    pairs = [(site.id, tier) for site in directory.sites if site.id in sites for tier in (TIER_1, TIER_2)]
    return {(site, tier): timetable(directory, start, end, site, tier) for site, tier in pairs}


def told(house: Directory, story: Story) -> list[tuple[datetime, Directory, Directory, Edited]]:
    """Each edit that was not refused: when, from what, to what."""
    at, done = AT, []
    for wait, edit in story:
        at += wait
        edited = tried(lambda edit=edit, house=house, at=at: edit(house, at))  # type: ignore[misc]
        if isinstance(edited, Refused):
            assert edited.field
            assert edited.sentence.endswith((".", "?"))
            continue
        done.append((at, house, edited.directory, edited))
        house = edited.directory
    return done


@given(HOUSES, STORY)
def test_history_never_moves(house: Directory, story: Story) -> None:
    """Who held what before an edit held it after the edit as well, to the second."""
    for at, before, after, _ in told(house, story):
        both = {site.id for site in before.sites} & {site.id for site in after.sites}
        assert all_held(after, SINCE, at, both) == all_held(before, SINCE, at, both)


@given(HOUSES, STORY, st.integers(0, 300))
def test_the_last_edit_can_be_taken_back(house: Directory, story: Story, hours: int) -> None:
    """At any later instant the future is as it was before the edit, and everything until then as it was with it."""
    done = told(house, story)
    if not done:
        return
    at, before, after, edited = done[-1]
    then = at + timedelta(hours=hours)
    back = tried(lambda: undone(before, edited, then))
    sites = {site.id for site in before.sites}
    if isinstance(back, Refused):
        # A time zone in which shifts were held since stays; what is over already cannot be taken back.
        over = all_held(after, then, then + 6 * WEEK, sites) == all_held(before, then, then + 6 * WEEK, sites)
        assert hours
        assert back.field == "zone" or (back.field == "change" and over)
        return
    future = all_held(back.directory, then, then + 6 * WEEK, sites)
    assert future == all_held(before, then, then + 6 * WEEK, sites)
    both = sites & {site.id for site in after.sites}
    assert all_held(back.directory, SINCE, then, both) == all_held(after, SINCE, then, both)


@given(HOUSES, STORY)
def test_what_moves_is_exactly_what_differs(house: Directory, story: Story) -> None:
    """An edit that moves no shift of the next four weeks changes nobody, and the other way round; nothing raises."""
    for at, before, after, _ in told(house, story):
        moved = who_it_changes(before, after, at)
        same_sites = [site.id for site in before.sites] == [site.id for site in after.sites]
        ids = {site.id for site in before.sites}
        if same_sites:
            same = all_held(before, at, at + 4 * WEEK, ids) == all_held(after, at, at + 4 * WEEK, ids)
            assert same == (not moved)
        assert all(at <= one.start < one.end <= at + 4 * WEEK for one in moved)
        assert len({(one.site_id, one.tier, one.start) for one in moved}) == len(moved)
        assert all(sentence for sentence in new_gaps(before, after, at))
        assert leaves_nobody(before, after, at) != ""
