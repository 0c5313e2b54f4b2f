"""The pages of the desk about setting up: a site's people, places, tiers' people, times and texts, each with its forms.

Every page is the way to forms of one subject; `PAGES` are put beside the pages about who is on call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from domain.edits import present
from domain.edits.site_times import site_in_words
from domain.edits.words import DAY_NAMES, capital, group_word
from domain.people import Person, Role
from domain.severity import Severity
from domain.site import Directory, Place, Site
from handlers.desk.about import site_of
from handlers.desk.kind import Desk
from handlers.desk.menu_notes import kept_lines
from handlers.desk.paging import back, paged
from handlers.desk.people import GROUPS, STAFF
from handlers.desk.places import TRAITS, traits_of
from handlers.desk.policy import summary
from handlers.desk.taps import opens
from handlers.desk.texts import cards
from handlers.screens.parts import Button, Buttons, Heading, Line, Part, Small, Steps, Strong

Page = Callable[[Desk], tuple[Part, ...]]
# A dialog holds a hundred blocks (Slack: reference/views).
_ON_A_PAGE = 60


def _of_a_site(page: Callable[[Desk, Site], Iterable[Part]]) -> Page:
    """A page of a site, with the way back to it."""
    return lambda desk: (*page(desk, site_of(desk)), back(desk))


def _people(desk: Desk, site: Site) -> Iterator[Part]:
    here = frozenset(site.people())
    elsewhere = frozenset(person for other in desk.directory.sites for person in other.people()) - here
    people = [one for one in present(desk.directory) if one.id not in elsewhere]
    yield Heading(f"People · {site.name}")
    yield Buttons((opens("person_new", "Add a person", site.id, style="primary"),))
    lines = [Line(_person(site, one), menu=_menu("person", site, one.id)) for one in people]
    yield from paged(desk, "people", lines, _ON_A_PAGE)


def _person(site: Site, person: Person) -> tuple[str | Strong, ...]:
    said = [role.value for role in Role if role in person.roles]
    said += [group_word(group) for group in GROUPS if person.id in site.groups.get(group, ())]
    said += ["last resort"] if person.id in site.last_resort else []
    said += [person.phone] if person.phone else []
    said += [] if person.id in site.people() else ["at no site yet"]
    said += [] if person.reachable else ["cannot be paged now"]
    return (Strong(person.name), f"  {' · '.join(said)}" if said else "")


def _places(desk: Desk, site: Site) -> Iterator[Part]:
    yield Heading(f"Places · {site.name}")
    yield Buttons((opens("place_new", "Add a place", site.id, style="primary"),))
    if not site.places:
        yield Line(("No places yet. Staff name one of them when they call for help.",))
    lines = [Line(_place(one), menu=_menu("place", site, one.id)) for one in site.places]
    yield from paged(desk, "places", lines, _ON_A_PAGE)


def _place(place: Place) -> tuple[str | Strong, ...]:
    said = [TRAITS[name].partition(":")[0] for name in traits_of(place)]
    said += [f"safe place: {place.safe_place}"] if place.safe_place else []
    said += [f"door: {place.door}"] if place.door else []
    return (Strong(place.name), f"  {' · '.join(said)}" if said else "")


def _tier_people(desk: Desk, site: Site) -> Iterator[Part]:
    yield Heading(f"Who is called · {site.name}")
    for group in GROUPS:
        people = _names(desk.directory, site.groups.get(group, ()))
        yield _line(capital(group_word(group)), people, opens("tier_people", "Change", site.id, group.value))
    backup = ", ".join(f"{one.name} {one.number}".strip() for one in site.backup)
    yield _line("Backup list", backup, opens("backup", "Change", site.id))
    last_resort = _names(desk.directory, site.last_resort)
    yield _line("Last resort", last_resort, opens("last_resort", "Change", site.id))
    yield _line("Staff", _names(desk.directory, site.staff), opens("tier_people", "Change", site.id, STAFF))
    yield Small(("In this order. Where a tier has rotations, they say whose turn it is.",))


def _times(_desk: Desk, site: Site) -> Iterator[Part]:
    yield Heading(f"Times · {site.name}")
    for severity in Severity:
        change = opens("times", "Change", site.id, severity.word.casefold())
        yield Line((Strong(f"{severity.word}  "), summary(site, severity)), button=change)
    yield Line((Strong("All severities"),), button=opens("site_times", "Change", site.id))
    yield Steps(site_in_words(site.policy), numbered=False)


def _texts(desk: Desk, site: Site) -> Iterator[Part]:
    yield Heading(f"Words on the cards · {site.name}")
    yield Buttons((opens("texts", "Change", site.id),))
    yield from cards(desk, site)


def _learning(desk: Desk, site: Site) -> Iterator[Part]:
    settings = site.learning
    when = f"{DAY_NAMES[settings.digest_day]} at {settings.digest_at:%H:%M}" if settings.digest else "not posted"
    yield Heading(f"Notes & learning · {site.name}")
    yield Line((Strong("Weekly digest  "), when), button=opens("digest", "Change", site.id))
    yield from kept_lines(desk, site)


def _line(label: str, said: str, change: Button) -> Line:
    return Line((Strong(f"{label}  "), said or "nobody yet"), button=change)


def _menu(kind: str, site: Site, id_: str) -> tuple[Button, ...]:
    labels = (("change", "Change"), ("remove", "Remove"))
    return tuple(opens(f"{kind}_{what}", label, site.id, id_) for what, label in labels)


def _names(directory: Directory, people: Iterable[str]) -> str:
    return ", ".join(directory.name(person) for person in people)


PAGES: dict[str, Page] = {
    "people": _of_a_site(_people),
    "places": _of_a_site(_places),
    "tier_people": _of_a_site(_tier_people),
    "times": _of_a_site(_times),
    "texts": _of_a_site(_texts),
    "learning": _of_a_site(_learning),
}
