"""What is kept only for a time (handlers/ports/keeping.py, Keeping), one file for each part of it."""

from __future__ import annotations

from storage.keeping.finding import Finding
from storage.keeping.forgetting import Forgetting
from storage.keeping.messages import StubbedMessages
from storage.keeping.taking_out import TakingOut
from storage.keeping.tidying import Tidying


class Keeping(Finding, TakingOut, StubbedMessages, Tidying, Forgetting):
    """The repository within one transaction."""


__all__ = ["Keeping"]
