"""A site and its places: what the site file says and the rules read (domain.md b.5, screens.md rules 10, 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.learning.settings import SHIPPED_SETTINGS, LearningSettings
from domain.note.lists import OwnLists
from domain.people import Person
from domain.policy import STANDARD, EscalationPolicy, Group
from domain.rota import Opening, Rota, Tier


@dataclass(frozen=True)
class Place:
    """Where at the site. `silent`: customers can see the screen there. `phone_contact`: the customer is on the line."""

    id: str
    name: str
    silent: bool = False
    phone_contact: bool = False
    lone: bool = False
    safe_place: str = ""
    door: str = ""


@dataclass(frozen=True)
class BackupContact:
    """Somebody outside the chain. Without `person_id` they are shown as a name and a number, never as paged."""

    name: str
    number: str
    person_id: str | None = None


@dataclass(frozen=True)
class Site:
    """A shop, desk, ward, floor or team with its own people and policy.

    `groups` are the people of each group in the order in which they are called; where a tier has a rota in `rotas`,
    that says who holds it, and its group names everybody who belongs to it. `openings` are by `holds_from`.
    `cover_needs_approval`: a manager agrees before somebody takes another's shift. `announce`: a post in the channel
    at each shift change; `topic`: who is on call stands in its topic; `user_group`: the id of the platform's group
    that holds whoever is on call. `note_lists`: what the site changed in the pick-lists of the note. `language`: the
    two letters of the language that notes are written in (ISO 639-1), "" for English.
    """

    id: str
    name: str
    zone: str
    phone: str
    emergency_number: str
    address: str = ""
    door: str = ""
    safe_place: str = ""
    silent_emergency_text: str = ""
    exit_phrase: str = "Excuse me."
    channel_id: str = ""
    lone: bool = False
    places: tuple[Place, ...] = ()
    groups: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    staff: tuple[str, ...] = ()
    backup: tuple[BackupContact, ...] = ()
    last_resort: tuple[str, ...] = ()
    policy: EscalationPolicy = STANDARD
    rotas: Mapping[Group, Rota] = field(default_factory=dict)
    openings: tuple[Opening, ...] = ()
    cover_needs_approval: bool = False
    announce: bool = True
    topic: bool = False
    user_group: str = ""
    note_lists: OwnLists = field(default_factory=dict)
    learning: LearningSettings = SHIPPED_SETTINGS
    language: str = ""

    def place(self, place_id: str | None) -> Place | None:
        """The place with this id, if the site has it."""
        return next((place for place in self.places if place.id == place_id), None)

    def people(self) -> tuple[str, ...]:
        """Everybody named anywhere at this site, each once, in the order of the file."""
        named = [person for group in self.groups.values() for person in group]
        turns = [person for rota in self.rotas.values() for person in rota.named()]
        backup = [contact.person_id for contact in self.backup if contact.person_id]
        return tuple(dict.fromkeys([*self.staff, *named, *turns, *backup, *self.last_resort]))


@dataclass(frozen=True)
class Directory:
    """All sites and people as of `version`; kept in memory, so that a raise needs no look-up before its answer."""

    version: int
    sites: tuple[Site, ...] = ()
    people: tuple[Person, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {person.id: person for person in self.people})
        object.__setattr__(self, "_by_user", {person.user_id: person for person in self.people})
        object.__setattr__(self, "_sites", {site.id: site for site in self.sites})
        # Backwards, so that the first site that names a person or a channel is the one that stays.
        last_first = self.sites[::-1]
        object.__setattr__(self, "_by_channel", {site.channel_id: site for site in last_first if site.channel_id})
        object.__setattr__(self, "_by_member", {person: site for site in last_first for person in site.people()})

    def person(self, person_id: str | None) -> Person | None:
        """The person with this id."""
        found: Person | None = self.__dict__["_by_id"].get(person_id)
        return found

    def by_user(self, user_id: str) -> Person | None:
        """The person with this chat account."""
        found: Person | None = self.__dict__["_by_user"].get(user_id)
        return found

    def site(self, site_id: str | None) -> Site | None:
        """The site with this id."""
        found: Site | None = self.__dict__["_sites"].get(site_id)
        return found

    def tier(self, site: Site, group: Group) -> Tier:
        """One tier of a site with what decides who holds it (domain/oncall.py)."""
        rota = site.rotas.get(group, Rota())
        members = site.groups.get(group, ())
        concerned = [one for one in map(self.person, dict.fromkeys([*members, *rota.named()])) if one]
        return Tier(
            zone=site.zone,
            members=tuple(members),
            rota=rota,
            openings=site.openings,
            absences={one.id: one.absences for one in concerned if one.absences},
            days_off={one.id: one.days_off for one in concerned if one.days_off},
        )

    def name(self, person_id: str | None) -> str:
        """The name to show; a person who left the file is "a colleague"."""
        person = self.person(person_id)
        return person.name if person else "a colleague"

    def site_for(self, person_id: str, channel_id: str = "") -> Site | None:
        """The site of the channel that was typed in, else the first that names the person, else the first of all."""
        found: Site | None = self.__dict__["_by_channel"].get(channel_id) or self.__dict__["_by_member"].get(person_id)
        return found or (self.sites[0] if self.sites else None)
