"""The answer to `/oncall`, from the directory in memory alone: no store, no call to the platform (principle 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from domain.edits import Refused
from domain.errors import EscalationError
from domain.people import Person
from domain.severity import Severity
from domain.site import Directory, Site
from handlers.editing import may_edit
from handlers.oncall.holding import held
from handlers.oncall.paging import Chain, chain
from handlers.oncall.question import Question, asked, asked_for
from handlers.screens import Form, Screen
from handlers.screens.oncall.asking import answer_form, ask_form, not_understood, usage
from handlers.screens.oncall.now import on_call_now
from handlers.screens.oncall.paged import title_of, would_be_paged, would_be_paged_parts
from handlers.screens.parts import Line


class SiteGone(EscalationError):
    """That site is not there any more. Type /oncall again."""


def answer(directory: Directory, person: Person, site: Site | None, line: str, at: datetime, key: str) -> Screen:
    """What a person reads who typed `line` behind the command; `site` is theirs, `key` the intake key of *Get help*."""
    if site is None:
        words = "No site is set up yet, so nobody is on call. To call for help: /escalate"
        edit = " · To set one up: /oncall edit" if may_edit(directory, person.id) else ""
        return Screen(words + edit, (Line((words + edit,)),))
    if line.strip().casefold() in ("help", "?"):
        return usage(site)
    question = asked(line, directory, site, at)
    if question.about_now:
        screen = now(directory, person, question.site, at)
    else:
        screen = would_be_paged(directory, question, _chains(directory, question), key)
    return not_understood(question, line.strip(), screen, key) if question.lost or question.far else screen


def now(directory: Directory, person: Person, site: Site, at: datetime) -> Screen:
    """Who is on call at a site now and next."""
    paged = chain(directory, site, None, None, at)
    return on_call_now(directory, site, held(directory, site, at), paged, may_edit(directory, person.id))


def form_about(directory: Directory, value: str, at: datetime) -> Form:
    """The form behind *Another time*. Raises SiteGone."""
    site_id, level, place_id = (*value.split("|", 2), "", "")[:3]
    return ask_form(site_of(directory, site_id), at, level, place_id)


def answer_to_form(
    directory: Directory, site_id: str, picks: Mapping[str, Sequence[str]], texts: Mapping[str, str], at: datetime
) -> Form:
    """The answer in the dialog. Raises Refused with the field that is not filled in, and SiteGone."""
    site = site_of(directory, site_id)
    level = next(iter(picks.get("level", ())), "").upper()
    place = site.place(next(iter(picks.get("place", ())), ""))
    day, clock = _read_day(texts.get("day", "")), _read_time(texts.get("time", ""))
    question = asked_for(site, at, day, clock, place, Severity.__members__.get(level))
    if question.far:
        raise Refused("day", "That is more than two years away. Pick a day that is nearer.")
    return answer_form(title_of(question), would_be_paged_parts(directory, question, _chains(directory, question)))


def _chains(directory: Directory, question: Question) -> tuple[Chain, ...]:
    place, severity = question.place, question.severity
    return tuple(chain(directory, question.site, place, severity, at) for at in question.instants)


def site_of(directory: Directory, site_id: str) -> Site:
    """The site that a button is about. Raises SiteGone."""
    site = directory.site(site_id)
    if site is None:
        raise SiteGone
    return site


def _read_day(entered: str) -> date:
    try:
        return date.fromisoformat(entered)
    except ValueError:
        raise Refused("day", "Pick a day.") from None


def _read_time(entered: str) -> time:
    try:
        return time.fromisoformat(entered).replace(tzinfo=None)
    except ValueError:
        raise Refused("time", "Pick a time.") from None
