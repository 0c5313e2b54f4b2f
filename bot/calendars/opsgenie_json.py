"""The part of Opsgenie's JSON for a schedule that is read: its Schedule API and Schedule Override API, version 2."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Participant:
    """A place in a rotation: a user, or a team, an escalation or nobody ("none"). `username` is a mail address."""

    type: str | None = None
    username: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Restriction:
    """Hours of every day, or from one weekday's time to another's."""

    startHour: int = 0  # noqa: N815 - as it is in the JSON, here and below
    startMin: int = 0  # noqa: N815
    endHour: int = 0  # noqa: N815
    endMin: int = 0  # noqa: N815
    startDay: str | None = None  # noqa: N815
    endDay: str | None = None  # noqa: N815


@dataclass(frozen=True)
class TimeRestriction:
    """With the type time-of-day one restriction, with weekday-and-time-of-day several."""

    type: str | None = None
    restriction: Restriction | None = None
    restrictions: list[Restriction] | None = None


@dataclass(frozen=True)
class Rotation:
    """One rotation; its turns are of `length` times hourly, daily or weekly."""

    startDate: str  # noqa: N815
    type: str
    id: str | None = None
    name: str | None = None
    endDate: str | None = None  # noqa: N815
    length: int | None = None
    participants: list[Participant] | None = None
    timeRestriction: TimeRestriction | None = None  # noqa: N815


@dataclass(frozen=True)
class Content:
    """The schedule with its rotations (expand=rotation)."""

    timezone: str
    rotations: list[Rotation]
    name: str | None = None
    enabled: bool | None = None


@dataclass(frozen=True)
class Document:
    """The answer of GET /v2/schedules/{id}?expand=rotation."""

    data: Content


@dataclass(frozen=True)
class Named:
    """A reference to a rotation."""

    id: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Override:
    """Somebody for a span; without rotations in all of them."""

    startDate: str  # noqa: N815
    endDate: str  # noqa: N815
    alias: str | None = None
    user: Participant | None = None
    rotations: list[Named] | None = None


@dataclass(frozen=True)
class Overrides:
    """The answer of GET /v2/schedules/{id}/overrides."""

    data: list[Override]
