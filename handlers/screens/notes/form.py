"""The form of the resolution note: what must be filled first, the rest behind *More*, taps before text (d.1, d.2)."""

from __future__ import annotations

from domain.note import Field, entries, is_required, offered, shown_fields
from domain.note.lists import WORDS_FIT
from handlers.screens.notes.writing import NEW_RULE, NOTE, THANKS_FOR, THANKS_TO, Writing
from handlers.screens.parts import Button, Buttons, Choice, Form, Line, Part, Pick, Small, Write

REMINDER = "The customer, your colleague and a court may read this."
_LINE_FITS = 500
_ONE_OF_TWO = "Pick one, or write another below: it was something of ours."


def note_form(writing: Writing, more: bool = False, said: str = "") -> Form:
    """The form as it stands; `more` shows what is offered, too; `said` is a line above it."""
    scene, amends = writing.scene, writing.amends
    more = more or writing.more_filled
    fields = shown_fields(scene.e.highest) if more else writing.first()
    parts: list[Part] = [Small((f"{scene.tag()} · {scene.e.highest.word} · {scene.where()}",))]
    if amends:
        parts.append(Small(("This note is done. What stood in it before stays readable.",)))
    if said:
        parts.append(Line((said,)))
    parts += _to_read(writing)
    for one in fields:
        parts += _asked(writing, one)
    parts += _thanks(writing) if more else (Buttons((Button("note.more", "More", scene.e.id),)),)
    parts.append(Small((REMINDER,)))
    return Form(
        NOTE,
        "Amend the note" if amends else "What did we learn?",
        tuple(parts),
        submit="Done",
        close="Leave it" if amends else "Write it later",
        context={"escalation": scene.e.id, **({"more": "yes"} if more else {})},
    )


def _to_read(writing: Writing) -> tuple[Part, ...]:
    """What else there is about it, for those with the right to this form (domain.md c.2)."""
    id_ = writing.scene.e.id
    buttons: list[Button] = []
    if writing.accounts:
        buttons.append(Button("note.accounts", "Own account", id_))
    if writing.earlier:
        buttons.append(Button("note.earlier", "Earlier versions", id_))
    return (Buttons(tuple(buttons)),) if buttons else ()


def _asked(writing: Writing, one: Field) -> tuple[Part, ...]:
    if one.id == "rule":
        return _rule(writing, one)
    optional = _may_stay_empty(writing, one)
    if one.picked:
        return (_pick(writing, one, optional),)
    text = writing.note.texts.get(one.id, "")
    return (Write(one.id, one.label, text, optional=optional, one_line=one.one_line, hint=one.hint),)


def _may_stay_empty(writing: Writing, one: Field) -> bool:
    return not is_required(one, writing.scene.e.highest, writing.note)


def _pick(writing: Writing, one: Field, optional: bool, hint: str = "") -> Pick:
    """What is offered; a retired entry only where it is what was picked."""
    own, picked = writing.scene.site.note_lists, writing.picked(one)
    choices = tuple(Choice(e.id, e.words) for e in entries(one.id, own) if not e.retired or e.id in picked)
    return Pick(one.id, one.label, choices, one.many, picked, optional=optional, live=True, hint=hint)


def _rule(writing: Writing, one: Field) -> tuple[Part, ...]:
    """A pick from the list of the site, or a new one in words, which joins the list (domain.md d.2 row 5)."""
    own, picked = writing.scene.site.note_lists, writing.picked(one)
    optional = _may_stay_empty(writing, one)
    words = writing.note.texts.get(one.id, "")
    if not offered(one.id, own) and not any(e.id in picked for e in entries(one.id, own)):
        return (Write(NEW_RULE, one.label, words, optional=optional, limit=WORDS_FIT),)
    # The platform marks what may stay empty; here one of the two may.
    pick = _pick(writing, one, optional=True, hint="" if optional else _ONE_OF_TWO)
    written = "" if any(choice.id in picked for choice in pick.choices) else words
    return (pick, Write(NEW_RULE, "Another one, in a few words", written, optional=True, limit=WORDS_FIT))


def _thanks(writing: Writing) -> tuple[Part, ...]:
    """Good catch or thanks: to one person, privately (row 23). Not where somebody must not know of it (c.6)."""
    scene = writing.scene
    if scene.e.about_colleague:
        return ()
    people = (scene.directory.person(one) for one in scene.site.people() if one != writing.note.written_by)
    choices = tuple(Choice(one.id, one.name) for one in people if one and one.reachable)
    if not choices:
        return ()
    pick = Pick(THANKS_TO, "Good catch, or thanks: to whom?", choices)
    return (pick, Write(THANKS_FOR, "What for? Only they read it.", limit=_LINE_FITS))
