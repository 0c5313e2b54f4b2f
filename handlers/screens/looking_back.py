"""The foot of App Home: the ways to what was learned, and to saying what should change (domain.md d.6)."""

from __future__ import annotations

from domain.people import Person
from domain.site import Directory
from handlers.screens.figures import ways_to_figures
from handlers.screens.learning.finding import ways_to_lessons
from handlers.screens.parts import Button, Buttons, Divider, Heading, Part

_RECENT = Button("note.recent", "Recent notes", "-")
_SAY = (Button("proposal.new", "Propose a change", "-"), Button("training.ask", "Ask for training", "-"))


def looking_back(directory: Directory, person: Person | None, amends: bool, of_site: bool) -> tuple[Part, ...]:
    """Two rows of buttons; `amends`: recent notes are theirs to read and amend; `of_site`: they may say what should
    change here. Nothing for somebody who has none of it."""
    recent = (_RECENT,) if amends else ()
    rows = ((*ways_to_lessons(directory, person), *recent, *ways_to_figures(person)), _SAY if of_site else ())
    shown = tuple(Buttons(row) for row in rows if row)
    return (Divider(), Heading("What we learned"), *shown) if shown else ()
