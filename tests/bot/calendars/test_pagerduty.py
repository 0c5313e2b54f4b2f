"""A PagerDuty schedule becomes layers that put the same people on call at the same times."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.calendars import pagerduty
from domain.rota import Unit
from tests.bot.calendars.given import PEOPLE, Held, documents, held, joined, local, sample

SPANS = {
    "pagerduty-weekly.json": ("Europe/Berlin", "2026-10-05T09:00", "2026-11-16T09:00"),
    "pagerduty-nights.json": ("America/New_York", "2026-03-02T08:00", "2026-03-30T08:00"),
    "pagerduty-weekends.json": ("Australia/Lord_Howe", "2026-09-21T07:00", "2026-10-26T07:00"),
}
MARCH = datetime(2026, 3, 2, 8, tzinfo=UTC)


def final(document: dict[str, Any]) -> list[Held]:
    """What the sample's own final schedule says."""
    keys = {person.name: key for key, person in PEOPLE.items()}
    entries = document["schedule"]["final_schedule"]["rendered_schedule_entries"]
    times = [(datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"])) for one in entries]
    return joined(
        (start.astimezone(UTC), end.astimezone(UTC), keys[one["user"]["summary"]])
        for (start, end), one in zip(times, entries, strict=True)
    )


@pytest.mark.parametrize("name", SPANS)
def test_the_same_people_are_on_call_at_the_same_times(name: str) -> None:
    """For weeks and through a clock change our shifts are those of PagerDuty's final schedule, and nothing is odd."""
    zone, start, end = SPANS[name][0], local(SPANS[name][1], SPANS[name][0]), local(SPANS[name][2], SPANS[name][0])
    imported = pagerduty.read_schedule(sample(name), PEOPLE, start)
    assert imported.not_understood == ()
    assert imported.zone == zone
    assert held(imported.rota, zone, start, end) == final(documents(name))


def test_a_layer_that_ends_becomes_a_revision_and_one_that_is_over_is_gone() -> None:
    """PagerDuty never deletes a layer; what it ended shows only as long as it holds."""
    zone = "Australia/Lord_Howe"
    rota = pagerduty.read_schedule(sample("pagerduty-weekends.json"), PEOPLE, local("2026-09-21T07:00", zone)).rota
    named = [(one.holds_from, [layer.name for layer in one.layers]) for one in rota.revisions]
    assert named == [
        (local("2026-09-21T07:00", zone), ["Until October", "Weekends"]),
        (local("2026-10-05T07:00", zone), ["From October", "Weekends"]),
    ]


def test_turns_are_said_in_the_largest_unit_that_fits() -> None:
    """An admin reads "1 week" and not "168 hours"."""
    rota = pagerduty.read_schedule(sample("pagerduty-nights.json"), PEOPLE, MARCH).rota
    turns = {layer.name: layer.turn for layer in rota.revisions[0].layers}
    assert {name: (turn.unit, turn.count) for name, turn in turns.items() if turn} == {
        "Days": (Unit.DAYS, 1),
        "Nights": (Unit.WEEKS, 1),
    }


def test_each_layer_has_a_name_and_a_key_of_its_own_that_fit() -> None:
    """The site file tells layers apart by their names and takes sixty characters; keys have forty."""
    document = documents("pagerduty-weekly.json")
    layer = {**document["schedule"]["schedule_layers"][0], "name": "Front desk " * 9, "id": "P" * 99}
    document["schedule"]["schedule_layers"] = [layer, {**layer, "name": layer["name"].upper()}, layer]
    layers = pagerduty.read_schedule(json.dumps(document).encode(), PEOPLE, MARCH).rota.revisions[-1].layers
    assert len({one.name.casefold() for one in layers}) == 3
    assert len({one.id for one in layers}) == 3
    assert all(len(one.name) <= 60 and len(one.id) <= 40 for one in layers)


def test_oddities_are_named_and_do_not_move_other_turns() -> None:
    """Strangers, half hours, seconds, and a final schedule that says otherwise: a sentence each; Omar's turn stays."""
    imported = pagerduty.read_schedule(sample("pagerduty-oddities.json"), PEOPLE, MARCH)
    assert imported.not_understood == (
        "“Kim B.” in “Layer 1” is nobody of this site; the turn goes to whoever is next.",
        "Times of “Layer 1” have seconds; they are taken to the minute.",
        "The turns of “Half hours” are no whole hours; it is left out.",
        "Nobody in “Strangers” is of this site; it is left out.",
        "The override of “Zoe Q.” is of nobody of this site; it is left out.",
        "On Wed 4 March at 09:00, PagerDuty has “Lea Brandt” on call; here it is somebody else.",
    )
    zone = "Europe/Berlin"
    assert held(imported.rota, zone, MARCH, local("2026-03-06T09:00", zone)) == [
        (MARCH, local("2026-03-03T09:00", zone), "dana"),
        (local("2026-03-03T09:00", zone), local("2026-03-05T09:00", zone), "omar"),
        (local("2026-03-05T09:00", zone), local("2026-03-06T09:00", zone), "dana"),
    ]


def changed(**fields: object) -> bytes:
    """The weekly sample with other fields in its layer."""
    document = documents("pagerduty-weekly.json")
    document["schedule"]["schedule_layers"][0].update(fields)
    return json.dumps(document).encode()


def restricted(start: str, seconds: int) -> bytes:
    """The weekly sample with one restriction."""
    return changed(restrictions=[{"type": "x", "start_time_of_day": start, "duration_seconds": seconds}])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This is no schedule as PagerDuty exports it."),
        (b"[]", "This is no schedule as PagerDuty exports it."),
        (b'{"schedule": {"time_zone": "Europe/Berlin"}}', "This is no schedule as PagerDuty exports it."),
        (b"[" * 200_000, "This is no schedule as PagerDuty exports it."),
        (changed(rotation_turn_length_seconds=10**15), "This is no schedule as PagerDuty exports it."),
        (changed(users=7), "This is no schedule as PagerDuty exports it."),
        (b" " * 3_000_000, "The file is larger than 2 MB; it was not read."),
        (changed(start="soon"), "“soon” is no date and time; the schedule was not read."),
        (
            changed(start="0001-01-01T00:00:00Z"),
            "“0001-01-01T00:00:00Z” is no date and time; the schedule was not read.",
        ),
        (restricted("noon", 60), "“noon” is no time of day; the schedule was not read."),
        (restricted("12:00:00", 0), "A restriction lasts no time at all; the schedule was not read."),
        (
            b'{"schedule": {"time_zone": "Central Time (US & Canada)", "schedule_layers": []}}',
            "The schedule's time zone “Central Time (US & Canada)” is unknown; it was not read.",
        ),
        (
            changed(users=[{"user": {"summary": "Dana Kim"}}] * 501),
            "There are more than 100 layers, or 500 people in one; it was not read.",
        ),
    ],
)
def test_rubbish_is_one_sentence(data: bytes, sentence: str) -> None:
    """Whatever is uploaded, nothing is raised and nothing is half read."""
    imported = pagerduty.read_schedule(data, PEOPLE, MARCH)
    assert imported.not_understood == (sentence,)
    assert imported.rota.revisions == ()
