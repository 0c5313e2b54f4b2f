"""The part of App Home about finished notes: what waits to be shared, and the way to amend one."""

from __future__ import annotations

from handlers.screens.parts import Button, Divider, Heading, Line, Part, Small
from handlers.screens.scene import Scene

_MOST = 5


def finished_notes(waiting: tuple[Scene, ...], amends: bool) -> tuple[Part, ...]:
    """Lessons that their writer has neither shared nor kept back, oldest first; `amends`: recent notes are theirs."""
    lines: list[Part] = []
    for one in waiting[:_MOST]:
        where = f"{one.tag()} · {one.where()} · may others read of it?"
        lines.append(Line((where,), button=Button("lesson.open", "Look at it", one.e.id)))
    if len(waiting) > _MOST:
        lines.append(Small((f"and {len(waiting) - _MOST} more",)))
    if amends:
        button = Button("note.recent", "Recent notes", "-")
        lines.append(Line(("Notes of the last 30 days, to read or amend.",), button=button))
    return (Divider(), Heading("Finished notes"), *lines) if lines else ()
