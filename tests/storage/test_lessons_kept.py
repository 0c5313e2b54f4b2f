"""Lessons are kept whole, wait for who can clear them, are shown to others in time, and hear what helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from domain.learning.lesson import RIGHT_TO_CORRECT, Lesson, LessonState, Vote
from domain.note import Note
from domain.severity import Severity
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, at_once, look, raised, write

LESSON = Lesson(
    escalation_id="e1",
    reference="E1",
    site_id="shop",
    severity=Severity.ABUSIVE,
    ended_at=AT,
    place_id="till",
    by_phone=True,
    triggers=("refund-or-return", "wait-or-queue"),
    rule="no-refund-without-receipt",
    ended="solved",
    tried=("checked-our-records",),
    helped=("fact-check", "options"),
    minutes=4,
    text="Shown the order by card number 🧾",
)
CLEARED = replace(LESSON, state=LessonState.CLEARED, cleared_by="ana", cleared_at=AT)
SHOWN_AT = AT + RIGHT_TO_CORRECT


@pytest.fixture(autouse=True)
def notes(store: SqlStore) -> None:
    """Three escalations whose notes Ana and Bo wrote."""
    for name, writer in (("e1", "ana"), ("e2", "ana"), ("e3", "bo")):
        raised(store, name)
        note = Note(name, written_by=writer)
        write(store, lambda unit, note=note: unit.notes.keep(note, AT))


def keep(store: SqlStore, *lessons: Lesson) -> None:
    for lesson in lessons:
        write(store, lambda unit, lesson=lesson: unit.lessons.keep(lesson))


def votes(store: SqlStore, lesson_id: str = "e1") -> tuple[int, int]:
    lesson = look(store, lambda unit: unit.lessons.get(lesson_id))
    assert lesson is not None
    return lesson.yes, lesson.no


def test_a_lesson_is_read_back_as_it_was_kept(store: SqlStore) -> None:
    """Proposed, then cleared with other words, then held; nothing more where there is none."""
    assert look(store, lambda unit: unit.lessons.get("e1")) is None
    for lesson in (LESSON, replace(CLEARED, text="Order found by card"), replace(CLEARED, held=True, triggers=())):
        keep(store, lesson)
        assert look(store, lambda unit: unit.lessons.get("e1")) == lesson


def test_a_proposed_lesson_waits_for_whoever_wrote_the_note(store: SqlStore) -> None:
    """Oldest first, until it is cleared or kept back."""
    later_one = replace(LESSON, escalation_id="e2", ended_at=AT + timedelta(hours=1))
    keep(store, later_one, LESSON, replace(LESSON, escalation_id="e3"))

    def waiting(person_id: str) -> list[str]:
        return [one.escalation_id for one in look(store, lambda unit: unit.lessons.waiting(person_id))]

    assert (waiting("ana"), waiting("bo"), waiting("cy")) == (["e1", "e2"], ["e3"], [])
    keep(store, CLEARED, replace(later_one, state=LessonState.KEPT_BACK))
    assert (waiting("ana"), waiting("bo")) == ([], ["e3"])


def test_others_see_what_is_cleared_once_it_could_be_corrected(store: SqlStore) -> None:
    """48 h after the end, newest first, of one site; never what is proposed, kept back or held (domain.md d.5)."""
    older = replace(CLEARED, escalation_id="e2", ended_at=AT - timedelta(hours=1))
    keep(store, CLEARED, older, replace(LESSON, escalation_id="e3", ended_at=AT - timedelta(hours=2)))

    def recent(site_id: str = "shop", seconds: int = 0, limit: int = 200) -> list[str]:
        at = SHOWN_AT + timedelta(seconds=seconds)
        return [one.escalation_id for one in look(store, lambda unit: unit.lessons.recent(site_id, at, limit))]

    assert recent() == ["e1", "e2"]
    assert recent(seconds=-1) == ["e2"]
    assert recent(limit=1) == ["e1"]
    assert recent("depot") == []
    keep(store, replace(CLEARED, held=True), replace(older, state=LessonState.KEPT_BACK))
    assert recent() == []


def test_everybody_has_one_vote_an_escalation_and_the_last_word_counts(store: SqlStore) -> None:
    """Keeping the lesson again leaves the votes; a vote on a lesson that is gone is nothing."""
    keep(store, CLEARED)
    said = (("e2", "bo", True), ("e2", "cy", True), ("e3", "cy", False), ("e2", "bo", False), ("e2", "bo", False))
    for shown_with, person, helped in said:
        write(store, lambda unit, s=shown_with, p=person, h=helped: unit.lessons.vote("e1", s, p, h))
    assert votes(store) == (1, 2)
    keep(store, CLEARED)
    assert votes(store) == (1, 2)
    standing = {Vote("e1", "bo", False), Vote("e1", "cy", True)}
    assert set(look(store, lambda unit: unit.lessons.votes("e2"))) == standing
    assert look(store, lambda unit: unit.lessons.votes("e9")) == []
    write(store, lambda unit: unit.lessons.vote("gone", "e2", "bo", True))
    assert set(look(store, lambda unit: unit.lessons.votes("e2"))) == standing


def test_of_many_who_vote_at_once_everyone_counts(store: SqlStore) -> None:
    """Each counts what the others have committed before."""
    keep(store, CLEARED)
    together = Barrier(4)

    def vote(person: str) -> None:
        for n in range(5):
            together.wait(10)
            write(store, lambda unit, n=n: unit.lessons.vote("e1", f"with{n}", person, person != "p0"))

    at_once(*[lambda person=f"p{n}": vote(person) for n in range(4)])
    assert votes(store) == (15, 5)


def test_forgotten_words_are_gone_and_the_picks_stay(store: SqlStore) -> None:
    """So that counts still add up (domain.md e.6)."""
    keep(store, CLEARED)
    write(store, lambda unit: unit.lessons.forget("e1"))
    assert look(store, lambda unit: unit.lessons.get("e1")) == replace(CLEARED, text="")
