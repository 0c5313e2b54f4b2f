"""A note to everybody whose future shifts somebody else's edit moved, in the edit's own transaction (lessons.md 20)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.edits import Edited
from domain.edits.overrides import add_override
from domain.policy import Group
from domain.rota import Override, OverrideKind
from domain.site import Directory
from handlers.apply import apply_directory
from handlers.editing import EditPorts, commit, undo_change
from handlers.ports import Ports
from handlers.render import screen_of
from handlers.screens.parts import Line
from handlers.screens.shifts.words import plain
from storage.kept import KeptText
from tests.handlers.shifts.given import ADMIN, AT, HANDOFF, HOUR, PEOPLE, SITE, outbox


def omar_for_kim(directory: Directory, at: object) -> Edited:
    """Omar stands in for Kim from eight to ten in the evening."""
    override = Override("o", OverrideKind.STAND_IN, HANDOFF + 5 * HOUR, HANDOFF + 7 * HOUR, "omar", "kim")
    return add_override(directory, AT, "hotel", Group.TIER_1, override)


def read(ports: Ports) -> dict[str, list[str]]:
    """What each person reads, line by line."""
    found: dict[str, list[str]] = {}
    for message in outbox(ports, AT + HOUR):
        with ports.store.read() as uow:
            screen = screen_of(uow, message, uow.people.directory(), AT)
        assert screen
        assert str(message.person_id) not in found
        found[str(message.person_id)] = [plain(part.text) for part in screen.parts if isinstance(part, Line)]
    return found


def test_an_edit_tells_those_whose_shifts_moved(ports: Ports) -> None:
    """Kim loses two hours, Omar gains them, each is told once and by whom; Dana and Ines hear nothing."""
    commit(EditPorts(ports, KeptText(), lambda: None), "ines", omar_for_kim, AT)
    assert read(ports) == {
        "kim": ["Your shifts have changed (Ines).",
                "No longer yours: tier 1, Harbour Hotel, 14 Mar 20:00 to 22:00"],
        "omar": ["Your shifts have changed (Ines).",
                 "Now yours: tier 1, Harbour Hotel, 14 Mar 20:00 to 22:00"],
    }  # fmt: skip


def test_a_change_planned_for_later_is_told_to_those_whom_it_will_concern(ports: Ports) -> None:
    """Omar for Kim on an evening in ten weeks: they read which one, though nothing of the next four weeks moves."""

    def later(directory: Directory, at: object) -> Edited:
        start = HANDOFF + 72 * 24 * HOUR + 5 * HOUR
        override = Override("o", OverrideKind.STAND_IN, start, start + 2 * HOUR, "omar", "kim")
        return add_override(directory, AT, "hotel", Group.TIER_1, override)

    commit(EditPorts(ports, KeptText(), lambda: None), "ines", later, AT)
    assert {who: lines[1:] for who, lines in read(ports).items()} == {
        "kim": ["No longer yours: tier 1, Harbour Hotel, 25 May 20:00 to 22:00"],
        "omar": ["Now yours: tier 1, Harbour Hotel, 25 May 20:00 to 22:00"],
    }


def test_whoever_edits_knows_it_already(ports: Ports) -> None:
    """Omar is an admin and takes the two hours himself: only Kim is told."""
    admins = tuple(replace(one, roles=ADMIN) if one.id == "omar" else one for one in PEOPLE)
    with ports.store.work() as uow:
        uow.people.apply(Directory(0, (SITE,), admins))
        uow.commit()
    commit(EditPorts(ports, KeptText(), lambda: None), "omar", omar_for_kim, AT)
    assert set(read(ports)) == {"kim"}


def test_undone_it_is_told_again(ports: Ports) -> None:
    """That is a change too."""
    editing = EditPorts(ports, KeptText(), lambda: None)
    done = commit(editing, "ines", omar_for_kim, AT)
    outbox(ports, AT + HOUR)
    undo_change(editing, "ines", done.change.id, AT)
    assert set(read(ports)) == {"kim", "omar"}


@pytest.mark.parametrize("again", [False, True])
def test_a_site_file_tells_them_too(ports: Ports, again: bool) -> None:
    """Applied with an instant; the same file once more moves nothing and tells nobody."""
    swapped = omar_for_kim(Directory(0, (SITE,), PEOPLE), AT).directory
    apply_directory(ports.store, replace(swapped, people=PEOPLE), at=AT)
    if again:
        outbox(ports, AT + HOUR)
        apply_directory(ports.store, replace(swapped, people=PEOPLE), at=AT)
    assert set(read(ports)) == (set() if again else {"kim", "omar"})
