"""What the stories about proposals share: refunds without receipt, rounds of what time does, and what was proposed."""

from __future__ import annotations

from domain.learning.proposal import Proposal
from handlers.learning.due import LearningRounds
from handlers.learning.fixing import FixRounds
from handlers.learning.proposing import ProposalRounds
from handlers.learning.training import TrainingRounds
from tests.story.reading import shown
from tests.world import World

RECEIPT = "No refund without receipt"


def refund(world: World, by: str = "mia", rule: str = RECEIPT, **more: str) -> str:
    """Somebody called about a refund, Dana came, ended it and wrote the note. Its reference."""
    world.person(by).types("/escalate upset front desk", channel="C0DESK")
    reference = str(world.the().reference)
    for tap in ("I have it", "I'm with them", "Resolve"):
        world.dana.presses(tap)
    for field, choice in (("ended", "Solved"), ("trigger", ["Refund or return"]), ("helped", ["Fact check"])):
        world.dana.picks(field, choice)
    known = any(entry.words == rule for entry in world.app.memory.directory.sites[0].note_lists.get("rule", ()))
    if known:
        world.dana.picks("rule", rule)
    else:
        world.dana.fills("rule_new", rule)
    if more:
        world.dana.presses("More", where="modal")
    for field, words in more.items():
        world.dana.fills(field, words)
    world.dana.submits()
    while world.dana.modal() is not None:
        world.dana.closes()
    return reference


def days_pass(world: World, days: float) -> None:
    """So many days, with the rounds of this process, and of another one that began just now, at their end."""
    world.time_passes(hours=24 * days)
    for _ in range(2):
        ports = world.app.ports
        LearningRounds((ProposalRounds(ports).due, FixRounds(ports).due, TrainingRounds(ports).due)).due(
            world.clock.now()
        )
    world.settle()


def proposals(world: World) -> list[Proposal]:
    """All there are, oldest first."""
    with world.store.read() as uow:
        return uow.learning.proposals(only_open=False)


def said(world: World, name: str, words: str) -> list[str]:
    """The messages in somebody's conversation with the app that have these words."""
    return [text for one in world.person(name).dm() if words in (text := shown(one))]
