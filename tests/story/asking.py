"""What the stories of `/oncall` share: a hotel with its turns, a market in New York, and how somebody asks."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from domain.policy import Group
from domain.rota import ALWAYS, Layer, Override, OverrideKind, Revision, Rota, Turn, Unit, Window
from domain.site import Directory, Place, Site
from tests.story.reading import shown
from tests.world import NOON, PEOPLE, Someone, World, harbour

# Noon in UTC is one o'clock in Berlin. Dana until six, then Petra; Jon stands in for Omar until midnight.
SHIFTS = Layer("s", "Shifts", ("dana", "petra"), Turn(Unit.HOURS, 12), time(6), date(2026, 3, 14))
NIGHTS = Layer("n", "Nights", ("rob",), windows=(Window(frozenset(range(7)), time(22), time(6)),))
COVER = Override("c1", OverrideKind.STAND_IN, NOON, NOON + timedelta(hours=11), "jon", instead_of="omar")
WEEKDAYS = Layer("w", "Weekdays", ("lea",), windows=(Window(frozenset(range(5)), time(8), time(18)),))
HOTEL = harbour(
    groups={**harbour().groups, Group.TIER_1: ("dana", "petra"), Group.TIER_2: ("omar",), Group.HELPERS: ()},
    places=(*harbour().places, Place("cellar", "Cellar", lone=True)),
    rotas={
        Group.TIER_1: Rota((Revision(ALWAYS, (SHIFTS, NIGHTS)),)),
        Group.TIER_2: Rota((Revision(ALWAYS, (Layer("o", "", ("omar",)),)),), (COVER,)),
        Group.TIER_3: Rota((Revision(ALWAYS, (WEEKDAYS,)),)),
    },
)
QUAY = Site(
    "quay", "Quay Market", "America/New_York", "555 0199", "911",
    channel_id="C0QUAY", places=(Place("kiosk", "Kiosk"),), groups={Group.TIER_1: ("sven",)}, last_resort=("eva",),
)  # fmt: skip


def apply(world: World, *sites: Site) -> None:
    """An admin changes the sites while it runs."""
    with world.store.work() as uow:
        uow.people.apply(Directory(0, sites, tuple(PEOPLE.values())))
        uow.commit()
    world.app.memory.refresh(world.store, force=True)


def private(who: Someone) -> list[Any]:
    """What only this person sees."""
    return [message for message in who.messages() if message.ephemeral_to]


def answer(who: Someone, line: str = "", channel: str = "C0DESK") -> str:
    """What this person reads after `/oncall` and these words."""
    before = len(private(who))
    assert who.types(f"/oncall {line}", channel=channel).status == 200
    said = private(who)
    assert len(said) == before + 1
    return shown(said[-1])
