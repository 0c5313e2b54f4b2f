"""The forms of when a site is open, up to when its layers hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from domain.edits import set_layer, set_opening
from domain.errors import EscalationError
from domain.rota import Layer, Opening, Window
from domain.site import Directory
from handlers.desk import KINDS
from tests.domain.edits.given import AT, DAY, HOUSE, TIER_1, WEEK, berlin, held
from tests.handlers.desk.rota_given import desk, fields_of, opened, refusal, seconds, sent, stands_in

OFFICE: dict[str, Any] = {
    "windows": ["some"],
    "window_1_days": ["0", "1", "2", "3", "4"],
    "window_1_start": "08:00",
    "window_1_end": "18:00",
}
WEEK_HOURS = Window(frozenset(range(5)), time(8), time(18))


def opening(directory: Directory) -> Opening:
    """What is planned last."""
    site = directory.site("hotel")
    assert site
    return site.openings[-1]


def test_opening_hours_decide_for_layers_that_ask_for_them() -> None:
    """Lea is there while it is open; else the tier's order holds."""
    lea = replace(Layer("", "Reception", ("lea",)), opening_hours=True)
    before = set_layer(HOUSE, AT, "hotel", TIER_1, lea).directory
    after = sent("opening_hours", desk("hotel", directory=before), **OFFICE).directory
    assert held(after, berlin("2026-03-05 00:00"), berlin("2026-03-06 00:00")) == ["dana", "lea", "dana"]
    again = opened("opening_hours", desk("hotel", directory=after))
    assert stands_in(again).picks["window_1_days"] == ("0", "1", "2", "3", "4")
    closed = sent("closed_days", desk("hotel", directory=after), closed="2026-03-05", until="2026-03-06").directory
    assert held(closed, berlin("2026-03-05 00:00"), berlin("2026-03-07 00:00")) == ["dana"]
    about = ("hotel", "2026-03-05")
    assert "Thu 5 March 2026" in str(opened("open_again", desk(*about, directory=closed)).parts)
    reopened = sent("open_again", desk(*about, directory=closed)).directory
    assert held(reopened, berlin("2026-03-05 00:00"), berlin("2026-03-07 00:00")) == ["dana", "lea", "dana"]


def test_four_rows_are_there_and_always_open_is_one_pick() -> None:
    """Monday to Friday, Saturday, Sunday fit at once."""
    assert "window_4_end" in fields_of(opened("opening_hours", desk("hotel"), _asked()))
    after = sent("opening_hours", desk("hotel"), **OFFICE, window_2_days=["5"], window_2_start="10:00",
                 window_2_end="14:00").directory  # fmt: skip
    assert opening(after).windows == (WEEK_HOURS, Window(frozenset({5}), time(10), time(14)))
    always = sent("opening_hours", desk("hotel", directory=after, at=AT + DAY), windows=["all"]).directory
    assert opening(always) == Opening(AT + DAY)


def _asked() -> Any:
    entered = stands_in(opened("opening_hours", desk("hotel")))
    return replace(entered, picks={**entered.picks, "windows": ("some",)})


def test_new_hours_leave_closed_days_and_hours_planned_for_later_get_them_too() -> None:
    """From next week on: closed days stay; a day closed now is closed in the hours of next week too."""
    christmas = date(2026, 12, 25)
    before = set_opening(HOUSE, AT, "hotel", (), {christmas}).directory
    after = sent("opening_hours", desk("hotel", directory=before), **OFFICE, holds_from=seconds(AT + WEEK)).directory
    assert opening(after) == Opening(AT + WEEK, (WEEK_HOURS,), frozenset({christmas}))
    closed = sent("closed_days", desk("hotel", directory=after), closed="2026-12-24").directory
    site = closed.site("hotel")
    assert site
    assert [one.closed for one in site.openings if one.holds_from >= AT] == 2 * [{date(2026, 12, 24), christmas}]


@pytest.mark.parametrize(
    ("kind", "fill", "field", "sentence"),
    [
        ("opening_hours", {"windows": ["some"]}, "windows", "No hours are given."),
        ("opening_hours", {"windows": ["all"]}, "windows", "That is how it is already."),
        ("opening_hours", {"windows": ["sometimes"]}, "windows", "That is none of these."),
        ("opening_hours", {**OFFICE, "window_1_end": "08:00"}, "window_1_end", "no time at all"),
        ("opening_hours", {**OFFICE, "window_1_days": ["8"]}, "window_1_days", "There is no such weekday."),
        ("opening_hours", {**OFFICE, "holds_from": seconds(AT - DAY)}, "holds_from", "over already"),
        ("closed_days", {"closed": ""}, "closed", "This is missing."),
        ("closed_days", {"closed": "2026-03-03"}, "closed", "That day is over"),
        ("closed_days", {"closed": "2026-04-05", "until": "2026-04-04"}, "until", "before the first day"),
        ("closed_days", {"closed": "2026-04-05", "until": "2027-04-06"}, "until", "more than a year"),
        ("closed_days", {"closed": "2026-12-25"}, "closed", "That is how it is already."),
    ],
)
def test_rubbish_is_refused_at_its_field(kind: str, fill: dict[str, Any], field: str, sentence: str) -> None:
    """One sentence at one field."""
    before = set_opening(HOUSE, AT, "hotel", (), {date(2026, 12, 25)}).directory
    where, said = refusal(kind, desk("hotel", directory=before), **fill)
    assert where == field
    assert sentence in said


@pytest.mark.parametrize("about", [("hotel", "2026-03-05"), ("hotel", "Easter"), ("hotel",), ("nowhere", "2026-03-05")])
def test_a_day_that_is_not_closed_cannot_be_opened_again(about: tuple[str, ...]) -> None:
    """Somebody else was faster, or the button was forged."""
    with pytest.raises(EscalationError, match="not there any more"):
        KINDS["open_again"].form(desk(*about), None)
    assert KINDS["opening_hours"].subject(desk("hotel")) == "opening:hotel"
