"""Whether the raiser is safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.timeline.entry import Entry


@dataclass(frozen=True)
class CheckAsked(Entry):
    """The raiser was asked whether they are safe."""

    next_check_at: datetime | None = None


@dataclass(frozen=True)
class CheckMissed(Entry):
    """No answer to a safe check: counts as not safe (domain.md c.5)."""

    times: int = 1


@dataclass(frozen=True)
class SafeSaid(Entry):
    """The raiser (or the responder for them) answered the safe check; False is NOT SAFE."""

    safe: bool = True


@dataclass(frozen=True)
class SafeTakenBack(Entry):
    """The last *Safe* was taken back (screens.md rule 13)."""


@dataclass(frozen=True)
class SeenSafe(Entry):
    """A second person saw or spoke to the raiser, who is safe (domain.md c.1)."""


@dataclass(frozen=True)
class OkAnswered(Entry):
    """The raiser's answer to *OK?* once it was over."""

    ok: bool = True


@dataclass(frozen=True)
class OkAskedAgain(Entry):
    """*OK?* stood without an answer and was asked once more (domain.md b.4, UPSET column)."""


@dataclass(frozen=True)
class MistakeSaid(Entry):
    """The raiser says it was pressed by mistake; paging goes on until somebody confirms (screens.md rule 13)."""
