"""The layers of a rota in both directions: rotations, fixed people, imported calendars."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.site_file.mistakes import Unclear
from bot.site_file.naming import Everybody, Ids
from bot.site_file.records import Record
from bot.site_file.rotas.turns import read_turn, turn_words
from bot.site_file.shapes import NAME_FITS
from bot.site_file.times import Zone, begin_of, begin_text, clock_of, clock_text, day_of, end_of, end_text
from bot.site_file.weekdays import window_of, window_text
from domain.rota import Booked, Layer, Unit

LAYER_FIELDS = (
    "id", "name", "people", "turn", "handoff", "starts", "hours", "only_when_open", "source", "shifts",
)  # fmt: skip

_SHIFT = re.compile(r"(.+) to (.+) (\S+)")
_ADDRESS_FITS = 3000


def read_layers(record: Record, people: Everybody, zone: Zone, *, past: bool = False) -> tuple[Layer, ...]:
    """The layers of one revision, lowest first; in a `past` one also people who have left. What is wrong is noted."""
    ids, layers = Ids(), list[Layer]()
    for each in record.listed_records("layers", LAYER_FIELDS):
        layer = _layer(each, people, zone, ids, past)
        if layer.name and layer.name.casefold() in [other.name.casefold() for other in layers]:
            each.wrong("name", f'There are two layers "{layer.name}".', "Give each its own name.")
        layers.append(layer)
    return tuple(layers)


def _layer(record: Record, people: Everybody, zone: Zone, ids: Ids, past: bool) -> Layer:
    name = record.text("name", needed="Write what the layer is called, as Nights.", longest=NAME_FITS)
    _check_kind(record)
    return Layer(
        id=ids.read(record, ids.by_name(name)),
        name=name,
        people=people.named(record, "people", twice=record.has("turn"), left=past),
        turn=read_turn(record),
        handoff=record.understood("handoff", clock_of) or Layer.handoff,
        starts_on=_starts(record),
        windows=record.all_understood("hours", window_of),
        opening_hours=record.flag("only_when_open"),
        booked=record.all_understood("shifts", lambda text: _booked(text, people, zone)),
        source=record.prose("source", _ADDRESS_FITS),
    )


def _starts(record: Record) -> date:
    needed = "Write the day on which its first turn begins: `starts: 2026-03-02`." if record.has("turn") else ""
    return record.understood("starts", day_of, needed=needed) or Layer.starts_on


def _check_kind(record: Record) -> None:
    calendar = record.has("source") or record.has("shifts")
    if record.has("turn") and calendar:
        record.wrong("turn", "An imported calendar has no turns.", "Remove `turn`, or make a layer of its own for it.")
    elif not calendar and not record.words("people"):
        record.wrong("people", "Nobody is in this layer.", "Name at least one person: `people: [dana, kim]`.")


def _booked(text: str, people: Everybody, zone: Zone) -> Booked:
    found = _SHIFT.fullmatch(text)
    if not found:
        raise Unclear(f'"{text}" is no shift.', "Write it as 2026-03-20 18:00 to 2026-03-21 09:00 dana.")
    start, end = begin_of(found[1], zone), end_of(found[2], zone)
    if end <= start and zone is not None:
        raise Unclear("This ends before it begins.", "Write the end behind `to`.")
    return Booked(start, end, people.key(found[3], left=True))


def layers_fields(layers: tuple[Layer, ...], zone: Zone) -> list[dict[str, Any]]:
    """What the file says of the layers of one revision."""
    ids = Ids()
    return [layer_fields(layer, ids.written(layer.id, ids.by_name(layer.name)), zone) for layer in layers]


def layer_fields(layer: Layer, written_id: str, zone: Zone) -> dict[str, Any]:
    """What the file says of one layer."""
    counted = layer.turn is not None and layer.turn.unit is not Unit.MOMENTS
    fields = {
        "id": written_id,
        "name": layer.name,
        "people": list(layer.people),
        "turn": turn_words(layer.turn) if layer.turn else "",
        "handoff": clock_text(layer.handoff) if counted or layer.handoff != Layer.handoff else "",
        "starts": layer.starts_on if layer.turn or layer.starts_on != Layer.starts_on else "",
        "hours": [window_text(window) for window in layer.windows],
        "only_when_open": layer.opening_hours,
        "source": layer.source,
        "shifts": [_shift_text(one, zone) for one in layer.booked],
    }
    return {name: value for name, value in fields.items() if value}


def _shift_text(booked: Booked, zone: Zone) -> str:
    return f"{begin_text(booked.start, zone)} to {end_text(booked.end, zone)} {booked.person_id}"
