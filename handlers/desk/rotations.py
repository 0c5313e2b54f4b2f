"""The forms of a tier's layers: a rotation or fixed people, new or changed (issue: "Admins")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from domain.edits import Edited, set_layer, words
from domain.edits.typed import NAME_FITS
from domain.errors import EscalationError
from domain.policy import Group
from domain.rota import Layer
from domain.site import Directory, Site
from handlers.desk import asking as ask
from handlers.desk import hour_rows, reading, turns
from handlers.desk.about import Held, layer_in, part, site_of, tier_of, today
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Form, Line, Part, Small, Strong

_NINE = time(9)
_ROWS = 2
_ON_TOP = "It goes on top: where it applies, it comes before what is set up here already."


def _draws(desk: Desk) -> tuple[tuple[str, Group], ...]:
    return ((part(desk, 0), tier_of(part(desk, 1))),)


def _subject(desk: Desk) -> str:
    return f"tier:{part(desk, 0)}:{tier_of(part(desk, 1)).value}"


def _form(desk: Desk, entered: Entered | None, kind: str, title: str, rotating: bool) -> Form:
    site, tier = site_of(desk), tier_of(part(desk, 1))
    was = _layer(desk.directory, desk.at, desk) if part(desk, 2) else None
    stands = _standing(was) if was else _blank(desk, site)
    # A field that comes back into the form, as another pattern is picked, comes back with what stood in it at first.
    entered = entered.over(stands) if entered else stands
    where = Line((Strong(words.tier_of(tier, site)),))
    who, when = _who(desk, site, tier, entered, rotating), _when(site, entered)
    how = _turns(site, entered, was) if rotating else ()
    foot = () if was else (Small((_ON_TOP,)),)
    return ask.form(kind, title, (where, *who, *how, *when, *foot))


def _who(desk: Desk, site: Site, tier: Group, entered: Entered, rotating: bool) -> tuple[Part, ...]:
    named = ask.write(entered, "name", "Name", NAME_FITS, "As people read it: Nights, Weekends, Holidays.")
    label = "People, in the order of their turns" if rotating else "People, in the order in which they are called"
    return (named, ask.people(desk, site, tier, entered, label))


def _turns(site: Site, entered: Entered, was: Held | None) -> tuple[Part, ...]:
    how_long = turns.fields(entered, was.layer.turn if was else None)
    at = (ask.clock(entered, "handoff", "Handoff at", site.zone),) if turns.has_handoff(entered) else ()
    first = ask.day(entered, "starts_on", "First turn begins on", hint="Whoever was picked first has the first turn.")
    return (*how_long, *at, first)


def _when(site: Site, entered: Entered) -> tuple[Part, ...]:
    return (
        *hour_rows.fields(entered, "When does it apply?", "All the time", site.zone, _ROWS),
        ask.tick(entered, "opening_hours", "Opening hours", "Only while the site is open"),
        ask.holds_from(entered),
    )


def _blank(desk: Desk, site: Site) -> Entered:
    texts = {"handoff": f"{_NINE:%H:%M}", "starts_on": today(site, desk.at).isoformat()}
    return Entered({"pattern": ("1_day",), hour_rows.FIELD: (hour_rows.ALL,)}, texts)


def _standing(held: Held) -> Entered:
    """A layer as it stands in the form."""
    layer = held.layer
    turn, hours = turns.standing(layer), hour_rows.standing(layer.windows)
    own = {"people": layer.people, "opening_hours": (ask.YES,) if layer.opening_hours else ()}
    texts = {"name": layer.name, "handoff": f"{layer.handoff:%H:%M}", "starts_on": layer.starts_on.isoformat()}
    since = {"holds_from": str(int(held.since.timestamp()))} if held.since else {}
    return Entered({**own, **turn.picks, **hours.picks}, {**texts, **since, **turn.texts, **hours.texts})


def _layer(directory: Directory, at: datetime, desk: Desk) -> Held:
    """The layer that the form is about. Raises Gone, or where it is none that is written here."""
    held = layer_in(directory, at, part(desk, 0), tier_of(part(desk, 1)), part(desk, 2))
    if held.layer.is_calendar:
        raise EscalationError(f"{held.layer.name} comes from a calendar, and is changed there.")
    return held


def _read(desk: Desk, entered: Entered, rotating: bool) -> Edit:
    """A new layer on top."""
    site, tier = site_of(desk), tier_of(part(desk, 1))
    layer = _as_entered(entered, Layer("", ""), rotating)
    since = reading.moment(entered, "holds_from")
    return lambda directory, at: set_layer(directory, at, site.id, tier, layer, since)


def _read_change(desk: Desk, entered: Entered, rotating: bool) -> Edit:
    """The layer as it was entered; one that is planned changes from then on, or from a later instant."""

    def edit(directory: Directory, at: datetime) -> Edited:
        held = _layer(directory, at, desk)
        since = reading.moment(entered, "holds_from")
        if held.since:
            since = max(since or held.since, held.since)
        layer = _as_entered(entered, held.layer, rotating)
        return set_layer(directory, at, part(desk, 0), tier_of(part(desk, 1)), layer, since)

    return edit


def _as_entered(entered: Entered, was: Layer, rotating: bool) -> Layer:
    layer = replace(
        was,
        name=entered.text("name"),
        people=tuple(entered.picks.get("people", ())),
        windows=hour_rows.read(entered, was.windows),
        opening_hours=reading.ticked(entered, "opening_hours"),
    )
    if not rotating:
        return replace(layer, turn=None)
    handoff = turns.handoff(entered, was)
    turn = turns.read(entered, handoff, was.turn)
    return replace(layer, turn=turn, handoff=handoff, starts_on=reading.needed_day(entered, "starts_on"))


def _kind(name: str, title: str, rotating: bool, read: Callable[[Desk, Entered, bool], Edit]) -> Kind:
    return Kind(
        name,
        lambda desk, entered: _form(desk, entered, name, title, rotating),
        lambda desk, entered: read(desk, entered, rotating),
        _draws,
        _subject,
    )


KINDS = (
    _kind("rotation_new", "Add a rotation", True, _read),
    _kind("rotation_change", "Change a rotation", True, _read_change),
    _kind("fixed_new", "Add fixed people", False, _read),
    _kind("fixed_change", "Change fixed people", False, _read_change),
)
