"""The note of a case and the lesson of it: picks by level, a line of text, and the words that others may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.demo.year.acting import Acted
from domain.escalation import inputs as i
from domain.learning.indexed import indexed
from domain.learning.lesson import Lesson, LessonState
from domain.note import Note, id_of
from domain.severity import Severity
from domain.site import Site

_ENDED: Mapping[Severity, Sequence[str]] = {
    Severity.UPSET: (
        "Solved",
        "Solved",
        "Promise made",
        "Solved",
        "Calmed, not solved",
        "Solved",
        "Left by themselves",
    ),
    Severity.ABUSIVE: ("Solved", "Calmed, not solved", "Left by themselves", "Solved", "Contact ended by us"),
    Severity.THREATENING: ("Asked to leave", "Contact ended by us", "Left by themselves"),
    Severity.VIOLENT: ("Police removed", "Left by themselves"),
}
_BEHAVIOUR: Mapping[Severity, Sequence[tuple[str, ...]]] = {
    Severity.ABUSIVE: (("Shouting",), ("Insult",), ("Shouting", "Swearing at a person"), ("Films", "Shouting")),
    Severity.THREATENING: (("Threat to hurt",), ("Blocks the way", "Threat to hurt"), ("Refuses to leave", "Shouting")),
    Severity.VIOLENT: (("Grabs, pushes",), ("Hits, kicks, bites, other attack",)),
}
_HARDER: Mapping[Severity, Sequence[tuple[str, ...]]] = {
    Severity.UPSET: ((), (), ("Queue",), (), ("Rule unclear",)),
    Severity.ABUSIVE: (("Queue",), ("Alone",), ("Not allowed to decide",), ("Noise",), ("Nothing",), ("Rush",)),
    Severity.THREATENING: (("Short of staff",), ("Language",), ("Nothing",)),
    Severity.VIOLENT: (("Poor light",), ("No exit",), ("Unfamiliar place",)),
}
_SAFETY: Mapping[str, Sequence[tuple[str, ...]]] = {
    "harmed": (("Nobody",), ("Shaken",)),
    "weapon": (("None",),),
    "called": (("Security",), ("Nobody called",)),
    "safer": (("Second person from now on",), ("Nothing more needed",), ("Security stays",)),
    "decision": (("Spoken boundary",), ("Left for today",), ("Contact ended",)),
    "violence_type": (("2 Customer, patient or visitor",),),
    "who": (("Customer or client",), ("Stranger",)),
    "place_class": (("Inside the workplace",),),
    "kinds": (("Threat by words only",), ("Threat of force or of a weapon",)),
}
_TRAINING = ("Calming somebody down", "Saying no well", "Intoxicated people", "Our rules and what we may decide")
_THEIR_WORDS = ("You will hear from me.", "I know when you finish.", "Somebody will pay for this.")


def noted(acted: Acted) -> Note:
    """The note, written some time after the end, mostly before it is due, and kept in the timeline."""
    case = acted.case
    by, level = str(acted.e.ended_by), case.severity
    late = 40 * 60 if case.number % 19 == 7 else 10 + case.number * 17 % 140
    acted.does(i.KeepNote(by, done=True), minutes=late)
    words = {**_picks(acted), **(_safety(acted) if level >= Severity.THREATENING else {})}
    picks = {name: tuple(map(id_of, picked)) for name, picked in words.items() if any(picked)}
    return Note(acted.e.id, picks, _texts(acted), written_by=by, done=True, done_at=acted.at)


def _picks(acted: Acted) -> dict[str, tuple[str, ...]]:
    case, level = acted.case, acted.case.severity
    picks: dict[str, tuple[str, ...]] = {
        "ended": (case.pick(_ENDED[level]),),
        "trigger": (case.theme.trigger,),
        "rule": (case.theme.rule,),
        "helped": case.pick(case.theme.helped),
        "harder": case.pick(_HARDER[level]),
        "journey": (case.theme.journey,),
    }
    if level < Severity.VIOLENT:
        picks["tried"] = case.pick(case.theme.tried)
    if level > Severity.UPSET:
        picks["behaviour"] = case.pick(_BEHAVIOUR[level])
    if case.number % 9 == 4:
        picks["training"] = (_TRAINING[case.number // 9 % len(_TRAINING)],)
    return picks


def _safety(acted: Acted) -> dict[str, tuple[str, ...]]:
    picks = {name: acted.case.pick(options) for name, options in _SAFETY.items()}
    if acted.case.severity == Severity.VIOLENT:
        picks |= {"called": ("Police",), "kinds": ("Attack without a weapon",), "harmed": ("Shaken",)}
    return picks


def _texts(acted: Acted) -> dict[str, str]:
    case, level = acted.case, acted.case.severity
    texts = {"change": case.change or ("Nothing" if level >= Severity.THREATENING else "")}
    if level >= Severity.THREATENING:
        texts["their_words"] = case.pick(_THEIR_WORDS)
        texts["narrative"] = case.lesson
    else:
        texts["our_record"] = case.lesson
    return {name: words for name, words in texts.items() if words}


def lesson_of(note: Note, acted: Acted, site: Site) -> Lesson:
    """The lesson, cleared by whoever wrote the note minutes later."""
    e, place = acted.e, site.place(acted.e.place_id)
    ended_at, done_at = e.ended_at or acted.at, note.done_at or acted.at
    what = f"\nWhat should change: {acted.case.change}" if acted.case.change else ""
    lesson = Lesson(
        e.id,
        e.reference,
        e.site_id,
        e.highest,
        ended_at,
        place_id=e.place_id,
        by_phone=bool(place and place.phone_contact),
        triggers=note.value("trigger"),
        rule=next(iter(note.value("rule")), ""),
        ended=note.value("ended")[0],
        tried=note.value("tried"),
        helped=note.value("helped"),
        minutes=int((ended_at - e.raised_at).total_seconds() // 60),
        text=acted.case.lesson + what,
        state=LessonState.CLEARED,
        cleared_by=note.written_by,
        cleared_at=done_at + timedelta(minutes=3),
        held=bool(e.held),
    )
    return indexed(lesson, site)
