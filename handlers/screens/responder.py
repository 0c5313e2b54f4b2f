"""What a paged person sees: the page, its stub, the list after an outage, and the lines told meanwhile (screens.md)."""

from __future__ import annotations

from domain.edits.sequence import length
from domain.escalation import Escalation, State
from domain.people import Standing
from domain.playbook import responder_lines
from domain.severity import FLAG_WORDS, Flag, Severity
from handlers.screens.holding import hold_menu
from handlers.screens.learning.after_note import ways_on
from handlers.screens.parts import Button, Buttons, Inline, Line, Part, Quote, Screen, Small, Steps, Strong
from handlers.screens.scene import Scene

# Slack's 50 blocks a message: lines with a button, then the others as text, so that a list names them all (P25).
LIST_LINES = 30
TEXT_LINES = 40
MOST_TEXTS = 18
WARNINGS_BEFORE_LEAVING = 2
_YOU = {
    State.ACKNOWLEDGED: "you have it",
    State.ON_THE_WAY: "you are on the way",
    State.WITH_THEM: "you are with them",
}

_NEXT = {
    State.ACKNOWLEDGED: "You have it. When will you be there?",
    State.ON_THE_WAY: "Later, or there already? Tap again.",
    State.WITH_THEM: "You are with them. Tap Resolve when it is over.",
}


def page(
    scene: Scene, reader: Standing, times: int, newest: bool = True, note: str = "", similar: tuple[Part, ...] = ()
) -> Screen:
    """A page to `reader`, who has been paged `times` times; redrawn as it stands whenever something changes.

    `similar`: what helped before, below everything that is tapped.
    """
    if not newest:
        return _stub(scene)
    e = scene.e
    if not e.open:
        return _over(scene, reader)
    if reader.person_id in e.excluded:
        return Screen(f"{scene.tag()} · stood down", (Line((f"{scene.tag()} · stood down",)),))
    if reader.person_id in e.passed and not e.answer_of(reader.person_id):
        return _passed(scene)
    preview = _preview(scene, reader, times)
    return Screen(
        preview,
        (
            Line((Strong(preview),), menu=_menu(scene, reader)),
            *((Line((Strong(note),)),) if note else ()),
            *_warnings(scene, reader),
            Line(_facts(scene, reader)),
            *_words(e),
            Steps(responder_lines(e.severity)),
            *_taps(scene, reader),
            Small(scene.in_case_of()),
            *_backup(scene),
            *similar,
        ),
    )


def _preview(scene: Scene, reader: Standing, times: int) -> str:
    e = scene.e
    call = f"call {times} · open and answer" if e.epoch_open else f"{scene.name(e.owner_id)} has it"
    if own := e.answer_of(reader.person_id):
        call = _YOU[own.stage]
    return f"{e.severity.word} · {scene.where()} · {call}"


def _stub(scene: Scene) -> Screen:
    words = f"{scene.tag()} · {scene.where()} · see the newest page below"
    return Screen(words, (Small((words,)),))


def _passed(scene: Scene) -> Screen:
    words = f"{scene.tag()} · {scene.where()} · passed on"
    again = Button("act.acknowledge", "I have it after all", scene.e.id)
    return Screen(words, (Line((words + ". Thanks for saying so.",)), Buttons((again,))))


def _over(scene: Scene, reader: Standing) -> Screen:
    e = scene.e
    words = f"{scene.tag()} · {scene.where()} · over"
    ended: Inline = scene.when(e.ended_at) if e.ended_at else ""
    how = "resolved it" if e.state == State.RESOLVED else "called it off"
    said = (f"{words}. {scene.name(e.ended_by)} {how} at ", ended, ".")
    parts: list[Part] = [Line(said, menu=hold_menu(e, reader))]
    if e.note == "due" and (e.ended_by == reader.person_id or e.answer_of(reader.person_id)):
        parts.append(Buttons((Button("form.note", "Write the note", e.id, "primary"), _reopen(e))))
    elif reader.manages or e.answer_of(reader.person_id):
        amends = e.note == "done" and reader.person_id != e.raiser_id and e.texts_gone_at is None
        amend = (Button("note.amend", "Amend the note", e.id),) if amends else ()
        parts.append(Buttons((*amend, *(ways_on(e) if amends else ()), _reopen(e))))
    return Screen(words, tuple(parts))


def _reopen(e: Escalation) -> Button:
    return Button("act.reopen", "Reopen", e.id)


def _warnings(scene: Scene, reader: Standing) -> tuple[Part, ...]:
    e = scene.e
    lines: list[Part] = []
    if e.silent:
        lines.append(Line((Strong("SILENT. Do not call the desk. Walk in as normal."),)))
    if reader.busy_in and reader.busy_in != e.reference and not e.answer_of(reader.person_id):
        lines.append(Line((f"You are with somebody in {reader.busy_in}. Others are paged as well.",)))
    if e.warnings >= WARNINGS_BEFORE_LEAVING and Flag.REFUSES in e.flags and e.severity == Severity.ABUSIVE:
        lines.append(Line((Strong("Ask them to leave; police if they refuse."),)))
    if e.mistake_said:
        lines.append(Line((Strong("They say: pressed by mistake."), " Go and look, or speak to them, then confirm.")))
    if e.checks_missed and e.state != State.WITH_THEM:
        lines.append(Line((Strong(f"No answer from staff ({e.checks_missed})."), _call_police(scene))))
    lines += _too_far(scene, reader)
    if e.resolve_asked_by and e.needs_second_person():
        lines.append(Line((f"{scene.name(e.resolve_asked_by)} wants to close it. ", Strong("Has anybody seen them?"))))
    return tuple(lines)


def _too_far(scene: Scene, reader: Standing) -> list[Part]:
    """Over the site's `far_eta` away: a nearer helper, or the police (domain.md b.4, "Arrival over 10 min away")."""
    e = scene.e
    own = e.answer_of(reader.person_id)
    if own is None or not own.far or e.nearest != own:
        return []
    police = "" if e.police_called else ", or are the police called"
    far = f"You are over {length(e.policy.far_eta)} away."
    return [Line((Strong(far), f" Is somebody nearer{police}? Both are in the menu."))]


def _call_police(scene: Scene) -> str:
    if not scene.e.someone_may_get_hurt:
        return " Go and look."
    return f" Call {scene.site.emergency_number} if you cannot see them."


def _facts(scene: Scene, reader: Standing) -> tuple[Inline, ...]:
    """ "Mia, alone. Since 21:14. Safe answer: none. Also paged: Omar. 0 of 2 have it." """
    e = scene.e
    alone = ", alone" if e.lone or Flag.ALONE in e.flags else ""
    others = tuple(person for person in scene.paged_now() if person != reader.person_id)
    facts: list[Inline] = [Strong(scene.name(e.raiser_id)), f"{alone}. Since ", scene.when(e.raised_at), ". "]
    if e.severity >= 2 or e.safety_case:
        facts.append(f"Safe answer: {scene.safe_words()}. ")
    if others:
        facts.append(f"Also paged: {scene.names(others)}. ")
    facts.append(_who_has_it(scene, reader))
    flags = [FLAG_WORDS[flag] for flag in Flag if flag in e.flags and flag != Flag.ALONE]
    if flags:
        facts.append(Strong(" " + " · ".join(flags) + "."))
    if e.police_called:
        facts += [" Police called at ", scene.when(e.police_at or scene.at), "."]
    if e.swap_asked:
        facts.append(" Asks to be swapped out.")
    if e.linked:
        facts.append(f" Also raised here: {', '.join(other.reference for other in scene.others) or 'another one'}.")
    return tuple(facts)


def _who_has_it(scene: Scene, reader: Standing) -> str:
    said = {State.ACKNOWLEDGED: "has it", State.ON_THE_WAY: "is on the way", State.WITH_THEM: "is with them"}
    others = [f"{scene.name(a.person_id)} {said[a.stage]}" for a in scene.e.answers if a.person_id != reader.person_id]
    return f"{scene.count()} {'. '.join(others)}{'.' if others else ''}".strip()


def _words(e: Escalation) -> tuple[Part, ...]:
    return tuple(Quote(words) for words in e.words[-3:])


def _taps(scene: Scene, reader: Standing) -> tuple[Part, ...]:
    e = scene.e
    own = e.answer_of(reader.person_id)
    if own:
        return _answered_taps(scene, own.stage)
    if e.epoch_open or e.hand_on_to == reader.person_id:
        return (
            Buttons((Button("act.acknowledge", "I have it", e.id, "primary"),)),
            Buttons((Button("act.pass", "Can't, pass on", e.id), Button("act.with_them", "I'm with them", e.id))),
        )
    taps = [Button("act.take_over", "Take over", e.id)] if reader.manages else []
    return (Buttons((*taps, Button("act.with_them", "I'm with them", e.id))),)


def _answered_taps(scene: Scene, stage: State) -> tuple[Part, ...]:
    """A second tap of a shaking hand must hit nothing: a line of text stands where the last button was."""
    e = scene.e
    rows: list[tuple[Button, ...]] = []
    if stage != State.WITH_THEM:
        minutes = [Button(f"act.on_the_way.{m}", f"{m} min", e.id) for m in (2, 5, 10)]
        rows.append((*minutes, Button("act.on_the_way.longer", "Longer", e.id)))
        rows.append((Button("act.with_them", "I'm with them", e.id, "primary"),))
    # The check goes to whoever is with them, too (domain.md c.1).
    if e.needs_second_person() or (e.check_asked_at and stage == State.WITH_THEM):
        rows.append((Button("act.seen_safe", "I saw them safe", e.id),))
    if e.highest >= 4 and e.police_called is None:
        yes = Button("act.police.yes", "Police called", e.id)
        rows.append((yes, Button("act.police.no", "No police", e.id)))
    rows.append((Button("act.resolve", "Resolve", e.id, "primary" if stage == State.WITH_THEM else ""),))
    return (Line((_NEXT[stage],)), *(Buttons(row) for row in rows))


def _menu(scene: Scene, reader: Standing) -> tuple[Button, ...]:
    e = scene.e
    if not e.answer_of(reader.person_id):
        return ()
    items = [
        Button("form.severity", "Raise severity", e.id),
        Button("form.hand_on", "Hand on", e.id),
        Button("form.stand_down", "No longer needed", e.id),
    ]
    if scene.others and not e.same_event:
        items.insert(2, Button("form.same_event", "Same event", e.id))
    if e.someone_may_get_hurt and e.highest < 4 and e.police_called is None:
        items.append(Button("act.police.yes", "Police called", e.id))
    return tuple(items)


def _backup(scene: Scene) -> tuple[Part, ...]:
    """The backup list as names and numbers, once it is called: those without an account cannot be paged."""
    if "backup" not in scene.e.groups:
        return ()
    numbers = " · ".join(f"{contact.name} {contact.number}" for contact in scene.site.backup if contact.number)
    return (Small((f"Backup: {numbers}",)),) if numbers else ()


def told(scene: Scene, words: str, quote: str = "", answer: bool = False, while_open: bool = False) -> Screen:
    """A line to somebody who has to know; `answer` offers *I have it* with it (screens.md rule 9).

    `while_open`: the words hold only as long as the escalation is open, and say so afterwards.
    """
    over = " · over now" if while_open and not scene.e.open else ""
    preview = f"{scene.tag()} · {words}{over}"
    parts: list[Part] = [Line((preview,))]
    if quote:
        parts.append(Quote(quote))
    if answer and scene.e.open:
        parts.append(Buttons((Button("act.acknowledge", "I have it", scene.e.id, "primary"),)))
    return Screen(preview, tuple(parts))


def page_list(scenes: tuple[Scene, ...], reader: Standing) -> Screen:
    """One message in place of many: everything that waits for this person, worst first (reliability.md F51)."""
    waiting = [scene for scene in scenes if scene.e.open and scene.e.epoch_open]
    preview = f"{len(waiting)} calls for help wait for you · open and answer"
    parts: list[Part] = [Line((Strong(preview),))]
    for scene in waiting[:LIST_LINES]:
        e = scene.e
        own = e.answer_of(reader.person_id)
        button = None if own else Button("act.acknowledge", "I have it", e.id, "primary" if e.severity > 2 else "")
        since: tuple[Inline, ...] = (Strong(e.severity.word), f" · {scene.where()} · since ", scene.when(e.raised_at))
        parts.append(Line((*since, " · you have it" if own else ""), button=button))
    return Screen(preview, (*parts, *_rest_of_list(waiting[LIST_LINES:])))


def _rest_of_list(waiting: list[Scene]) -> tuple[Part, ...]:
    """The less bad ones, without buttons: those come up as the first are answered."""
    lines = [f"{one.e.severity.word} · {one.spot()} · since {one.clock(one.e.raised_at)}" for one in waiting]
    texts = ["\n".join(lines[first : first + TEXT_LINES]) for first in range(0, len(lines), TEXT_LINES)]
    return tuple(Small((text,)) for text in texts[:MOST_TEXTS])
