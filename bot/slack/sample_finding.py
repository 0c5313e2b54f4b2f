"""What helped before, made up: for `stepin doctor` and the tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.slack.sample_scenes import AT, Samples, reader
from domain.learning.lesson import Found, Lesson, LessonState
from domain.learning.similar import Similar, Usually
from domain.note import ListEntry
from domain.severity import Severity
from handlers.learning.finding.asked import Asked
from handlers.screens import Form, Screen
from handlers.screens import raiser as r
from handlers.screens import responder as p
from handlers.screens.learning.found import found_screen, not_searched, search_form
from handlers.screens.learning.similar import Looked, for_raiser, for_responder


def finding_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """Answers to a search, and cards and pages with what helped before, by name."""
    asked, found = _asked(samples), _found(samples)
    yield "found", found_screen(samples.directory, asked, found, AT)
    yield "found one, mended", found_screen(samples.directory, asked, replace(found, more=False, instead="bar"), AT)
    yield "found nothing", found_screen(samples.directory, asked, Found(()), AT)
    site = replace(samples.site, note_lists={"rule": (ListEntry("noon", samples.typed.words or "Noon"),)})
    lessons = found.lessons[:3]
    looked = Looked(Similar(lessons, Usually("helped", "options", 3, 4)), {lessons[0].escalation_id: True})
    e = samples.everything_said()
    yield "page with similar ones", p.page(samples.scene(e), reader("dana"), 2, similar=for_responder(e, site, looked))
    upset = samples.raised(Severity.UPSET)
    yield "card with a similar one", r.live_card(samples.scene(upset), before=for_raiser(upset, site, looked))


def finding_forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """The dialog to search with, by name."""
    asked, found = _asked(samples), _found(samples)
    yield "learn", search_form(samples.directory, Asked(), None, AT)
    yield "learn, looking", search_form(samples.directory, asked, None, AT, looking=True)
    yield "learn, found", search_form(samples.directory, asked, found, AT)
    yield "learn, found nothing", search_form(samples.directory, asked, Found(()), AT)
    yield "learn, refused", not_searched(samples.directory, asked, samples.typed.words or "No", AT)


def _asked(samples: Samples) -> Asked:
    given = {"words": samples.typed.words, "trigger": "wait-or-queue", "level": "upset", "days": "90", "offset": "5"}
    return Asked.of(given)


def _found(samples: Samples) -> Found:
    one = Lesson(
        "l0", "7HX", samples.site.id, Severity.VIOLENT, AT - timedelta(days=21),
        place_id="desk", by_phone=True, triggers=("wait-or-queue", "drink-or-drugs"), rule="noon", ended="solved",
        tried=("listened", "said-sorry", "gesture"), helped=("options", "waiting"), minutes=400,
        text=samples.typed.words, state=LessonState.CLEARED, yes=12, no=3,
    )  # fmt: skip
    bare = Lesson("l1", "8HX", "gone", Severity.UPSET, AT - timedelta(days=900), state=LessonState.CLEARED)
    return Found((one, bare, *(replace(one, escalation_id=f"l{n}") for n in range(2, 5))), more=True)
