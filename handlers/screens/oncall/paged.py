"""Who would be paged then: the answer to `/oncall saturday 21:30 bar violent`, group by group, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.edits.words import capital, group_word, names
from domain.policy import TIERS, Group
from domain.site import Directory, Site
from domain.wall import wall_of
from handlers.oncall.paging import Call, Chain, works_alone
from handlers.oncall.question import Question
from handlers.screens.oncall.asking import another_time
from handlers.screens.oncall.words import because, behind_them_all, in_its_place, joins, left_out, offset, said
from handlers.screens.parts import Button, Buttons, Line, Part, Screen, Small, Strong, Text
from handlers.screens.shifts.words import moment


def would_be_paged(directory: Directory, question: Question, chains: Sequence[Chain], key: str) -> Screen:
    """The answer, for each of the instants asked about; `key` is the intake key behind *Get help now*.

    Somebody in need may have typed it by mistake for a call for help: it says that nobody was paged, and offers one.
    """
    title = title_of(question)
    row = (another_time(question.site, question), Button("home.raise", "Get help now", key, "primary"))
    return Screen(title, (Line((Strong(title),)), *would_be_paged_parts(directory, question, chains), Buttons(row)))


def would_be_paged_parts(directory: Directory, question: Question, chains: Sequence[Chain]) -> tuple[Part, ...]:
    """All of it but the title and the buttons: what a dialog shows too."""
    site = question.site
    parts: list[Part] = [Small((words,)) for words in _remarks(question)]
    # Nobody need read the same answer twice.
    alike = len(chains) > 1 and chains[0] == chains[1]
    for number, found in enumerate(chains[:1] if alike else chains):
        parts += [Line(_when(question, number, alike)), *_chain(directory, site, found)]
    if question.severity and works_alone(site, question.place):
        parts.append(Small(("One person is alone there: the lone worker's times hold.",)))
    parts.append(Small((f"Nobody was paged by this. To call for help: /escalate · Phone {site.phone}",)))
    return tuple(parts)


def title_of(question: Question) -> str:
    """Where, and how bad: the first line."""
    where = f"{question.place.name}, {question.site.name}" if question.place else question.site.name
    level = f"{question.severity.word} · " if question.severity else ""
    return f"Who would be paged · {level}{where}"


def _when(question: Question, number: int, alike: bool) -> Text:
    """The time as the site's clock shows it, and in the reader's own zone."""
    site, zone = question.site, ZoneInfo(question.site.zone)
    own = [moment(one, site) for one in question.instants]
    if question.wall is None:
        return ("Now, ", own[0])
    words = said(wall_of(question.instants[number], zone), site.zone, question.at)
    if alike:
        return (Strong(words), ", both times. In your time: ", own[0], " and ", own[1])
    if len(own) > 1:
        which = ("the first", "the second")[number]
        clock = offset(question.instants[number], site.zone)
        return (Strong(f"{words}, {which} ({clock})"), ". In your time: ", own[number])
    return (Strong(words), ". In your time: ", own[0])


def _remarks(question: Question) -> list[str]:
    words: list[str] = []
    if question.missing and question.wall:
        then = wall_of(question.instants[0], ZoneInfo(question.site.zone))
        words.append(f"{question.wall:%H:%M} does not come that night: the clock goes forward. {then:%H:%M} counts.")
    elif len(question.instants) > 1:
        words.append("The clock goes back that night, so that time comes twice.")
    if question.untimed and question.wall:
        words.append(f"No time was named: {question.wall:%H:%M} is asked. Name one, as /oncall saturday 21:30")
    if question.instants[-1] < question.at and question.wall:
        words.append("That is over. It says who held it, and whether a page could reach them today.")
    return words


def _chain(directory: Directory, site: Site, found: Chain) -> tuple[Part, ...]:
    lines = tuple(Line(_call(directory, site, call)) for call in found.calls)
    return (*lines, *behind_them_all(directory, site, found))


def _call(directory: Directory, site: Site, call: Call) -> Text:
    after = joins(call.after)
    label = capital(group_word(call.group)) + (f", {after}" if after else "")
    return (Strong(f"{label}  "), _who(directory, site, call))


def _who(directory: Directory, site: Site, call: Call) -> str:
    ids = [one.person_id for one in call.people]
    if call.group in TIERS:
        who = because(call.people[0], directory, site, call.group) if ids else _nobody(site, call)
        skipped = left_out(directory, call.skipped, directory.name(ids[0]) if ids else "")
    else:
        who = names(directory, ids) if ids else "nobody can be paged"
        skipped = left_out(directory, call.skipped, "")
        if call.group is Group.BACKUP:
            by_phone = ", ".join(f"{one.name} {one.number}" for one in site.backup if not one.person_id)
            skipped = f"{skipped} By phone only: {by_phone}.".strip() if by_phone else skipped
    return f"{who}. {skipped}" if skipped else who


def _nobody(site: Site, call: Call) -> str:
    instead = in_its_place(call.group, site)
    return f"nobody: {instead[:1].lower()}{instead[1:]}" if instead else "nobody"
