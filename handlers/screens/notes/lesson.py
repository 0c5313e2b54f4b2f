"""What others will read of it, to be shared by a person, or not (domain.md d.4; e.6, redaction rules 1 and 2)."""

from __future__ import annotations

from domain.learning.lesson import Lesson, LessonState
from domain.note import all_words, words_of
from handlers.screens.learning.after_note import ways_on
from handlers.screens.notes.hint import quoted
from handlers.screens.notes.writing import LESSON
from handlers.screens.parts import Button, Buttons, Form, Inline, Line, Part, Small, Strong, Write
from handlers.screens.scene import Scene

WHO = "Would a colleague or a local reader know who this is?"
_FITS = 1000


def lesson_form(scene: Scene, lesson: Lesson, still: tuple[str, ...] = (), text: str | None = None) -> Form:
    """The lesson as it is proposed; `still`: what is personal in it once more, pointed out before it is shared."""
    said = Strong("The note is saved. This is what others may find:")
    parts: list[Part] = [Line((said,)), Line(_facts(scene, lesson))]
    parts.append(Write("text", "In a few words", lesson.text if text is None else text, one_line=False, limit=_FITS))
    if still:
        again = f"Still in it: {quoted(still)}. Take it out, or tap Share once more."
        parts.append(Line((Strong(again),)))
    parts.append(Line((WHO,)))
    parts.append(Small(("Nobody else sees it before 48 hours have passed. No names of staff, ever.",)))
    if lesson.state != LessonState.KEPT_BACK:
        parts.append(Buttons((Button("lesson.keep_back", "Never share it", scene.e.id),)))
    if ways := ways_on(scene.e):
        parts.append(Buttons(ways))
    return Form(
        LESSON,
        "What others will read",
        tuple(parts),
        submit="Share",
        close="Not now",
        context={"escalation": scene.e.id, **({"still": "yes"} if still else {})},
    )


def kept_back_form(scene: Scene) -> Form:
    """It is not shared, and does not come up again."""
    line = Line((f"{scene.tag()}: nobody else will read it. The note itself stays.",))
    return Form("note_read", "Kept back", (line,), close="Close")


def _facts(scene: Scene, lesson: Lesson) -> tuple[Inline, ...]:
    """ "ABUSIVE · Harbour Hotel, Bar · Refund or return · No refund without receipt · Solved in 9 min" """
    own = scene.site.note_lists
    place = scene.site.place(lesson.place_id)
    where = f"{scene.site.name}, {place.name}" if place else scene.site.name
    triggers = ", ".join(all_words("trigger", lesson.triggers, own))
    rule = words_of("rule", lesson.rule, own) if lesson.rule else ""
    took = f"{lesson.minutes} min" if lesson.minutes else "under a minute"
    ended = f"{words_of('ended', lesson.ended, own)} in {took}" if lesson.ended else ""
    return (" · ".join(bit for bit in (lesson.severity.word, where, triggers, rule, ended) if bit),)
