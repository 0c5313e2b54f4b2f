"""Changes what holds from an instant on and never what held before it: history does not move (lessons.md, overrides).

The later revisions of a tier are those that an admin has planned. A change from an earlier instant goes into each of
them too; where one of them says something of its own about the same layer, that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.rota import ALWAYS, Absence, DaysOff, Layer, Opening, Override, Revision, Rota
from domain.rotation import turn_at

IN_ORDER = "in-order"
IN_ORDER_NAME = "In order"

Held = TypeVar("Held", Revision, Opening, DaysOff)
Spanned = TypeVar("Spanned", Override, Absence)
Layers = tuple[Layer, ...]
# What becomes of the layers of a revision, given the instant from which they hold.
Change = Callable[[Layers, datetime], Layers]


def in_order(members: Sequence[str]) -> Layers:
    """The layer that a tier without a rota has in effect: its people, always in this order."""
    return (Layer(IN_ORDER, IN_ORDER_NAME, tuple(members)),) if members else ()


def started(rota: Rota, members: Sequence[str]) -> Rota:
    """The rota with a revision since always, so that another order of the members moves nothing of the past."""
    if rota.revisions and rota.revisions[0].holds_from <= ALWAYS:
        return rota
    return replace(rota, revisions=(Revision(ALWAYS, in_order(members)), *rota.revisions))


def revised(rota: Rota, holds_from: datetime, change: Change) -> Rota:
    """The rota with `change` made to the layers of `holds_from` and of every later revision."""
    past = tuple(one for one in rota.revisions if one.holds_from < holds_from)
    now = Revision(holds_from, change(rota.layers_at(holds_from), holds_from))
    later = tuple(
        replace(one, layers=change(one.layers, one.holds_from)) for one in rota.revisions if one.holds_from > holds_from
    )
    return replace(rota, revisions=_said_once((*past, now, *later)))


def in_force(held: Iterable[Held], at: datetime) -> Held | None:
    """The one that holds at `at`."""
    found = [one for one in held if one.holds_from <= at]
    return found[-1] if found else None


def resumed(now: Sequence[Held], then: Sequence[Held], at: datetime, otherwise: Held) -> tuple[Held, ...]:
    """Until `at` what holds as things are `now`, from `at` on what would hold by `then`, or else `otherwise`."""
    past: list[Held] = [one for one in now if one.holds_from < at]
    ahead: list[Held] = [one for one in then if one.holds_from > at]
    again: Held = replace(in_force(then, at) or otherwise, holds_from=at)
    past.append(again)
    return _said_once(past + ahead)


def _said_once(held: Sequence[Held]) -> tuple[Held, ...]:
    """Without those that say the same as the one before."""
    pairs = zip((None, *held), held, strict=False)
    return tuple(one for last, one in pairs if last is None or replace(last, holds_from=one.holds_from) != one)


def ended(spans: Sequence[Spanned], gone: Callable[[Spanned], bool], at: datetime) -> tuple[Spanned, ...]:
    """Those that are `gone` end at `at`: what runs is cut, what is to come is dropped, what is over stays."""
    kept = [one for one in spans if not gone(one) or one.start < at]
    return tuple(replace(one, end=min(one.end, at)) if gone(one) else one for one in kept)


def without(layers: Layers, gone: frozenset[str], zone: str, at: datetime) -> Layers:
    """The layers without these people; a layer that had nobody else is gone too."""
    left = []
    for layer in layers:
        stay = replace(
            layer,
            people=tuple(one for one in layer.people if one not in gone),
            booked=tuple(one for one in layer.booked if one.person_id not in gone),
        )
        if stay.named() or stay.source or not layer.named():
            left.append(going_on(layer, stay, zone, at))
    return tuple(left)


def going_on(was: Layer, now: Layer, zone: str, at: datetime) -> Layer:
    """`now` with its people turned round so that a turn that runs at `at` goes on, if only the people changed.

    Turns are counted since the first one: without this, one person more or fewer would change everybody's turn,
    the one that runs as well. Whoever leaves in their own turn is followed by the next in order.
    """
    same_turns = (was.turn, was.handoff, was.starts_on) == (now.turn, now.handoff, now.starts_on)
    if now.turn is None or not same_turns or was.people == now.people or not now.people:
        return now
    index = turn_at(was, ZoneInfo(zone), at)
    if index < 0 or not was.people:
        return now
    begin = index % len(was.people)
    line = (one for one in (*was.people[begin:], *was.people[:begin]) if one in now.people)
    first = next(line, None)
    if first is None:
        return now
    shift = (now.people.index(first) - index) % len(now.people)
    return replace(now, people=(*now.people[shift:], *now.people[:shift]))
