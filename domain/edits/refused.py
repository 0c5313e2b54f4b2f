"""What an admin typed cannot be: the field at which to say so, and the sentence (principle 12)."""

from __future__ import annotations

from typing import NoReturn

from domain.errors import EscalationError


class Refused(EscalationError):
    """That cannot be. Nothing was changed."""

    def __init__(self, field: str, sentence: str) -> None:
        """`field` is the argument of the edit, or the field of its record, that has to be typed anew."""
        super().__init__(sentence)
        self.field = field


class ChangedSince(EscalationError):
    """It was changed again since, so it cannot be put back as it was. Nothing was changed."""


def refuse(field: str, problem: str, remedy: str = "") -> NoReturn:
    """Raise `Refused` with what is wrong and what to do, each a sentence."""
    raise Refused(field, f"{problem} {remedy}".strip())
