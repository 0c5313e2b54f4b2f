"""G1 of stories.md, day 7 and after: the third refund without receipt becomes a proposal, decided and checked in chat,
and whoever called hears each step (domain.md d.6)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from domain.learning.proposal import Cause, ProposalState, Strength
from handlers.learning.proposing import draft_recurring
from tests.story.past_cases import CANARIES, happened
from tests.story.proposed import RECEIPT, days_pass, proposals, refund, said
from tests.story.reading import buzzes, read, shown
from tests.world import World

CARD = f"Proposal · {RECEIPT}"


def third_refund(world: World) -> tuple[str, str, str]:
    """Mia, Jon and Mia again, on three days within thirty. Their references."""
    first = refund(world, "mia")
    days_pass(world, 6)
    second = refund(world, "jon")
    days_pass(world, 8)
    return first, second, refund(world, "mia")


def filled_in(
    world: World, name: str, kind: str = "Stronger: remove the rule, change layout, staffing or equipment"
) -> None:
    """Somebody fills in the form: what should change, how strong, what other than people."""
    world.person(name).presses("Fill it in")
    someone = world.person(name)
    someone.picks("strength", kind)
    someone.fills("change", "Find the sale by card number")
    someone.fills("effect", "Half as many calls")
    someone.picks("other", "Yes")
    someone.fills("what", "The till shows sales by card")
    someone.submits()


def done(world: World) -> None:
    """From the draft to *Done*, by Omar, a day after it."""
    days_pass(world, 1)
    world.omar.presses("I'll own it")
    filled_in(world, "omar")
    for tap in ("Accept", "Start", "Done"):
        world.omar.presses(tap)


def test_the_third_refund_without_receipt_in_thirty_days_drafts_a_proposal(world: World) -> None:
    """With three case links, from fields only, to the managers and admins of the site; two were not enough."""
    references = third_refund(world)
    (drafted,) = proposals(world)
    assert (drafted.state, drafted.cause, drafted.about) == (
        ProposalState.PROPOSED, Cause.RULE, "no-refund-without-receipt",
    )  # fmt: skip
    for name in ("dana", "omar", "ines"):
        (card,) = said(world, name, CARD)
        assert "nobody owns it yet" in card
        assert f"What happens now: 3 calls for help in 30 days about: {RECEIPT}" in card
        for reference, day in zip(references, ("14 Mar", "20 Mar", "28 Mar"), strict=True):
            assert f"{reference} · Front desk · {day}" in card
        assert "Mia" not in card
        assert "Jon" not in card
    assert said(world, "lea", CARD) == said(world, "petra", CARD) == []
    assert not any(CARD in shown(one) for one in world.dana.channel("C0DESK"))


def test_four_that_look_at_once_draft_one_from_fields_alone(anywhere: World) -> None:
    """Replicas race after a busy evening: one proposal, one message each, and no word that anybody wrote."""
    for number in range(3):
        happened(anywhere, number, anywhere.clock.now() - timedelta(days=number + 1))
    ports, at = anywhere.app.ports, anywhere.clock.now()
    with ThreadPoolExecutor(4) as replicas:
        new = list(replicas.map(lambda _: draft_recurring(ports, "harbour", at), range(4)))
    anywhere.settle()
    assert sum(new) == len(proposals(anywhere)) == 1
    assert len(said(anywhere, "omar", "Proposal · Refund or return")) == 1
    assert len(said(anywhere, "mia", "a change about “Refund or return” is proposed")) == 1
    everything = "".join(read(anywhere.person(name)) for name in ("mia", "dana", "omar", "ines", "lea"))
    assert not [canary for canary in CANARIES if canary in everything]


def test_two_are_not_enough_and_the_fourth_changes_nothing(world: World) -> None:
    """One proposal for one rule, whoever looks and however often."""
    refund(world)
    refund(world)
    days_pass(world, 0.1)
    assert proposals(world) == []
    refund(world)
    refund(world)
    days_pass(world, 1)
    assert len(proposals(world)) == 1


def test_it_is_decided_in_chat_and_checked_after_sixty_days(anywhere: World) -> None:
    """One button for the next step, in one message that moves; 3 before, none after: kept."""
    third_refund(anywhere)
    days_pass(anywhere, 1)
    anywhere.omar.presses("I'll own it")
    assert "Omar owns it, to be decided by 27 Apr" in said(anywhere, "dana", CARD)[0]
    filled_in(anywhere, "omar")
    assert "Something other than people: The till shows sales by card" in said(anywhere, "dana", CARD)[0]
    anywhere.dana.presses("Accept")
    assert f"{CARD} · accepted" in said(anywhere, "omar", CARD)[0]
    anywhere.omar.presses("Start")
    anywhere.omar.presses("Done")
    (card,) = said(anywhere, "dana", CARD)
    assert f"{CARD} · done, checked after 60 days" in card
    days_pass(anywhere, 59)
    assert proposals(anywhere)[0].state == ProposalState.DONE
    days_pass(anywhere, 1.1)
    (kept,) = proposals(anywhere)
    assert (kept.state, kept.before, kept.after) == (ProposalState.KEPT, 3, 0)
    assert kept.strength == Strength.STRONGER
    for name in ("omar", "dana"):
        checked = said(anywhere, name, "Checked after 60 days.")
        assert len(checked) == 1
        assert "Checked: 3 in the 60 days before, fewer than 3 in the 60 days after." in checked[0]


def test_whoever_called_hears_each_step_once_and_reads_no_name(world: World) -> None:
    """Drafted, accepted, done, kept: one short line each, about their own call, neutral on the lock screen."""
    third_refund(world)
    done(world)
    days_pass(world, 60.1)
    days_pass(world, 1)
    for name, day in (("mia", "28 Mar"), ("jon", "20 Mar")):
        news = said(world, name, "Because of your call")
        assert [f"Because of your call on {day}: " in one for one in news] == [True] * 4
        for line, step in zip(news, ("is proposed", "is accepted", "is done", "helped, and it stays"), strict=True):
            assert f"the change about “{RECEIPT}” {step}" in line or f"a change about “{RECEIPT}” {step}" in line
        assert "Find the sale by card number" in news[1]
        assert not any(other in line for line in news for other in ("Dana", "Omar", "Mia", "Jon"))
        assert sum(push.endswith("· for you") for push in buzzes(world.person(name))) == 4
        assert not any("refund" in push.lower() for push in buzzes(world.person(name)))


def test_a_refusal_needs_a_reason_and_those_who_called_read_it(world: World) -> None:
    """No names in it, even where somebody typed one; and it is not drafted again on the same cases."""
    third_refund(world)
    world.omar.presses("I'll own it")
    world.omar.presses("Refuse")
    world.omar.submits()
    assert world.omar.modal() is not None, "a reason is required"
    world.omar.fills("reason", "Head office and Dana decide on receipts")
    world.omar.submits()
    assert world.omar.modal() is None
    news = said(world, "jon", "was not accepted")
    assert len(news) == 1
    assert "Head office and [name] decide on receipts" in news[0]
    assert "Why not:" in said(world, "dana", CARD)[0]
    days_pass(world, 2)
    assert len(proposals(world)) == 1
    for _ in range(3):
        refund(world)
    assert [one.state for one in proposals(world)] == [ProposalState.REFUSED, ProposalState.PROPOSED]


def test_what_did_not_help_is_reopened_and_decided_again(world: World) -> None:
    """As many calls as before: the owner, the managers and those who called read so."""
    third_refund(world)
    done(world)
    for _ in range(4):
        days_pass(world, 10)
        refund(world)
    days_pass(world, 20.1)
    (again,) = proposals(world)
    assert (again.state, again.before, again.after) == (ProposalState.REOPENED, 3, 4)
    assert "3 in the 60 days before, 4 in the 60 days after" in said(world, "omar", "Checked after 60 days.")[0]
    assert len(said(world, "jon", "has not helped enough")) == 1
    world.omar.presses("Accept")
    assert proposals(world)[0].state == ProposalState.ACCEPTED
    assert len(said(world, "jon", "is accepted")) == 2


def test_a_late_tap_is_refused_with_a_sentence(world: World) -> None:
    """Somebody was first: nothing is changed, and whoever tapped reads why."""
    third_refund(world)
    stale = next(one for one in world.dana.dm() if CARD in shown(one))
    world.omar.presses("I'll own it")
    world.dana.press_payload(stale, "I'll own it")
    assert proposals(world)[0].owner_id == "omar"
    assert said(world, "dana", "It has an owner and waits for a decision. Nothing was changed.")


def test_nobody_forgets_it_a_reminder_comes_once(world: World) -> None:
    """Seven days without an owner; the decision date. Said once each, whoever looks and however often."""
    third_refund(world)
    days_pass(world, 6.9)
    assert said(world, "omar", "Nobody owns this yet") == []
    for days in (0.2, 1, 1):
        days_pass(world, days)
    (reminder,) = said(world, "omar", "Nobody owns this yet, after 7 days.")
    assert "nobody owns it yet" not in str(reminder), "it is said once"
    world.omar.presses("I'll own it")
    assert said(world, "omar", "Nobody owns this yet") == []
    for days in (20, 1, 1):
        days_pass(world, days)
    assert len(said(world, "omar", "Today is the day to decide this.")) == 1


def test_the_question_comes_first_where_the_change_is_a_weak_one(world: World) -> None:
    """ "Could we change something other than people?" is always asked; for training it is the first thing."""
    third_refund(world)
    world.omar.presses("I'll own it")
    world.omar.presses("Fill it in")
    order = [block["block_id"] for block in world.omar.modal().blocks if block["type"] == "input"]
    assert order.index("other") > order.index("change")
    world.omar.fills("change", "Train everybody")
    world.omar.picks("strength", "Weaker: training, reminder")
    order = [block["block_id"] for block in world.omar.modal().blocks if block["type"] == "input"]
    assert order[:3] == ["strength", "other", "what"]
    assert "Training and reminders wear off" in shown(world.omar.modal())
    assert "Train everybody" in str(world.omar.modal().blocks), "what was typed is still there"
    world.omar.picks("other", "Yes")
    world.omar.submits()
    assert world.omar.modal() is not None, "yes needs a what"
    world.omar.picks("other", "No")
    world.omar.submits()
    assert world.omar.modal() is None
    assert proposals(world)[0].other_than_people == "No"
