"""A length of time as an admin picks it, or writes it where none of those offered will do: "45 s", "1 h 30 min"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from domain.durations import NEVER, duration_of
from domain.edits import Refused
from domain.edits.sequence import length
from handlers.desk import reading as read
from handlers.desk.kind import Entered
from handlers.screens.parts import Choice, Part, Pick, Write

OTHER = "other"
_LETTERS = 40
_DIGITS = 9


@dataclass(frozen=True)
class Length:
    """One length that a form asks for: its id, its label, and what is offered, in seconds.

    `never`: it can be taken away. `after`: it is a time after the tap, which may be at once.
    """

    name: str
    label: str
    offered: tuple[int, ...]
    hint: str = ""
    never: bool = False
    after: bool = False


def id_of(duration: timedelta | None) -> str:
    """The id of the choice of this length; None is never."""
    return NEVER if duration is None else str(int(duration.total_seconds()))


def length_fields(asked: Length, entered: Entered) -> tuple[Part, ...]:
    """A list of lengths (those offered, and whatever is picked), and a field to write in once "Other" is.

    What is written is sent with Enter, so that what it comes to is shown. More than ten choices: a line with a menu.
    """
    picked = entered.pick(asked.name)
    seconds = sorted({*asked.offered, *([int(picked)] if _is_count(picked) else [])})
    choices = [Choice(str(one), _words(one, asked.after)) for one in seconds]
    choices += [Choice(NEVER, "never")] if asked.never else []
    choices.append(Choice(OTHER, "Other …"))
    list_ = Pick(asked.name, asked.label, tuple(choices), picked=(picked,), optional=False, live=True, hint=asked.hint)
    if picked != OTHER:
        return (list_,)
    other, hint = f"{asked.name}_other", "As 45 s or 3 min. Enter shows what happens."
    typed = entered.texts.get(other, "")
    return (list_, Write(other, f"{asked.label}: other", typed, optional=False, limit=_LETTERS, hint=hint, live=True))


def length_entered(entered: Entered, name: str) -> timedelta | None:
    """What was picked or written; None is never. Refused at the field that holds it."""
    picked = entered.pick(name)
    if picked == NEVER:
        return None
    if picked == OTHER:
        return _written(entered.text(f"{name}_other"), field_of(entered, name))
    if not _is_count(picked):
        raise Refused(name, "Pick a length of time.")
    return timedelta(seconds=int(picked))


def lengths_so_far(entered: Entered, asked: Iterable[Length]) -> tuple[dict[str, timedelta | None], str]:
    """Those that can be read while the form is filled in, by name; and what is said of the first that cannot."""
    found: dict[str, timedelta | None] = {}
    said = ""
    for one in asked:
        try:
            found[one.name] = length_entered(entered, one.name)
        except Refused as no:
            said = said or no.sentence
    return found, said


def field_of(entered: Entered, name: str) -> str:
    """Where a sentence about this length stands: where it was written, else at the list."""
    return read.shown(entered, f"{name}_other", name) if entered.pick(name) == OTHER else name


def _written(typed: str, field: str) -> timedelta | None:
    if typed.strip().casefold() == NEVER:
        return None
    written = duration_of(typed)
    if written is None:
        raise Refused(field, _not_understood(" ".join(typed.casefold().split())))
    return written


def _not_understood(words: str) -> str:
    if not words:
        return "Write how long, as 45 s or 3 min, or pick another length."
    example = f"{words} s or {words} min" if words.isascii() and words.isdigit() else "45 s, 3 min or 1 h"
    return f'"{words}" is no length of time. Write it as {example}.'


def _is_count(picked: str) -> bool:
    return picked.isascii() and picked.isdigit() and len(picked) <= _DIGITS


def _words(seconds: int, after: bool) -> str:
    words = length(timedelta(seconds=seconds))
    return f"after {words}" if after and seconds else words
