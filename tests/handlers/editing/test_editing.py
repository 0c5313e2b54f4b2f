"""Ines edits in chat: she sees what would change for whom, saves, and can take it back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.edits import (
    Edited,
    Refused,
    add_absence,
    remove_person,
    set_members,
    set_phone,
    set_roles,
    set_site,
)
from domain.errors import NotAllowed
from domain.policy import Group
from domain.rota import Absence
from domain.severity import Severity
from domain.site import Directory
from handlers.editing import (
    ChangedMeanwhile,
    OpensGaps,
    base_of,
    commit,
    may_edit,
    propose,
    undo_change,
)
from handlers.escalate import CallForHelp, escalate
from storage.unit_of_work import SqlStore
from tests.handlers.editing.given import (
    AT,
    DAY,
    PEOPLE,
    SITE,
    STRANGER,
    WEEK,
    Office,
    door,
    nights,
    office,
    seen,
)

LATER = AT + timedelta(hours=2)


def omar_away(directory: Directory, at: datetime) -> Edited:
    """Omar, who is all of tier 2, is away for two days."""
    return add_absence(directory, at, "omar", Absence("a1", at + DAY, at + 3 * DAY))


def test_ines_sets_up_nights_kim_hears_and_undone_it_is_as_before(here: Office) -> None:
    """The preview names each shift once; Kim and Dana hear, Ines does not; last week's shifts never move."""
    last_week, next_weeks = here.held(AT - WEEK, AT), here.held(LATER, LATER + 5 * WEEK)
    proposal = propose(here.ports, "ines", nights, AT)
    assert proposal.notes == ()
    shown = seen(proposal)
    at = shown.index("What changes in tier 1 in the next four weeks")
    assert shown[at + 1] == "•  Kim, 22:00-06:00, instead of Dana: Wed 4 to Tue 31 March."
    assert here.journal() == []
    done = commit(here.ports, "ines", nights, AT, proposal.base)
    sentence = "Tier 1 of Harbour Hotel: new, Nights: Kim; 1 day each, from Mon 2 March 22:00; every day 22:00-06:00."
    assert done.told == ("kim", "dana")
    notes = here.notes(AT)
    kim, dana = notes["kim"], notes["dana"]
    tonight = "hotel|tier_1|2026-03-04T21:00:00+00:00|2026-03-05T05:00:00+00:00;"
    assert (kim["by"], kim["new"].startswith(tonight), kim["gone"]) == ("Ines", True, "")
    assert (dana["by"], dana["gone"].startswith(tonight), dana["new"]) == ("Ines", True, "")
    assert (done.change.by, done.change.subject, done.change.site_id) == ("ines", "tier:hotel:tier_1", "hotel")
    assert here.journal() == [sentence]
    assert here.held(AT - WEEK, AT) == last_week
    eleven = AT + timedelta(hours=10)
    assert here.held(eleven, eleven + timedelta(hours=1))[0][2] == "kim"
    assert here.memory.directory == here.directory

    back = undo_change(here.ports, "ines", done.change.id, LATER)
    assert back.told == ("dana", "kim")
    assert {person: note["by"] for person, note in here.notes(LATER).items()} == {"kim": "Ines", "dana": "Ines"}
    assert here.held(LATER, LATER + 5 * WEEK) == next_weeks
    assert here.held(AT - WEEK, LATER) == [(AT - WEEK, LATER, "dana")]
    assert here.journal()[0] == f"Undone: {sentence}"


def test_what_is_known_of_accounts_stays_and_strangers_stay_strangers(here: Office) -> None:
    """An edit replaces the directory as a site file does: DM channels are kept, Sam is listed nowhere."""
    commit(here.ports, "ines", lambda d, at: set_phone(d, at, "kim", "030 5"), AT)
    kim, sam = here.directory.person("kim"), here.directory.person(STRANGER.id)
    assert kim
    assert (kim.phone, kim.dm_id) == ("030 5", "D0KIM")
    assert sam == STRANGER
    with here.ports.ports.store.work() as uow:
        # A site file takes away whoever is listed and not in it, and nobody else.
        uow.people.apply(Directory(0, (SITE,), PEOPLE))
        uow.commit()
    assert here.directory.person(STRANGER.id) == STRANGER


def test_the_second_admin_is_shown_what_the_first_did(here: Office) -> None:
    """Omar opened the form before Ines saved hers. He reads what she changed; of something else he would not hear."""
    base, other = base_of(here.ports, "site:hotel"), base_of(here.ports, "tier:hotel:tier_1")
    first = commit(here.ports, "ines", door("left"), AT, base)
    with pytest.raises(ChangedMeanwhile) as shown:
        commit(here.ports, "omar", door("right"), LATER, base)
    assert shown.value.sentence == (
        "Ines changed this on Wed 4 March 13:00: Harbour Hotel: door is now left (was nothing)."
    )
    assert shown.value.change == first.change
    assert commit(here.ports, "omar", nights, LATER, other, with_gaps=True)
    assert commit(here.ports, "omar", door("right"), LATER, base_of(here.ports, "site:hotel"))
    assert here.directory.sites[0].door == "right"


def test_what_a_site_file_changed_meanwhile_is_shown_without_a_name(here: Office) -> None:
    """There is no edit to show, but the second is not saved over it either."""
    base = base_of(here.ports, "site:hotel")
    edited = set_site(here.directory, AT, "hotel", {"door": "left"}).directory
    with here.ports.ports.store.work() as uow:
        uow.people.apply(edited)
        uow.commit()
    with pytest.raises(ChangedMeanwhile) as shown:
        commit(here.ports, "omar", door("right"), LATER, base)
    assert shown.value.change is None
    assert shown.value.sentence.startswith("Somebody changed this meanwhile.")


@pytest.mark.parametrize("who", ["dana", "mia", STRANGER.id, "nobody", ""])
def test_only_an_admin_edits(here: Office, who: str) -> None:
    """Invariant 14: a manager, staff, a stranger, somebody unknown: neither preview nor edit nor undo."""
    done = commit(here.ports, "ines", door("left"), AT)
    before = here.directory
    for attempt in (propose, commit):
        with pytest.raises(NotAllowed):
            attempt(here.ports, who, door("right"), AT)
    with pytest.raises(NotAllowed):
        undo_change(here.ports, who, done.change.id, AT)
    assert (here.directory, may_edit(before, who), may_edit(before, "ines")) == (before, False, True)


def test_an_admin_whose_account_is_gone_edits_nothing(here: Office) -> None:
    """F76: deactivated, or a guest's."""
    with here.ports.ports.store.work() as uow:
        uow.people.keep_account("ines", True, False)
        uow.people.keep_account("omar", False, True)
        uow.commit()
    for who in ("ines", "omar"):
        with pytest.raises(NotAllowed):
            commit(here.ports, who, door("left"), AT)


def test_gaps_are_shown_and_saved_only_knowingly(here: Office) -> None:
    """The last resort is named as who is paged meanwhile."""
    proposal = propose(here.ports, "ines", omar_away, AT)
    assert proposal.notes == (
        "Nobody holds tier 2 of Harbour Hotel Thu 5 March 13:00 - Sat 7 March 13:00; the last resort is paged at once.",
    )
    with pytest.raises(OpensGaps) as shown:
        commit(here.ports, "ines", omar_away, AT)
    assert shown.value.gaps == proposal.gaps
    assert here.journal() == []
    done = commit(here.ports, "ines", omar_away, AT, with_gaps=True)
    assert done.told == ("omar",)


def test_an_edit_that_leaves_nobody_is_refused_at_its_field(here: Office) -> None:
    """Before and at saving, and nothing is written."""
    for edit, field in (
        (lambda d, at: set_members(d, at, "hotel", Group.TIER_2, []), "people"),
        (lambda d, at: add_absence(d, at, "omar", Absence("a1", at, at + 9 * WEEK)), "person"),
        (lambda d, at: add_absence(d, at, "omar", Absence("a1", at + 13 * WEEK, at + 16 * WEEK)), "person"),
    ):
        for attempt in (propose, commit):
            with pytest.raises(Refused) as no:
                attempt(here.ports, "ines", edit, AT)
            assert (no.value.field, "Name somebody who does." in no.value.sentence) == (field, True)
    commit(here.ports, "ines", lambda d, at: set_roles(d, at, "omar", []), AT)
    with pytest.raises(Refused) as no:
        commit(here.ports, "ines", lambda d, at: set_roles(d, at, "ines", []), AT)
    assert no.value.field == "roles"


def test_nobody_is_removed_from_under_an_open_escalation(here: Office, store: SqlStore) -> None:
    """Mia called for help: she could not say that she is safe any more. Nor does her site go away."""
    mia, site = here.memory.directory.person("mia"), here.memory.directory.site("hotel")
    assert mia
    escalate(here.ports.ports, CallForHelp("k1", mia, site, Severity.UPSET), AT)
    with pytest.raises(Refused) as no:
        commit(here.ports, "ines", lambda d, at: remove_person(d, at, "mia"), AT)
    assert no.value.field == "person"
    assert "Mia is part of R" in no.value.sentence
    commit(here.ports, "ines", lambda d, at: remove_person(d, at, "kim"), AT)


def test_who_dies_before_the_commit_changed_nothing(store: SqlStore) -> None:
    """Boundary apply.before_commit: neither the directory nor the journal; and the next one goes on."""

    def die(name: str) -> None:
        if name == "apply.before_commit":
            raise KeyboardInterrupt

    dying, here = office(store, die), office(store)
    before = here.directory
    with pytest.raises(KeyboardInterrupt):
        commit(dying.ports, "ines", door("left"), AT)
    assert (here.directory, here.journal()) == (before, [])
    assert commit(here.ports, "ines", door("left"), AT)
