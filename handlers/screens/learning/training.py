"""Training: a suggestion with a topic and a count, and somebody's private wish (domain.md d.6, "Training needs")."""

from __future__ import annotations

from collections.abc import Mapping

from domain.learning.training import WITHIN
from domain.note import words_of
from domain.site import Site
from handlers.screens.parts import Choice, Form, Line, Part, Pick, Quote, Screen, Small, Strong, Write

WORDS_FIT = 500


def suggestion_screen(site: Site, topic: str, count: int) -> Screen:
    """A topic that comes up often, and where to read more; never whom it is about."""
    words = words_of("training", topic, site.note_lists)
    preview = f"Training would help · {words}"
    said = f"{count} notes of {site.name} in {WITHIN.days} days say that it would have helped."
    hint = f"What others learned: /escalate learn {words.lower()}"
    return Screen(preview, (Line((Strong(preview),)), Line((said,)), Small((hint,))))


def asked_screen(site: Site, name: str, topic: str, words: str) -> Screen:
    """Somebody asks for training; only whoever looks after it reads this."""
    about = words_of("training", topic, site.note_lists) if topic else "training"
    preview = f"{name} asks for training · {about}"
    quote: tuple[Part, ...] = (Quote(words),) if words else ()
    return Screen(preview, (Line((Strong(preview),)), *quote, Small(("Only you read this. Nothing is counted.",))))


def ask_training_form(context: Mapping[str, str], topics: tuple[tuple[str, str], ...]) -> Form:
    """*Ask for training*."""
    choices = tuple(Choice(id_, words) for id_, words in topics)
    return Form(
        "training_ask",
        "Ask for training",
        (
            *((Pick("topic", "About what?", choices),) if choices else ()),
            Write("words", "Anything else?", one_line=False, limit=WORDS_FIT),
            Small(("One message goes to whoever looks after training. Nobody else reads it.",)),
        ),
        submit="Send",
        context=context,
    )
