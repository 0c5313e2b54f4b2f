"""What admins read of an imported calendar: that it cannot be read now, or what in it was not understood."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.screens.parts import Line, Screen, Strong


def calendar_note(detail: Mapping[str, str]) -> Screen:
    """`detail` has a "head" and "words", a line each."""
    head = detail.get("head", "")
    lines = tuple(Line((one,)) for one in detail.get("words", "").splitlines())
    return Screen(head, (Line((Strong(head),)), *lines))
