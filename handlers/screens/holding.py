"""What managers see of how long something that is over is kept, and of a hold on it (domain.md e.6)."""

from __future__ import annotations

from datetime import timedelta

from domain.escalation import Escalation
from domain.escalation.rights import may_hold
from domain.learning.keeping import text_until
from domain.people import Standing
from handlers.screens.parts import Button, Choice, Form, Line, Part, Pick, Screen, Small, Strong, When
from handlers.screens.scene import Scene

HOLD = "hold"
_WHY = {"police": "The police", "hr": "HR", "legal": "A court or our lawyers"}
_A_MOMENT = timedelta(microseconds=1)


def hold_menu(e: Escalation, reader: Standing) -> tuple[Button, ...]:
    """For managers of the site and admins; Slack asks for two entries at least."""
    if e.open or not may_hold(e, reader):
        return ()
    if e.held:
        return (Button("hold.lift", "Lift the hold", e.id), Button("hold.ask", "Hold for another reason", e.id))
    items = [Button("hold.ask", "Keep under hold", e.id), Button("hold.until", "How long it is kept", e.id)]
    if e.police_called:
        items.append(Button("hold.lift", "Others may learn from it", e.id))
    return tuple(items)


def hold_form(scene: Scene) -> Form:
    """For whom it is kept: one pick."""
    choices = tuple(Choice(why, words) for why, words in _WHY.items())
    picked = (scene.e.held,) if scene.e.held in _WHY else ()
    return Form(
        HOLD,
        "Keep under hold",
        (
            Pick("why", "Who may need it?", choices, picked=picked, optional=False),
            Small(("Nothing of it is removed, and nobody learns from it, until somebody lifts the hold.",)),
        ),
        submit="Keep it",
        close="Back",
        context={"escalation": scene.e.id},
    )


def kept_form(scene: Scene) -> Form:
    """Until when names and words are kept as the site has set."""
    until = text_until(scene.e, scene.site.learning.keeping, scene.site.zone)
    # The instant is the midnight after the last day.
    day = When(until - _A_MOMENT, scene.site.zone, day=True).local().rsplit(" ", 1)[0] if until else ""
    year = f" {until.year}" if until else ""
    parts: tuple[Part, ...] = (
        Line((Strong(scene.tag()),)),
        Line((f"Names and words are kept until {day}{year}, then only what is counted.",)),
        Small(("How long is set for the whole site. A hold keeps it for as long as it is needed.",)),
    )
    return Form("hold_until", "How long it is kept", parts, close="Back")


def stub(scene: Scene, reader: Standing | None = None) -> Screen:
    """What is left in chat a week after the end: its reference. Whoever owes the note, or may hold it, still can."""
    e = scene.e
    words = f"{e.reference} · over"
    owes = reader is not None and e.note == "due" and e.ended_by == reader.person_id
    note = Button("form.note", "Write the note", e.id) if owes else None
    menu = hold_menu(e, reader) if reader and not note else ()
    return Screen(words, (Line((words,), menu=menu, button=note),))


def bare_stub(reference: str) -> Screen:
    """The same once its texts are gone: nothing can be done to it any more."""
    words = f"{reference} · over"
    return Screen(words, (Line((words,)),))
