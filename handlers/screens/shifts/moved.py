"""The note to somebody whose future shifts an edit moved: what is theirs now, and what no longer is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.policy import Group
from domain.site import Directory
from handlers.screens.parts import Inline, Line, Screen, Small
from handlers.screens.shifts.words import screen, span, where


def moved_screen(detail: Mapping[str, str], directory: Directory) -> Screen:
    """`detail` has who changed it ("by", a name), "new" and "gone" spans as text, and how many "more" there are."""
    lines = [Line(("Now yours: ", *line)) for line in _lines(detail.get("new", ""), directory)]
    lines += [Line(("No longer yours: ", *line)) for line in _lines(detail.get("gone", ""), directory)]
    more = (
        [Small((f"and {detail['more']} more; /oncall with a day says who is on call then",))]
        if detail.get("more")
        else []
    )
    return screen((f"Your shifts have changed ({detail.get('by', '')}).",), *lines, *more)


def _lines(text: str, directory: Directory) -> Iterator[tuple[Inline, ...]]:
    for one in filter(None, text.split(";")):
        site_id, tier, start, end = one.split("|")
        site = directory.site(site_id)
        if site:
            when = span(datetime.fromisoformat(start), datetime.fromisoformat(end), site)
            yield (f"{where(site, Group(tier))}, ", *when)
