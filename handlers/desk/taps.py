"""The buttons of the desk: each opens a form, or turns to a page, about what its ids name (`Desk.about`)."""

from __future__ import annotations

from handlers.screens.parts import Button


def opens(kind: str, label: str, *about: str, style: str = "") -> Button:
    """Opens the form of this kind."""
    return Button(f"desk.form.{kind}", label, "|".join(about) or "-", style)


def leads(page: str, label: str, *about: str) -> Button:
    """Turns to this page."""
    return Button(f"desk.menu.{page}", label, "|".join(about) or "-")
