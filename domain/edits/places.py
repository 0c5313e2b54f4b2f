"""Edits of the places of a site, one of which staff name when they call for help."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.edits import typed
from domain.edits.edited import Edited, site_in, unless_same, with_site
from domain.edits.refused import refuse
from domain.site import Directory, Place, Site


def add_place(directory: Directory, at: datetime, site_id: str, place: Place) -> Edited:
    """A new place behind the others; its id is made from its name. Refused at name, safe_place or door."""
    del at
    site = site_in(directory, site_id)
    key = typed.key_of(place.name, {one.id for one in site.places}, "place")
    place = _checked(replace(place, id=key), site)
    return _edited(directory, site, (*site.places, place), f"new place {place.name}")


def set_place(directory: Directory, at: datetime, site_id: str, place: Place) -> Edited:
    """The place of this id as it is to be."""
    del at
    site = site_in(directory, site_id)
    was = _place_in(site, place.id)
    place = _checked(place, site)
    places = tuple(place if one.id == place.id else one for one in site.places)
    renamed = f"{was.name} is now {place.name}" if was.name != place.name else f"place {place.name} is changed"
    return _edited(directory, site, places, renamed)


def remove_place(directory: Directory, at: datetime, site_id: str, place_id: str) -> Edited:
    """Nobody can name it any more; what was raised there stays."""
    del at
    site = site_in(directory, site_id)
    was = _place_in(site, place_id)
    return _edited(directory, site, tuple(one for one in site.places if one.id != place_id), f"no place {was.name}")


def _place_in(site: Site, place_id: str) -> Place:
    return site.place(place_id) or refuse("place", "That place is not there any more.")


def _checked(place: Place, site: Site) -> Place:
    shown, was = typed.name(place.name), site.place(place.id)
    others = [other.name for other in site.places if other.id != place.id]
    renamed = was is None or was.name != shown
    if renamed and (other := typed.same_name(shown, others)):
        refuse("name", f'There is a place "{other}" already.', "Give each its own name.")
    safe_place, door = typed.text(place.safe_place, "safe_place"), typed.text(place.door, "door")
    return replace(place, name=shown, safe_place=safe_place, door=door)


def _edited(directory: Directory, site: Site, places: tuple[Place, ...], what: str) -> Edited:
    after = with_site(directory, replace(site, places=places))
    changed = Edited(after, f"places:{site.id}", f"{site.name}: {what}.", (), "name", site.id)
    return unless_same(directory, changed)
