"""Figures for whoever asks: who may see them, which months there are, and the files of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.errors import EscalationError
from domain.learning.figures import month_of
from domain.people import Person, Role
from domain.site import Directory, Site
from domain.wall import wall_of
from handlers.learning.figures.gathering import Month, month_figures
from handlers.learning.figures.sections import heading, sections
from handlers.learning.figures.sheet import sheet
from handlers.learning.figures.showing import pictures_in
from handlers.learning.figures.trends import charts_detail, month_id, trigger_bars
from handlers.learning.figures.words import month_words
from handlers.ports import Charts, Pictures, Ports
from handlers.screens import Form
from handlers.screens.figures import ask_form, counting_form, month_form

_MONTHS_BACK = 13


class NotForYou(EscalationError):
    """Figures are for those who manage the site, and for admins. The weekly digest is for everybody."""


class NoSuchMonth(EscalationError):
    """There are no figures of that site and month. Nothing was sent."""


@dataclass(frozen=True)
class Asked:
    """A site and the first day of one of its months, which this person may see."""

    site: Site
    month: date


@dataclass(frozen=True)
class File:
    """A file to give to whoever asked."""

    name: str
    content: bytes
    title: str


def sites_of(directory: Directory, person: Person) -> list[Site]:
    """The sites whose figures this person may see: a manager those where they are, an admin all."""
    if not person.reachable:
        return []
    if Role.ADMIN in person.roles:
        return list(directory.sites)
    return [site for site in directory.sites if Role.MANAGER in person.roles and person.id in site.people()]


def question(directory: Directory, person: Person, at: datetime) -> Form:
    """Which site and month; months are those of the first site's calendar. Raises NotForYou."""
    sites = sites_of(directory, person)
    if not sites:
        raise NotForYou
    return ask_form([(site.id, site.name) for site in sites], _months(sites[0], at))


def _months(site: Site, at: datetime) -> list[tuple[str, str]]:
    """This month, which still runs, and the year before it."""
    day = wall_of(at, ZoneInfo(site.zone)).date().replace(day=1)
    found = [(f"{day:%Y-%m}", f"{month_words(day)}, so far")]
    for _ in range(_MONTHS_BACK - 1):
        day = (day - timedelta(days=1)).replace(day=1)
        found.append((f"{day:%Y-%m}", month_words(day)))
    return found


def asked(directory: Directory, person: Person, site_id: str, month: str) -> Asked:
    """What was asked for. Raises NoSuchMonth, or NotForYou where this person may not see it."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NoSuchMonth from None
    site = directory.site(site_id)
    if site is None or not date(2000, 1, 1) <= first < date(9000, 1, 1):
        raise NoSuchMonth
    if site not in sites_of(directory, person):
        raise NotForYou
    return Asked(site, first)


def counted(ports: Ports, wanted: Asked, at: datetime) -> Month:
    """The figures; a walk through the store, so never before an answer is out."""
    with ports.store.read() as uow:
        return month_figures(uow, wanted.site, month_of(wanted.month, wanted.site.zone), at)


def waiting(wanted: Asked) -> Form:
    """What stands there while it is counted."""
    return counting_form(_title(wanted))


def shown(wanted: Asked, month: Month, detail: dict[str, str] | None = None) -> Form:
    """The figures in a dialog; `detail` as `with_pictures` gives it, once the pictures are there."""
    about = f"{wanted.site.id}|{month_id(month.span)}"
    return month_form(_title(wanted), sections(wanted.site, month), pictures_in(detail or {}), about)


def with_pictures(pictures: Pictures, charts: Charts, wanted: Asked, month: Month) -> dict[str, str]:
    """The pictures, drawn and uploaded."""
    return charts_detail(pictures, charts, wanted.site, month)


def as_csv(wanted: Asked, month: Month) -> File:
    """The figures as a sheet."""
    content = sheet(wanted.site, month_id(month.span), month.figures, month.closed)
    return File(f"{_name(wanted)}.csv", content, _title(wanted))


def as_pdf(charts: Charts, wanted: Asked, month: Month) -> File:
    """The figures on paper, with their pictures."""
    figures, site = month.figures, wanted.site
    said: Sequence[tuple[str, Sequence[str]]] = sections(site, month)
    times = (figures.acknowledged, figures.with_staff)
    content = charts.paper(heading(site, month), said, times, trigger_bars(site, figures), figures.hours)
    return File(f"{_name(wanted)}.pdf", content, _title(wanted))


def _name(wanted: Asked) -> str:
    return f"figures-{wanted.site.id}-{wanted.month:%Y-%m}"


def _title(wanted: Asked) -> str:
    return f"{wanted.site.name} · {month_words(wanted.month)}"
