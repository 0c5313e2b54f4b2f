"""Who else has to know, in one line each: the responders above all, and never those who must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.escalation import inputs as i
from domain.page import Kind
from domain.severity import Severity
from handlers.act import act
from handlers.escalate import link_same_place
from handlers.follow_up import undeliverable
from tests.handlers.given import House


def told(home: House, escalation_id: str) -> set[tuple[str, str]]:
    """Who was told what, beyond pages and cards."""
    rows = home.rows(escalation_id, Kind.TOLD)
    return {(str(row.person_id), row.detail.get("words", "")) for row in rows}


def test_the_raisers_words_go_to_whoever_was_called_and_later_to_whoever_has_it(home: House) -> None:
    """Rule 9: quoted, to all who were called while nobody has it, then to the responder alone."""
    e = home.call().e
    act(home.ports, e.id, i.Say("mia", words="behind the bar"), home.now)
    assert told(home, e.id) == {("dana", "Mia writes"), ("omar", "Mia writes")}
    act(home.ports, e.id, i.Acknowledge("dana"), home.now)
    act(home.ports, e.id, i.Say("mia", words="he is gone"), home.now)
    quotes = [(row.person_id, row.detail.get("quote", "")) for row in home.rows(e.id, Kind.TOLD)]
    assert ("dana", "he is gone") in quotes
    assert ("omar", "he is gone") not in quotes


def test_the_raiser_is_never_told_about_their_own_acts(home: House) -> None:
    """Their card says it already; a second sound in a frightening moment helps nobody."""
    e = home.call().e
    for change in (i.Say("mia", words="x"), i.AskSwap("mia"), i.SayMistake("mia"), i.AnswerSafe("mia", safe=False)):
        act(home.ports, e.id, change, home.now)
    act(home.ports, e.id, i.Acknowledge("dana"), home.now)
    assert "mia" not in {person for person, _ in told(home, e.id)}


def test_not_safe_is_told_to_those_who_are_there(home: House) -> None:
    """Who is with them gets no new page, and must know at once."""
    e = home.call().e
    act(home.ports, e.id, i.BeWithThem("dana"), home.now)
    act(home.ports, e.id, i.AnswerSafe("mia", safe=False), home.now)
    assert ("dana", "Now VIOLENT: NOT SAFE") in told(home, e.id)


def test_whoever_is_coming_hears_that_it_is_over(home: House) -> None:
    """Nobody runs for nothing; whoever ended it needs no line about it."""
    e = home.call(severity=Severity.VIOLENT).e
    act(home.ports, e.id, i.Acknowledge("dana"), home.now)
    act(home.ports, e.id, i.Acknowledge("omar"), home.now)
    act(home.ports, e.id, i.StandDown("dana", saw=True), home.now)
    assert ("omar", "Dana called it off. No need to come.") in told(home, e.id)
    assert not any(person == "dana" and "No need" in words for person, words in told(home, e.id))


def test_two_raisers_at_one_place_are_told_of_to_all_responders(home: House) -> None:
    """F07: linked both ways, and each case's people read of the other one."""
    first = home.call("mia").e
    second = home.call("jon").e
    link_same_place(home.ports, second.id, home.now)
    assert ("dana", "Jon raised one at the same place. Same event?") in told(home, first.id)
    assert ("dana", "Mia raised one at the same place. Same event?") in told(home, second.id)
    again = len(home.entries(first.id))
    link_same_place(home.ports, second.id, home.now)
    link_same_place(home.ports, first.id, home.now)
    assert len(home.entries(first.id)) == again


@pytest.mark.parametrize("about_colleague", [False, True])
def test_admins_hear_of_what_only_they_can_mend(home: House, about_colleague: bool) -> None:
    """A page that reaches nobody is said to the admins of the site, but never about a colleague (rule 12)."""
    e = home.call(severity=Severity.UPSET, about_colleague=about_colleague).e
    undeliverable(home.ports, e.id, "omar" if about_colleague else "dana", "channel_not_found", home.now)
    admins = {person for person, _ in told(home, e.id)}
    assert ("ines" in admins) is not about_colleague


def test_a_colleague_who_is_named_is_told_nothing_any_more(home: House) -> None:
    """Rule 12: out of paging and viewing, and out of every line."""
    e = home.call().e
    act(home.ports, e.id, i.NameColleague("mia", person_id="dana"), home.now)
    before = told(home, e.id)
    act(home.ports, e.id, i.Say("mia", words="it is Dana"), home.now)
    assert "dana" not in {person for person, _ in told(home, e.id) - before}


def test_one_line_for_one_entry_and_person(home: House) -> None:
    """A retried transaction or a second delivery tells nobody twice."""
    e = home.call().e
    act(home.ports, e.id, i.Say("mia", words="once"), home.now, once="event:1")
    act(home.ports, e.id, i.Say("mia", words="once"), home.now, once="event:1")
    rows = [row.key for row in home.rows(e.id, Kind.TOLD)]
    assert len(rows) == len(set(rows)) == 2


def test_a_refusal_is_told_to_nobody_else(home: House) -> None:
    """A denied act is private: an entry in the timeline, and no message in the outbox."""
    e = home.call().e
    before = len(home.rows(e.id))
    outcome = act(home.ports, e.id, i.Acknowledge("jon"), home.now)
    assert outcome.refusal
    assert len(home.rows(e.id)) == before
    assert home.entries(e.id)[-1] == "Denied"
    assert replace(e, version=e.version + 1).version == home.e(e.id).version
