"""The forms of a tier's layers, from the form as Slack shows it to who is on call after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from domain.edits import set_layer
from domain.errors import EscalationError
from domain.policy import Group
from domain.rota import Layer, Moment, Rota, Turn, Unit, Window
from domain.site import Directory
from handlers.desk import KINDS, Entered
from handlers.screens.parts import Pick, Small
from tests.domain.edits.given import AT, DAY, HOUR, HOUSE, NIGHTS, TIER_1, TIER_2, WEEK, WEEKS, berlin, held
from tests.handlers.desk.rota_given import desk, fields_of, opened, refusal, seconds, sent, stands_in

TIER = ("hotel", "tier_1")
NIGHT_SHIFT: dict[str, Any] = {
    "name": "Nights",
    "people": ["kim", "omar"],
    "pattern": ["1_day"],
    "handoff": "22:00",
    "starts_on": "2026-03-04",
    "windows": ["some"],
    "window_1_start": "22:00",
    "window_1_end": "06:00",
}


def with_layers(*layers: Layer, directory: Directory = HOUSE) -> Directory:
    """The hotel with these layers in tier 1, the last on top."""
    for layer in layers:
        directory = set_layer(directory, AT, "hotel", TIER_1, layer).directory
    return directory


def layers(directory: Directory, tier: Group = TIER_1) -> list[Layer]:
    """The layers in force at AT, lowest first."""
    site = directory.site("hotel")
    assert site
    return list(site.rotas.get(tier, Rota()).layers_at(AT))


def test_a_night_rotation_from_nothing_holds_from_tonight() -> None:
    """Kim has tonight, Omar tomorrow night, and by day the tier is called in its order, as before."""
    after = sent("rotation_new", desk(*TIER), **NIGHT_SHIFT).directory
    assert held(after, berlin("2026-03-04 20:00"), berlin("2026-03-06 08:00")) == [
        "dana",
        "kim",
        "dana",
        "omar",
        "dana",
    ]
    assert held(after, berlin("2026-03-05 21:59"), berlin("2026-03-05 22:01")) == ["dana", "omar"]


PATTERNS = [
    (["8_hours"], {}, Turn(Unit.HOURS, 8)),
    (["12_hours"], {}, Turn(Unit.HOURS, 12)),
    (["1_day"], {}, Turn(Unit.DAYS, 1)),
    (["2_days"], {}, Turn(Unit.DAYS, 2)),
    (["1_week"], {}, Turn(Unit.WEEKS, 1)),
    (["2_weeks"], {}, Turn(Unit.WEEKS, 2)),
    (["weekends"], {}, Turn(Unit.MOMENTS, moments=(Moment(0, time(22)), Moment(5, time(22))))),
    (
        ["shifts"],
        {},
        Turn(Unit.MOMENTS, moments=tuple(Moment(day, time(hour)) for day in range(7) for hour in (6, 14, 22))),
    ),
    (["other"], {"turn": "5", "unit": ["days"]}, Turn(Unit.DAYS, 5)),
    (["other"], {"turn": "36", "unit": ["hours"]}, Turn(Unit.HOURS, 36)),
]


@pytest.mark.parametrize(("pattern", "more", "turn"), PATTERNS)
def test_every_length_of_a_turn_is_saved_as_it_was_picked_and_stands_so_in_the_form_again(
    pattern: list[str], more: dict[str, Any], turn: Turn
) -> None:
    """A turn that is picked is the turn of the layer; opened again, the same pick is ticked."""
    after = sent("rotation_new", desk(*TIER), **{**NIGHT_SHIFT, "pattern": pattern, **more}).directory
    (_, nights) = layers(after)
    assert nights.turn == turn
    again = stands_in(opened("rotation_change", desk(*TIER, nights.id, directory=after)))
    assert again.picks["pattern"] == tuple(pattern)
    assert all(again.text(name) == one for name, one in more.items() if isinstance(one, str))


def test_people_hold_in_the_order_in_which_they_were_picked() -> None:
    """The order of the picks is the order of the turns, whatever the order of the list; the form shows it again."""
    after = sent("rotation_new", desk(*TIER), **{**NIGHT_SHIFT, "people": ["omar", "lea", "dana"]}).directory
    (_, nights) = layers(after)
    assert nights.people == ("omar", "lea", "dana")
    again = stands_in(opened("rotation_change", desk(*TIER, nights.id, directory=after)))
    assert again.picks["people"] == ("omar", "lea", "dana")


def test_a_change_form_stands_as_the_layer_is_and_changes_nothing_by_itself() -> None:
    """Sent as it was opened it is refused: nothing would change."""
    before = with_layers(WEEKS, replace(NIGHTS, opening_hours=True))
    for layer in layers(before):
        kind = "rotation_change" if layer.turn else "fixed_change"
        where, sentence = refusal(kind, desk(*TIER, layer.id, directory=before))
        assert (where, sentence) == ("people", "That is how it is already. Nothing would change.")


def test_only_what_was_changed_in_the_form_changes() -> None:
    """Another handoff leaves people, hours and the rest; what held before stays."""
    before = with_layers(NIGHTS)
    nights = layers(before)[1]
    after = sent("rotation_change", desk(*TIER, nights.id, directory=before), handoff="21:00").directory
    assert layers(after)[1] == replace(nights, handoff=time(21))
    assert held(after, AT - WEEK, AT) == held(before, AT - WEEK, AT)


def test_a_turn_that_no_pick_says_stays_as_it_is() -> None:
    """Three moments of the week out of a site file: the form offers them as they are, and a new name keeps them."""
    odd = Turn(Unit.MOMENTS, moments=(Moment(0, time(9)), Moment(2, time(7)), Moment(4, time(17))))
    before = with_layers(replace(WEEKS, turn=odd))
    weeks = layers(before)[1]
    at_desk = desk(*TIER, weeks.id, directory=before)
    form = opened("rotation_change", at_desk)
    pick = next(one for one in form.parts if isinstance(one, Pick) and one.id == "pattern")
    assert pick.choices[-1].label == "As it is: a turn begins Mon 09:00, Wed 07:00 and Fri 17:00"
    assert layers(sent("rotation_change", at_desk, name="Days").directory)[1] == replace(weeks, name="Days")


def test_hours_of_the_week_stand_in_the_form_row_by_row() -> None:
    """Two kinds of night, one more row free; a third kind is added in it."""
    week, end = Window(frozenset(range(5)), time(22), time(6)), Window(frozenset({5, 6}), time(20), time(8))
    before = with_layers(replace(NIGHTS, windows=(week, end)))
    at_desk = desk(*TIER, layers(before)[1].id, directory=before)
    form = opened("rotation_change", at_desk)
    assert {"window_3_days", "window_3_start", "window_3_end"} <= fields_of(form)
    after = sent("rotation_change", at_desk, window_3_days=["2"], window_3_start="12:00", window_3_end="13:00")
    assert layers(after.directory)[1].windows == (week, end, Window(frozenset({2}), time(12), time(13)))
    assert layers(sent("rotation_change", at_desk, windows=["all"]).directory)[1].windows == ()


def test_more_hours_than_the_form_has_rows_stay_as_they_are() -> None:
    """Thirty windows out of a site file: a new name loses none of them."""
    many = tuple(Window(frozenset({n % 7}), time(n % 24), time((n + 1) % 24, 30)) for n in range(30))
    before = with_layers(replace(NIGHTS, windows=many))
    at_desk = desk(*TIER, layers(before)[1].id, directory=before)
    assert layers(sent("rotation_change", at_desk, name="Odd").directory)[1].windows == many


@pytest.mark.parametrize(
    ("row", "window"),
    [
        ({"window_1_start": "09:00", "window_1_end": "17:00"}, Window(frozenset(range(7)), time(9), time(17))),
        ({"window_1_days": ["5", "6"]}, Window(frozenset({5, 6}), time(), time())),
        ({"window_2_days": ["0"], "window_2_start": "00:00", "window_2_end": "00:00"},
         Window(frozenset({0}), time(), time())),
    ],
)  # fmt: skip
def test_no_days_are_all_days_and_no_times_the_whole_day(row: dict[str, Any], window: Window) -> None:
    """As the hints say."""
    fill = {**NIGHT_SHIFT, "window_1_start": "", "window_1_end": "", **row}
    assert layers(sent("rotation_new", desk(*TIER), **fill).directory)[1].windows == (window,)


def test_a_change_from_a_later_instant_is_planned_and_can_be_changed_before() -> None:
    """From next week on; until then it is no layer in force, but its form opens, with the instant in it."""
    then = AT + WEEK
    after = sent("rotation_new", desk(*TIER), **{**NIGHT_SHIFT, "holds_from": seconds(then)}).directory
    assert [one.name for one in layers(after)] == ["In order"]
    assert held(after, AT, then) == ["dana"]
    at_desk = desk(*TIER, "nights", directory=after)
    assert stands_in(opened("rotation_change", at_desk)).text("holds_from") == seconds(then)
    changed = sent("rotation_change", at_desk, people=["lea"]).directory
    night = berlin("2026-03-12 23:00")
    assert held(changed, night, night + HOUR) == ["lea"]
    gone = sent("rotation_remove", at_desk).directory
    assert held(gone, night, night + HOUR) == ["dana"]


def test_only_while_the_site_is_open_is_one_tick() -> None:
    """On and off again."""
    after = sent("rotation_new", desk(*TIER), **NIGHT_SHIFT, opening_hours=["yes"]).directory
    nights = layers(after)[1]
    assert nights.opening_hours
    off = sent("rotation_change", desk(*TIER, nights.id, directory=after), opening_hours=[]).directory
    assert not layers(off)[1].opening_hours


def test_fixed_people_are_a_layer_that_has_no_turns() -> None:
    """Lea, then Omar, on top of everything, until it is changed; they belong to the tier from then on."""
    after = sent("fixed_new", desk("hotel", "tier_2"), name="Holidays", people=["lea", "omar"]).directory
    (_, fixed) = layers(after, TIER_2)
    assert (fixed.turn, fixed.people) == (None, ("lea", "omar"))
    assert held(after, AT, AT + DAY, tier=TIER_2) == ["lea"]
    at_desk = desk("hotel", "tier_2", fixed.id, directory=after)
    changed = sent("fixed_change", at_desk, people=["omar", "lea"]).directory
    assert held(changed, AT, AT + DAY, tier=TIER_2) == ["omar"]


def test_a_layer_goes_up_down_and_away() -> None:
    """The one on top holds; taken away, the one under it does."""
    before = with_layers(replace(WEEKS, people=("kim",)), Layer("", "Always Lea", ("lea",)))
    top, below = layers(before)[::-1][:2]
    assert held(before, AT, AT + HOUR) == ["lea"]
    down = sent("rotation_down", desk(*TIER, top.id, directory=before)).directory
    assert held(down, AT, AT + HOUR) == ["kim"]
    up = sent("rotation_up", desk(*TIER, top.id, directory=down)).directory
    assert held(up, AT, AT + HOUR) == ["lea"]
    away = sent("rotation_remove", desk(*TIER, top.id, directory=before)).directory
    assert held(away, AT, AT + HOUR) == ["kim"]
    for kind, layer in (("rotation_up", top), ("rotation_down", layers(before)[0])):
        with pytest.raises(EscalationError, match=r"is (on top|at the bottom) already"):
            opened(kind, desk(*TIER, layer.id, directory=before))
    assert "Weeks holds" in str(opened("rotation_up", desk(*TIER, below.id, directory=before)).parts)


REFUSALS = [
    ({"name": ""}, "name", "This is missing."),
    ({"name": "x" * 61}, "name", "61 letters"),
    ({"name": "in order"}, "name", 'There is one "In order" already.'),
    ({"people": []}, "people", "Nobody is in it."),
    ({"people": ["nobody-known"]}, "people", "is not among the people"),
    ({"people": ["kim", "kim"]}, "people", "Kim stands here twice."),
    ({"pattern": []}, "pattern", "This is missing."),
    ({"pattern": ["fortnight"]}, "pattern", "This is missing."),
    ({"pattern": ["other"], "turn": "", "unit": ["days"]}, "turn", "is no whole number"),
    ({"pattern": ["other"], "turn": "0", "unit": ["days"]}, "turn", "A turn of 0 days cannot be."),
    ({"pattern": ["other"], "turn": "999", "unit": ["weeks"]}, "turn", "too long"),
    ({"pattern": ["other"], "turn": "3", "unit": []}, "unit", "This is missing."),
    ({"handoff": ""}, "handoff", "This is missing."),
    ({"starts_on": ""}, "starts_on", "This is missing."),
    ({"starts_on": "2099-01-01"}, "starts_on", "It cannot start on 2099-01-01."),
    ({"window_1_start": "", "window_1_end": ""}, "windows", "No hours are given."),
    ({"window_1_end": ""}, "window_1_end", "This is missing."),
    ({"window_1_start": ""}, "window_1_start", "This is missing."),
    ({"window_2_days": ["1"], "window_2_start": "09:00", "window_2_end": "09:00"}, "window_2_end", "no time at all"),
    ({"holds_from": seconds(AT - DAY)}, "holds_from", "over already"),
    ({"holds_from": seconds(AT + timedelta(days=3000))}, "holds_from", "years ahead"),
]


@pytest.mark.parametrize(("fill", "field", "sentence"), REFUSALS)
def test_rubbish_in_a_rotation_is_refused_at_its_field(fill: dict[str, Any], field: str, sentence: str) -> None:
    """One sentence at one field, and everything that was entered still stands there (`sent` looks)."""
    before = with_layers(Layer("", "Always Lea", ("lea",)))
    where, said = refusal("rotation_new", desk(*TIER, directory=before), **{**NIGHT_SHIFT, **fill})
    assert where == field
    assert sentence in said


def test_a_pick_whose_fields_had_no_time_to_come_is_refused_where_it_was_made() -> None:
    """Sent before the form was drawn again: the sentence stands at the pick, since the other field is not there."""
    entered = stands_in(opened("rotation_new", desk(*TIER)))
    entered = Entered({**entered.picks, "pattern": ("other",), "people": ("kim",)}, {**entered.texts, "name": "Nights"})
    with pytest.raises(EscalationError) as refused:
        KINDS["rotation_new"].read(desk(*TIER), entered)
    assert getattr(refused.value, "field", "") == "pattern"


def test_the_form_names_the_fairest_order() -> None:
    """Dana held everything in the last weeks, so whoever else there is comes first."""
    form = opened("rotation_new", desk(*TIER))
    people = next(one for one in form.parts if isinstance(one, Pick) and one.id == "people")
    assert people.hint.endswith("Fairest order now: Kim, Dana.")
    assert Small(("It goes on top: where it applies, it comes before what is set up here already.",)) in form.parts


@pytest.mark.parametrize("kind", ["rotation_change", "rotation_remove", "rotation_up", "rotation_down"])
def test_what_is_gone_is_said(kind: str) -> None:
    """A layer that another admin took away, a tier that is none, a site that is gone."""
    for about in ((*TIER, "gone"), ("hotel", "helpers", "x"), ("nowhere", "tier_1", "x")):
        with pytest.raises(EscalationError, match="not there any more"):
            KINDS[kind].form(desk(*about), None)


def test_a_calendar_is_not_changed_by_hand() -> None:
    """What comes from a calendar is changed there."""
    before = with_layers(Layer("", "From the calendar", ("kim",), source="https://example.org/rota.ics"))
    with pytest.raises(EscalationError, match="comes from a calendar"):
        KINDS["fixed_change"].form(desk(*TIER, layers(before)[1].id, directory=before), None)


def test_the_picture_is_of_the_tier_and_the_form_knows_what_it_is_about() -> None:
    """For the preview, and for the second of two admins."""
    for kind in ("rotation_new", "rotation_change", "rotation_remove", "rotation_up", "fixed_new"):
        assert KINDS[kind].draws(desk(*TIER, "x")) == (("hotel", TIER_1),)
        assert KINDS[kind].subject(desk(*TIER, "x")) == "tier:hotel:tier_1"
