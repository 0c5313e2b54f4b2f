"""The part of App Home about finished notes: what waits to be shared with others, or kept back."""

from __future__ import annotations

from handlers.screens.parts import Button, Divider, Heading, Line, Part, Small, When
from handlers.screens.scene import Scene

_MOST = 5


def to_share(waiting: tuple[Scene, ...]) -> tuple[Part, ...]:
    """Lessons that their writer has neither shared nor kept back, oldest first."""
    lines: list[Part] = []
    for one in waiting[:_MOST]:
        button = Button("lesson.open", "Look at it", one.e.id)
        raised = When(one.e.raised_at, one.site.zone, day=True)
        lines.append(Line((f"{one.e.reference} · {one.where()} · ", raised), button=button))
    if len(waiting) > _MOST:
        lines.append(Small((f"and {len(waiting) - _MOST} more",)))
    return (Divider(), Heading("May others learn from it?"), *lines) if lines else ()
