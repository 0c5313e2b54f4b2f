"""Domain values to JSON text and back, so that what one version writes the next and the last can read.

Unknown keys are ignored and missing ones take the value's default. A new member of an enum must be readable for one
release before anything writes it (migrations/script.py.mako).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from domain import timeline
from domain.escalation import Escalation
from domain.people import Person
from domain.policy import EscalationPolicy
from domain.rota import Absence, DaysOff
from domain.site import Site
from domain.timeline import Entry
from storage.column_types import clean, in_utc, iso

# Fields of an escalation that are columns of their own (tables.EscalationRow); `note` is the column note_state.
COLUMNS = (
    "id", "reference", "site_id", "place_id", "raiser_id", "owner_id", "state", "severity", "highest", "epoch",
    "epoch_open", "raised_at", "ended_at", "note", "note_due_at", "version", "policy",
)  # fmt: skip

NO_TIME_OFF = "{}"


def _converter() -> Converter:
    made = Converter(detailed_validation=False, unstruct_collection_overrides={frozenset: sorted})
    made.register_unstructure_hook(datetime, lambda value: iso(in_utc(value)))
    made.register_structure_hook(datetime, lambda value, _: value if isinstance(value, datetime) else _instant(value))
    made.register_unstructure_hook(timedelta, timedelta.total_seconds)
    made.register_structure_hook(timedelta, lambda value, _: timedelta(seconds=value))
    for kind in (date, time):
        made.register_unstructure_hook(kind, kind.isoformat)
    made.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    made.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
    return made


def _instant(text: str) -> datetime:
    return in_utc(datetime.fromisoformat(text))


_plain = _converter()


@lru_cache(maxsize=256)
def policy_text(policy: EscalationPolicy) -> str:
    """A policy as JSON text."""
    return to_json(_plain.unstructure(policy))


@lru_cache(maxsize=256)
def policy_of(text: str) -> EscalationPolicy:
    """The policy of this JSON text."""
    return _plain.structure(json.loads(text), EscalationPolicy)


def to_json(value: Any) -> str:
    """JSON text without what PostgreSQL or an encoder refuses (reliability.md F15)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if "\\u0000" in text:
        text = json.dumps(_without_nul(value), ensure_ascii=False, separators=(",", ":"))
    return clean(text)


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(item) for key, item in value.items()}
    return [_without_nul(item) for item in value] if isinstance(value, (list, tuple)) else value


# A policy is 2 KB and the same for thousands of escalations, so inside other values it is text, read once.
converter = _converter()
converter.register_unstructure_hook(EscalationPolicy, policy_text)
converter.register_structure_hook(EscalationPolicy, lambda text, _: policy_of(text))
_omit: dict[str, Any] = {name: override(omit=True) for name in COLUMNS}
_body_out = make_dict_unstructure_fn(Escalation, converter, **_omit)
_escalation_in = make_dict_structure_fn(Escalation, converter)
_entry_out = {
    kind: make_dict_unstructure_fn(kind, converter, at=override(omit=True), by=override(omit=True))
    for kind in vars(timeline).values()
    if isinstance(kind, type) and issubclass(kind, Entry)
}
_kinds: dict[str, type[Entry]] = {kind.__name__: kind for kind in _entry_out}


def escalation_body(escalation: Escalation) -> str:
    """Everything of an escalation that has no column of its own."""
    return to_json(_body_out(escalation))


def escalation_of(columns: dict[str, Any], body: str) -> Escalation:
    """The escalation of these columns (by field name, `policy` as text) and the rest."""
    return _escalation_in({**json.loads(body), **columns}, Escalation)


def entry_body(entry: Entry) -> str:
    """Everything of a timeline entry but `at` and `by`."""
    return to_json(_entry_out[type(entry)](entry))


def entry_of(kind: str, at: datetime, by: str | None, body: str) -> Entry:
    """The entry; one of a kind that only a newer version knows keeps its instant and its actor."""
    return converter.structure({**json.loads(body), "at": at, "by": by}, _kinds.get(kind, Entry))


def site_body(site: Site) -> str:
    """A site as JSON text."""
    return to_json(converter.unstructure(site))


def site_of(body: str) -> Site:
    """The site of this JSON text."""
    return converter.structure(json.loads(body), Site)


@dataclass(frozen=True)
class TimeOff:
    """When a person holds nothing: the one column for both lists (tables.PersonRow)."""

    absences: tuple[Absence, ...] = ()
    days_off: tuple[DaysOff, ...] = ()


def time_off_text(person: Person) -> str:
    """A person's absences and days off as JSON text; what a row of the version before has where there are none."""
    off = TimeOff(person.absences, person.days_off)
    return NO_TIME_OFF if off == TimeOff() else to_json(converter.unstructure(off))


def time_off_of(text: str) -> TimeOff:
    """The absences and days off of this JSON text."""
    return TimeOff() if text == NO_TIME_OFF else converter.structure(json.loads(text), TimeOff)
