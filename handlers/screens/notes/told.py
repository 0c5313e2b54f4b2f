"""Short messages that follow from a note: of an exception, of thanks, an hour later, and that the note is still due.

What the raiser gets opens neutrally: a reference and a time (screens.md rule 3).
"""

from __future__ import annotations

from domain.escalation.state import NoteState
from domain.note import RULE_WAS_RIGHT, Note, words_of
from handlers.screens.parts import Button, Buttons, Line, Part, Quote, Screen, Small, Strong, Text, When
from handlers.screens.scene import Scene


def exception_screen(scene: Scene, note: Note) -> Screen:
    """Whether the raiser had the rule right, and why an exception was made; no blame (domain.md c.4).

    From a silent place customers can read the raiser's screen: the words come behind a tap.
    """
    preview = f"{scene.tag()} · for you"
    if scene.silent:
        return Screen(preview, (Line((preview,)), Buttons((Button("note.exception", "Read", scene.e.id),))))
    return Screen(preview, (Line((preview,)), *exception_parts(scene, note)))


def exception_parts(scene: Scene, note: Note) -> tuple[Part, ...]:
    """The words themselves."""
    rule = rule_words(scene, note)
    about = f"“{rule}”" if rule else "the rule"
    who = scene.name(note.written_by)
    if RULE_WAS_RIGHT in note.value("exception"):
        said: Text = (Strong("You had the rule right. "), f"{who} made an exception to {about}. You did as it says.")
    else:
        said = (Strong("The rule is unclear. "), f"{who} made an exception to {about}. You could not know.")
    reason = note.texts.get("exception_reason", "").strip()
    return (Line(said), *((Line(("Why the exception was made:",)), Quote(reason)) if reason else ()))


def rule_words(scene: Scene, note: Note) -> str:
    """The words of the rule; where it never joined the list, those that were written."""
    picked = next(iter(note.picks.get("rule", ())), "")
    words = words_of("rule", picked, scene.site.note_lists)
    return note.texts.get("rule", "").strip() or words if words == picked else words


def thanks_screen(scene: Scene, by: str, words: str) -> Screen:
    """A good catch or thanks, to the person named alone (domain.md d.2 row 23)."""
    preview = f"{scene.tag()} · thanks from {scene.name(by)}"
    quote = (Quote(words),) if words else ()
    return Screen(preview, (Line((preview,)), *quote, Small(("Only you read this.",))))


def hour_screen(scene: Scene) -> Screen:
    """An hour after the end (domain.md d.6, "reply to the reporter"); from a silent place neutral words only."""
    if scene.silent:
        return Screen(scene.tag(), (Line((f"{scene.tag()} · thank you",)),))
    words = "Thank you for calling. It was right to."
    more = "What is learned from it comes back to you here."
    return Screen(scene.tag(), (Line((f"{scene.tag()} · ", Strong(words), f" {more}")),))


def chase_screen(scene: Scene, writer: str | None, reader: str | None) -> Screen:
    """The note is due; a button as long as it is, for its writer or for the tier above."""
    e = scene.e
    if e.note != NoteState.DUE:
        words = f"{scene.tag()} · the note is written" if e.note == NoteState.DONE else f"{scene.tag()} · open again"
        return Screen(words, (Small((words,)),))
    mine = writer == reader
    preview = f"{scene.tag()} · {'your' if mine else 'a'} note is due"
    due: Text = (" · by ", When(e.note_due_at, scene.site.zone, day=True)) if e.note_due_at else ()
    more = "A few taps are enough." if mine else f"{scene.name(writer)} has not written it. You can, in a few taps."
    button = Button("form.note", "Write the note", e.id, "primary")
    line = Line((Strong(preview), f" · {scene.where()}", *due, f". {more}"))
    return Screen(preview, (line, Buttons((button,))))
