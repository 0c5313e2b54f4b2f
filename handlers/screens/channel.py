"""What everybody in the site's channel sees: no raiser's name, no words, no flags (screens.md, "Channel card")."""

from __future__ import annotations

from domain.escalation import Escalation, State
from domain.severity import Severity
from handlers.screens.parts import Button, Buttons, Line, Part, Screen, Strong, Text
from handlers.screens.scene import Scene


def channel_card(scene: Scene) -> Screen:
    """The card that is edited in place while the escalation lives."""
    e = scene.e
    if e.silent:
        # The place turned out to be one whose screens customers can read (screens.md rule 11).
        return Screen("Moved out of this channel", (Line(("Moved out of this channel.",)),))
    preview = f"{e.severity.word} · {scene.spot()} · {_status(scene)}"
    parts: list[Part] = [Line((Strong(preview),)), Line(_state_line(scene))]
    if e.safety_case and e.open:
        parts.append(Line((Strong("Don't go alone. Don't call the desk."),)))
    if e.open and e.state != State.WITH_THEM:
        parts.append(Buttons((Button("act.help", "I can help", e.id),)))
    return Screen(preview, tuple(parts))


def _status(scene: Scene) -> str:
    e = scene.e
    if not e.open:
        return "over"
    return f"{scene.name(e.owner_id)} has it" if e.owner_id else "nobody has it yet"


def _state_line(scene: Scene) -> Text:
    e = scene.e
    nearest = e.nearest
    if not e.open:
        return ("Over since ", scene.when(e.ended_at or scene.at), ".")
    if nearest is None:
        return (f"Paging {_groups(e)} since ", scene.when(e.raised_at), ".")
    said = {State.ACKNOWLEDGED: "has it", State.ON_THE_WAY: "is on the way", State.WITH_THEM: "is there"}
    return (f"{scene.name(nearest.person_id)} {said[nearest.stage]}. {scene.count()}".rstrip(),)


def _groups(e: Escalation) -> str:
    if e.state == State.UNANSWERED:
        return "everybody"
    tiers = sorted(group.value[-1] for group in e.groups if group.value.startswith("tier_"))
    if len(tiers) > 1:
        return f"tiers {', '.join(tiers[:-1])} and {tiers[-1]}"
    return f"tier {tiers[0]}" if tiers else "the last resort"


def channel_call(scene: Scene, why: str) -> Screen:
    """A new post that notifies the whole channel: only for VIOLENT and UNANSWERED, and never a page."""
    if scene.e.silent:
        return Screen("Moved out of this channel", (Line(("Moved out of this channel.",)),))
    words = "VIOLENT" if why == "violent" else f"{scene.e.severity.word}, NOBODY HAS ANSWERED"
    preview = f"{words} · {scene.spot()}"
    parts: list[Part] = [Line((Strong(preview),))]
    if scene.e.safety_case:
        parts.append(Line(("Don't go alone. Don't call the desk.",)))
    if not scene.e.open:
        return Screen(f"{preview} · over", (Line((f"{preview} · over",)),))
    parts.append(Buttons((Button("act.help", "I can help", scene.e.id),)))
    return Screen(preview, tuple(parts), everyone=scene.e.severity == Severity.VIOLENT or why == "unanswered")


def thread_line(scene: Scene, words: str) -> Screen:
    """One human act, in the thread of the card."""
    return Screen(words, (Line((words,)),))
