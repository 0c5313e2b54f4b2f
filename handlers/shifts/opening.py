"""Opens the forms of *My shifts* on one shift, and reads what was entered in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from domain.edits.refused import refuse
from domain.people import Person
from domain.shifts.cover import ShiftMoved
from domain.shifts.handing import next_after
from domain.shifts.held import Held, belonging, could_take, held_in
from domain.site import Directory, Site
from handlers.ports import Ports
from handlers.screens import Form
from handlers.screens.shifts import forms
from handlers.shifts.asking import Wish
from handlers.shifts.handing_drawn import open_now
from handlers.shifts.handing_over import Giving
from handlers.shifts.mine import AHEAD
from handlers.shifts.payloads import instant, own_shift
from handlers.shifts.rota import site_of

_MINUTE = timedelta(minutes=1)
_SWAPS = timedelta(weeks=5)


def form(ports: Ports, what: str, value: str, person: Person, at: datetime) -> Form | None:
    """The form behind a button of one shift; None for a button that is none of ours. Raises ShiftMoved."""
    directory = ports.memory.directory
    site, shift = _shift_of(directory, value, person.id, at)
    context = {"key": ports.identity.new_id(), "shift": value}
    if what == "cover":
        return forms.cover_form(site, shift, at, context)
    if what == "swap":
        return forms.swap_form(site, directory, shift, _swappable(directory, site, shift, at), context)
    if what == "hand_over":
        people = _takers(directory, site, shift, at)
        with ports.store.read() as uow:
            found = open_now(uow, directory, site, person.id, at)
        return forms.hand_over_form(site, shift, people, found, context)
    return None


def _shift_of(directory: Directory, value: str, person_id: str, at: datetime) -> tuple[Site, Held]:
    """The shift of a button as it is now: of this person, and not over."""
    asked = own_shift(value, person_id)
    site = site_of(directory, asked.site_id)
    mine = (one for one in held_in(directory, site, asked.tier, at, at + AHEAD) if one.person_id == person_id)
    found = next((one for one in mine if one.start <= max(asked.start, at) < one.end), None)
    if found is None:
        raise ShiftMoved("This shift is over or has changed hands. App Home shows your shifts.")
    return site, found


def _swappable(directory: Directory, site: Site, shift: Held, at: datetime) -> list[Held]:
    """The whole shifts of others in the same tier that have not begun."""
    found = held_in(directory, site, shift.tier, at, at + _SWAPS)
    return [one for one in found if one.person_id != shift.person_id and one.start > at and not one.endless]


def _takers(directory: Directory, site: Site, shift: Held, at: datetime) -> list[tuple[str, str]]:
    """The others of the tier who can take over now, the next holder first."""
    first = next_after(directory, site, shift.tier, shift.person_id, at)
    people = dict.fromkeys([first, *belonging(site, shift.tier)])
    return [
        (one, directory.name(one))
        for one in people
        if one and one != shift.person_id and could_take(directory, site, shift.tier, one, at, at + _MINUTE)
    ]


def cover_wish(context: Mapping[str, str], texts: Mapping[str, str], person_id: str) -> Wish:
    """What stands in *I need cover*; moments come as seconds since 1970. Raises Refused at "start" or "end"."""
    shift = own_shift(context.get("shift", ""), person_id)
    start, end = _moment(texts.get("start", ""), "start"), _moment(texts.get("end", ""), "end")
    return Wish(
        context.get("key", ""), person_id, shift.site_id, shift.tier, _to_the_second(start, shift), end,
        texts.get("note", ""),
    )  # fmt: skip


def _to_the_second(start: datetime, shift: Held) -> datetime:
    """A picker knows minutes: the minute in which a shift begins is its begin."""
    return shift.start if start <= shift.start < start + _MINUTE else start


def _moment(text: str, field: str) -> datetime:
    if not (text.isascii() and text.isdigit() and len(text) < len("100000000000")):
        refuse(field, "Choose a day and a time.")
    return datetime.fromtimestamp(int(text), UTC)


def swap_wish(context: Mapping[str, str], picked: str, texts: Mapping[str, str], person_id: str) -> Wish:
    """What stands in *Swap*. Raises Refused at "shift"."""
    shift = own_shift(context.get("shift", ""), person_id)
    start, _, rest = picked.partition("|")
    end, _, other = rest.partition("|")
    try:
        theirs = Held(instant(start), instant(end), shift.site_id, shift.tier, other)
    except ValueError:
        refuse("shift", "Choose a shift.")
    note = texts.get("note", "")
    return Wish(context.get("key", ""), person_id, shift.site_id, shift.tier, shift.start, shift.end, note, theirs)


def giving(context: Mapping[str, str], to: str, texts: Mapping[str, str], person_id: str) -> Giving:
    """What stands in *Hand over*."""
    shift = own_shift(context.get("shift", ""), person_id)
    return Giving(context.get("key", ""), shift.site_id, shift.tier, person_id, to, texts.get("words", ""))
