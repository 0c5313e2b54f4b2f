"""The cards: the words on the screen per severity and setting (domain.md b.3). At most three lines, verb first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.escalation.state import Escalation
from domain.severity import Flag, Severity
from domain.site import Place, Site


class Button(StrEnum):
    """What the card of a level offers the raiser to tap, beside the safe buttons."""

    PERSONAL = "personal"
    THREAT = "threat"
    HURT = "hurt"
    SWAP = "swap"
    WARNED = "warned"
    ENDED = "ended"


@dataclass(frozen=True)
class Card:
    """Three lines to act on, and the taps of this level."""

    lines: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    foot: str = ""


_UPSET = Card(
    (
        "Listen. Let them finish. Do not quote the rule.",
        "Say back what they want, in their words.",
        "Say what you CAN do, and when.",
    ),
    (Button.PERSONAL, Button.SWAP),
    "This is about us, not about you.",
)

_ABUSIVE = Card(
    (
        "Slow down. Lower your voice. Step back.",
        'Say: "I want to help. Not while you insult me."',
        'Still going? Say: "I\'m getting my supervisor." Walk away.',
    ),
    (Button.THREAT, Button.SWAP),
)

_ABUSIVE_PHONE = Card(
    (
        'Warn once: "I\'ll end the call if this goes on."',
        'Warn again, then say: "I\'m ending this call now."',
        "Hang up. You are allowed to.",
    ),
    (Button.WARNED, Button.ENDED, Button.THREAT, Button.SWAP),
)

_ABUSIVE_NO_WARNING = Card(
    (
        "You may end it now. No more warnings needed.",
        'Say: "I\'m ending this now."',
        "Hang up or walk away. You are allowed to.",
    ),
    (Button.ENDED, Button.THREAT, Button.SWAP),
)

_JOB_THREAT = Card(
    (
        "Stay silent. Let them talk.",
        "Don't argue. Don't promise. Don't defend yourself.",
        "Your supervisor takes it from here.",
    ),
    (Button.HURT, Button.SWAP),
)

_ROBBERY = Card(
    (
        "Do what they say. Give it to them.",
        "Don't block the way out. Don't stare. Don't follow.",
        "When they leave: lock up. Call {emergency}.",
    )
)

_VIOLENT = Card(("LEAVE NOW.", "Lock a door or get outside.", "CALL {emergency}.{silent_text}"))

_SELF_HARM = Card(
    (
        'Stay with them. Stay calm. Ask: "Are you safe right now?"',
        "Ask where they are.",
        "Your supervisor calls {emergency}.",
    )
)

_RESPONDER = {
    Severity.UPSET: ("Greet.", "Take over by name.", "Don't make them start again."),
    Severity.ABUSIVE: ("Stand with your colleague.", "Say who you are.", "Say what stops now."),
    Severity.THREATENING: ("Get staff away first.", "Two people.", "Police if they stay."),
    Severity.VIOLENT: (
        "Do not go in alone.",
        "Is the police call made?",
        "If you can't confirm in 60 s, make it.",
    ),
}


def raiser_card(e: Escalation, site: Site) -> Card:
    """The card that the raiser reads now, with the site's own texts put in."""
    place = site.place(e.place_id)
    card = _pick(e, place, site)
    silent_text = f" {site.silent_emergency_text}" if site.silent_emergency_text else ""
    lines = tuple(line.format(emergency=site.emergency_number, silent_text=silent_text) for line in card.lines)
    return Card(lines, card.buttons, card.foot)


def _pick(e: Escalation, place: Place | None, site: Site) -> Card:
    on_the_phone = place is not None and place.phone_contact
    if Flag.SELF_HARM in e.flags and e.severity < Severity.VIOLENT:
        return _SELF_HARM
    if e.severity == Severity.VIOLENT:
        return _ROBBERY if Flag.WEAPON in e.flags else _VIOLENT
    if e.severity == Severity.THREATENING:
        return _threatening(site, place, on_the_phone)
    if e.severity == Severity.ABUSIVE:
        return _abusive(e, on_the_phone)
    return _UPSET


def _threatening(site: Site, place: Place | None, on_the_phone: bool) -> Card:
    safe_place = _literally((place.safe_place if place else "") or site.safe_place)
    first = f'Say "{_literally(site.exit_phrase)}" Walk away now.'
    if on_the_phone:
        first, safe_place = 'Say "I\'m ending this call." Hang up now.', ""
    go = f"Go to {safe_place}. " if safe_place else ""
    third = go + "Call {emergency} any time. No permission needed."
    return Card((first, "Don't argue. Don't explain. Don't threaten back.", third))


def _literally(text: str) -> str:
    """A site's own text may hold braces: only ours are places to fill in."""
    return text.replace("{", "{{").replace("}", "}}")


def _abusive(e: Escalation, on_the_phone: bool) -> Card:
    if e.only_words:
        return _JOB_THREAT
    # Hate or a sexual remark removes the need for warnings (domain.md b.2, b.6).
    if e.flags & {Flag.HATE, Flag.SEXUAL_REMARK} and on_the_phone:
        return _ABUSIVE_NO_WARNING
    return _ABUSIVE_PHONE if on_the_phone else _ABUSIVE


def responder_lines(severity: Severity) -> tuple[str, ...]:
    """The three lines on a page."""
    return _RESPONDER[severity]


def meanwhile(e: Escalation, site: Site) -> str:
    """What the raiser can do while nobody has answered (domain.md b.4, "Raiser told")."""
    if e.severity <= Severity.UPSET:
        return "You may say: “I'll be right back with somebody.” Step away if you want."
    place = site.place(e.place_id)
    if e.severity == Severity.ABUSIVE and not e.lone:
        return "You may end this. Walk away or ask them to leave."
    safe_place = (place.safe_place if place else "") or site.safe_place
    go = f"Go to {safe_place}. Lock it. " if safe_place else "Leave if you can. "
    return f"{go}Call {site.emergency_number} any time."
