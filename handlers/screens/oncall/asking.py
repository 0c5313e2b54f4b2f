"""Asking about another time: the button, the form, and what is said about words that were not understood."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.severity import Severity
from domain.site import Site
from domain.wall import wall_of
from handlers.oncall.question import Question
from handlers.screens.oncall.words import zone_word
from handlers.screens.parts import (
    Button,
    Choice,
    Form,
    Line,
    Part,
    Pick,
    PickDate,
    PickTime,
    Quote,
    Screen,
    Small,
    Strong,
)
from handlers.screens.picker import SHAPES

FORM = "oncall"
TITLE = "Who would be paged?"
_MOST_WORDS = 120


def another_time(site: Site, question: Question | None = None) -> Button:
    """*Another time*: the form about this site, with the place and the severity that were asked about."""
    place = question.place.id if question and question.place else ""
    level = question.severity.name.lower() if question and question.severity else ""
    return Button("oncall.ask", "Another time", f"{site.id}|{level}|{place}")


def ask_form(site: Site, at: datetime, level: str, place_id: str) -> Form:
    """The form: a day and a time of the site's own clock, and where and how bad it is, if that counts."""
    now = wall_of(at, ZoneInfo(site.zone)).replace(second=0, microsecond=0)
    levels = tuple(Choice(one.name.lower(), f"{SHAPES[one]} {one.word}") for one in sorted(Severity, reverse=True))
    places = tuple(Choice(place.id, place.name) for place in site.places)
    picked = (place_id,) if site.place(place_id) else ()
    fields: list[Part] = [
        Line((f"At {site.name}, {zone_word(site.zone)}.",)),
        PickDate("day", "Day", now.date(), optional=False),
        PickTime("time", "Time", now.time(), zone=site.zone, optional=False),
        Pick("level", "How bad is it?", levels, picked=(level,) if level.upper() in Severity.__members__ else ()),
    ]
    if places:
        fields.append(Pick("place", "Where?", places, picked=picked))
    return Form(FORM, TITLE, tuple(fields), submit="Show", close="Close", context={"site": site.id})


def answer_form(title: str, parts: tuple[Part, ...]) -> Form:
    """The answer, in place of the form."""
    return Form("oncall_answer", TITLE, (Line((title,)), *parts), close="Close")


def not_understood(question: Question, typed: str, answer: Screen, key: str) -> Screen:
    """What was not understood, with an example and all that was typed, before the answer to the rest.

    Words that name nothing at all may have been a call for help: `key` is the intake key of *Get help now*.
    """
    place = question.site.places[0].name.lower() if question.site.places else "violent"
    words = " ".join(question.lost).rstrip(".,;!?")
    if question.far:
        sentence = "That time is more than two years away. This is how it is now."
    else:
        shown = words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"
        sentence = f"I did not understand “{shown}”. Write it like this: /oncall saturday 21:30 {place}"
    button = Button("home.raise", "Get help now", key, "primary") if question.about_now else None
    return Screen(sentence, (Line((sentence,), button=button), Quote(f"/oncall {typed}"), *answer.parts))


def usage(site: Site) -> Screen:
    """`/oncall help`: what can be asked."""
    place = site.places[0].name.lower() if site.places else site.name
    title = "What you can ask"
    lines = (
        "/oncall · who is on call now, and next",
        "/oncall saturday 21:30 · who would be paged then",
        f"/oncall tomorrow 9 {place} violent · with place and severity",
    )
    return Screen(
        title, (Line((Strong(title),)), *(Line((one,)) for one in lines), Small(("To call for help: /escalate",)))
    )
