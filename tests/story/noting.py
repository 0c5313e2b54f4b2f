"""What the stories about notes share: a call that ended, the taps that a note asks for, and time with its rounds."""

from __future__ import annotations

from typing import Any

from domain.escalation import Escalation
from domain.learning.lesson import Lesson
from domain.note import Note
from handlers.notes.chasing import Chase
from handlers.notes.hour_later import HourLater
from tests.world import World

TAPS: dict[str, tuple[tuple[str, Any], ...]] = {
    "upset": (("ended", "Solved"), ("trigger", ["Drink or drugs"]), ("helped", ["Listening"])),
    "abusive": (
        ("ended", "Solved"),
        ("trigger", ["Drink or drugs"]),
        ("behaviour", ["Insult"]),
        ("tried", ["Listened"]),
        ("helped", ["Second person"]),
        ("harder", ["Queue"]),
    ),
}


def resolved(world: World, level: str = "upset", place: str = "front desk") -> str:
    """Mia called, Dana came and ended it; the note's dialog is open on Dana's screen. Its reference."""
    world.mia.types(f"/escalate {level} {place}", channel="C0DESK")
    reference = str(world.the().reference)
    world.dana.presses("I have it")
    world.dana.presses("I'm with them")
    world.dana.presses("Resolve")
    return reference


def taps(world: World, level: str = "upset") -> int:
    """What the level asks for, one choice each; how many these were."""
    for field, choice in TAPS[level]:
        world.dana.picks(field, choice)
    return len(TAPS[level])


def noted(world: World, level: str = "upset", **texts: str) -> str:
    """Resolved, with the note done and whatever comes after it closed. Its reference."""
    reference = resolved(world, level)
    taps(world, level)
    if texts:
        world.dana.presses("More", where="modal")
    for field, words in texts.items():
        world.dana.fills(field, words)
    world.dana.submits()
    while world.dana.modal() is not None:
        world.dana.closes()
    return reference


def the_e(world: World, reference: str) -> Escalation:
    """An escalation that is over."""
    with world.store.read() as uow:
        e = uow.escalations.by_reference(reference)
    assert e is not None
    return e


def the_note(world: World, reference: str) -> Note:
    """Its note as it is kept."""
    e = the_e(world, reference)
    with world.store.read() as uow:
        note = uow.notes.get(e.id)
    assert note is not None
    return note


def the_lesson(world: World, reference: str) -> Lesson | None:
    """What others may read of it."""
    e = the_e(world, reference)
    with world.store.read() as uow:
        return uow.lessons.get(e.id)


def fields(world: World, name: str = "dana") -> dict[str, Any]:
    """The fields of somebody's open dialog, by name."""
    return {block["block_id"]: block for block in world.person(name).modal().blocks if block["type"] == "input"}


def hours_pass(world: World, hours: int, every: float = 0.5) -> None:
    """So many hours, with a round `every` so many of them, by this process and by another one on the same store."""
    for _ in range(round(hours / every)):
        world.time_passes(hours=every)
        for work in (HourLater(world.app.ports), Chase(world.app.ports), Chase(world.app.ports)):
            work.due(world.clock.now())
        world.settle()
