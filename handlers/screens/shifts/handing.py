"""A hand-over, to whoever hands over and to whoever accepts: who is on call now stands first on both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.planning import HandOver
from domain.policy import Group
from domain.site import Directory, Site
from handlers.screens.parts import Button, Buttons, Line, Part, Quote, Screen, Small, Strong, Text
from handlers.screens.scene import Scene
from handlers.screens.shifts.words import clock, screen, where

MOST = 12


@dataclass(frozen=True)
class HandOverFacts:
    """A hand-over at `at`, to `reader`. `hand_over` is None where it was taken back, replaced, or never accepted.

    `handoff` is when the rota would have changed hands, where that was kept from happening; `paged` who is paged now.
    """

    id: str
    site: Site
    directory: Directory
    at: datetime
    tier: Group
    by: str
    to: str
    reader: str
    hand_over: HandOver | None
    handoff: datetime | None
    paged: str | None
    open_now: tuple[Scene, ...]

    def where(self) -> str:
        """ "tier 1, Harbour Hotel" """
        return where(self.site, self.tier)

    def name(self, person_id: str) -> str:
        """A name."""
        return self.directory.name(person_id)


def hand_over_screen(view: HandOverFacts) -> Screen:
    """What this reader sees now."""
    asked = view.hand_over
    if asked is None:
        now = f" {view.name(view.paged)} is on call." if view.paged else ""
        return screen((f"This hand-over is over: {view.where()}.{now}",))
    if asked.accepted_at:
        return _accepted(view, asked.accepted_at)
    return _to_receiver(view, asked) if view.reader == view.to else _to_giver(view)


def _accepted(view: HandOverFacts, at: datetime) -> Screen:
    when = clock(at, view.at, view.site)
    if view.reader != view.to:
        return screen((f"{view.name(view.to)} accepted {view.where()} at ", when, ". You are free."))
    line = (f"You accepted {view.where()} from {view.name(view.by)} at ", when, ". You are on call.")
    return screen(line, *open_list(view.open_now))


def _to_giver(view: HandOverFacts) -> Screen:
    to = view.name(view.to)
    past = (", also past ", clock(view.handoff, view.at, view.site)) if view.handoff else ()
    row = Buttons((Button("shift.over.back", "Take it back", view.id),))
    line = (f"You asked {to} to take over {view.where()}. You stay on call until {to} accepts", *past, ".")
    return screen(line, row)


def _to_receiver(view: HandOverFacts, asked: HandOver) -> Screen:
    by = view.name(view.by)
    words: tuple[Part, ...] = (Quote(asked.words),) if asked.words else ()
    row = Buttons((Button("shift.over.accept", "I accept", view.id, "primary"),))
    line = (f"{by} hands {view.where()} over to you. {by} stays on call until you accept.",)
    return screen(line, *words, *open_list(view.open_now), row)


def open_list(scenes: tuple[Scene, ...]) -> tuple[Part, ...]:
    """What is open at the site, worst first."""
    if not scenes:
        return (Small(("Nothing is open now.",)),)
    lines: list[Part] = [Line((Strong("Open now"),))]
    lines += [Line(_open_line(scene)) for scene in scenes[:MOST]]
    if len(scenes) > MOST:
        lines.append(Small((f"and {len(scenes) - MOST} more on App Home",)))
    return tuple(lines)


def _open_line(scene: Scene) -> Text:
    e = scene.e
    who = f"{scene.name(e.owner_id)} has it" if e.owner_id else "nobody has it yet"
    return (Strong(e.severity.word), f" · {e.reference} · {scene.where()} · {who} · since ", scene.when(e.raised_at))
