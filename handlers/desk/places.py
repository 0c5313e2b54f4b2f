"""The admin's forms about the places of a site: a new one, what is known of it, and its end (issue: "In chat")."""

from __future__ import annotations

from domain.edits import add_place, remove_place, set_place
from domain.edits.typed import NAME_FITS, TEXT_FITS
from domain.site import Place
from handlers.desk import asking as ask
from handlers.desk.about import Gone, part, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Choice, Form, Part, Pick, Small

TRAITS = {
    "silent": "Customers can see the screen: neutral words only",
    "phone_contact": "The customer is on the phone",
    "lone": "One person works here alone",
}


def traits_of(place: Place) -> tuple[str, ...]:
    """What is special about a place, by the names of its fields."""
    return tuple(name for name in TRAITS if getattr(place, name))


def _about(desk: Desk) -> Place:
    place = site_of(desk).place(part(desk, 1))
    if place is None:
        raise Gone
    return place


def _form(desk: Desk, kind: str, title: str, entered: Entered) -> Form:
    traits = tuple(Choice(name, words) for name, words in TRAITS.items())
    nearest = "Where to go from here. Empty: the site's own."
    parts: tuple[Part, ...] = (
        Small((site_of(desk).name,)),
        ask.write(entered, "name", "Name", NAME_FITS),
        Pick("traits", "What is special", traits, many=True, picked=entered.picks.get("traits", ())),
        ask.write(entered, "safe_place", "Safe place", TEXT_FITS, nearest, optional=True),
        ask.write(entered, "door", "Door", TEXT_FITS, "How those who come get in.", optional=True),
    )
    return Form(kind, title, parts, close="Back", submit="Save")


def _place(id_: str, entered: Entered) -> Place:
    ticked = entered.picks.get("traits", ())
    return Place(
        id_,
        entered.text("name"),
        silent="silent" in ticked,
        phone_contact="phone_contact" in ticked,
        lone="lone" in ticked,
        safe_place=entered.text("safe_place"),
        door=entered.text("door"),
    )


def _new(desk: Desk, entered: Entered | None) -> Form:
    return _form(desk, "place_new", "New place", entered or Entered())


def _read_new(desk: Desk, entered: Entered) -> Edit:
    site_id, place = site_of(desk).id, _place("", entered)
    return lambda directory, at: add_place(directory, at, site_id, place)


def _change(desk: Desk, entered: Entered | None) -> Form:
    place = _about(desk)
    texts = {"name": place.name, "safe_place": place.safe_place, "door": place.door}
    return _form(desk, "place_change", "Place", entered or Entered({"traits": traits_of(place)}, texts))


def _read_change(desk: Desk, entered: Entered) -> Edit:
    site_id, place = site_of(desk).id, _place(_about(desk).id, entered)
    return lambda directory, at: set_place(directory, at, site_id, place)


def _remove(desk: Desk, _entered: Entered | None) -> Form:
    sentences = (
        f"{_about(desk).name} can no longer be named when somebody calls for help at {site_of(desk).name}.",
        "What was raised there stays on record.",
    )
    return ask.sure("place_remove", "Remove a place?", sentences, "Remove")


def _read_remove(desk: Desk, _entered: Entered) -> Edit:
    site_id, place_id = site_of(desk).id, _about(desk).id
    return lambda directory, at: remove_place(directory, at, site_id, place_id)


def _subject(desk: Desk) -> str:
    return f"places:{part(desk, 0)}"


KINDS: tuple[Kind, ...] = (
    Kind("place_new", _new, _read_new),
    Kind("place_change", _change, _read_change, subject=_subject),
    Kind("place_remove", _remove, _read_remove, subject=_subject),
)
