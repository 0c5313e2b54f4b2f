"""An Opsgenie schedule becomes layers that put the same people on call at the same times."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.calendars import opsgenie
from bot.calendars.imported_rota import ImportedRota
from domain.rota import Unit
from tests.bot.calendars.given import PEOPLE, Held, documents, held, joined, local

SPANS = {
    "opsgenie-weekly.json": ("Europe/Berlin", "2026-10-05T09:00", "2026-11-16T09:00"),
    "opsgenie-three-shifts.json": ("Europe/London", "2026-03-16T06:00", "2026-04-13T06:00"),
    "opsgenie-week-and-weekend.json": ("America/St_Johns", "2026-02-23T08:30", "2026-03-30T08:30"),
}
MARCH = datetime(2026, 3, 2, 8, tzinfo=UTC)


def read(answers: dict[str, Any], at: datetime) -> ImportedRota:
    """The schedule and its overrides as they come over the wire."""
    schedule, overrides = json.dumps(answers["schedule"]).encode(), json.dumps(answers["overrides"]).encode()
    return opsgenie.read_schedule(schedule, PEOPLE, at, overrides=overrides)


def final(answers: dict[str, Any]) -> list[Held]:
    """What the sample's own final timeline says."""
    rotations = answers["timeline"]["data"]["finalTimeline"]["rotations"]
    return joined(
        (
            datetime.fromisoformat(one["startDate"]),
            datetime.fromisoformat(one["endDate"]),
            one["recipient"]["name"].partition("@")[0],
        )
        for rotation in rotations
        for one in rotation["periods"]
    )


@pytest.mark.parametrize("name", SPANS)
def test_the_same_people_are_on_call_at_the_same_times(name: str) -> None:
    """For weeks and through a clock change our shifts are those of Opsgenie's final timeline, and nothing is odd."""
    zone, start, end = SPANS[name][0], local(SPANS[name][1], SPANS[name][0]), local(SPANS[name][2], SPANS[name][0])
    imported = read(documents(name), start)
    assert imported.not_understood == ()
    assert imported.zone == zone
    assert held(imported.rota, zone, start, end) == final(documents(name))


def test_turns_keep_their_unit() -> None:
    """Two weeks stay two weeks."""
    (layer,) = read(documents("opsgenie-weekly.json"), MARCH).rota.revisions[0].layers
    assert layer.turn
    assert (layer.turn.unit, layer.turn.count) == (Unit.WEEKS, 2)


def test_oddities_are_named() -> None:
    """Teams, nobody, strangers, rotations on call together, overrides for some rotations: a sentence each."""
    imported = read(documents("opsgenie-oddities.json"), MARCH)
    assert imported.not_understood == (
        "The schedule is switched off in Opsgenie; here it is on.",
        "Nobody in “Escalated” is of this site; it is left out.",
        "“none” in “Top” is nobody of this site; the turn goes to whoever is next.",
        "“team: Night porters” in “Top” is nobody of this site; the turn goes to whoever is next.",
        "“kim@harbour.example” in “Top” is nobody of this site; the turn goes to whoever is next.",
        "“Top” and “Below” are on call together in Opsgenie; here “Top” goes before, and “Below” follows.",
        "An override of “lea@harbour.example” is for some rotations only; here it is for whoever is on call.",
        "The override of “kim@harbour.example” is of nobody of this site; it is left out.",
    )
    zone = "Europe/Berlin"
    assert held(imported.rota, zone, local("2026-03-04T08:00", zone), local("2026-03-05T08:00", zone)) == [
        (local("2026-03-04T08:00", zone), local("2026-03-04T09:00", zone), "dana"),
        (local("2026-03-04T09:00", zone), local("2026-03-04T13:00", zone), "lea"),
        (local("2026-03-04T13:00", zone), local("2026-03-04T20:30", zone), "dana"),
        (local("2026-03-04T20:30", zone), local("2026-03-05T08:00", zone), "omar"),
    ]


def test_without_overrides_the_schedule_alone_is_enough() -> None:
    """The overrides are another answer of the API; not everybody exports them."""
    schedule = json.dumps(documents("opsgenie-weekly.json")["schedule"]).encode()
    imported = opsgenie.read_schedule(schedule, PEOPLE, MARCH)
    assert imported.rota.overrides == ()
    assert imported.not_understood == ()


def changed(**fields: object) -> bytes:
    """The weekly sample with other fields in its rotation."""
    schedule = documents("opsgenie-weekly.json")["schedule"]
    schedule["data"]["rotations"][0].update(fields)
    return json.dumps(schedule).encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no JSON", "This is no schedule as Opsgenie exports it."),
        (b'{"data": []}', "This is no schedule as Opsgenie exports it."),
        (changed(length=10**15), "This is no schedule as Opsgenie exports it."),
        (
            changed(timeRestriction={"restriction": {"startHour": 10**18}}),
            "This is no schedule as Opsgenie exports it.",
        ),
        (changed(type="monthly"), "Turns of the type “monthly” are unknown; the schedule was not read."),
        (
            changed(timeRestriction={"restrictions": [{"startDay": "someday", "endDay": "friday"}]}),
            "“someday” is no day of the week; the schedule was not read.",
        ),
    ],
)
def test_rubbish_is_one_sentence(data: bytes, sentence: str) -> None:
    """Whatever is uploaded, nothing is raised and nothing is half read."""
    imported = opsgenie.read_schedule(data, PEOPLE, MARCH)
    assert imported.not_understood == (sentence,)
    assert imported.rota.revisions == ()


def test_a_turn_of_no_length_is_left_out() -> None:
    """A length of nothing is no turn."""
    imported = opsgenie.read_schedule(changed(length=0), PEOPLE, MARCH)
    assert imported.not_understood == ("The turns of “Weeks” are no whole hours; it is left out.",)
