"""The lesson that is proposed from a finished note: its picks, and a few words with what is personal taken out.

Never the narrative, and never the customer's words (domain.md d.4, d.5): a person reads it and shares it, or not.
"""

from __future__ import annotations

from domain.learning.indexed import indexed
from domain.learning.lesson import Lesson
from domain.note import NOTHING, Note, all_words, id_of
from handlers.learning.clearing.finding import words_known
from handlers.learning.clearing.taking_out import rid_of
from handlers.screens import Scene

_FALSE_ALARM = id_of("False alarm")
_EMPTY = frozenset({NOTHING, id_of("Nothing did"), id_of("None"), id_of("No"), id_of("n/a"), ""})
_NO_HELP = frozenset({id_of("Nothing did"), id_of("Nothing could be offered")})


def proposed(scene: Scene, note: Note) -> Lesson | None:
    """What others could learn; None for an escalation about a colleague (c.6) and for a false alarm."""
    e = scene.e
    if e.about_colleague or e.ended_at is None or _FALSE_ALARM in note.value("ended"):
        return None
    lesson = Lesson(
        e.id,
        e.reference,
        e.site_id,
        e.highest,
        e.ended_at,
        place_id=e.place_id,
        by_phone=bool(scene.place and scene.place.phone_contact),
        triggers=note.value("trigger"),
        rule=next(iter(note.picks.get("rule", ())), ""),
        ended=next(iter(note.value("ended")), ""),
        tried=note.value("tried"),
        helped=note.value("helped"),
        minutes=int((e.ended_at - e.raised_at).total_seconds() // 60),
        text=_text(scene, note),
        # Under police: nobody finds it until a manager says that others may (domain.md d.5, guards).
        held=bool(e.held or e.police_called),
    )
    return indexed(lesson, scene.site)


def _text(scene: Scene, note: Note) -> str:
    known, own = words_known(scene.site, scene.directory), scene.site.note_lists
    said = {name: rid_of(note.texts.get(name, "").strip(), known) for name in ("our_record", "change")}
    picked = {
        name: ", ".join(all_words(name, (one for one in note.value(name) if one not in _NO_HELP), own))
        for name in ("tried", "helped")
    }
    lines = (
        ("Our record: ", said["our_record"]),
        ("Tried: ", picked["tried"]),
        ("What helped: ", picked["helped"]),
        ("What should change: ", said["change"]),
    )
    return "\n".join(f"{label}{words}" for label, words in lines if id_of(words) not in _EMPTY)
