"""What the stories about the channel and the admins share: rounds of the lookout, and what the channel reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.app import StepIn
from bot.slack.channels import SlackChannels
from domain.rota import Absence
from domain.site import Directory
from handlers.watch.lookout import Lookout
from tests.story.reading import shown
from tests.world import World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def away(world: World, name: str, start: datetime, end: datetime) -> None:
    """Somebody is absent."""
    with world.store.work() as uow:
        directory = uow.people.directory()
        people = [
            replace(one, absences=(Absence("a1", start, end),)) if one.id == name else one for one in directory.people
        ]
        uow.people.apply(Directory(0, directory.sites, tuple(people)))
        uow.commit()
    world.settle()


class Watched:
    """A world with somebody on the lookout: `at` walks there and looks, `again` is another process that looks too."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._lookout = self._new(world.app)

    def _new(self, bot: StepIn) -> Lookout:
        return Lookout(bot.ports, SlackChannels(bot.messenger))

    def looks(self, at: datetime | None = None) -> None:
        """Time passes until `at`, and a round is made there."""
        self.passes_to(at)
        self._lookout.look(self.world.clock.now())
        self.world.settle()

    def passes_to(self, at: datetime | None) -> None:
        """Time passes without a round: nobody is on the lookout."""
        if at is not None:
            self.world.time_passes(seconds=(at - self.world.clock.now()).total_seconds())

    def looks_for(self, minutes: int) -> None:
        """A round each minute."""
        for _ in range(minutes):
            self.looks(self.world.clock.now() + timedelta(minutes=1))

    def restarts(self, bot: StepIn | None = None) -> None:
        """A new process: nothing is remembered but what the store has."""
        self._lookout = self._new(bot or self.world.app)

    def posts(self) -> list[str]:
        """What the channel reads of changes of hands."""
        return [text for one in self.world.dana.channel("C0DESK") if "on call" in (text := shown(one))]
