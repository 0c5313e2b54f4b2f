"""The way to what helped before, on App Home."""

from __future__ import annotations

from domain.people import Person
from domain.site import Directory
from handlers.learning.finding.finding import may_find
from handlers.screens.parts import Button


def ways_to_lessons(directory: Directory, person: Person | None) -> tuple[Button, ...]:
    """One button, for whoever may look; the same is typed as /escalate learn and a few words."""
    if person is None or not may_find(directory, person):
        return ()
    return (Button("learn.open", "Find what helped", "-"),)
