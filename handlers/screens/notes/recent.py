"""The finished notes that somebody may amend, each with its button."""

from __future__ import annotations

from handlers.screens.notes.writing import READ
from handlers.screens.parts import Button, Form, Line, When
from handlers.screens.scene import Scene


def recent_form(scenes: tuple[Scene, ...]) -> Form:
    """Newest first."""
    lines = tuple(
        Line(
            (f"{one.e.reference} · {one.e.highest.word} · {one.where()} · ", _ended(one)),
            button=Button("note.amend", "Open", one.e.id),
        )
        for one in scenes
    )
    nothing = (Line(("No note of the last 30 days is yours to amend.",)),)
    return Form(READ, "Recent notes", lines or nothing, close="Close")


def _ended(scene: Scene) -> When:
    return When(scene.e.ended_at or scene.e.raised_at, scene.site.zone, day=True)
