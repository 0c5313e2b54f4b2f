"""The shifts around now of every tier, looked up once an hour and after each change of the directory.

A round a minute over hundreds of tiers would otherwise count the same turns again and again (performance.md, growth).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.policy import TIERS
from domain.shifts.around import LOOK_AHEAD, LOOK_BACK, Around
from domain.shifts.held import Held, paged_in
from domain.site import Directory, Site

_HOLDS_FOR = timedelta(hours=1)


class Outlook:
    """Asked with the same directory (the very object) it remembers; with another one it looks again."""

    def __init__(self) -> None:
        self._directory: Directory | None = None
        self._since: datetime | None = None
        self._shifts: list[tuple[Site, tuple[Held, ...]]] = []

    def around(self, directory: Directory, at: datetime) -> Iterator[tuple[Site, Around]]:
        """For each tier with turns, the shift that runs, where its start was seen, and those to come.

        They are those of whoever is really paged: the first of the line who can be reached. A list without turns has
        no shifts that begin.
        """
        since = self._since
        if since is None or directory is not self._directory or not since <= at < since + _HOLDS_FOR:
            since = at
            self._directory, self._since = directory, at
            self._shifts = list(_looked_up(directory, at))
        begin = since - LOOK_BACK
        for site, found in self._shifts:
            running = next((one for one in found if begin < one.start <= at < one.end), None)
            yield site, Around(running, tuple(one for one in found if one.start > at))


def _looked_up(directory: Directory, at: datetime) -> Iterator[tuple[Site, tuple[Held, ...]]]:
    for site in directory.sites:
        for tier in TIERS:
            if tier in site.rotas and site.rotas[tier].revisions:
                yield site, paged_in(directory, site, tier, at - LOOK_BACK, at + LOOK_AHEAD + _HOLDS_FOR)
