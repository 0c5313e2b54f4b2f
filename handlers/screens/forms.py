"""The dialogs that come after the first tap: place, flags, severity, hand on, same event, stand down, minutes."""

from __future__ import annotations

from domain.edits.sequence import length
from domain.escalation import Escalation
from domain.severity import ABOUT_FLAGS, DANGER_FLAGS, FLAG_WORDS, Flag, Severity
from domain.site import Site
from handlers.screens.parts import Button, Buttons, Choice, Form, Line, Part, Pick, Small, Strong, Write
from handlers.screens.picker import SHAPES
from handlers.screens.scene import Scene


def place_form(site: Site, current: str | None, context: dict[str, str]) -> Form:
    """*Change* and *Wrong place*: one pick."""
    if not site.places:
        return _nothing_to_pick("place", "Where?", "This site has no places set up. Tell those who come where you are.")
    choices = tuple(Choice(place.id, place.name) for place in site.places)
    picked = (current,) if current and site.place(current) else ()
    return Form(
        "place",
        "Where?",
        (Pick("place", "Place", choices, picked=picked, optional=False),),
        submit="That's it",
        close="Back",
        context=context,
    )


def flags_form(e: Escalation) -> Form:
    """Facts about the event, in two groups, none required."""
    return Form(
        "flags",
        "What else?",
        (
            _flags("danger", "Danger", DANGER_FLAGS, e.flags),
            _flags("about", "About them", ABOUT_FLAGS, e.flags),
            Write("words", "In a few words", optional=True, limit=500),
        ),
        submit="Add",
        close="Back",
        context={"escalation": e.id},
    )


def _flags(id_: str, label: str, group: tuple[Flag, ...], ticked: frozenset[Flag]) -> Pick:
    choices = tuple(Choice(flag.value, FLAG_WORDS[flag]) for flag in group)
    return Pick(id_, label, choices, many=True, picked=tuple(f.value for f in group if f in ticked))


def severity_form(e: Escalation) -> Form:
    """Worse is one tap; less needs a reason (domain.md b.1 rule 4)."""
    worse = tuple(
        Button(f"act.worse.{s.word.lower()}", f"{SHAPES[s]} {s.word}", e.id, "danger" if s == Severity.VIOLENT else "")
        for s in sorted(Severity, reverse=True)
        if s > e.severity
    )
    lower = tuple(Choice(s.word.lower(), s.word) for s in sorted(Severity, reverse=True) if s < e.severity)
    parts: list[Part] = [Line((Strong("Worse? One tap pages again."),)), Buttons(worse)] if worse else []
    if lower:
        parts += [
            Pick("severity", "Less than thought", lower, optional=not worse),
            Write("reason", "Why is it less?", limit=300),
        ]
    return Form(
        "severity",
        "Change severity",
        tuple(parts),
        submit="Lower it" if lower else None,
        close="Back",
        context={"escalation": e.id},
    )


def _nothing_to_pick(name: str, title: str, sentence: str) -> Form:
    return Form(name, title, (Line((sentence,)),), close="Back")


def people_form(name: str, title: str, label: str, people: tuple[tuple[str, str], ...], e: Escalation) -> Form:
    """Pick one person: *Hand on*, or the colleague whom it is about."""
    if not people:
        return _nothing_to_pick(name, title, "Nobody else of this site can be reached by StepIn.")
    choices = tuple(Choice(person, words) for person, words in people)
    pick = Pick("person", label, choices, optional=False)
    note = Small(("You stay responsible until they tap *I have it*.".replace("*", ""),))
    parts: tuple[Part, ...] = (pick, note) if name == "hand_on" else (pick,)
    return Form(name, title, parts, submit="Ask them" if name == "hand_on" else "That's them", close="Back",
                context={"escalation": e.id})  # fmt: skip


def same_event_form(scene: Scene) -> Form:
    """*Same event*: a human says that two are one."""
    if not scene.others:
        return _nothing_to_pick("same_event", "Same event", "Nothing else is open at this place.")
    choices = tuple(
        Choice(other.id, f"{other.reference} · {other.severity.word} · {scene.clock(other.raised_at)}")
        for other in scene.others
    )
    return Form(
        "same_event",
        "Same event",
        (Pick("other", "Which one is the same?", choices, optional=False),
         Small(("Both stay on record. Whoever has one has both.",))),
        submit="Same event",
        close="Back",
        context={"escalation": scene.e.id},
    )  # fmt: skip


def stand_down_form(scene: Scene) -> Form:
    """*No longer needed*; in a safety case only by somebody who saw or spoke to the raiser."""
    if not scene.e.safety_case or scene.e.seen_safe_by:
        line = Line(("Everybody who was paged is told that it is over.",))
        return Form("stand_down", "No longer needed?", (line,), submit="Stand down", close="Back",
                    context={"escalation": scene.e.id})  # fmt: skip
    who = scene.name(scene.e.raiser_id)
    return Form(
        "stand_down",
        "No longer needed?",
        (Line((f"Have you seen {who}, or spoken to {who}? Only then can this be stood down.",)),),
        submit="Yes, they are safe",
        close="Not yet",
        context={"escalation": scene.e.id, "saw": "yes"},
    )


def seen_form(scene: Scene) -> Form:
    """After *Resolve* in a safety case without a last *Safe*: one question before it can be over."""
    who = scene.name(scene.e.raiser_id)
    words = {"none": f"{who} has not said to be safe.", "NOT SAFE": f"{who} said NOT SAFE."}
    said = words.get(scene.safe_words(), f"{who} said to be safe.")
    return Form(
        "seen",
        "Before it is over",
        (Line((Strong(said),)), Line((f"Have you seen {who}, or spoken to {who}? It stays open until somebody has.",))),
        submit="Yes, they are safe",
        close="Not yet",
        context={"escalation": scene.e.id},
    )


def minutes_form(e: Escalation) -> Form:
    """After *Longer*: how many minutes, if one knows; others are paged already."""
    return Form(
        "minutes",
        "On the way",
        (Line((f"Noted: over {length(e.policy.far_eta)}. Others are still paged.",)),
         Write("minutes", "How many minutes, about?", limit=3)),
        submit="Tell them",
        close="Don't know",
        context={"escalation": e.id},
    )  # fmt: skip
