"""What the stories about shifts begin with: a tier whose people take turns, and minutes that pass with their rounds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from bot.app import StepIn, build
from bot.config import Settings
from domain.oncall import holder
from domain.policy import Group
from domain.rota import ALWAYS, Layer, Revision, Rota, Turn, Unit
from handlers.shifts.due import shifts_due
from storage.database import Database
from tests.story.reading import buzzes
from tests.world import SECRET, TOKEN, World, harbour, world_on

# Noon in UTC is one o'clock in Berlin. Dana is on call until four there, then Petra, then Rob, a day each.
DAYS = Layer("days", "Days", ("dana", "petra", "rob"), Turn(Unit.DAYS), time(16), date(2026, 3, 13))
HANDOFF = datetime(2026, 3, 14, 15, tzinfo=UTC)
TURNS = {
    "groups": {**harbour().groups, Group.TIER_1: ("dana", "petra", "rob"), Group.HELPERS: (), Group.SECURITY: ()},
    "rotas": {Group.TIER_1: Rota((Revision(ALWAYS, (DAYS,)),))},
}


@contextmanager
def turns_on(database: Database, **changes: Any) -> Iterator[World]:
    """Harbour Hotel with turns in tier 1, on this database; closed at the end."""
    with world_on(database, harbour(**TURNS, **changes)) as opened:
        yield opened
    database.close()


def minutes_pass(world: World, count: int) -> None:
    """So many minutes, with the round of each."""
    for _ in range(count):
        world.time_passes(minutes=1)
        a_round(world)


def a_round(world: World, bot: StepIn | None = None) -> None:
    """Whatever is due around shifts now is told, by the bot or by another one on the same store."""
    shifts_due((bot or world.app).ports, world.clock.now())
    world.settle()


def another_bot(world: World) -> StepIn:
    """A second process with a memory of its own."""
    settings = Settings(TOKEN, SECRET, api_url=world.slack.api_url)
    bot = build(settings, world.store, world.clock, workers=0)
    bot.memory.refresh(world.store, force=True)
    return bot


def on_call(world: World, at: datetime | None = None) -> str:
    """Who holds tier 1, as the store has it."""
    with world.store.read() as uow:
        directory = uow.people.directory()
    found = holder(directory.tier(directory.sites[0], Group.TIER_1), at or world.clock.now())
    return found.person_id if found else ""


def told(world: World, name: str, words: str) -> int:
    """How often a phone showed these words."""
    return sum(words in shown for shown in buzzes(world.person(name)))
