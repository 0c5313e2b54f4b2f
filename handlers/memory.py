"""What a raise needs before its answer, kept in memory: sites, people, last places (principle 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from threading import Lock

from domain.people import Person
from domain.site import Directory, Place, Site
from handlers.ports import Store


class Memory:
    """The directory as last read; `refresh` follows the store, everything else never touches it."""

    def __init__(self, directory: Directory | None = None) -> None:
        self.directory = directory or Directory(0)
        self._last_places: Mapping[str, tuple[str, str]] = {}
        self._strangers: dict[str, Person] = {}
        self._lock = Lock()

    def refresh(self, store: Store, force: bool = False) -> bool:
        """Read the directory again where its version moved; True where it did."""
        with store.read() as uow:
            version = uow.people.version()
            if version == self.directory.version and not force:
                return False
            directory = uow.people.directory()
            last_places = uow.escalations.last_places()
        with self._lock:
            self._strangers = {i: p for i, p in self._strangers.items() if directory.person(p.id) is None}
            self.directory = replace(directory, people=(*directory.people, *self._strangers.values()))
            self._last_places = last_places
        return True

    def person_of(self, user_id: str, name: str = "") -> Person:
        """The person with this chat account; a stranger is somebody all the same (reliability.md, "others")."""
        known = self.directory.by_user(user_id)
        if known is not None:
            return known
        person = Person(id=user_id, name=name or "A colleague", user_id=user_id)
        with self._lock:
            self._strangers[user_id] = person
            self.directory = replace(self.directory, people=(*self.directory.people, person))
        return person

    def is_stranger(self, person: Person) -> bool:
        """Whether the store does not know this person yet."""
        return person.user_id in self._strangers

    def prefill(self, person_id: str, channel_id: str) -> tuple[Site | None, Place | None]:
        """The site and the place of last time, both to be confirmed (screens.md rule 10)."""
        last_site, last_place = self._last_places.get(person_id, ("", ""))
        site = self.directory.site_for(person_id, channel_id)
        if site is None:
            return None, None
        place = site.place(last_place) if last_site == site.id else None
        only = site.places[0] if len(site.places) == 1 else None
        return site, place or only

    def remember_place(self, person_id: str, site_id: str, place_id: str | None) -> None:
        """What to prefill next time."""
        if place_id:
            with self._lock:
                self._last_places = {**self._last_places, person_id: (site_id, place_id)}
