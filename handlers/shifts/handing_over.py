"""*Hand over*: asked of somebody by name; until they accept, past the handoff too, the outgoing one is on call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.edits.refused import refuse
from domain.errors import NotAllowed
from domain.page import Message
from domain.planning import HandOver
from domain.policy import Group
from domain.shifts.agreed import with_overrides, without_overrides
from domain.shifts.around import running_at
from domain.shifts.handing import NotHandedOn, NotOnCall, accepted, hand_over_of, staying
from domain.shifts.held import belonging, could_take
from domain.site import Directory, Site
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.outgoing import redraw, to_person
from handlers.shifts.rota import count_as_on, held_directory, keep, site_of, step
from handlers.shifts.sentences import accepted_sentence, stays_sentence

WORDS_FIT = 1000
_NOW = timedelta(minutes=1)
_LOOK_BACK = timedelta(days=1)


@dataclass(frozen=True)
class Giving:
    """What was entered: who hands which tier over to whom, with which words. `id` becomes the hand-over's."""

    id: str
    site_id: str
    tier: Group
    by: str
    to: str
    words: str = ""


def hand_over(ports: Ports, giving: Giving, at: datetime) -> None:
    """Ask them. An older hand-over of the tier that nobody has accepted makes way.

    Raises NotOnCall, UnknownSite, or Refused at "to".
    """

    def write(uow: UnitOfWork) -> None:
        directory = held_directory(uow)
        site = site_of(directory, giving.site_id)
        running = running_at(directory, site, giving.tier, at)
        if running is None or running.person_id != giving.by:
            raise NotOnCall
        _check_to(directory, site, giving, at)
        if uow.people.take_event(f"hand-over:{giving.id}", at):
            _ask(ports, uow, _without_older(uow, directory, site, giving.tier, at), site, giving, at)

    step(ports, write)


def accept(ports: Ports, hand_over_id: str, by: str, at: datetime) -> None:
    """*I accept*: by name, and on call from now on. Raises NotHandedOn, or NotAllowed."""

    def write(uow: UnitOfWork) -> None:
        directory = held_directory(uow)
        asked = _open_one(uow, hand_over_id)
        if asked.to != by:
            raise NotAllowed("This was handed to somebody else. Nothing was changed.")
        site = site_of(directory, asked.site_id)
        running = running_at(directory, site, asked.tier, at)
        if running is None or running.person_id != asked.by:
            raise NotHandedOn(f"{directory.name(asked.by)} is not on call there any more. Nothing was changed.")
        uow.plans.accept_hand_over(asked.id, at)
        after = accepted(directory, asked, at)
        keep(ports, uow, after, site, asked.tier, by, accepted_sentence(directory, site, asked), at)
        count_as_on(uow, after, site, asked.tier, by, at)
        redraw(uow, _keys(asked), at)

    step(ports, write)


def take_back(ports: Ports, hand_over_id: str, by: str, at: datetime) -> None:
    """Whoever handed over keeps the tier until the handoff; after it the rota holds again."""

    def write(uow: UnitOfWork) -> None:
        directory = held_directory(uow)
        asked = _open_one(uow, hand_over_id)
        if asked.by != by:
            raise NotAllowed
        _end(ports, uow, directory, asked, at)

    step(ports, write)


def give_up(ports: Ports, hand_over_id: str, at: datetime) -> None:
    """What time does: nobody accepted in all of the next shift, and the rota holds again."""

    def write(uow: UnitOfWork) -> None:
        directory = held_directory(uow)
        asked = uow.plans.hand_over(hand_over_id)
        if asked and asked.accepted_at is None:
            uow.plans.drop_hand_over(asked.id)
            redraw(uow, _keys(asked), at)
            uow.messages.add(to_person(directory, asked.by, f"hand-over:{asked.id}:over", at, _detail(asked)))

    step(ports, write)


def given_up(directory: Directory, at: datetime) -> Iterable[str]:
    """Hand-overs whose outgoing person was kept on call for as long as that goes, within the last day."""
    for site in directory.sites:
        for rota in site.rotas.values():
            for one in rota.overrides:
                if one.end <= at < one.end + _LOOK_BACK and (found := hand_over_of(one.id)):
                    yield found


def _check_to(directory: Directory, site: Site, giving: Giving, at: datetime) -> None:
    if giving.to == giving.by or giving.to not in belonging(site, giving.tier):
        refuse("to", "Choose somebody else of this tier.")
    if not could_take(directory, site, giving.tier, giving.to, at, at + _NOW):
        name = directory.name(giving.to)
        refuse("to", f"{name} is away, on call elsewhere, or cannot be reached.", "Choose somebody else.")


def _ask(ports: Ports, uow: UnitOfWork, directory: Directory, site: Site, giving: Giving, at: datetime) -> None:
    asked = HandOver(giving.id, site.id, giving.tier, giving.by, giving.to, giving.words[:WORDS_FIT], at)
    if stays := staying(directory, directory.site(site.id) or site, asked, at):
        asked = replace(asked, override_id=stays.id)
        directory = with_overrides(directory, site.id, asked.tier, stays)
    keep(ports, uow, directory, site, asked.tier, asked.by, stays_sentence(directory, site, asked), at)
    uow.plans.add_hand_over(asked)
    uow.messages.add(_messages(directory, asked, at))


def _messages(directory: Directory, asked: HandOver, at: datetime) -> list[Message]:
    to_key, by_key = _keys(asked)
    return [
        *to_person(directory, asked.to, to_key, at, _detail(asked)),
        *to_person(directory, asked.by, by_key, at, _detail(asked)),
    ]


def _without_older(uow: UnitOfWork, directory: Directory, site: Site, tier: Group, at: datetime) -> Directory:
    older = uow.plans.open_hand_over(site.id, tier)
    if older is None:
        return directory
    uow.plans.drop_hand_over(older.id)
    redraw(uow, _keys(older), at)
    return without_overrides(directory, site.id, tier, (older.override_id,), at)


def _end(ports: Ports, uow: UnitOfWork, directory: Directory, asked: HandOver, at: datetime) -> None:
    site = site_of(directory, asked.site_id)
    uow.plans.drop_hand_over(asked.id)
    after = without_overrides(directory, site.id, asked.tier, (asked.override_id,), at)
    if after != directory:
        keep(ports, uow, after, site, asked.tier, asked.by, stays_sentence(directory, site, asked, back=True), at)
    redraw(uow, _keys(asked), at)


def _open_one(uow: UnitOfWork, hand_over_id: str) -> HandOver:
    found = uow.plans.hand_over(hand_over_id)
    if found is None:
        raise NotHandedOn
    if found.accepted_at is not None:
        raise NotHandedOn("This is accepted already. Nothing was changed.")
    return found


def _keys(asked: HandOver) -> tuple[str, str]:
    return f"hand-over:{asked.id}:to", f"hand-over:{asked.id}:by"


def _detail(asked: HandOver) -> dict[str, str]:
    """Enough to say what became of it when it is not kept any more."""
    ids = {"site": asked.site_id, "tier": asked.tier.value, "by": asked.by, "to": asked.to}
    return {"about": "hand_over", "id": asked.id, **ids}
