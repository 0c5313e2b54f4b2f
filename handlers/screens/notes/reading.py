"""A note as it is read, and how it stood before it was amended, for those with the right to it (domain.md c.2)."""

from __future__ import annotations

from domain.note import EarlierNote, Field, Note, all_words, shown_fields
from handlers.screens.notes.account import quotes
from handlers.screens.notes.told import exception_parts, rule_words
from handlers.screens.notes.writing import READ
from handlers.screens.parts import Divider, Form, Line, Part, Small, Strong, When
from handlers.screens.scene import Scene

_VERSIONS = 3
_ONE_BLOCK = 900


def earlier_form(scene: Scene, earlier: tuple[EarlierNote, ...]) -> Form:
    """The versions before the present one, newest first; as many as a dialog has room for."""
    parts: list[Part] = []
    for one in earlier[::-1][:_VERSIONS]:
        until = When(one.until, scene.site.zone, day=True)
        parts.append(Line((Strong("Until "), until, f" · then changed by {scene.name(one.amended_by)}")))
        parts += [*note_parts(scene, one.note), Divider()]
    if len(earlier) > _VERSIONS:
        parts.append(Small((f"and {len(earlier) - _VERSIONS} before these",)))
    return Form(READ, "Earlier versions", tuple(parts) or (Line(("There are none.",)),), close="Back")


def note_parts(scene: Scene, note: Note) -> tuple[Part, ...]:
    """What stands in a note, field by field, empty ones left out."""
    lines: list[Part] = []
    for one in shown_fields(scene.e.highest):
        words = _words(scene, note, one)
        if len(words) > _ONE_BLOCK:
            lines += [Small((one.label,)), *quotes(words)]
        elif words:
            lines.append(Line((Strong(one.label), f"\n{words}")))
    return tuple(lines)


def _words(scene: Scene, note: Note, one: Field) -> str:
    if one.id == "rule":
        return rule_words(scene, note)
    if one.picked:
        return ", ".join(all_words(one.id, note.picks.get(one.id, ()), scene.site.note_lists))
    return note.texts.get(one.id, "").strip()


def exception_form(scene: Scene, note: Note) -> Form:
    """What the raiser of a silent place reads behind a tap."""
    return Form(READ, "For you", exception_parts(scene, note), close="Close")
