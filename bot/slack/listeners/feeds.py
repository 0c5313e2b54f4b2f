"""Heard: somebody makes a calendar link, or revokes one. The link goes straight into their DM and is kept nowhere."""

from __future__ import annotations

from typing import Any

from bot.afterwards import afterwards
from bot.slack.payloads import Tap, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.people import Person
from handlers.feeds import digest_of, links_of, make, revoke, title
from handlers.home import home_of
from handlers.ports import NotSent, OutcomeUnknown, StoreUnavailable
from handlers.screens import Screen
from handlers.screens.feeds import NOT_ON, link_screen, revoked_screen
from handlers.screens.parts import Line

_NOT_MADE = "NO LINK was made. Nothing was changed. Tap again."
_NOT_REVOKED = "NOT REVOKED. Nothing was changed; the link still works. Tap again."


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Make a link* (of one's own shifts, or with "<site>|<tier>" of a tier) or *Revoke*."""
    person = wing.person(*user_of(body))
    ack()
    verb = tap.arguments[0] if tap.arguments else ""
    if verb == "make":
        afterwards(lambda: _make(wing, person, tap.value))
    elif verb == "revoke":
        afterwards(lambda: _revoke(wing, body, person, tap.value))


def _make(wing: Wing, person: Person, value: str) -> None:
    if not wing.public_url:
        _say(wing, person, NOT_ON)
        return
    site_id, _, tier = value.partition("|")
    try:
        secret = make(wing.ports, person, wing.now(), site_id if tier else "", tier)
        digest = digest_of(secret)
        names = {one.digest: title(wing.memory.directory, one) for one in links_of(wing.ports, person.id)}
    except EscalationError as refused:
        _say(wing, person, refused.sentence)
        return
    except StoreUnavailable:
        _say(wing, person, _NOT_MADE)
        return
    link = f"{wing.public_url}/calendar/{secret}.ics"
    wing.tell(person, "", link_screen(names.get(digest, "Your calendar"), link, digest))
    _show_home(wing, person)


def _revoke(wing: Wing, body: dict[str, Any], person: Person, digest: str) -> None:
    try:
        revoke(wing.ports, person.id, digest, wing.now())
    except EscalationError as refused:
        _say(wing, person, refused.sentence)
        return
    except StoreUnavailable:
        _say(wing, person, _NOT_REVOKED)
        return
    answer_to = str(body.get("response_url", ""))
    wing.tell(person, answer_to, revoked_screen(), replace=bool(answer_to))
    _show_home(wing, person)


def _show_home(wing: Wing, person: Person) -> None:
    try:
        wing.messenger.show(person.user_id, home_of(wing.ports, person, wing.now()))
    except (NotSent, OutcomeUnknown, StoreUnavailable):
        return  # the next change, or the next look, draws it again


def _say(wing: Wing, person: Person, sentence: str) -> None:
    wing.tell(person, "", Screen(sentence, (Line((sentence,)),)))
