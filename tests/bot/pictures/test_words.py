"""The calendar read aloud: the same shifts, gaps first, never more than Slack takes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.pictures import alt_text
from bot.pictures.words import LIMIT
from tests.bot.pictures.given import BERLIN, row, turns

MONDAY = date(2026, 3, 2)


def test_each_shift_is_said_with_its_beginning_and_end() -> None:
    """By weekday, day and time on the site's wall; what lies outside the weeks is not said."""
    rows = turns("2026-02-23 09:00", 168, ["Omar", "Dana"], 3)
    said = alt_text(rows, MONDAY, 2, BERLIN, "tier 1")
    assert said == (
        "Next two weeks, tier 1, times of Europe/Berlin: Omar Mon 2 March 00:00 to Mon 2 March 09:00; "
        "Dana Mon 2 March 09:00 to Mon 9 March 09:00; Omar Mon 9 March 09:00 to Mon 16 March 00:00."
    )


def test_gaps_are_said_first() -> None:
    """Whoever stops listening after a sentence has heard that there are hours without anybody."""
    rows = [row("2026-03-02", "2026-03-03", "Dana"), row("2026-03-03 21:00", "2026-03-04", None)]
    assert "times of Europe/Berlin: once nobody is on call, first from Tue 3 March 21:00. Dana" in alt_text(
        rows, MONDAY, 1, BERLIN, "tier 1"
    )
    many = turns("2026-03-02 09:00", 12, ["Dana", None], 10)
    assert ": 5 times nobody is on call, first from Mon 2 March 21:00. " in alt_text(many, MONDAY, 1, BERLIN, "x")


def test_many_shifts_are_said_day_by_day() -> None:
    """Three a day for a week: each once, by when it begins; the last one with its end."""
    rows = turns("2026-03-02 00:00", 8, ["Dana Novak", "Omar Haddad", "Mia Lindqvist"], 63)
    said = alt_text(rows, MONDAY, 3, BERLIN, "tier 1")
    assert "; Tue 3 March 00:00 Dana Novak, 08:00 Omar Haddad, 16:00 Mia Lindqvist; Wed" in said
    assert said.endswith("16:00 Mia Lindqvist until Mon 23 March 00:00.")


@pytest.mark.parametrize("hours", [1, 4, 8, 24, 168])
@pytest.mark.parametrize("name", ["Dana", "Maximiliane-Konstanze von und zu Hohenfels", "W" * 900])
def test_it_is_never_longer_than_slack_takes(hours: int, name: str) -> None:
    """2000 characters; what is cut ends with a whole day and says that there is more."""
    rows = turns("2026-03-02 00:00", hours, [name, "Omar", None], 28 * 24 // hours + 1)
    said = alt_text(rows, MONDAY, 4, BERLIN, "tier 1 " + name)
    assert len(said) <= LIMIT == 2000
    assert said.endswith(".")


def test_what_does_not_fit_is_admitted() -> None:
    """A list that just ends would be taken for the whole."""
    rows = turns("2026-03-02 00:00", 1, ["Dana Novak", "Omar Haddad"], 28 * 24)
    assert alt_text(rows, MONDAY, 4, BERLIN, "tier 1").endswith(". And so on.")


def test_an_empty_rota_is_said_to_be_one() -> None:
    """Silence would sound like a picture without words."""
    assert (
        alt_text([], MONDAY, 4, BERLIN, "tier 1")
        == "Next four weeks, tier 1, times of Europe/Berlin: nothing is planned."
    )
