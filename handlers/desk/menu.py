"""The admin's desk: pages of buttons, each of which opens a form or another page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.desk.kind import Desk
from handlers.screens.parts import Button, Form, Line, Part, Strong

TITLE = "Set up"


def top(desk: Desk) -> tuple[Part, ...]:
    """All sites."""
    lines = [
        Line((Strong(site.name),), button=Button("desk.menu.site", "Open", site.id)) for site in desk.directory.sites
    ]
    return tuple(lines)


PAGES: Mapping[str, Callable[[Desk], tuple[Part, ...]]] = {"top": top}


def menu(desk: Desk, page: str) -> Form:
    """One page; the first one where there is no such page (reliability.md F75)."""
    return Form("desk_menu", TITLE, PAGES.get(page, top)(desk), close="Close")
