"""Long lists on the pages of the desk: a screen full at a time (Slack: a view has 100 blocks)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.desk.kind import Desk
from handlers.desk.taps import leads
from handlers.screens.parts import Buttons, Part, Small

_FROM = "from"


def paged(desk: Desk, page: str, parts: Sequence[Part], most: int) -> tuple[Part, ...]:
    """At most so many of these, from where the button behind the page says; with buttons to the others."""
    about, start = _split(desk, len(parts))
    shown = tuple(parts[start : start + most])
    if len(shown) == len(parts):
        return shown
    ways = [leads(page, "Back up", *about, _FROM, str(max(start - most, 0)))] if start else []
    ways += [leads(page, "More", *about, _FROM, str(start + most))] if start + most < len(parts) else []
    # One row each: Slack takes an action once in a row.
    rows = (Buttons((way,)) for way in ways)
    return (*shown, Small((f"{start + 1} to {start + len(shown)} of {len(parts)}",)), *rows)


def back(desk: Desk) -> Part:
    """The way to the page of the site that this one is about, or to the first one."""
    site_id = next(iter(desk.about), "")
    return Buttons((leads("site", "Back", site_id) if site_id else leads("top", "Back"),))


def _split(desk: Desk, total: int) -> tuple[tuple[str, ...], int]:
    """What the page is about, and at which of its parts it begins."""
    if _FROM not in desk.about:
        return desk.about, 0
    at = desk.about.index(_FROM)
    number = next(iter(desk.about[at + 1 :]), "")
    begins = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    return desk.about[:at], begins if begins < total else 0
