"""The forms of what goes over the layers for a span, and of who is away, up to who is on call after them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.edits import add_override
from domain.errors import EscalationError
from domain.people import Person
from domain.site import Directory
from handlers.desk import KINDS
from handlers.screens.parts import Line
from tests.domain.edits.given import AT, DAY, HOUR, HOUSE, TIER_1, TIER_2, berlin, held, line, stand_in
from tests.handlers.desk.rota_given import desk, fields_of, opened, refusal, seconds, sent, stands_in

TEN, SIX = berlin("2026-03-07 22:00"), berlin("2026-03-08 06:00")
SPAN = {"start": seconds(TEN), "end": seconds(SIX)}
BERLIN_DAYS = {"start": "2026-03-07", "end": "2026-03-08"}


def test_somebody_stands_in_for_whoever_is_on_call() -> None:
    """Omar has Saturday night, to the minute; the note stands beside it."""
    fill: dict[str, Any] = {"person": ["omar"], "note": "Dana's sister marries", **SPAN}
    edited = sent("standin_new", desk("hotel"), **fill)
    assert held(edited.directory, TEN - HOUR, SIX + HOUR) == ["dana", "omar", "dana"]
    assert edited.sentence == (
        "Tier 1 of Harbour Hotel: Omar stands in, Sat 7 March 22:00 to Sun 06:00 (Dana's sister marries)."
    )


@pytest.mark.parametrize(
    ("kind", "more", "in_order"),
    [
        ("stand_in", {"person": ["omar"]}, ["omar", "dana", "kim"]),
        ("for_one", {"person": ["omar"], "instead_of": ["kim"]}, ["dana", "omar"]),
        ("add", {"person": ["omar"]}, ["dana", "omar", "kim"]),
        ("remove", {"person": ["dana"]}, ["kim"]),
    ],
)
def test_each_way_changes_the_line_as_its_words_say(kind: str, more: dict[str, Any], in_order: list[str]) -> None:
    """Dana and Kim are in tier 1, in this order."""
    after = sent("standin_new", desk("hotel", "tier_1"), kind=[kind], **more, **SPAN).directory
    assert line(after, TEN) == in_order
    assert line(after, SIX) == ["dana", "kim"]


def test_only_standing_in_for_one_person_asks_for_whom() -> None:
    """The field comes with the pick; the tier behind the button is picked already."""
    form = opened("standin_new", desk("hotel", "tier_2"))
    assert "instead_of" not in fields_of(form)
    assert stands_in(form).pick("tier") == "tier_2"
    after = sent("standin_new", desk("hotel", "tier_1"), tier=["tier_2"], person=["lea"], **SPAN).directory
    assert held(after, TEN, SIX, tier=TIER_2) == ["lea"]


def test_a_stand_in_is_saved_once_however_often_the_form_is_sent() -> None:
    """A second send of the same form, after an answer that was lost, is refused and adds nothing (F11)."""
    fill: dict[str, Any] = {"person": ["omar"], **SPAN}
    after = sent("standin_new", desk("hotel"), **fill).directory
    with pytest.raises(EscalationError, match="there already"):
        sent("standin_new", desk("hotel", directory=after), **fill)


STAND_IN_REFUSALS = [
    ({"tier": []}, "tier", "This is missing."),
    ({"tier": ["security"]}, "tier", "This is missing."),
    ({"kind": []}, "kind", "This is missing."),
    ({"person": []}, "person", "This is missing."),
    ({"person": ["stranger"]}, "person", "is not among the people"),
    ({"kind": ["for_one"], "instead_of": []}, "instead_of", "This is missing."),
    ({"kind": ["for_one"], "instead_of": ["omar"]}, "instead_of", "Omar cannot stand in for Omar."),
    ({"start": ""}, "start", "This is missing."),
    ({"end": ""}, "end", "This is missing."),
    ({"end": seconds(TEN)}, "end", "This ends before it begins."),
    ({"start": seconds(AT - DAY), "end": seconds(AT - HOUR)}, "end", "over already"),
    ({"start": "9999999999", "end": "9999999999"}, "end", "This ends before it begins."),
    ({"end": "9999999999"}, "end", "years ahead"),
    ({"note": "x" * 201}, "note", "201 letters"),
]


@pytest.mark.parametrize(("fill", "field", "sentence"), STAND_IN_REFUSALS)
def test_rubbish_in_a_stand_in_is_refused_at_its_field(fill: dict[str, Any], field: str, sentence: str) -> None:
    """One sentence at one field."""
    where, said = refusal("standin_new", desk("hotel"), **{"person": ["omar"], **SPAN, **fill})
    assert where == field
    assert sentence in said


@pytest.mark.parametrize(("start", "left"), [(AT - HOUR, ["dana"]), (AT + HOUR, ["dana"])])
def test_a_stand_in_is_ended_with_one_tap(start: datetime, left: list[str]) -> None:
    """One that runs ends now, one to come is dropped; one that is gone or over has no form any more."""
    before = add_override(HOUSE, min(AT, start), "hotel", TIER_1, stand_in("omar", start, AT + DAY)).directory
    about = ("hotel", "tier_1", "o1")
    after = sent("standin_end", desk(*about, directory=before)).directory
    assert held(after, AT, AT + DAY) == left
    assert held(after, AT - 2 * HOUR, AT) == held(before, AT - 2 * HOUR, AT)
    for later in (desk(*about, directory=after), desk(*about, directory=before, at=AT + DAY)):
        with pytest.raises(EscalationError, match="not there any more"):
            KINDS["standin_end"].form(later, None)


def person(directory: Directory, key: str = "dana") -> Person:
    """Somebody of the hotel."""
    found = directory.person(key)
    assert found
    return found


def test_days_away_are_whole_days_of_the_sites_calendar_the_last_one_with_them() -> None:
    """Saturday and Sunday, from midnight to midnight in Berlin: Kim holds tier 1."""
    after = sent("absence_new", desk("hotel"), person=["dana"], **BERLIN_DAYS).directory
    (absence,) = person(after).absences
    assert (absence.start, absence.end) == (berlin("2026-03-07 00:00"), berlin("2026-03-09 00:00"))
    assert held(after, AT, AT + timedelta(days=7)) == ["dana", "kim", "dana"]


def test_an_absence_can_begin_and_end_within_a_day() -> None:
    """From 14:00 on the first day until 09:30 on the last; the person behind the button is not asked for again."""
    at_desk = desk("hotel", "dana")
    assert "person" not in fields_of(opened("absence_new", at_desk))
    after = sent("absence_new", at_desk, **BERLIN_DAYS, start_time="14:00", end_time="09:30").directory
    (absence,) = person(after).absences
    assert (absence.start, absence.end) == (berlin("2026-03-07 14:00"), berlin("2026-03-08 09:30"))


def test_a_day_of_a_clock_change_is_as_long_as_it_is() -> None:
    """Sunday 29 March has 23 hours in Berlin (F44)."""
    after = sent("absence_new", desk("hotel", "dana"), start="2026-03-29", end="2026-03-29").directory
    (absence,) = person(after).absences
    assert absence.end - absence.start == 23 * HOUR


ABSENCE_REFUSALS = [
    ({"person": []}, "person", "This is missing."),
    ({"person": ["stranger"]}, "person", "is not among the people"),
    ({"start": ""}, "start", "This is missing."),
    ({"end": ""}, "end", "This is missing."),
    ({"start": "0001-01-01"}, "start", "out of reach"),
    ({"end": "9999-12-31"}, "end", "out of reach"),
    ({"end": "2026-03-06"}, "end", "This ends before it begins."),
    ({"start": "2026-01-01", "end": "2026-01-02"}, "end", "over already"),
    ({"start": "2040-01-01", "end": "2040-01-02"}, "start", "years ahead"),
    ({**BERLIN_DAYS, "end": "2026-03-07", "start_time": "14:00", "end_time": "13:00"}, "end", "ends before"),
]


@pytest.mark.parametrize(("fill", "field", "sentence"), ABSENCE_REFUSALS)
def test_rubbish_in_an_absence_is_refused_at_its_field(fill: dict[str, Any], field: str, sentence: str) -> None:
    """One sentence at one field."""
    where, said = refusal("absence_new", desk("hotel"), **{"person": ["dana"], **BERLIN_DAYS, **fill})
    assert where == field
    assert sentence in said


def test_whoever_is_away_is_back_with_one_tap() -> None:
    """From now on; a form about somebody who is gone, or an absence that is over, says so."""
    away = sent("absence_new", desk("hotel"), person=["dana"], start="2026-03-04", end="2026-03-08").directory
    about = ("hotel", "dana", "draft")
    assert held(away, AT, AT + DAY) == ["kim"]
    back = sent("absence_end", desk(*about, directory=away, at=AT + HOUR)).directory
    assert held(back, AT, AT + DAY) == ["kim", "dana"]
    for about in (("hotel", "dana", "draft"), ("hotel", "nobody", "draft")):
        with pytest.raises(EscalationError, match="not there any more"):
            KINDS["absence_end"].form(desk(*about, directory=back, at=AT + 2 * DAY), None)


def test_days_off_stand_ticked_and_take_somebody_out_on_them() -> None:
    """Dana is off on Saturdays and Sundays; opened again both are ticked; none ticked is always there again."""
    at_desk = desk("hotel", "dana")
    off = sent("days_off", at_desk, weekdays=["5", "6"]).directory
    assert held(off, berlin("2026-03-06 12:00"), berlin("2026-03-09 12:00")) == ["dana", "kim", "dana"]
    form = opened("days_off", desk("hotel", "dana", directory=off))
    assert stands_in(form).picks["weekdays"] == ("5", "6")
    assert isinstance(form.parts[0], Line)
    none = sent("days_off", desk("hotel", "dana", directory=off), weekdays=[]).directory
    assert held(none, AT, AT + timedelta(days=7)) == ["dana"]


@pytest.mark.parametrize(
    ("fill", "field", "sentence"),
    [
        ({"person": []}, "person", "This is missing."),
        ({"weekdays": ["7"]}, "weekdays", "There is no such weekday."),
        ({"weekdays": [str(day) for day in range(7)]}, "weekdays", "That leaves no day at all."),
        ({"weekdays": []}, "weekdays", "That is how it is already."),
        ({"holds_from": seconds(AT - DAY)}, "holds_from", "over already"),
    ],
)
def test_rubbish_in_days_off_is_refused_at_its_field(fill: dict[str, Any], field: str, sentence: str) -> None:
    """One sentence at one field."""
    where, said = refusal("days_off", desk("hotel"), **{"person": ["dana"], "weekdays": ["5"], **fill})
    assert where == field
    assert sentence in said


def test_the_forms_know_what_they_are_about() -> None:
    """So that the second of two admins is shown what the first one did."""
    assert KINDS["standin_new"].subject(desk("hotel")) == ""
    assert KINDS["standin_end"].subject(desk("hotel", "tier_1", "o1")) == "overrides:hotel:tier_1"
    assert KINDS["absence_end"].subject(desk("hotel", "dana", "a")) == "time_off:dana"
