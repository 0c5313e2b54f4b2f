"""What a form asks: drawn as Slack takes it, filled in by a person, and read back as it was meant."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.local_slack.block_kit import view_problems
from bot.slack import blocks
from bot.slack.payloads import picks_and_texts
from handlers.screens.fields import Asked
from handlers.screens.parts import (
    Choice,
    Field,
    File,
    Form,
    Line,
    Number,
    Part,
    Pick,
    PickAccount,
    PickChannel,
    PickDate,
    PickMoment,
    PickTime,
    Write,
)
from storage.database import Database
from tests.world import World, world_on

FOUR = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
Fill = Callable[[Any], Any]

# Each field with nothing in it, with something in it, what a person does, and what comes back before and after.
FIELDS: dict[str, tuple[Asked, Asked, Fill, str, str]] = {
    "date": (
        PickDate("f", "From"), PickDate("f", "From", date(2026, 3, 2)),
        lambda person: person.picks("f", "2026-03-29"), "2026-03-02", "2026-03-29",
    ),
    "time": (
        PickTime("f", "Handoff"), PickTime("f", "Handoff", time(9, 0), "Europe/Berlin"),
        lambda person: person.picks("f", "21:30"), "09:00", "21:30",
    ),
    "moment": (
        PickMoment("f", "Until"), PickMoment("f", "Until", FOUR),
        lambda person: person.picks("f", datetime(2026, 3, 2, 16, 0, tzinfo=UTC)),
        str(int(FOUR.timestamp())), str(int(FOUR.timestamp()) + 3600),
    ),
    "number": (
        Number("f", "Days"), Number("f", "Days", 7, 1, 60), lambda person: person.fills("f", "14"), "7", "14",
    ),
    "channel": (
        PickChannel("f", "Channel"), PickChannel("f", "Channel", "C0DESK"),
        lambda person: person.picks("f", "#front-desk-help"), "C0DESK", "C0DESK",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One world for all fields: each test opens forms of its own."""
    with world_on(Database("sqlite://")) as made:
        yield made


def form(*parts: Part) -> Form:
    """A form with these parts."""
    return Form("every_field", "Night rota", parts, submit="Preview")


def shown(world: World, *parts: Part) -> Any:
    """Ines with this form open on her screen."""
    while world.ines.modal():
        world.ines.closes()
    world.ines.runs_shortcut("get_help")
    view = {"view_id": world.ines.modal().id, "view": blocks.modal(form(*parts))}
    world.app.messenger.view("views.update", view)
    return world.ines


def entered(person: Any) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """What comes with the form when she sends it as it stands."""
    return picks_and_texts(person.submits().payload["view"])


@pytest.mark.parametrize(("empty", "full", "fill", "before", "after"), FIELDS.values(), ids=FIELDS)
def test_a_field_is_read_back_as_it_was_filled_in(
    world: World, empty: Field, full: Field, fill: Fill, before: str, after: str
) -> None:
    """Nothing entered is an empty text; what the form came with comes back; and what was entered instead."""
    assert entered(shown(world, empty))[1] == {"f": ""}
    ines = shown(world, full)
    assert entered(ines)[1] == {"f": before}
    ines = shown(world, full)
    fill(ines)
    assert entered(ines)[1] == {"f": after}


def test_an_account_is_picked_by_its_id(world: World) -> None:
    """Somebody who is not in our directory yet: the platform's id, in the picks."""
    assert entered(shown(world, PickAccount("who", "Who?")))[0] == {"who": ()}
    assert entered(shown(world, PickAccount("who", "Who?", "U0DANA")))[0] == {"who": ("U0DANA",)}
    ines = shown(world, PickAccount("who", "Who?"))
    ines.picks("who", "Omar")
    assert entered(ines)[0] == {"who": ("U0OMAR",)}


def test_a_file_comes_back_as_its_id(world: World) -> None:
    """And a file of another kind is refused at its field, before anything is sent."""
    ines = shown(world, File("rota", "Your calendar", kinds=("ics",)))
    assert entered(ines)[0] == {"rota": ()}
    ines = shown(world, File("rota", "Your calendar", kinds=("ics",)))
    assert ines.uploads("rota", "rota.exe", ICS).errors.keys() == {"rota"}
    ines.uploads("rota", "rota.ics", ICS)
    (file_id,) = entered(ines)[0]["rota"]
    assert file_id.startswith("F")


@pytest.mark.parametrize("kind", ["date", "time", "moment", "number", "channel"])
def test_a_live_field_is_sent_as_soon_as_it_changes(world: World, kind: str) -> None:
    """A preview can follow each change; a field that is not live waits for the form."""
    _, full, fill, _, after = FIELDS[kind]
    assert fill(shown(world, full)).local
    sent = fill(shown(world, dataclasses.replace(full, live=True)))
    assert (sent.local, sent.status) == (False, 200)
    assert picks_and_texts(sent.payload["view"])[1] == {"f": after}


def test_a_number_outside_its_bounds_is_refused_at_the_field(world: World) -> None:
    """Slack's client says so itself, by the bounds that we give."""
    ines = shown(world, Number("days", "Days", 7, 1, 60))
    ines.fills("days", "61")
    assert ines.submits().errors.keys() == {"days"}


def test_a_field_that_must_be_filled_in_is(world: World) -> None:
    """`optional` is kept for every kind, and so is the hint."""
    for empty, *_ in FIELDS.values():
        ines = shown(world, dataclasses.replace(empty, optional=False, hint="In the site's own time."))
        assert ines.submits().errors.keys() == {"f"}
        assert "In the site's own time." in ines.reads()


def names(count: int, group: Callable[[int], str] = lambda number: "") -> tuple[Choice, ...]:
    """So many people."""
    return tuple(Choice(f"p{n:04}", f"Person {n:04}", group(n)) for n in range(count))


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("count", [1, 10, 11, 100, 101, 250, 700])
def test_everybody_in_a_long_list_can_be_picked(world: World, count: int, many: bool) -> None:
    """Whatever the length: the last of them is offered, picked and read back, and so is who stood there before."""
    last = f"p{count - 1:04}"
    pick = Pick("who", "Who?", names(count), many=many, picked=(last,))
    assert entered(shown(world, pick))[0] == {"who": (last,)}
    ines = shown(world, dataclasses.replace(pick, picked=()))
    ines.picks("who", [f"Person {count - 1:04}"])
    assert entered(ines)[0] == {"who": (last,)}


def test_a_list_longer_than_a_menu_has_headings_that_say_where_one_is() -> None:
    """Slack's menus hold a hundred: beyond that by hundreds, or by the groups that the choices have."""
    (block,) = blocks.modal(form(Pick("who", "Who?", names(250))))["blocks"]
    headings = [group["label"]["text"] for group in block["element"]["option_groups"]]
    assert headings == [
        "Person 0000 – Person 0099", "Person 0100 – Person 0199", "Person 0200 – Person 0249"
    ]  # fmt: skip
    sites = names(150, lambda number: "Harbour" if number % 2 else "Station")
    (block,) = blocks.modal(form(Pick("who", "Who?", sites)))["blocks"]
    assert [group["label"]["text"] for group in block["element"]["option_groups"]] == ["Station", "Harbour"]
    assert "hint" not in block


def test_a_list_that_has_no_room_says_so_and_keeps_what_is_picked() -> None:
    """Three thousand people are more than a dialog holds: nobody who is picked already is lost by a save."""
    pick = Pick("who", "Who?", names(3000), many=True, picked=("p0001", "p2999"), hint="Ask us.")
    view = blocks.modal(form(pick))
    assert view_problems(view) == []
    (block,) = view["blocks"]
    assert [option["value"] for option in block["element"]["initial_options"]] == ["p0001", "p2999"]
    listed = sum(len(group["options"]) for group in block["element"]["option_groups"])
    assert 500 < listed < 3000
    assert block["hint"]["text"] == f"There is room for {listed} of 3000 here. Ask us."


def test_more_groups_than_a_menu_has_are_listed_by_hundreds() -> None:
    """A hundred and one sites of two people: all are there."""
    (block,) = blocks.modal(form(Pick("who", "Who?", names(202, lambda number: f"Site {number // 2}"))))["blocks"]
    assert sum(len(group["options"]) for group in block["element"]["option_groups"]) == 202
    assert (
        view_problems(blocks.modal(form(Pick("who", "Who?", names(202, lambda number: f"Site {number // 2}"))))) == []
    )


def test_a_list_of_nobody_is_a_sentence() -> None:
    """Slack refuses a whole dialog for one list without options."""
    view = blocks.modal(form(Pick("who", "Who?", ()), Line(("x",))))
    assert view_problems(view) == []
    assert "there is nothing to pick from" in str(view["blocks"][0])


LONG = "Ö<&*" * 800


def test_every_field_is_within_slacks_limits_whatever_stands_in_it() -> None:
    """Long labels, hints and zones, days and moments at the ends of the calendar: cut, left out, never refused."""
    parts = (
        PickDate("a", LONG, date(1, 1, 1), hint=LONG),
        PickDate("b", "", date.max, live=True),
        PickTime("c", LONG, time(23, 59, 59), hint=LONG),
        PickMoment("d", LONG, datetime(1970, 1, 1, tzinfo=UTC), hint=LONG),
        PickMoment("e", LONG, datetime(9999, 12, 31, tzinfo=UTC)),
        Number("f", LONG, -5, -10, 10**9, hint=LONG),
        Number("g", "x"),
        PickAccount("h", LONG, hint=LONG, live=True),
        PickChannel("i", LONG, hint=LONG, live=True),
        File("j", LONG, kinds=("ics", "json"), most=99, hint=LONG),
        File("k", LONG, most=0),
        Write("l", LONG, LONG, hint=LONG),
    )
    assert view_problems(blocks.modal(form(*parts))) == []
    assert len(blocks.modal(form(*parts))["blocks"]) == len(parts)


def test_what_a_forged_form_holds_is_nothing_that_was_asked() -> None:
    """Nothing in a payload is trusted to be there, or to be of its kind (reliability.md F75)."""
    odd: list[Any] = [None, 7, "x", [], [None], {}, [{"id": 3}], {"value": 1}]
    kinds = ["datepicker", "timepicker", "datetimepicker", "number_input", "users_select", "conversations_select",
             "file_input", "static_select", "multi_static_select", "no_such_kind"]  # fmt: skip
    keys = ["selected_date", "selected_time", "selected_date_time", "value", "selected_user", "selected_conversation",
            "files", "selected_option", "selected_options"]  # fmt: skip
    for value in odd:
        state = {"b": {kind: {"type": kind, **dict.fromkeys(keys, value)} for kind in kinds}}
        picks, texts = picks_and_texts({"state": {"values": state}})
        assert all(isinstance(one, str) for found in picks.values() for one in found)
        assert all(isinstance(found, str) for found in texts.values())
