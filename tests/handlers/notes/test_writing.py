"""Who may write a note, what gets into it, and what happens where the store or the directory is in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import NotAllowed, StillOpen
from domain.note import ListEntry, Note
from domain.severity import Severity
from handlers.act import UnknownEscalation
from handlers.editing import EditPorts
from handlers.learning.sharing import NothingToShare, keep_back, lesson_for, share
from handlers.notes.drafting import keep_draft
from handlers.notes.entering import Filled
from handlers.notes.finishing import write_note
from handlers.notes.opening import writing_of
from handlers.notes.reading import earlier_of, exception_of
from handlers.notes.rules import join_rule
from handlers.notes.telling import Thanks
from handlers.ports import StoreUnavailable
from storage.kept import KeptText
from tests.handlers.given import House

DONE = Filled({"ended": ("solved",), "trigger": ("unknown",), "helped": ("listening",)})
OF_OURS = Filled({**DONE.picks, "trigger": ("refund-or-return",)}, {"rule_new": "No refund without receipt"})


def the_note(home: House, id_: str) -> Note:
    """The note as it is kept."""
    with home.ports.store.read() as uow:
        note = uow.notes.get(id_)
    assert note
    return note


def told(home: House, about: str) -> list[str]:
    """Who was sent a message about this."""
    home.settle()
    return [target for target, screen, _, _ in home.platform.posts if about in str(screen)]


@pytest.mark.parametrize("who", ["mia", "jon", "nobody"])
def test_others_write_and_read_nothing(home: House, over: str, who: str) -> None:
    """c.2: the responder and managers; the raiser has an account of her own."""
    for attempt in (
        lambda: write_note(home.ports, over, who, DONE, home.now),
        lambda: keep_draft(home.ports, over, who, DONE, home.now),
        lambda: earlier_of(home.ports, over, who, home.now),
        lambda: lesson_for(home.ports, over, who, home.now),
        lambda: share(home.ports, over, who, "mine", home.now),
        lambda: keep_back(home.ports, over, who, home.now),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    with home.ports.store.read() as uow:
        assert uow.notes.get(over) is None
        assert uow.lessons.get(over) is None


def test_nothing_is_written_while_it_is_open_or_of_what_is_not_there(home: House) -> None:
    """d.2: nobody writes while the customer is present."""
    id_ = home.call("mia", Severity.UPSET).e.id
    assert isinstance(keep_draft(home.ports, id_, "dana", DONE, home.now), StillOpen)
    assert isinstance(write_note(home.ports, id_, "dana", DONE, home.now).refusal, StillOpen)
    with pytest.raises(UnknownEscalation):
        write_note(home.ports, "no-such", "dana", DONE, home.now)
    with pytest.raises(NothingToShare):
        lesson_for(home.ports, id_, "dana", home.now)


def test_what_no_list_knows_gets_into_no_note(home: House, over: str) -> None:
    """F75: forged ids and fields are left out; of a field with one answer one is kept."""
    forged = Filled(
        {"ended": ("solved", "promise-made"), "trigger": ("<b>", "unknown", "unknown"), "raiser": ("mia",)},
        {"change": "x" * 5000, "by": "mia", "ended": "no pick"},
    )
    keep_draft(home.ports, over, "dana", forged, home.now)
    note = the_note(home, over)
    assert note.picks == {"ended": ("solved",), "trigger": ("unknown",)}
    assert note.texts == {"change": "x" * 3000}


def test_a_half_finished_note_is_kept_and_says_what_is_missing(home: House, over: str) -> None:
    """A sentence for each field; what was entered stays, and the note stays due."""
    finished = write_note(home.ports, over, "dana", Filled({"ended": ("solved",)}), home.now)
    assert set(finished.gaps) == {"trigger", "helped"}
    assert the_note(home, over).value("ended") == ("solved",)
    assert home.e(over).note == "due"
    assert writing_of(home.ports, over, "dana", home.now).amends is False


def test_a_note_and_its_lesson_are_there_together(home: House, over: str) -> None:
    """One transaction: no finished note without what others could read of it."""
    finished = write_note(home.ports, over, "dana", DONE, home.now)
    assert finished.lesson is not None
    _, lesson = lesson_for(home.ports, over, "dana", home.now)
    assert replace(lesson, yes=0, no=0) == finished.lesson
    assert (lesson.minutes, lesson.place_id, lesson.by_phone) == (0, "bar", False)


def test_a_new_rule_joins_the_list_as_it_is_by_then(home: House, over: str) -> None:
    """An admin who changed the site meanwhile loses nothing, and neither does the note."""
    ports = EditPorts(home.ports, KeptText(), lambda: home.memory.refresh(home.ports.store))
    finished = write_note(home.ports, over, "dana", OF_OURS, home.now)
    with home.ports.store.work() as uow:
        directory = uow.people.directory()
        lists = {"rule": (ListEntry("no-pets", "No pets"),)}
        uow.people.apply(replace(directory, sites=tuple(replace(s, note_lists=lists) for s in directory.sites)))
        uow.commit()
    assert join_rule(ports, "hotel", finished.new_rule, "dana", home.now)
    assert not join_rule(ports, "hotel", "no refund, without receipt", "dana", home.now)
    site = home.memory.directory.site("hotel")
    assert site
    assert [entry.words for entry in site.note_lists["rule"]] == ["No pets", "No refund without receipt"]


def test_a_store_that_fails_then_costs_the_note_nothing(home: House, over: str) -> None:
    """The note is done and reads right; the list follows with the next one."""

    class Failing:
        def __getattr__(self, name: str) -> Any:
            if name == "work":
                raise StoreUnavailable("down")
            return getattr(home.ports.store, name)

    finished = write_note(home.ports, over, "dana", OF_OURS, home.now)
    broken = EditPorts(replace(home.ports, store=Failing()), KeptText(), lambda: None)
    assert not join_rule(broken, "hotel", finished.new_rule, "dana", home.now)
    assert home.e(over).note == "done"
    _, lesson = lesson_for(home.ports, over, "dana", home.now)
    assert lesson.rule == "no-refund-without-receipt"
    assert write_note(home.ports, over, "dana", OF_OURS, home.now).gaps == {}


def test_an_exception_is_told_once_and_only_to_the_raiser(home: House, over: str) -> None:
    """c.4. Amending it does not send it again, and nobody else may read it behind its button."""
    made = Filled(
        {**DONE.picks, "exception": ("exception-made-the-rule-is-unclear",)}, {"exception_reason": "A guest of years."}
    )
    write_note(home.ports, over, "dana", made, home.now)
    again = Filled({**made.picks, "ended": ("promise-made",)}, made.texts)
    write_note(home.ports, over, "dana", again, home.now)
    assert told(home, "The rule is unclear.") == ["D0MIA"]
    assert exception_of(home.ports, over, "mia", home.now)[1].texts["exception_reason"] == "A guest of years."
    with pytest.raises(NotAllowed):
        exception_of(home.ports, over, "jon", home.now)


@pytest.mark.parametrize(("to", "reaches"), [("jon", ["D0JON"]), ("dana", []), ("stranger", [])])
def test_thanks_reach_people_of_the_site_but_not_oneself(home: House, over: str, to: str, reaches: list[str]) -> None:
    """Row 23: a forged name reaches nobody."""
    write_note(home.ports, over, "dana", DONE, home.now, Thanks(to, "Well seen."))
    assert told(home, "Well seen.") == reaches


def test_a_note_that_lacks_something_thanks_nobody_yet(home: House, over: str) -> None:
    """The line goes out with the finished note."""
    write_note(home.ports, over, "dana", Filled(), home.now, Thanks("jon", "Well seen."))
    assert told(home, "Well seen.") == []
