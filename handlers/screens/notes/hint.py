"""The gentle hint after a note was saved: pointed out once, never blocking (domain.md d.4)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.screens.notes.writing import HINT
from handlers.screens.parts import Button, Buttons, Form, Line, Part, Small, Strong
from handlers.screens.scene import Scene

_WORD_FITS = 60


def hint_form(scene: Scene, judging: tuple[str, ...], personal: tuple[str, ...]) -> Form:
    """What was found in the note, as it stands there."""
    parts: list[Part] = [Line((Strong("The note is saved."), " Two things to look at, if you like."))]
    if not (judging and personal):
        parts = [Line((Strong("The note is saved."), " One thing to look at, if you like."))]
    if judging:
        parts.append(Line((f"This reads like a judgement: {quoted(judging)}. What was seen or heard?",)))
    if personal:
        parts.append(Line((f"This says who it was: {quoted(personal)}. A role is enough: customer, colleague A.",)))
    parts.append(Buttons((Button("note.change", "Change it", scene.e.id),)))
    parts.append(Small(("Only those with the right to the note read it.",)))
    context = {"escalation": scene.e.id}
    return Form(HINT, "Before you go", tuple(parts), submit="Keep it", close="Close", context=context)


def quoted(words: Iterable[str]) -> str:
    """Words in quotation marks, one after the other."""
    return ", ".join(f"“{word if len(word) <= _WORD_FITS else word[: _WORD_FITS - 1] + '…'}”" for word in words)
