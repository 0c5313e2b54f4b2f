"""The overrides of a rota in both directions: somebody stands in, is added, or is taken out."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from bot.site_file.naming import Everybody, Ids
from bot.site_file.records import Record
from bot.site_file.spans import read_span, span_fields
from bot.site_file.times import Zone
from domain.rota import Override, OverrideKind

KINDS = tuple(kind.value for kind in OverrideKind)
OVERRIDE_FIELDS = ("id", *KINDS, "instead_of", "from", "to", "note")

_NOTE_FITS = 3000


def read_overrides(record: Record, people: Everybody, zone: Zone, ids: Ids) -> tuple[Override, ...]:
    """The overrides below `overrides:`, in their order."""
    found = [_override(each, people, zone, ids) for each in record.listed_records("overrides", OVERRIDE_FIELDS)]
    return tuple(one for one in found if one)


def _override(record: Record, people: Everybody, zone: Zone, ids: Ids) -> Override | None:
    span = read_span(record, zone)
    said = [kind for kind in KINDS if record.has(kind)]
    if len(said) != 1:
        record.wrong("", "This is not one change.", "Write one of `stand_in: kim`, `add: kim` or `remove: kim`.")
        return None
    kind = OverrideKind(said[0])
    person, other = people.one(record, kind.value, left=True), people.one(record, "instead_of", left=True)
    if record.has("instead_of") and kind is not OverrideKind.STAND_IN:
        record.wrong("instead_of", "This only goes with `stand_in`.", "Remove it.")
    if span is None or person is None:
        return None
    instead_of, note = other.id if other else None, record.prose("note", _NOTE_FITS)
    made = ids.by_words(kind.value, person.id, instead_of, *span)
    return Override(ids.read(record, made), kind, *span, person.id, instead_of, note)


def overrides_fields(overrides: tuple[Override, ...], zone: Zone, ids: Ids) -> list[dict[str, Any]]:
    """What the file says of them."""
    return [_fields(one, zone, ids) for one in overrides]


def _fields(one: Override, zone: Zone, ids: Ids) -> dict[str, Any]:
    start, end = one.start.astimezone(UTC), one.end.astimezone(UTC)
    fields = {
        "id": ids.written(one.id, ids.by_words(one.kind.value, one.person_id, one.instead_of, start, end)),
        one.kind.value: one.person_id,
        "instead_of": one.instead_of,
        **span_fields(start, end, zone),
        "note": one.note,
    }
    return {name: value for name, value in fields.items() if value}
