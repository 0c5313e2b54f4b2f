"""A past for stories about figures: cases with timelines, notes and lessons, put into the store as they were."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import StepIn
from bot.pictures.figures import FigureCharts
from bot.slack.pictures import SlackPictures
from domain import timeline as t
from domain.escalation import fold
from domain.learning.lesson import Lesson, LessonState
from domain.note import Note, id_of
from domain.policy import STANDARD
from domain.severity import Severity
from domain.timeline import Entry
from handlers.learning.due import LearningRounds
from handlers.learning.figures.digest import Digests
from handlers.learning.figures.trends import Trends
from tests.world import World

REFUND, CHOICE, OPTIONS, SOLVED = map(id_of, ("Refund or return", "Offered a choice", "Options", "Solved"))
PICKS = {"ended": (SOLVED,), "trigger": (REFUND,), "tried": (CHOICE,), "helped": (OPTIONS,)}
CANARIES = ("Jutta Kranich", "0170 5550123", "kranich@example.org", "room 417 smelled of smoke", "B-XY 1234")
"""A name, numbers and words that stand in notes and must be in nothing that is told."""


def happened(
    world: World,
    number: int,
    at: datetime,
    severity: Severity = Severity.UPSET,
    place: str = "bar",
    **how: object,
) -> str:
    """A case raised at `at`, answered after half a minute and resolved after five; its note is full of canaries."""
    id_, end = f"past{number}", at + timedelta(minutes=5)
    entries: list[Entry] = [
        t.EscalationRaised(
            at, "mia", id=id_, reference=f"P{number}", site_id=world.site.id, severity=severity, policy=STANDARD,
            place_id=place, words=CANARIES[0], silent=bool(how.get("silent")),
            about_colleague=bool(how.get("about_colleague")),
        ),
        t.PagesMade(at, round=1, people=("dana",)),
        t.Acknowledged(at + timedelta(seconds=30), "dana", tier="tier_1"),
        t.WithThem(at + timedelta(minutes=2), "dana", person_id="dana"),
        t.Resolved(end, "dana", note_due_at=end + timedelta(hours=8)),
        t.NoteKept(end + timedelta(hours=1), "dana", done=True),
    ]  # fmt: skip
    texts = {"their_words": CANARIES[1], "our_record": CANARIES[2], "change": CANARIES[3], "narrative": CANARIES[4]}
    with world.store.work() as uow:
        uow.escalations.add(fold(entries), entries, None, f"past:{number}")
        uow.notes.keep(Note(id_, PICKS, texts, "dana", done=True, done_at=end), end)
        uow.commit()
    return id_


def lesson_of(world: World, case: str, ended_at: datetime, **more: object) -> None:
    """What others may learn from it: cleared, with words that no digest repeats."""
    facts = {
        "severity": Severity.UPSET, "place_id": "bar", "state": LessonState.CLEARED, "minutes": 5,
        "triggers": (REFUND,), "tried": (CHOICE,), "helped": (OPTIONS,), "ended": SOLVED, **more,
    }  # fmt: skip
    made = Lesson(case, f"L{case}", world.site.id, ended_at=ended_at, text=CANARIES[3], **facts)  # type: ignore[arg-type]
    with world.store.work() as uow:
        uow.lessons.keep(made)
        uow.commit()


class Rounds:
    """The rounds of one process that sends digests and trends; a second one is a replica, or the process restarted."""

    def __init__(self, world: World, bot: StepIn | None = None) -> None:
        self.world, self.bot = world, bot or world.app
        pictures, charts, ports = SlackPictures(self.bot.messenger), FigureCharts(), self.bot.ports
        self.rounds = LearningRounds((Digests(ports, pictures, charts).due, Trends(ports, pictures, charts).due))

    def at(self, at: datetime) -> None:
        """Time passes until then, and a round is made."""
        self.world.time_passes(seconds=(at - self.world.clock.now()).total_seconds())
        self.rounds.due(self.world.clock.now())
        self.world.settle()
