"""What admins changed, and what they have typed so far."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier

from domain.planning import Change
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, at_once, later, look, write

EDIT = Change(
    id="c1",
    at=AT,
    by="ana",
    subject="tier:harbour:tier_1",
    sentence="Ana put Bo before Cy “from Monday”\nat Harbour",
    before='{"people":["cy","bo"]}',
    after='{"people":["bo","cy"]}',
    site_id="harbour",
)


def journal(store: SqlStore, subject: str = "", site_id: str = "", limit: int = 20) -> list[str]:
    return [one.id for one in look(store, lambda unit: unit.plans.changes(subject, site_id, limit))]


def test_an_edit_is_read_back_as_it_was_written(store: SqlStore) -> None:
    """So that it can be shown, compared and undone."""
    write(store, lambda unit: unit.plans.add_change(EDIT))
    assert look(store, lambda unit: unit.plans.change("c1")) == EDIT
    assert look(store, lambda unit: unit.plans.change("c2")) is None


def test_the_journal_is_newest_first(store: SqlStore) -> None:
    """Of one thing, of one site, or all; of two edits of one instant the later one is the newer."""
    subjects = [("z", "person:dana", ""), ("y", "site:harbour", "harbour"), ("x", EDIT.subject, "harbour")]
    edits = [
        replace(EDIT, id=name, at=later(n), subject=subject, site_id=site_id)
        for n, (name, subject, site_id) in enumerate(subjects)
    ]
    for edit in edits:
        write(store, lambda unit, edit=edit: unit.plans.add_change(edit))
    for name in ("b", "a"):
        write(store, lambda unit, name=name: unit.plans.add_change(replace(EDIT, id=name, at=later(9))))
    assert journal(store) == ["a", "b", "x", "y", "z"]
    assert journal(store, limit=2) == ["a", "b"]
    assert journal(store, site_id="harbour") == ["a", "b", "x", "y"]
    assert journal(store, EDIT.subject) == ["a", "b", "x"]
    assert journal(store, "site:harbour", "harbour") == ["y"]
    assert journal(store, "site:harbour", "depot") == []


def test_an_edit_that_was_not_made_is_not_in_the_journal(store: SqlStore) -> None:
    """The journal and the thing itself are written together or not at all."""
    with store.work() as unit:
        unit.plans.add_change(EDIT)
    assert journal(store) == []


def test_an_edit_is_undone_once(store: SqlStore) -> None:
    """A second tap on Undo does not undo the undoing, and the first one's instant stays."""
    write(store, lambda unit: unit.plans.add_change(EDIT))
    assert write(store, lambda unit: unit.plans.mark_undone("c1", later(60)))
    assert not write(store, lambda unit: unit.plans.mark_undone("c1", later(90)))
    assert not write(store, lambda unit: unit.plans.mark_undone("nothing", AT))
    assert look(store, lambda unit: unit.plans.change("c1")) == replace(EDIT, undone_at=later(60))


def test_of_two_who_undo_at_once_one_does(store: SqlStore) -> None:
    """Two admins, the same instant, many rounds."""
    for n in range(15):
        write(store, lambda unit, n=n: unit.plans.add_change(replace(EDIT, id=f"c{n}")))
        together = Barrier(2)

        def undo(change_id: str = f"c{n}", together: Barrier = together) -> bool:
            together.wait(10)
            return write(store, lambda unit: unit.plans.mark_undone(change_id, AT))

        assert sorted(at_once(undo, undo)) == [False, True]


def test_what_was_typed_is_there_again(store: SqlStore) -> None:
    """Also what no encoder takes; the newest is what counts."""
    typed = {"name": "Nacht 🙁\nØst", "turn": 12, "people": ["bo", "cy"], "hours": {"from": None}, "closed": True}
    write(store, lambda unit: unit.plans.keep_draft("d1", "ana", {"name": "N"}, AT))
    write(store, lambda unit: unit.plans.keep_draft("d1", "ana", typed, AT))
    assert look(store, lambda unit: unit.plans.draft("d1", "ana")) == typed
    write(store, lambda unit: unit.plans.keep_draft("d1", "ana", {"name": "N\0ight \ud83d"}, AT))
    assert look(store, lambda unit: unit.plans.draft("d1", "ana")) == {"name": "Night �"}


def test_nobody_gets_at_somebody_elses_draft(store: SqlStore) -> None:
    """Not to read it, and not to write over it, though the id is the same."""
    write(store, lambda unit: unit.plans.keep_draft("d1", "ana", {"name": "hers"}, AT))
    assert look(store, lambda unit: unit.plans.draft("d1", "bo")) is None
    write(store, lambda unit: unit.plans.keep_draft("d1", "bo", {"name": "his"}, AT))
    assert look(store, lambda unit: unit.plans.draft("d1", "ana")) == {"name": "hers"}
    assert look(store, lambda unit: unit.plans.draft("d1", "bo")) == {"name": "his"}


def test_a_draft_that_nobody_came_back_to_is_forgotten(store: SqlStore) -> None:
    """Its age counts from the last time something was typed."""
    for name, at in (("old", AT), ("back", AT), ("back", later(60)), ("new", later(60))):
        write(store, lambda unit, name=name, at=at: unit.plans.keep_draft(name, "ana", {"n": name}, at))
    write(store, lambda unit: unit.plans.drop_drafts(later(60)))
    left = [look(store, lambda unit, name=name: unit.plans.draft(name, "ana")) for name in ("old", "back", "new")]
    assert left == [None, {"n": "back"}, {"n": "new"}]
