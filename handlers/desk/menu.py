"""The admin's desk: pages of buttons, each of which opens a form or another page.

Here the first page and a site's; `menu_rota.py` and `menu_setup.py` have the pages of the subjects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.planning import Change
from handlers.desk import menu_calendars, menu_notes, menu_rota, menu_setup
from handlers.desk.about import Gone, site_of
from handlers.desk.kind import Desk
from handlers.desk.paging import paged
from handlers.desk.taps import leads, opens
from handlers.screens.parts import Buttons, Form, Heading, Line, Part, Strong

TITLE = "Set up"
_SITES_SHOWN = 80
_WHO = (
    ("tiers", "Tiers & rotations"),
    ("standins", "Stand-ins"),
    ("absences", "Absences"),
    ("hours", "Opening hours"),
    ("calendars", "Calendars"),
)
_WHAT = (
    ("people", "People"),
    ("places", "Places"),
    ("tier_people", "Who is called"),
    ("times", "Times per severity"),
    ("texts", "Card texts"),
    ("learning", "Notes & learning"),
)


def top(desk: Desk) -> tuple[Part, ...]:
    """All sites."""
    sites = [Line((Strong(site.name),), button=leads("site", "Open", site.id)) for site in desk.directory.sites]
    more = Buttons((opens("site_new", "Add a site"), leads("changes", "What was changed")))
    return (*paged(desk, "top", sites, _SITES_SHOWN), more)


def site(desk: Desk) -> tuple[Part, ...]:
    """Everything that can be set up at one site."""
    here = site_of(desk)
    facts = opens("site_change", "Name and numbers", here.id)
    shows = opens("showing", "In the channel", here.id)
    others = (opens("site_remove", "Remove the site", here.id), leads("top", "All sites"))
    return (
        Heading(here.name),
        Line((Strong("Who is on call"),)),
        Buttons(tuple(leads(page, label, here.id) for page, label in _WHO)),
        Line((Strong("The site"),)),
        Buttons((*(leads(page, label, here.id) for page, label in _WHAT), facts, shows)),
        Line((Strong("More"),)),
        Buttons((leads("changes", "What was changed", here.id), *others)),
    )


PAGES: Mapping[str, Callable[[Desk], tuple[Part, ...]]] = {
    "top": top,
    "site": site,
    **menu_rota.PAGES,
    **menu_setup.PAGES,
    **menu_calendars.PAGES,
    **menu_notes.PAGES,
}


def menu(desk: Desk, page: str) -> Form:
    """One page; the first one where there is no such page, or what it is about is gone (reliability.md F75)."""
    try:
        parts = PAGES.get(page, top)(desk)
    except Gone as gone:
        parts = (Line((gone.sentence,)), Buttons((leads("top", "All sites"),)))
    context = {"page": page, "about": "|".join(desk.about)}
    return Form("desk_menu", TITLE, parts, close="Close", context=context, closes_all=True)


def after_saving(page: Form, change: Change) -> Form:
    """A page with what was saved from it above."""
    return replace(page, parts=(Line((Strong("Saved. "), change.sentence)), *page.parts))
