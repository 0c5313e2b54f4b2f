"""What a search found, as cards, and the form to search with (domain.md d.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.learning.lesson import Found, Lesson
from domain.note.lists import all_words, entries
from domain.severity import Severity
from domain.site import Directory
from handlers.learning.finding.asked import MOST_LETTERS, SPANS, Asked
from handlers.screens.learning.lesson_words import ago, cause_of, ending
from handlers.screens.parts import (
    Button,
    Buttons,
    Choice,
    Divider,
    Form,
    Line,
    Part,
    Pick,
    Quote,
    Screen,
    Small,
    Strong,
    Text,
    Write,
)

_ANY = "any"
_TITLE = "What helped before"


def found_screen(directory: Directory, asked: Asked, found: Found, at: datetime) -> Screen:
    """The answer to a line: a private message with cards, *More*, and the way to the form."""
    buttons = (*_more(asked, found), Button("learn.open", "Change the search", asked.text()))
    return Screen(_TITLE, (Line((Strong(_TITLE),)), *_results(directory, asked, found, at), Buttons(buttons)))


def search_form(directory: Directory, asked: Asked, found: Found | None, at: datetime, looking: bool = False) -> Form:
    """The dialog: words on top, what they found below them, filters at the foot. `looking`: they come soon."""
    results: tuple[Part, ...] = (Small(("Looking …",)),) if looking else ()
    if found is not None:
        results = _results(directory, asked, found, at)
        results += tuple(Buttons((button,)) for button in _more(asked, found))
    words = Write(
        "words", "Words", asked.words, limit=MOST_LETTERS, hint="Such as: refund without receipt. Or a number."
    )
    parts = (words, *results, *((Divider(),) if results else ()), *_filters(directory, asked))
    return Form("learn", _TITLE, parts, close="Close", submit="Search", context=asked.context())


def not_searched(directory: Directory, asked: Asked, sentence: str, at: datetime) -> Form:
    """The dialog with the sentence why nothing was found in it."""
    form = search_form(directory, asked, None, at)
    first, *rest = form.parts
    return Form(form.name, form.title, (first, Line((sentence,)), *rest), form.close, form.submit, form.context)


def _more(asked: Asked, found: Found) -> tuple[Button, ...]:
    return (Button("learn.more", "More", asked.next_page().text()),) if found.more else ()


def _results(directory: Directory, asked: Asked, found: Found, at: datetime) -> tuple[Part, ...]:
    if not found.lessons:
        return (Small(("Nothing found. Try fewer or other words, or fewer filters.",)),)
    parts: list[Part] = [Small((_about(asked, found),))]
    for lesson in found.lessons:
        parts += [Divider(), *_card(directory, lesson, at)]
    return tuple(parts)


def _about(asked: Asked, found: Found) -> str:
    searched = found.instead or asked.words.strip()
    first = int(asked.offset) + 1
    which = f"{first} to {first + len(found.lessons) - 1}" if found.more or first > 1 else f"{len(found.lessons)} found"
    instead = " · searched for this instead" if found.instead else ""
    return f"{which}, newest first" if not searched else f"{which} for “{searched}”{instead}"


def _card(directory: Directory, lesson: Lesson, at: datetime) -> tuple[Part, ...]:
    """All fields of a lesson; no person is in it."""
    site = directory.site(lesson.site_id)
    own = site.note_lists if site else {}
    place = site.place(lesson.place_id) if site else None
    where = ", ".join(filter(None, (place.name if place else "", site.name if site else "")))
    facts = (where, "by phone" if lesson.by_phone else "", ago(lesson.ended_at, at), lesson.reference)
    about: Text = (Strong(cause_of(lesson, own)), " · ", " · ".join(filter(None, (lesson.severity.word, *facts))))
    picks = (
        ("Tried", all_words("tried", lesson.tried, own)),
        ("Helped", all_words("helped", lesson.helped, own)),
        ("Also", all_words("trigger", lesson.triggers[0 if lesson.rule else 1 :], own)),
    )
    lines = [f"{label}: {', '.join(words)}" for label, words in picks if words]
    ended = f"{ending(lesson, own).capitalize()}{_helped(lesson)}"
    return (Line(about), Line(("\n".join([ended, *lines]),)), *_text(lesson))


def _helped(lesson: Lesson) -> str:
    return " · helped others" if lesson.yes > lesson.no else ""


def _text(lesson: Lesson) -> tuple[Part, ...]:
    return (Quote(lesson.text),) if lesson.text.strip() else ()


def _filters(directory: Directory, asked: Asked) -> tuple[Part, ...]:
    levels = [(one.word.lower(), one.word) for one in sorted(Severity)]
    sites = sorted((site.id, site.name) for site in directory.sites)
    picks = [
        _pick("trigger", "Why they were upset", _triggers(directory), asked.trigger),
        _pick("level", "How bad it got", levels, asked.level),
        _pick("days", "When", SPANS.items(), asked.days),
    ]
    if len(sites) > 1:
        picks.append(_pick("site", "Where", sites, asked.site))
    return tuple(picks)


def _pick(name: str, label: str, choices: Iterable[tuple[str, str]], picked: str) -> Pick:
    """A list whose first entry filters nothing: radio buttons can be moved and not taken back (Slack)."""
    listed = (Choice(_ANY, "Any"), *(Choice(id_, words) for id_, words in choices))
    return Pick(name, label, listed, picked=(picked or _ANY,))


def _triggers(directory: Directory) -> Iterable[tuple[str, str]]:
    """What any site calls its triggers, retired ones too: old lessons have them."""
    own = [site.note_lists for site in directory.sites] or [{}]
    return {entry.id: entry.words for each in reversed(own) for entry in entries("trigger", each)}.items()


def asked_in(picks: dict[str, tuple[str, ...]], texts: dict[str, str]) -> Asked:
    """What stands in the form, from its beginning."""
    picked = {name: next(iter(ids), "") for name, ids in picks.items()}
    filters = {name: "" if value == _ANY else value for name, value in picked.items()}
    return Asked.of({**filters, "words": texts.get("words", ""), "offset": "0"})
