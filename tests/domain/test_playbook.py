"""The cards hold to the rules for words that frightened people read (domain.md b.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.escalation import Escalation
from domain.playbook import Button, meanwhile, raiser_card, responder_lines
from domain.severity import Flag, Severity
from domain.site import Place, Site
from tests.domain.acted_out import ActedOut

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity
SITE = Site(
    "harbour",
    "Harbour Hotel",
    "Europe/Berlin",
    "+49 30 5550199",
    "112",
    safe_place="the back office",
    silent_emergency_text="Can't speak? Press 55.",
    places=(Place("desk", "Front desk"), Place("switchboard", "Switchboard", phone_contact=True)),
)
BARE = Site("kiosk", "Kiosk", "Europe/Berlin", "+49 30 5550199", "112", places=SITE.places)
PROMISES = ("is coming", "help is", "will be", "on the way", "on their way", "soon", "we are sending", "hold on")


def _cards() -> Iterator[tuple[Escalation, Site, tuple[str, ...]]]:
    """Every card there is: each level, each flag, at the desk and on the phone, with and without site texts."""
    for severity in Severity:
        call = ActedOut(severity)
        for flag in (None, *Flag):
            for place in ("desk", "switchboard"):
                for only_words in (False, True):
                    flags = frozenset({flag}) if flag else frozenset[Flag]()
                    e = replace(call.e, flags=flags, place_id=place, only_words=only_words)
                    for site in (SITE, BARE):
                        yield e, site, raiser_card(e, site).lines


def test_a_card_has_three_short_lines() -> None:
    """At most eight words a line for VIOLENT, twelve for the others; the site's own text counts as it is."""
    for e, _, lines in _cards():
        assert len(lines) == 3
        # The robbery card is b.3's own and longer: who reads it is not to run.
        limit = 8 if e.severity == VIOLENT and Flag.WEAPON not in e.flags else 12
        for line in lines:
            assert len(line.split()) <= limit, line


def test_no_card_says_please_or_names_a_policy() -> None:
    """b.3: verb first, no "please", no policy numbers, no empty placeholder."""
    for _, _, lines in _cards():
        for line in lines:
            assert "please" not in line.lower()
            assert "policy" not in line.lower()
            assert not set("{}") & set(line)


def test_nothing_promises_help() -> None:
    """b.1 rule 6: no text of ours says that anybody comes before a human said so."""
    for e, site, lines in _cards():
        for text in (*lines, meanwhile(e, site), *responder_lines(e.severity)):
            assert not any(promise in text.lower() for promise in PROMISES), text


@pytest.mark.parametrize(
    ("severity", "place", "first"),
    [
        (UPSET, "desk", "Listen. Let them finish. Do not quote the rule."),
        (ABUSIVE, "desk", "Slow down. Lower your voice. Step back."),
        (ABUSIVE, "switchboard", 'Warn once: "I\'ll end the call if this goes on."'),
        (THREATENING, "desk", 'Say "Excuse me." Walk away now.'),
        (THREATENING, "switchboard", 'Say "I\'m ending this call." Hang up now.'),
        (VIOLENT, "desk", "LEAVE NOW."),
        (VIOLENT, "switchboard", "LEAVE NOW."),
    ],
)
def test_each_level_and_setting_has_its_card(severity: Severity, place: str, first: str) -> None:
    """On the phone "leave" becomes "end the contact" (b.5)."""
    assert raiser_card(replace(ActedOut(severity).e, place_id=place), SITE).lines[0] == first


@pytest.mark.parametrize(
    ("severity", "flag", "place", "first"),
    [
        (VIOLENT, Flag.WEAPON, "desk", "Do what they say. Give it to them."),
        (UPSET, Flag.SELF_HARM, "desk", 'Stay with them. Stay calm. Ask: "Are you safe right now?"'),
        (VIOLENT, Flag.SELF_HARM, "desk", "LEAVE NOW."),
        (ABUSIVE, Flag.HATE, "switchboard", "You may end it now. No more warnings needed."),
        (ABUSIVE, Flag.SEXUAL_REMARK, "switchboard", "You may end it now. No more warnings needed."),
        (ABUSIVE, Flag.HATE, "desk", "Slow down. Lower your voice. Step back."),
    ],
)
def test_a_flag_changes_the_card(severity: Severity, flag: Flag, place: str, first: str) -> None:
    """b.2 and b.6: robbery, somebody who may harm themselves, no warnings for hate."""
    e = replace(ActedOut(severity).e, flags=frozenset({flag}), place_id=place)
    assert raiser_card(e, SITE).lines[0] == first


def test_the_silence_card_is_for_words_only_and_leads_back() -> None:
    """A threat to the job: stay silent; one tap says that they threaten to hurt somebody after all."""
    card = raiser_card(replace(ActedOut(ABUSIVE).e, only_words=True), SITE)
    assert card.lines[0] == "Stay silent. Let them talk."
    assert Button.HURT in card.buttons


def test_the_emergency_number_and_text_are_the_sites() -> None:
    """The card says only what is true at that site."""
    violent = ActedOut(VIOLENT).e
    assert raiser_card(violent, SITE).lines[2] == "CALL 112. Can't speak? Press 55."
    assert raiser_card(violent, BARE).lines[2] == "CALL 112."
    odd = replace(SITE, safe_place="room {7}", exit_phrase="One {moment}.")
    lines = raiser_card(ActedOut(THREATENING).e, odd).lines
    assert lines[0] == 'Say "One {moment}." Walk away now.'
    assert lines[2].startswith("Go to room {7}. Call 112")


@pytest.mark.parametrize("odd", ["{", "}", "{emergency", "{emergency}", "{0}", "the {back} office"])
def test_a_sites_own_braces_are_only_letters(odd: str) -> None:
    """Whatever an admin types as a safe place or an exit phrase stands on the card as it is; none keeps it away."""
    site = replace(SITE, safe_place=odd, exit_phrase=odd, silent_emergency_text=odd)
    first, _, third = raiser_card(ActedOut(THREATENING).e, site).lines
    assert first == f'Say "{odd}" Walk away now.'
    assert third == f"Go to {odd}. Call 112 any time. No permission needed."
    assert odd in raiser_card(ActedOut(VIOLENT).e, site).lines[2]


@pytest.mark.parametrize("severity", Severity)
def test_while_nobody_answers_the_raiser_reads_what_they_can_do(severity: Severity) -> None:
    """b.4: another option with "nobody has answered yet"; the number to call wherever somebody may get hurt."""
    e = ActedOut(severity).e
    assert ("112" in meanwhile(e, SITE)) is (severity >= THREATENING)
    assert "112" in meanwhile(ActedOut(ABUSIVE, lone=True).e, SITE)
    assert len(responder_lines(severity)) == 3
