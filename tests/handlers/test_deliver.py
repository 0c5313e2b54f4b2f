"""Claim, call, record: how a message of the outbox reaches its reader, whatever happens on the way (principle 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.escalation import inputs as i
from domain.page import LEASE, Delivery, Job, Kind
from domain.severity import Severity
from handlers.act import act
from handlers.deliver import claim
from handlers.follow_up import follow_up
from handlers.ports import NotSent, OutcomeUnknown
from tests.handlers.given import House, house

GONE = NotSent("channel_not_found", permanent=True)
BUSY = NotSent("ratelimited", retry_after=20.0)
LOST = OutcomeUnknown("deadline")


def page_of(home: House, escalation_id: str, person: str = "dana") -> object:
    """The state of the newest page to this person."""
    return [row for row in home.rows(escalation_id, Kind.PAGE) if row.person_id == person][-1].state


def pages_to(home: House, target: str) -> int:
    """How many pages reached this conversation."""
    return sum(1 for to, screen, _, _ in home.platform.posts if to == target and "· call " in screen.preview)


def test_a_page_is_claimed_called_and_recorded(home: House) -> None:
    """The plain path: one post with an opaque id, outside of any transaction, and the row says where it stands."""
    e = home.call().e
    assert set(home.deliver()) == {"sent"}
    (row,) = [row for row in home.rows(e.id, Kind.PAGE) if row.person_id == "dana"]
    assert (row.state, row.shown, row.ref.channel if row.ref else "") == (Delivery.SENT, row.wanted, "D0DANA")
    posted = [message_id for to, _, message_id, _ in home.platform.posts if to == "D0DANA"]
    assert posted == [row.id]
    assert not {"dana", "mia", e.id} & set(row.id.split("-"))
    assert home.deliver() == []


def test_a_lost_answer_is_looked_up_and_found(home: House) -> None:
    """F18, F19: it arrived, only the answer did not: found by its id, adopted, and never sent twice."""
    e = home.call(severity=Severity.UPSET).e
    home.platform.lost, home.platform.fails = True, [LOST]
    home.deliver(limit=1)
    assert page_of(home, e.id) == Delivery.UNKNOWN
    home.now += timedelta(seconds=1)
    claims = claim(home.ports, home.now, 1)
    home.platform.lost = False
    assert [one.job for one in claims] == [Job.LOOK_UP]
    assert [home.courier.carry(one).outcome for one in claims] == ["found"]
    assert page_of(home, e.id) == Delivery.SENT
    home.settle()
    assert pages_to(home, "D0DANA") == 1


def test_what_is_looked_for_twice_and_not_found_is_sent_again(home: House) -> None:
    """F19: nothing is there after one second, nor two seconds later: a page twice is better than a page never."""
    e = home.call(severity=Severity.UPSET).e
    home.platform.fails = [LOST]
    home.deliver(limit=1)
    home.now += timedelta(seconds=1)
    assert "unknown" in home.deliver(limit=1)
    assert pages_to(home, "D0DANA") == 0
    home.now += timedelta(seconds=2)
    home.settle()
    assert len(home.platform.looks) == 2
    assert pages_to(home, "D0DANA") == 1
    assert page_of(home, e.id) == Delivery.SENT


def test_a_look_up_that_fails_for_good_sends_again(home: House) -> None:
    """F25: the history cannot be read at all (no scope): sent again rather than never."""
    e = home.call(severity=Severity.UPSET).e
    home.platform.fails = [LOST]
    home.deliver(limit=1)
    home.now += timedelta(seconds=1)
    home.platform.fails = [GONE]
    home.settle()
    assert pages_to(home, "D0DANA") == 1
    assert page_of(home, e.id) == Delivery.SENT


def test_a_look_up_that_fails_for_now_is_tried_a_bounded_number_of_times(home: House) -> None:
    """F21: Slack's history is away as well: three tries, then the page is sent again, within seconds."""
    home.call(severity=Severity.UPSET)
    home.platform.fails = [LOST]
    home.deliver(limit=1)
    for _ in range(12):
        home.now += timedelta(seconds=1)
        home.platform.fails = [LOST] if claim_is_look_up(home) else []
        home.deliver()
    assert pages_to(home, "D0DANA") == 1


def claim_is_look_up(home: House) -> bool:
    """Whether the next thing that is due for Dana is a look-up."""
    (e,) = open_of(home)
    states = [row.state for row in home.rows(e, Kind.PAGE) if row.person_id == "dana"]
    return Delivery.UNKNOWN in states


def open_of(home: House) -> list[str]:
    """Ids of what is open."""
    with home.ports.store.read() as uow:
        return [e.id for e in uow.escalations.open_at()]


def test_an_unreachable_person_is_followed_by_the_next_at_once(home: House) -> None:
    """F25: the DM is gone for good: the timeline says so, and the next tier is paged in the same breath."""
    e = home.call(severity=Severity.UPSET).e
    home.platform.fails = [GONE]
    home.settle()
    assert page_of(home, e.id) == Delivery.FAILED
    assert "PageUndeliverable" in home.entries(e.id)
    assert pages_to(home, "D0OMAR") == 1


def test_a_throttled_conversation_waits_and_others_do_not(home: House) -> None:
    """F22: the wait is kept for that conversation alone; what waits longer than the interval calls the next person."""
    e = home.call(severity=Severity.UPSET).e
    home.platform.fails = [BUSY]
    home.settle()
    assert pages_to(home, "D0DANA") == 0
    assert any(to == "D0MIA" for to, *_ in home.platform.posts)
    assert "PageUndeliverable" not in home.entries(e.id)
    home.now += timedelta(seconds=21)
    home.settle()
    assert pages_to(home, "D0DANA") == 1
    other = home.call("jon", Severity.VIOLENT).e
    home.platform.fails = [NotSent("ratelimited", retry_after=120.0)]
    home.deliver(limit=1)
    assert "PageUndeliverable" in home.entries(other.id)


@pytest.mark.parametrize("state", [NotSent("fatal"), NotSent("invalid_auth")])
def test_what_was_refused_for_now_is_tried_again_with_patience(home: House, state: NotSent) -> None:
    """F26: a token that does not work is tried at 1, 2, 4, 8 s and so on, and the page goes out when it does."""
    home.call(severity=Severity.UPSET)
    home.platform.fails = [state]
    home.deliver(limit=1)
    assert "sent" not in home.deliver(limit=1) or pages_to(home, "D0DANA") == 0
    home.now += timedelta(seconds=1)
    home.settle()
    assert pages_to(home, "D0DANA") == 1


def test_a_late_token_changes_nothing(home: House) -> None:
    """F32, invariant 11: paused past the lease, somebody else has it: no call, and no row is touched."""
    e = home.call(severity=Severity.UPSET).e
    (mine,) = claim(home.ports, home.now, 1)
    home.now += LEASE
    (theirs,) = [one for one in claim(home.ports, home.now, 20) if one.message.id == mine.message.id]
    assert theirs.job == Job.LOOK_UP
    assert home.courier.carry(mine).outcome == "late"
    assert home.platform.posts == []
    assert page_of(home, e.id) == Delivery.SENDING
    assert home.courier.carry(theirs).outcome in ("unknown", "found")


def test_a_call_does_not_begin_in_the_second_half_of_its_lease(home: House) -> None:
    """Invariant 11: a claimer that was held up for five seconds gives up instead of racing the next one."""
    home.call(severity=Severity.UPSET)
    (mine,) = claim(home.ports, home.now, 1)
    home.now += LEASE / 2 + timedelta(milliseconds=1)
    assert home.courier.carry(mine).outcome == "late"
    assert home.platform.posts == []


def test_an_answer_between_claim_and_call_leaves_one_corrected_page(home: House) -> None:
    """Invariant 6: a page in somebody's hands may still arrive; it is redrawn to say who has it."""
    e = home.call(severity=Severity.UPSET).e
    (mine,) = claim(home.ports, home.now, 1)
    act(home.ports, e.id, i.Acknowledge("omar"), home.now)
    assert home.courier.carry(mine).outcome == "sent"
    home.settle()
    ((_, shown, _, _),) = [post for post in home.platform.posts if post[2] == mine.message.id]
    assert "Omar has it" in shown.preview
    assert [row.shown >= row.wanted for row in home.rows(e.id, Kind.PAGE)] == [True]


def test_more_than_three_pages_become_one_list(home: House) -> None:
    """F51: four calls for help wait for Dana: she gets one message, worst first, and each page travels in it."""
    made = []
    for number, severity in enumerate((Severity.UPSET, Severity.VIOLENT, Severity.ABUSIVE, Severity.THREATENING)):
        home.now += timedelta(milliseconds=1)
        place = ("desk", "bar", "kiosk")[number % 3]
        made.append(home.call(("mia", "jon", "ines", "lea")[number], severity, place_id=place).e)
    home.settle()
    to_dana = [screen.preview for to, screen, _, _ in home.platform.posts if to == "D0DANA"]
    assert to_dana == ["4 calls for help wait for you · open and answer"]
    assert pages_to(home, "D0DANA") == 0
    states = {row.state for e in made for row in home.rows(e.id, Kind.PAGE) if row.person_id == "dana"}
    assert states == {Delivery.SENT}
    # An answer to one of them is drawn into the list.
    act(home.ports, made[0].id, i.Acknowledge("omar"), home.now)
    home.settle()
    assert any(screen.preview.startswith("3 calls") for _, screen in home.platform.edits)


def test_a_thread_line_waits_for_its_card(home: House) -> None:
    """The channel card is late: the line about who has it waits for it, and then stands in its thread."""
    e = home.call().e
    act(home.ports, e.id, i.Acknowledge("dana"), home.now)
    home.platform.fails_for = {"C0DESK": [NotSent("fatal"), NotSent("fatal")]}
    home.settle()
    assert not any(thread for *_, thread in home.platform.posts)
    for _ in range(15):
        home.now += timedelta(seconds=1)
        home.settle()
    posted = [(screen.preview, thread) for _, screen, _, thread in home.platform.posts if thread]
    card_ref = next(row.ref for row in home.rows(e.id, Kind.CHANNEL_CARD))
    assert ("Dana has it.", card_ref) in posted


def test_a_thread_without_its_card_is_given_up(home: House) -> None:
    """F25: the channel is archived: the card fails for good, and its lines with it; the pages go on."""
    e = home.call().e
    act(home.ports, e.id, i.Acknowledge("dana"), home.now)
    for _ in range(12):
        for one in claim(home.ports, home.now, 50):
            home.platform.fails = [GONE] if one.message.target == "C0DESK" else []
            home.courier.carry(one)
        home.now += timedelta(seconds=1)
    assert {row.state for row in home.rows(e.id, Kind.THREAD)} == {Delivery.FAILED}
    assert {row.state for row in home.rows(e.id, Kind.CHANNEL_CARD)} == {Delivery.FAILED}


def test_a_message_about_a_site_that_is_gone_is_dropped(home: House) -> None:
    """The site left the file before its page went out: nothing is sent, and nothing is tried for ever."""
    e = home.call(severity=Severity.UPSET).e
    home.memory.directory = replace(home.memory.directory, sites=())
    home.settle()
    assert home.platform.posts == []
    assert page_of(home, e.id) == Delivery.CANCELLED


def test_an_edit_that_is_lost_is_drawn_again(home: House) -> None:
    """F58: nobody looks a redraw up: drawing the same thing twice harms nobody."""
    e = home.call(severity=Severity.UPSET).e
    home.settle()
    act(home.ports, e.id, i.Acknowledge("dana"), home.now)
    home.platform.edits_fail = [LOST, LOST, LOST]
    for _ in range(30):
        home.settle()
        home.now += timedelta(seconds=1)
    assert home.platform.edits_fail == []
    assert home.platform.looks == []
    page = next(row for row in home.rows(e.id, Kind.PAGE) if row.person_id == "dana")
    assert page.shown == page.wanted


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(st.tuples(st.sampled_from(["claim", "carry", "look", "wait"]), st.integers(0, 5)), max_size=40),
    faults=st.lists(st.sampled_from([None, None, None, LOST, BUSY, NotSent("fatal")]), max_size=10),
)
def test_any_order_of_wake_ups_comes_to_the_same_end(
    steps: list[tuple[str, int]], faults: list[Exception | None]
) -> None:
    """Principle 3: wake-ups are hints. However claims, calls, looks and waiting are interleaved, once Slack answers
    everybody called has a page, nobody has one twice beyond what was lost, and everything shown is true."""
    with house() as home:
        e = home.call(severity=Severity.THREATENING).e
        home.platform.fails = list(faults)
        held: list[object] = []
        for step, number in steps:
            if step == "claim":
                held += claim(home.ports, home.now, number)
            elif step == "carry" and held:
                home.courier.carry(held.pop(number % len(held)))  # type: ignore[arg-type]
            elif step == "look":
                follow_up(home.ports, home.now)
            else:
                home.now += timedelta(seconds=number)
        home.platform.fails = []
        for _ in range(30):
            home.now += timedelta(seconds=1)
            home.settle()
        act(home.ports, e.id, i.Acknowledge("dana"), home.now)
        home.settle()
        pages = home.rows(e.id, Kind.PAGE)
        assert {row.person_id for row in pages} >= {"dana", "omar"}
        assert {row.state for row in pages} <= {Delivery.SENT, Delivery.CANCELLED}
        for row in pages:
            posted = sum(1 for _, _, message_id, _ in home.platform.posts if message_id == row.id)
            assert posted <= 1 + row.unknowns
            assert row.state == Delivery.CANCELLED or (posted >= 1 and row.shown == row.wanted)
