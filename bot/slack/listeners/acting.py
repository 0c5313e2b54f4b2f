"""Heard: a tap that does something to an escalation; one tap, one input, one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.afterwards import afterwards
from bot.slack.listeners.note_form import open_note
from bot.slack.listeners.saying import message_tapped
from bot.slack.payloads import Tap, user_of
from bot.slack.wing import Wing
from domain import timeline as t
from domain.errors import AlreadyEnded, AlreadyTaken, EscalationError, NeedsSecondPerson
from domain.escalation import inputs as i
from domain.people import Person
from domain.severity import Severity
from handlers.act import Outcome, UnknownEscalation, act
from handlers.learning.sharing import reopen
from handlers.ports import StoreUnavailable
from handlers.redraw import redraw_message
from handlers.resolve import resolve
from handlers.screens import Scene, Screen
from handlers.screens.forms import minutes_form, seen_form
from handlers.screens.parts import Line

_Make = Callable[[str, tuple[str, ...]], i.Input]

_INPUTS: dict[str, _Make] = {
    "acknowledge": lambda by, _: i.Acknowledge(by),
    "help": lambda by, _: i.OfferHelp(by),
    "on_the_way": lambda by, args: i.ComeOnTheWay(by, None if args == ("longer",) else int(args[0])),
    "with_them": lambda by, _: i.BeWithThem(by),
    "here": lambda by, _: i.SayHere(by),
    "pass": lambda by, _: i.PassOn(by),
    "take_over": lambda by, _: i.TakeOver(by),
    "worse": lambda by, args: i.RaiseSeverity(by, to=Severity[args[0].upper()]),
    "only_words": lambda by, _: i.SayOnlyWords(by),
    "safe": lambda by, args: i.AnswerSafe(by, safe=args == ("yes",)),
    "unsafe_again": lambda by, _: i.TakeBackSafe(by),
    "seen_safe": lambda by, _: i.SeeSafe(by),
    "ok": lambda by, args: i.AnswerOk(by, ok=args == ("yes",)),
    "swap": lambda by, _: i.AskSwap(by),
    "mistake": lambda by, _: i.SayMistake(by),
    "undo": lambda by, _: i.Undo(by),
    "boundary": lambda by, args: i.KeepBoundary(by, step=args[0]),
    "police": lambda by, args: i.AnswerPolice(by, called=args == ("yes",)),
}

# What may stand behind a verb; anything else is no tap of ours (reliability.md F75).
_LEVELS = tuple(severity.word.lower() for severity in Severity)
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "on_the_way": ("2", "5", "10", "longer"),
    "worse": _LEVELS,
    "safe": ("yes", "no"),
    "ok": ("yes", "no"),
    "police": ("yes", "no"),
    "boundary": ("warned", "ended"),
}

# Raise and acknowledge never wait behind anything else (principle 9).
SAFETY = frozenset({"acknowledge", "help", "with_them", "worse", "safe"})


def _known(verb: str, arguments: tuple[str, ...]) -> bool:
    allowed = _ARGUMENTS.get(verb)
    return verb in _INPUTS and (not arguments if allowed is None else len(arguments) == 1 and arguments[0] in allowed)


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """Do it, answer, then show what must be shown to this person alone."""
    person = wing.person(*user_of(body))
    verb, arguments = (tap.arguments[0], tap.arguments[1:]) if tap.arguments else ("", ())
    at = wing.now()
    try:
        if verb == "resolve":
            outcome = resolve(wing.ports, tap.value, person.id, at)
        elif verb == "reopen" and not arguments:
            outcome = reopen(wing.ports, tap.value, person.id, at)
        elif _known(verb, arguments):
            outcome = act(wing.ports, tap.value, _INPUTS[verb](person.id, arguments), at, safety=verb in SAFETY)
        else:
            raise UnknownEscalation
    except UnknownEscalation as unknown:
        ack()
        _say(wing, body, person, unknown.sentence)
        return
    except StoreUnavailable:
        ack()
        _say(wing, body, person, "NOT RECORDED. Nothing was changed. Tap again, or phone.")
        return
    _count(wing, outcome)
    ack()
    _after(wing, body, person, verb, arguments, outcome)


def _count(wing: Wing, outcome: Outcome) -> None:
    kinds = {type(entry) for entry in outcome.decision.entries}
    if t.EpochClosed in kinds:
        wing.metrics.acknowledged()
    if t.Denied in kinds:
        wing.metrics.denied()


def _after(
    wing: Wing, body: dict[str, Any], person: Person, verb: str, arguments: tuple[str, ...], outcome: Outcome
) -> None:
    trigger_id = str(body.get("trigger_id", ""))
    scene, refusal = outcome.scene, outcome.refusal
    if isinstance(refusal, NeedsSecondPerson) and verb == "resolve":
        afterwards(lambda: wing.open_form(trigger_id, seen_form(scene)))
    elif refusal is not None:
        _say(wing, body, person, sentence_for(scene, refusal))
        afterwards(lambda: _redraw(wing, body))
    elif verb == "resolve":
        afterwards(lambda: open_note(wing, trigger_id, scene.e.id, person))
    elif verb == "on_the_way" and arguments[:1] == ("longer",):
        afterwards(lambda: wing.open_form(trigger_id, minutes_form(scene.e)))


def _redraw(wing: Wing, body: dict[str, Any]) -> None:
    """A refused tap came from a message that shows something old: draw it anew (screens.md rule 8, F58)."""
    message_id = message_tapped(body)
    if message_id:
        redraw_message(wing.ports, message_id, wing.now())


def _say(wing: Wing, body: dict[str, Any], person: Person, sentence: str) -> None:
    url = str(body.get("response_url", ""))
    afterwards(lambda: wing.tell(person, url, Screen(sentence, (Line((sentence,)),))))


def sentence_for(scene: Scene, refusal: EscalationError) -> str:
    """The refusal with the names and times that belong into it (invariant 7, "Edges")."""
    e = scene.e
    if isinstance(refusal, AlreadyTaken) and e.owner_id:
        return f"{scene.name(e.owner_id)} has it already. You can stop."
    if isinstance(refusal, AlreadyEnded) and e.ended_at:
        how = "resolved it" if e.state == "resolved" else "called it off"
        return f"{scene.name(e.ended_by)} {how} at {scene.clock(e.ended_at)}. Nothing was changed."
    return refusal.sentence
