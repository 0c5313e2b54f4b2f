"""The part of PagerDuty's JSON for a schedule that is read: its REST API, version 2, schedules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class User:
    """A user, or a reference to one; `summary` is the name in a reference."""

    id: str | None = None
    summary: str | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Member:
    """A place in a rotation; without a user where that one was deleted."""

    user: User | None = None


@dataclass(frozen=True)
class Restriction:
    """Hours in which a layer applies: of every day, or of the week from a weekday on (1 is Monday)."""

    type: str
    start_time_of_day: str
    duration_seconds: int
    start_day_of_week: int | None = None


@dataclass(frozen=True)
class Layer:
    """One layer. Its turns are counted from `rotation_virtual_start`, and it is there from `start` until `end`."""

    start: str
    rotation_virtual_start: str
    rotation_turn_length_seconds: int
    id: str | None = None
    name: str | None = None
    end: str | None = None
    users: list[Member] | None = None
    restrictions: list[Restriction] | None = None


@dataclass(frozen=True)
class Entry:
    """Somebody for a span."""

    start: str
    end: str
    user: User | None = None
    id: str | None = None


@dataclass(frozen=True)
class Rendered:
    """What PagerDuty made of layers or overrides for the span that was asked for."""

    rendered_schedule_entries: list[Entry] | None = None


@dataclass(frozen=True)
class Content:
    """The schedule."""

    time_zone: str
    schedule_layers: list[Layer]
    name: str | None = None
    overrides_subschedule: Rendered | None = None
    final_schedule: Rendered | None = None
    users: list[User] | None = None


@dataclass(frozen=True)
class Document:
    """The answer of GET /schedules/{id}."""

    schedule: Content
