"""What a form hands over as text is read, or refused at its field with an example."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from domain.edits import Refused
from domain.edits.typed import count_of, day_of, key_of, time_of


def test_days_times_and_numbers_are_read() -> None:
    """As a form has them: ISO text."""
    assert day_of(" 2026-03-02 ", "starts_on") == date(2026, 3, 2)
    assert time_of("09:30", "handoff") == time(9, 30)
    assert count_of(" 12 ", "turn") == 12


@pytest.mark.parametrize(
    ("read", "typed", "says"),
    [
        (lambda typed: day_of(typed, "here"), "monday", '"monday" is no day. Write it as 2026-03-02.'),
        (lambda typed: day_of(typed, "here"), "2026-02-30", '"2026-02-30" is no day.'),
        (lambda typed: time_of(typed, "here"), "nine", '"nine" is no time of day. Write it as 09:00.'),
        (lambda typed: time_of(typed, "here"), "09:00+01:00", "is no time of day."),
        (lambda typed: count_of(typed, "here"), "-1", '"-1" is no whole number.'),
        (lambda typed: count_of(typed, "here"), "٣", "is no whole number."),
        (lambda typed: count_of(typed, "here"), "9" * 99, "is no whole number."),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(read: Callable[[str], object], typed: str, says: str) -> None:
    """The sentence shows what was typed and how to write it."""
    with pytest.raises(Refused) as no:
        read(typed)
    assert (no.value.field, says in no.value.sentence) == ("here", True), no.value.sentence


def test_a_key_is_plain_short_and_free() -> None:
    """It stays the same for ever, and can never be taken for an account's id."""
    assert key_of("Front Desk (ground floor)", (), "place") == "front-desk-ground-floor"
    assert key_of("Zoë", {"zoe", "zoe-2"}, "person") == "zoe-3"
    assert key_of("***", {"person"}, "person") == "person-2"
    assert len(key_of("x" * 60, {"x" * 36}, "person")) <= 40
