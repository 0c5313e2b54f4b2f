"""The raiser's own account: theirs alone to write, read back by them and by those with the right (d.2 row 24, c.2)."""

from __future__ import annotations

import pytest

from domain.errors import NotAllowed
from handlers.notes.accounts import keep_account
from tests.story.noting import noted, resolved, the_e
from tests.story.reading import read, shown, was_shown
from tests.world import World


def written(world: World, words: str = "He leaned over the counter and shouted.") -> str:
    """Mia wrote her own account of what Dana ended. Its reference."""
    reference = noted(world)
    world.mia.presses("My own account")
    world.mia.fills("words", words)
    world.mia.submits()
    return reference


def test_the_raiser_writes_it_and_reads_it_back(world: World) -> None:
    """At any time, in their own words, and it is theirs to change."""
    reference = written(world)
    world.mia.presses("My own account")
    (field,) = [block for block in world.mia.modal().blocks if block["type"] == "input"]
    assert field["element"]["initial_value"] == "He leaned over the counter and shouted."
    world.mia.fills("words", "He leaned over and shouted at Jon, too.")
    world.mia.submits()
    e = the_e(world, reference)
    with world.store.read() as uow:
        (account,) = uow.notes.accounts(e.id)
    assert (account.person_id, account.words) == ("mia", "He leaned over and shouted at Jon, too.")


def test_what_was_typed_and_closed_stands_there_again(world: World) -> None:
    """Nothing typed is lost, and nobody reads it before it is kept."""
    noted(world)
    world.mia.presses("My own account")
    world.mia.fills("words", "I was")
    world.mia.closes()
    world.dana.presses("Amend the note")
    assert "Own account" not in world.dana.modal().labels()
    world.mia.presses("My own account")
    assert "I was" in str(world.mia.modal().blocks)


def test_nobody_else_writes_or_changes_it(world: World) -> None:
    """Not the responder, not a manager: one may add one's own words to the note, never change another's account."""
    reference = noted(world)
    card = world.mia.card()
    for name in ("dana", "omar", "jon"):
        person = world.person(name)
        person.press_payload(card, "My own account")
        assert person.modal() is None, name
    for name in ("dana", "omar", "jon", "shield"):
        with pytest.raises(NotAllowed):
            keep_account(world.app.ports, the_e(world, reference).id, name, "Not hers.", world.clock.now())


def test_those_with_the_right_read_it_with_the_note_and_others_do_not(world: World) -> None:
    """The responder finds it in the note; it stands in no channel and in nobody else's messages."""
    written(world)
    world.dana.presses("Amend the note")
    world.dana.presses("Own account", where="modal")
    assert "He leaned over the counter and shouted." in shown(world.dana.modal())
    for name in ("jon", "omar", "lea"):
        assert "leaned over" not in was_shown(world, world.person(name)) + read(world.person(name)), name


def test_it_waits_until_it_is_over_and_says_nothing_on_a_silent_screen(world: World) -> None:
    """d.2: nobody writes while the customer is present; from a silent place the words are neutral (rule 11)."""
    resolved(world, "upset", "kiosk")
    card = world.mia.card()
    assert card.labels() == ["Words"]
    world.mia.presses("Words")
    words = shown(world.mia.modal()).lower()
    assert "account" not in words.replace("only you change this. whoever may read the note reads it too.", "")
    world.mia.closes()
    with world.store.read() as uow:
        e = uow.escalations.open_at()
    assert e == []


def test_an_empty_one_is_not_kept(world: World) -> None:
    """A sentence at the field."""
    reference = noted(world)
    world.mia.presses("My own account")
    world.mia.fills("words", " ")
    world.mia.submits()
    assert world.mia.modal() is not None
    e = the_e(world, reference)
    with world.store.read() as uow:
        assert uow.notes.accounts(e.id) == []
