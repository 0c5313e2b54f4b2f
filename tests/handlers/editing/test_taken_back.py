"""An edit is taken back: once, never over what somebody else did since, and with what was true until now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.edits import (
    Edited,
    Refused,
    add_person,
    present,
    set_members,
    set_roles,
)
from domain.people import Role
from domain.planning import Change
from domain.policy import Group
from domain.site import Directory
from handlers.editing import (
    ChangedMeanwhile,
    NothingToUndo,
    commit,
    undo_change,
)
from tests.handlers.editing.given import (
    AT,
    DAY,
    Office,
    door,
)

LATER = AT + timedelta(hours=2)


def test_somebody_added_to_a_tier_is_taken_back_hours_later_and_added_again(here: Office) -> None:
    """Nils came first in tier 1, which had no rota, for two hours: they stay his, and nobody relies on him now."""

    def nils(directory: Directory, at: datetime) -> Edited:
        added = add_person(directory, at, "Nils", "U0NILS", {Role.MANAGER})
        joined = set_members(added.directory, at, "hotel", Group.TIER_1, ["nils", "dana", "kim"])
        return replace(added, directory=joined.directory, site_id="hotel")

    done = commit(here.ports, "ines", nils, AT)
    back = undo_change(here.ports, "ines", done.change.id, LATER)
    assert here.held(AT - DAY, AT + DAY) == [
        (AT - DAY, AT, "dana"), (AT, LATER, "nils"), (LATER, AT + DAY, "dana")
    ]  # fmt: skip
    left = here.directory.person("nils")
    assert left
    assert (left.name, left.user_id, left.roles, left.reachable) == ("Nils", "", frozenset(), False)
    assert "nils" not in {one.id for one in present(here.directory)}
    undo_change(here.ports, "ines", back.change.id, LATER + DAY)
    assert here.held(LATER, LATER + 2 * DAY)[-1][2] == "nils"
    again = here.directory.person("nils")
    assert again
    assert (again.user_id, again.roles, again.reachable) == ("U0NILS", frozenset({Role.MANAGER}), True)


def test_an_edit_is_taken_back_once(here: Office) -> None:
    """The second tap, and an edit that nobody made."""
    done = commit(here.ports, "ines", door("left"), AT)
    undo_change(here.ports, "omar", done.change.id, LATER)
    assert here.directory.sites[0].door == ""
    for change_id in (done.change.id, "unknown"):
        with pytest.raises(NothingToUndo):
            undo_change(here.ports, "ines", change_id, LATER)


def test_what_people_agreed_on_in_chat_is_not_undone_by_an_admin(here: Office) -> None:
    """Cover and swaps are in the journal as sentences; they are withdrawn by those who made them."""
    agreed = Change("c1", AT, "kim", "overrides:hotel:tier_1", "Kim stands in for Dana.", "", "", "hotel")
    with here.ports.ports.store.work() as uow:
        uow.plans.add_change(agreed)
        uow.commit()
    for _ in range(2):
        with pytest.raises(NothingToUndo) as no:
            undo_change(here.ports, "ines", "c1", LATER)
        assert no.value.sentence == "People agreed on this among themselves, so it is taken back there."


def test_what_somebody_changed_again_since_is_not_taken_back(here: Office) -> None:
    """It says who, and what; and it can still be taken back once theirs is."""
    first = commit(here.ports, "ines", door("left"), AT)
    second = commit(here.ports, "omar", door("right"), LATER)
    with pytest.raises(ChangedMeanwhile) as shown:
        undo_change(here.ports, "ines", first.change.id, LATER)
    assert shown.value.sentence.startswith("Omar changed this on Wed 4 March 15:00: ")
    undo_change(here.ports, "omar", second.change.id, LATER)
    undo_change(here.ports, "ines", first.change.id, LATER)
    assert here.directory.sites[0].door == ""


def test_an_undo_that_would_leave_nobody_is_refused(here: Office) -> None:
    """Kim was made an admin and took the role from the others; it cannot be taken from Kim before one has it again."""
    kim = commit(here.ports, "ines", lambda d, at: set_roles(d, at, "kim", [Role.ADMIN]), AT)
    omar = commit(here.ports, "kim", lambda d, at: set_roles(d, at, "omar", []), AT)
    commit(here.ports, "kim", lambda d, at: set_roles(d, at, "ines", []), AT)
    with pytest.raises(Refused) as no:
        undo_change(here.ports, "kim", kim.change.id, LATER)
    assert (no.value.field, "be an admin" in no.value.sentence) == ("change", True)
    undo_change(here.ports, "kim", omar.change.id, LATER)
    undo_change(here.ports, "kim", kim.change.id, LATER)
