"""What every entry has: when, and whose act it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One change of one escalation."""

    at: datetime
    by: str | None = None


@dataclass(frozen=True)
class Denied(Entry):
    """Somebody tried what they may not do (reliability.md, "Who may do what")."""

    action: str = ""
