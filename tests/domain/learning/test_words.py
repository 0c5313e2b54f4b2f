"""Words are compared as people hear them: however they are written, they are the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.learning.indexed import indexed
from domain.learning.lesson import Lesson
from domain.learning.words import MOST_LETTERS, telling_words, words_in
from domain.note.lists import ListEntry
from domain.severity import Severity
from domain.site import Place, Site


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Check-in / check-out, A7K!", ["check", "in", "check", "out", "a7k"]),
        ("the customer's room wasn’t re-booked", ["the", "customer", "room", "wasnt", "re", "booked"]),
        ("Café, Gäste & STRASSE/Straße", ["cafe", "gaste", "strasse", "strasse"]),
        ("Зайти в кафе", ["зайти", "в", "кафе"]),
        ("12.50 €", ["12", "50"]),
        ("x" * (MOST_LETTERS + 1), []),
        ("", []),
    ],
)
def test_words_are_small_letters_and_digits(text: str, words: list[str]) -> None:
    """Without hyphens, accents on Latin letters, possessives and anything that is no letter."""
    assert words_in(text) == words


@given(st.text(max_size=80))
def test_words_of_words_are_the_same(text: str) -> None:
    """What was folded once does not change any more, so an index and a question agree."""
    once = words_in(text)
    assert words_in(" ".join(once)) == [word for word in once if len(word) <= MOST_LETTERS]
    assert all(word.isalnum() for word in once)
    assert set(telling_words(text)) <= set(once)


def test_a_lesson_is_found_by_its_picks_and_its_place_as_its_site_names_them() -> None:
    """A renamed entry by its new words, a rule and a site by their own; a place that is gone leaves nothing."""
    site = Site(
        "s", "Quay Shop", "Europe/Berlin", "1", "112",
        places=(Place("till", "Till two"),), language="de",
        note_lists={"rule": (ListEntry("r", "No cash"),), "trigger": (ListEntry("wait-or-queue", "Warteschlange"),)},
    )  # fmt: skip
    at = datetime(2026, 3, 1, tzinfo=UTC)
    lesson = Lesson(
        "e", "E", "s", Severity.UPSET, at, "till", triggers=("wait-or-queue",), rule="r", ended="solved",
        tried=("gesture",), helped=("options",),
    )  # fmt: skip
    found = indexed(lesson, site)
    assert found.index_words == "Warteschlange · No cash · Gesture · Options · Solved · Till two · Quay Shop"
    assert found.language == "de"
    assert indexed(Lesson("e", "E", "s", Severity.UPSET, at, "gone"), site).index_words == "Quay Shop"
