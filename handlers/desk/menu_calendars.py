"""The page of the desk about calendars: those that were imported, the way to import one, and links to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator

from domain.edits.words import tier_of
from domain.policy import TIERS
from domain.rota import Rota
from domain.site import Site
from handlers.desk.about import layers_of, site_of
from handlers.desk.kind import Desk
from handlers.desk.paging import back, paged
from handlers.desk.taps import opens
from handlers.screens.parts import Button, Buttons, Heading, Line, Part, Small, Strong

_SHOWN = 60


def calendars(desk: Desk) -> tuple[Part, ...]:
    """Imported calendars of a site, then its tiers with a link for each."""
    here = site_of(desk)
    held = list(_imported(desk, here))
    none = () if held else (Line(("No calendar is imported here.",)),)
    add = Buttons((opens("calendar_import", "Import a calendar", here.id, style="primary"),))
    links = [_link(here, number, tier.value) for number, tier in enumerate(TIERS, 1) if here.groups.get(tier)]
    words = "Who is on call when, in your phone's calendar. You get the link as a message; App Home lists your links."
    head = (Heading("Calendars"), add, *none, *paged(desk, "calendars", held, _SHOWN))
    return (*head, Line((Strong("Subscribe"),)), Small((words,)), *links, back(desk))


def _imported(desk: Desk, site: Site) -> Iterator[Part]:
    for tier in TIERS:
        for held in layers_of(site.rotas.get(tier, Rota()), desk.at):
            layer = held.layer
            if layer.is_calendar:
                about = (site.id, tier.value, layer.id)
                again = opens("calendar_import", "Import again", *about)
                ways = (again, opens("rotation_remove", "Take away", *about))
                how = "read every hour" if layer.source else "read once, from a file"
                yield Line((Strong(layer.name), f" · {tier_of(tier, site)} · {how}"), menu=ways)


def _link(site: Site, number: int, tier: str) -> Line:
    return Line((f"Tier {number}",), button=Button("feed.make", "Make a link", f"{site.id}|{tier}"))


PAGES = {"calendars": calendars}
