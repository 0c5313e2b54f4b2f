"""The dialogs and messages around notes, made up: for `stepin doctor` and the tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.slack.sample_scenes import AT, Samples
from domain.escalation.state import NoteState
from domain.learning.lesson import Lesson, LessonState
from domain.note import FIELDS, RULE_WAS_RIGHT, Account, EarlierNote, ListEntry, Note, id_of, offered
from domain.severity import Severity
from handlers.screens import Form, Scene, Screen
from handlers.screens.notes import told
from handlers.screens.notes.account import account_form, accounts_form
from handlers.screens.notes.form import note_form
from handlers.screens.notes.hint import hint_form
from handlers.screens.notes.lesson import kept_back_form, lesson_form
from handlers.screens.notes.reading import earlier_form, exception_form
from handlers.screens.notes.recent import recent_form
from handlers.screens.notes.writing import Writing

_MANY = 120


def note_forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """All dialogs about notes, by name."""
    for severity in Severity:
        scene = samples.scene(samples.raised(severity, "resolved"))
        yield f"note {severity.word}", note_form(Writing(scene, Note("e1")))
        yield f"note {severity.word}, more", note_form(Writing(scene, Note("e1")), more=True)
    scene = _many_rules(samples.scene(samples.everything_said()))
    full, words = _full_note(scene, samples.typed.words), samples.typed.words
    yield "note, full", note_form(Writing(scene, full, amends=True, earlier=3, accounts=2), more=True, said=words)
    yield "note, hint", hint_form(scene, (words,) * 6, (words,) * 6)
    yield "note, account", account_form(scene, full.texts["narrative"])
    yield "note, accounts", accounts_form(scene, (Account("e1", "mia", full.texts["narrative"], AT),) * 30)
    yield "note, no accounts", accounts_form(scene, ())
    yield "note, earlier", earlier_form(scene, (EarlierNote(full, AT, "dana"),) * 5)
    yield "note, nothing earlier", earlier_form(scene, ())
    yield "note, exception", exception_form(scene, full)
    yield "note, recent", recent_form((samples.scene(samples.raised(Severity.VIOLENT, "resolved")),) * 20)
    yield "note, none recent", recent_form(())
    lesson = _lesson(scene, full)
    for state in LessonState:
        yield f"lesson {state}", lesson_form(scene, replace(lesson, state=state), (words,) * 6)
    yield "lesson kept back", kept_back_form(scene)


def note_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """All messages about notes, by name."""
    over = samples.raised(Severity.ABUSIVE, "resolved")
    for name, silent in (("", False), (", silent", True)):
        scene = samples.scene(replace(over, silent=silent))
        note = _full_note(scene, samples.typed.words)
        yield f"told of an exception{name}", told.exception_screen(scene, note)
        unclear = replace(note, picks={**note.picks, "exception": (id_of("Exception made, the rule is unclear"),)})
        yield f"told of an unclear rule{name}", told.exception_screen(scene, unclear)
        yield f"an hour later{name}", told.hour_screen(scene)
    scene = samples.scene(over)
    yield "thanks", told.thanks_screen(scene, "dana", samples.typed.words)
    yield "note due", told.chase_screen(scene, "dana", "dana")
    yield "note due, to the tier above", told.chase_screen(scene, "dana", "omar")
    yield "note due, written", told.chase_screen(samples.scene(replace(over, note=NoteState.DONE)), "dana", "dana")


def _many_rules(scene: Scene) -> Scene:
    rules = tuple(ListEntry(f"rule-{number}", f"No refund without receipt {number}") for number in range(_MANY))
    return replace(scene, site=replace(scene.site, note_lists={"rule": rules}))


def _full_note(scene: Scene, words: str) -> Note:
    long = (words * (3000 // max(len(words), 1) + 1))[:3000]
    own = scene.site.note_lists
    lists = {one: tuple(entry.id for entry in offered(one.id, own)) for one in FIELDS if one.picked}
    picks = {one.id: ids if one.many else ids[:1] for one, ids in lists.items()}
    picks["exception"] = (RULE_WAS_RIGHT,)
    return Note("e1", picks, {one.id: long for one in FIELDS if not one.picked}, "dana", True, AT)


def _lesson(scene: Scene, note: Note) -> Lesson:
    picks = {name: note.value(name) for name in ("trigger", "tried", "helped")}
    return Lesson(
        "e1", "4F2", scene.site.id, Severity.VIOLENT, AT, "desk", True, picks["trigger"], "rule-7", "solved",
        picks["tried"], picks["helped"], 9, note.texts["change"][:1000],
    )  # fmt: skip
