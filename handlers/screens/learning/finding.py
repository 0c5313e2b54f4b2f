"""The way to what helped before, on App Home."""

from __future__ import annotations

from domain.people import Person
from domain.site import Directory
from handlers.learning.finding.finding import may_find
from handlers.screens.parts import Button, Divider, Line, Part


def way_to_lessons(directory: Directory, person: Person | None) -> tuple[Part, ...]:
    """One line with its button, for whoever may look; the same is typed as /escalate learn and a few words."""
    if person is None or not may_find(directory, person):
        return ()
    button = Button("learn.open", "Find what helped", "-")
    return (Divider(), Line(("What helped before, in cases like this.",), button=button))
