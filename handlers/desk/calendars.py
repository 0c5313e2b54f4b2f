"""The form that makes an imported calendar a layer of a tier: from an address that is asked again, or from a file.

What it says is read before the preview (it comes from outside) and kept with what was entered, until it is saved.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.edits import Edited
from domain.edits.refused import refuse
from domain.edits.typed import NAME_FITS, name
from domain.policy import TIERS, Group
from domain.rota import Booked
from domain.site import Directory
from handlers.calendars import books
from handlers.desk import asking as ask
from handlers.desk import reading
from handlers.desk.about import layer_in, part, site_of, tier_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Choice, File, Form, Line, Small, Strong

IMPORT = "calendar_import"
_ADDRESS_FITS = 2_000
_SHOWN = 20
_BOOKED, _ODD = "booked", "odd"
_LINK = "The link by which people subscribe to it: https:// or webcal://."
_ON_TOP = "It comes before the rotations; where it is empty, they apply. A file is read once, an address every hour."


@dataclass(frozen=True)
class Wish:
    """What is to be read: from an address, or from a file of the platform's."""

    tier: Group
    name: str
    address: str = ""
    file_id: str = ""


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    entered = entered or _standing(desk)
    tiers = tuple(Choice(tier.value, f"Tier {number}") for number, tier in enumerate(TIERS, 1))
    parts = (
        Line((Strong(site.name),)),
        ask.one_of(entered, "tier", "Tier", tiers),
        ask.write(entered, "name", "Name", NAME_FITS, "The same name again replaces what was imported before."),
        ask.write(entered, "address", "Address", _ADDRESS_FITS, _LINK, optional=True),
        File("file", "Or a file", kinds=("ics",), hint="As a calendar app exports it."),
        Small((_ON_TOP,)),
    )
    return ask.form(IMPORT, "Import a calendar", parts)


def _standing(desk: Desk) -> Entered:
    tier = part(desk, 1) or Group.TIER_1.value
    if not part(desk, 2):
        return Entered({"tier": (tier,)})
    layer = layer_in(desk.directory, desk.at, part(desk, 0), tier_of(tier), part(desk, 2)).layer
    return Entered({"tier": (tier,)}, {"name": layer.name, "address": layer.source})


def wished(entered: Entered) -> Wish:
    """What was entered. Raises Refused at its field."""
    tier = next((one for one in TIERS if one.value == entered.pick("tier")), None)
    if tier is None:
        reading.missing("tier", "Choose a tier.")
    address, file_id = entered.text("address"), entered.pick("file")
    if bool(address) == bool(file_id):
        refuse("address", "Give an address or a file.", "One of the two.")
    return Wish(tier, name(entered.text("name")), address, file_id)


def with_read(entered: Entered, booked: Sequence[Booked], not_understood: Sequence[str]) -> Entered:
    """What was entered, with what its calendar says; kept on our side until it is saved."""
    spans = [[one.start.timestamp(), one.end.timestamp(), one.person_id] for one in booked]
    return Entered(entered.picks, {**entered.texts, _BOOKED: json.dumps(spans), _ODD: json.dumps([*not_understood])})


def _read(desk: Desk, entered: Entered) -> Edit:
    wish, site_id = wished(entered), site_of(desk).id
    try:
        booked = [_booked(*one) for one in json.loads(entered.texts.get(_BOOKED, ""))]
        odd = [str(one) for one in json.loads(entered.texts.get(_ODD, "[]"))]
    except (TypeError, ValueError, OverflowError, OSError):
        refuse("address", "The calendar was not read.", "Send the form again.")
    book = books(site_id, wish.tier, wish.name, booked, wish.address)

    def edit(directory: Directory, at: datetime) -> Edited:
        after = book(directory, at)
        return replace(after, notes=(*after.notes, *_notes(odd)))

    return edit


def _booked(start: float, end: float, person_id: str) -> Booked:
    return Booked(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC), str(person_id))


def _notes(odd: Sequence[str]) -> tuple[str, ...]:
    """A preview has room for a hundred lines, the gaps and shifts among them (Slack: a view's blocks)."""
    more = (f"and {len(odd) - _SHOWN} more that were not understood.",) if len(odd) > _SHOWN else ()
    return (*odd[:_SHOWN], *more)


def _draws(desk: Desk) -> tuple[tuple[str, Group], ...]:
    return ((part(desk, 0), tier_of(part(desk, 1))),) if part(desk, 1) else ()


KINDS = (Kind(IMPORT, _form, _read, _draws),)
