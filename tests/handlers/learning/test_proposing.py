"""Proposals: drafted once whoever looks, moved by those with the right to it, told to whom it can reach (d.6)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.errors import EscalationError, NotAllowed
from domain.learning.proposal import Cause, Proposal, ProposalState
from domain.learning.proposals import MovedOn, NotComplete, UnknownProposal
from domain.policy import Group
from domain.severity import Severity
from domain.site import Directory
from handlers.learning import proposing
from handlers.learning.proposing.by_hand import NotForProposals
from handlers.learning.proposing.rounds import sweep
from handlers.screens.parts import Line, Quote, Strong
from tests.handlers.given import AT, SITE, House
from tests.handlers.learning.past_notes import LIGHT, wrote


def stands(home: House) -> list[Proposal]:
    """All proposals."""
    with home.ports.store.read() as uow:
        return uow.learning.proposals(only_open=False)


def drafted(home: House) -> Proposal:
    """Three refunds by the same rule, of three days, and what is drafted of them."""
    for number, by in enumerate(("mia", "jon", "mia")):
        wrote(home, number, days_ago=3 - number, by=by)
    assert proposing.draft_recurring(home.ports, "hotel", AT) == 1
    return stands(home)[0]


def read(home: House, target: str) -> list[str]:
    """What reached a conversation, oldest first."""
    home.settle()
    return [_words(screen) for to, screen, *_ in home.platform.posts if to == target]


def _words(screen: Any) -> str:
    lines = [part.words for part in screen.parts if isinstance(part, Quote)]
    for part in screen.parts:
        if isinstance(part, Line):
            bits = (b if isinstance(b, str) else b.words if isinstance(b, Strong) else b.local() for b in part.text)
            lines.append("".join(bits))
    return "\n".join(lines)


def settled(home: House, change: Callable[[Directory], Directory]) -> None:
    """The directory is changed, and everybody's memory follows."""
    with home.ports.store.work() as uow:
        uow.people.apply(change(uow.people.directory()))
        uow.commit()
    home.memory.refresh(home.ports.store, force=True)


def test_two_that_look_at_once_draft_one(home: House) -> None:
    """Replicas find the same thing under the same id: one proposal, one message to each."""
    for number in range(3):
        wrote(home, number)
    with ThreadPoolExecutor(2) as both:
        new = list(both.map(lambda _: proposing.draft_recurring(home.ports, "hotel", AT), range(2)))
    assert sum(new) == len(stands(home)) == 1
    assert len(read(home, "D0OMAR")) == 1


def test_the_sweep_finds_what_a_note_could_not_draft(home: House) -> None:
    """A note was finished while the store was busy: within the hour the proposal is there, once."""
    for number in range(3):
        wrote(home, number)
    rounds = proposing.ProposalRounds(home.ports)
    rounds.due(AT)
    rounds.due(AT + timedelta(minutes=30))
    assert len(stands(home)) == 1
    assert sweep(home.ports, AT + timedelta(hours=1)) == 0


def test_an_old_note_or_one_about_a_colleague_drafts_nothing(home: House) -> None:
    """Only what counts, and only the last weeks."""
    wrote(home, 1)
    wrote(home, 2, about_colleague=True)
    wrote(home, 3, days_ago=50)
    wrote(home, 4)
    assert proposing.draft_recurring(home.ports, "hotel", AT) == 0


def test_five_across_sites_go_to_admins_and_tier_three(home: House) -> None:
    """For all sites: it is neither site's managers' matter."""
    others = [
        replace(SITE, id=name, name=name.title(), channel_id=f"C0{name}", groups={Group.TIER_3: ("jon",)}, staff=())
        for name in ("marina", "pier")
    ]
    settled(home, lambda one: replace(one, sites=(*one.sites, *others)))
    for number, site in enumerate(("hotel", "hotel", "marina", "marina")):
        wrote(home, number, site=site)
    assert sweep(home.ports, AT) == 0
    wrote(home, 9, site="pier")
    assert sweep(home.ports, AT) == 1
    found = {one.site_id: one for one in stands(home)}
    assert found[""].now == "5 calls for help in 30 days at 3 sites about: No refund without receipt"
    assert any("5 calls" in one for one in read(home, "D0LEA"))
    assert any("5 calls" in one for one in read(home, "D0INES"))
    assert not any("5 calls" in one for one in read(home, "D0OMAR"))


def test_violence_names_what_was_there_before(home: House) -> None:
    """One violent case, and an earlier one of the same site with the same "made it harder"."""
    wrote(home, 1, days_ago=100, rule="", harder=LIGHT)
    wrote(home, 2, rule="", harder=LIGHT, severity=Severity.VIOLENT)
    assert proposing.draft_recurring(home.ports, "hotel", AT) == 1
    (one,) = stands(home)
    assert (one.cause, one.about, one.cases) == (Cause.HARDER, LIGHT, ("past1", "past2"))
    assert one.now == "What made a violent event harder was there before: Poor light"


@pytest.mark.parametrize("who", ["mia", "lea", "nobody"])
def test_who_has_no_right_to_it_moves_nothing(home: House, who: str) -> None:
    """Staff, tier 3 of a single site's proposal, a stranger: refused, at every move and in its form."""
    id_ = drafted(home).id
    tries: list[Callable[[], object]] = [
        lambda: proposing.own(home.ports, id_, who, AT),
        lambda: proposing.accept(home.ports, id_, who, AT),
        lambda: proposing.refuse(home.ports, id_, who, "no", AT),
        lambda: proposing.start(home.ports, id_, who, AT),
        lambda: proposing.done(home.ports, id_, who, AT),
        lambda: proposing.judge(home.ports, id_, who, True, AT),
        lambda: proposing.edit_form(home.ports, id_, who),
        lambda: proposing.save_edit(home.ports, id_, who, {"other": ("no",)}, {"now": "x", "change": "y"}, AT),
    ]
    for tried in tries:
        with pytest.raises(NotAllowed):
            tried()
    assert stands(home)[0].version == 0


def test_what_is_not_known_or_not_filled_in_is_said(home: House) -> None:
    """Sentences, and nothing changed."""
    with pytest.raises(UnknownProposal):
        proposing.own(home.ports, "nothing", "omar", AT)
    id_ = drafted(home).id
    proposing.own(home.ports, id_, "omar", AT)
    with pytest.raises(NotComplete):
        proposing.accept(home.ports, id_, "omar", AT)
    with pytest.raises(MovedOn):
        proposing.judge(home.ports, id_, "omar", True, AT)
    assert [move.state for move in stands(home)[0].moves] == [ProposalState.PROPOSED, ProposalState.OWNED]


def test_a_raiser_who_left_hears_nothing_and_the_others_do(home: House) -> None:
    """Only people who can be reached, each once for all their cases."""
    settled(home, lambda one: replace(one, people=tuple(each for each in one.people if each.id != "jon")))
    drafted(home)
    assert len([one for one in read(home, "D0MIA") if "Because of your call on 13 Mar" in one]) == 1
    assert read(home, "D0JON") == []


def test_from_a_silent_place_the_words_come_behind_a_tap(home: House) -> None:
    """Customers can read that screen (screens.md rule 11); only whoever called can tap it."""
    for number in range(3):
        wrote(home, number, silent=True)
    proposing.draft_recurring(home.ports, "hotel", AT)
    (told,) = read(home, "D0MIA")
    assert "refund" not in told.lower()
    value = f"{stands(home)[0].id}|0|past2"
    shown = proposing.news_read(home.ports, value, "mia", AT)
    assert shown is not None
    assert "Because of your call" in _words(shown)
    for who, what in (("jon", value), ("mia", "x|0|past2"), ("mia", f"{stands(home)[0].id}|9|past2"), ("mia", "")):
        assert proposing.news_read(home.ports, what, who, AT) is None


def test_an_owner_who_was_named_by_somebody_else_reads_so(home: House) -> None:
    """Naming is the move: a new message to them, and the card of the others moves."""
    id_ = drafted(home).id
    home.settle()
    form = {"other": ("no",), "strength": ("weaker",), "owner": ("omar",)}
    texts = {"now": "3 calls", "change": "Ask first", "effect": "", "decide_by": "2026-04-01"}
    proposing.save_edit(home.ports, id_, "dana", form, texts, AT)
    (one,) = stands(home)
    assert (one.state, one.owner_id, str(one.decide_by)) == (ProposalState.OWNED, "omar", "2026-04-01")
    assert any("You own this now." in words for words in read(home, "D0OMAR"))
    assert not any("You own this now." in words for words in read(home, "D0DANA"))
    with pytest.raises(EscalationError):
        proposing.save_edit(home.ports, id_, "dana", {**form, "owner": ("mia",)}, texts, AT)


def test_what_a_note_wishes_joins_the_draft_about_the_same_rule(home: House) -> None:
    """No second proposal about one rule: its case and its words join what has none yet."""
    id_ = drafted(home).id
    case = wrote(home, 7, change="Find it by card number")
    assert proposing.from_note(home.ports, case, "dana", AT)
    (one,) = stands(home)
    assert (one.id, one.change, one.cases[-1]) == (id_, "Find it by card number", case)


def test_what_is_personal_in_a_note_stays_in_the_note(home: House) -> None:
    """More people decide a proposal than may read the note: neither names nor numbers get into it by a tap."""
    case = wrote(home, 7, change="Mia called 030 5550111 for nothing, ask her")
    made = proposing.from_note(home.ports, case, "dana", AT)
    assert made
    assert made.change == "[name] called [number] for nothing, ask her"
    assert not any("5550111" in words for words in read(home, "D0OMAR"))


def test_nothing_is_proposed_of_a_note_that_wishes_nothing_or_is_about_a_colleague(home: House) -> None:
    """ "Nothing" is fine; what is about a colleague stays with those who look after it; the raiser writes no note."""
    assert proposing.from_note(home.ports, wrote(home, 1, change="Nothing"), "dana", AT) is None
    with pytest.raises((NotForProposals, NotAllowed)):
        proposing.from_note(home.ports, wrote(home, 2, change="x", about_colleague=True), "omar", AT)
    with pytest.raises(NotAllowed):
        proposing.from_note(home.ports, wrote(home, 3, change="x"), "mia", AT)
    assert stands(home) == []


def test_a_guest_or_somebody_of_no_site_proposes_nothing(home: House) -> None:
    """Anybody of the site may; nobody else."""
    with home.ports.store.work() as uow:
        uow.people.keep_account("jon", deactivated=False, guest=True)
        uow.commit()
    home.memory.refresh(home.ports.store, force=True)
    for who in ("jon", "U0NOBODY"):
        with pytest.raises(NotAllowed):
            proposing.propose(home.ports, proposing.Wish("k", "hotel", who, "A lamp"), AT)
    wish = proposing.Wish("k", "hotel", "mia", "A lamp")
    assert proposing.propose(home.ports, wish, AT).id == proposing.propose(home.ports, wish, AT).id
    assert len(stands(home)) == 1


def test_no_message_or_proposal_counts_or_names_who_raised(home: House) -> None:
    """Blameless: what those who decide read has cases and days, and nobody's name but their own."""
    id_ = drafted(home).id
    proposing.own(home.ports, id_, "omar", AT)
    for target in ("D0DANA", "D0OMAR", "D0INES"):
        for words in read(home, target):
            assert "Mia" not in words
            assert "Jon" not in words
    kept = str(stands(home)[0])
    assert "mia" not in kept
    assert "jon" not in kept
