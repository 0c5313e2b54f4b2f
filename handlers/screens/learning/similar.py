"""Similar past escalations in one line each, built from picks alone: never from a text, never with a name (d.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.escalation import Escalation
from domain.learning.lesson import Lesson
from domain.learning.similar import Similar
from domain.note.lists import words_of
from domain.site import Site
from handlers.screens.learning.lesson_words import ago, cause_of, ending, what_was_done
from handlers.screens.parts import Button, Line, Part, Small, Strong, Text


@dataclass(frozen=True)
class Looked:
    """What was found for one reader: `said` is their word on each lesson so far."""

    similar: Similar = field(default_factory=Similar)
    said: Mapping[str, bool] = field(default_factory=dict)


NOTHING_FOUND = Looked()


def for_responder(e: Escalation, site: Site, looked: Looked) -> tuple[Part, ...]:
    """Up to three lines, each with its *This helped* and *Didn't*; above them what usually works, where it does."""
    lessons = looked.similar.lessons
    if not lessons:
        return ()
    lines = (Line(_line(one, e, site, looked.said), menu=_votes(e, one)) for one in lessons)
    return (Small(("Before, and what was done", *_usually(looked.similar, site))), *lines)


def for_raiser(e: Escalation, site: Site, looked: Looked) -> tuple[Part, ...]:
    """One line, without anything to tap: exactly one message of the raiser has buttons, and they are not these."""
    first = looked.similar.lessons[:1]
    return tuple(Small(("Before: ", *_line(one, e, site, {}))) for one in first)


def _votes(e: Escalation, lesson: Lesson) -> tuple[Button, ...]:
    about = f"{e.id} {lesson.escalation_id}"
    return (Button("learn.helped", "This helped", about), Button("learn.not", "Didn't", about))


def _line(lesson: Lesson, e: Escalation, site: Site, said: Mapping[str, bool]) -> Text:
    """ "Refund without receipt, Front desk, 3 weeks ago: refund, exchange or repair · solved in 4 min" """
    own, place = site.note_lists, site.place(lesson.place_id)
    about = [cause_of(lesson, own), place.name if place else "", ago(lesson.ended_at, e.raised_at)]
    done = what_was_done(lesson, own)
    word = said.get(lesson.escalation_id)
    mine = "" if word is None else " · you: this helped" if word else " · you: it didn't"
    return (", ".join(filter(None, about)), *((": ", Strong(done)) if done else ()), f" · {ending(lesson, own)}{mine}")


def _usually(similar: Similar, site: Site) -> Text:
    usually = similar.usually
    if usually is None:
        return ()
    words = words_of(usually.list_name, usually.entry, site.note_lists)
    return (" · usually works: ", Strong(words.lower()), f" ({usually.times} of {usually.of})")
