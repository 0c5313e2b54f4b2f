"""The way in: who gets a thread, what is refused, and when the work after an answer begins (principle 9, F04)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from io import BytesIO
from itertools import islice
from threading import Event, Lock
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.afterwards import afterwards, collecting
from bot.front_door import LARGEST_BODY, ORDINARY, FrontDoor, is_safety
from bot.in_hand import InHand
from bot.slack.over_http import payload_of
from tests.bot.slack.given import answered_words, at_once, command, interaction, sent_form, signed, tap
from tests.world import World

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def environ(body: bytes, path: str = "/slack/events", method: str = "POST") -> dict[str, Any]:
    """What a server hands to a WSGI app."""
    return {
        "PATH_INFO": path, "REQUEST_METHOD": method, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)
    }  # fmt: skip


class Caller:
    """One request to a front door, with what came of it."""

    def __init__(self, door: FrontDoor, body: bytes, **where: str) -> None:
        self.status = 0
        self.answer: Any = door(environ(body, **where), self._started)

    def _started(self, status: str, headers: object, *more: object) -> None:
        self.status = int(status[:3])


class Slow:
    """A wing that answers nothing ordinary until it is let go; it counts what it was given."""

    def __init__(self) -> None:
        self.go, self.heard, self._lock = Event(), [0, 0], Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        urgent = is_safety(payload_of(environ["wsgi.input"].read()) or {})
        with self._lock:
            self.heard[urgent] += 1
        assert urgent or self.go.wait(10)
        start_response("200 OK", [])
        return [b""]


def test_twenty_blocked_listeners_leave_room_for_help() -> None:
    """F04: all ordinary threads hang; /escalate and "I have it" are served; what is too many is refused, not kept."""
    wing, in_hand = Slow(), InHand()
    door = FrontDoor(wing, {}, in_hand)
    with ThreadPoolExecutor(20) as pool:
        blocked = [pool.submit(Caller, door, tap("U0DANA", "act.pass", f"e{n}")) for n in range(20)]
        refused = list(islice(as_completed(blocked, timeout=10), 20 - ORDINARY))
        assert {one.result().status for one in refused} == {503}
        assert Caller(door, command("U0MIA", "violent")).status == 200
        assert Caller(door, tap("U0DANA", "act.acknowledge", "e1")).status == 200
        wing.go.set()
        assert sorted(one.result(10).status for one in blocked) == [200] * ORDINARY + [503] * (20 - ORDINARY)
    # What was refused was never begun, so nothing can be done twice.
    assert wing.heard == [ORDINARY, 2]
    # And once they are through, there is room again.
    assert Caller(door, tap("U0DANA", "act.pass", "e1")).status == 200
    in_hand.close()


def test_a_burst_of_ordinary_requests_does_not_hold_up_a_call_for_help(postgres_world: World) -> None:
    """F04: twenty presses wait for a locked escalation; a raise and an acknowledgement elsewhere are in time."""
    world = postgres_world
    world.mia.types("/escalate threat bar", channel="C0DESK")
    locked = world.the().id
    world.jon.types("/escalate violent front desk", channel="C0DESK")
    (other,) = [e.id for e in world.escalations() if e.id != locked]
    with ThreadPoolExecutor(20) as pool:
        with world.store.work() as holding:
            holding.escalations.get(locked)
            stuck = [pool.submit(signed, world, tap("U0DANA", "act.police.yes", locked)) for _ in range(20)]
            assert len(list(islice(as_completed(stuck, timeout=10), 20 - ORDINARY))) == 20 - ORDINARY
            raised = world.slack.person("U0PETRA").types("/escalate abusive bar", channel="C0DESK")
            acknowledged = signed(world, tap("U0OMAR", "act.acknowledge", other))
        statuses = [one.result(10).status for one in stuck]
    assert raised.in_time
    assert raised.seconds < 2
    assert "NOT RECORDED" not in answered_words(raised)
    assert acknowledged.status == 200
    assert sorted(set(statuses)) == [200, 503]
    with world.store.read() as uow:
        entries = uow.escalations.timeline(locked)
        assert [type(one).__name__ for one in entries].count("PoliceAnswered") == 1
        answered = uow.escalations.get(other)
    assert answered is not None
    assert answered.owner_id == "omar"
    assert world.app.in_hand.wait_idle(10)


@pytest.mark.parametrize(
    ("body", "urgent"),
    [
        (command("U0MIA", ""), True),
        (command("U0MIA", "he has a payload"), True),
        (command("U0MIA", "saturday 21:30", command="/oncall"), False),
        (interaction("U0MIA", "shortcut", callback_id="get_help"), True),
        *((tap("U0MIA", f"raise.{level}", "k"), True) for level in ("violent", "not_sure", "colleague")),
        *((tap("U0MIA", f"act.{verb}", "e"), True) for verb in ("acknowledge", "help", "with_them", "safe.no")),
        (tap("U0MIA", "act.worse.violent", "e"), True),
        (tap("U0MIA", "home.raise", "k"), True),
        *((tap("U0MIA", f"act.{verb}", "e"), False) for verb in ("pass", "resolve", "police.yes", "reopen", "ok.no")),
        (tap("U0MIA", "form.note", "e"), False),
        (sent_form("U0MIA", "note", {}), False),
        (interaction("U0MIA", "block_actions", actions=[]), False),
        (interaction("U0MIA", "block_actions", actions=[7]), False),
        (interaction("U0MIA", "block_actions", actions={"0": 1}), False),
        (b'{"type":"event_callback","event":{"type":"message"}}', False),
    ],
)
def test_what_raises_or_acknowledges_is_known_by_its_payload_alone(body: bytes, urgent: bool) -> None:
    """Principle 9: the reserved threads are for those and for nothing else."""
    payload = payload_of(body)
    assert payload is not None
    assert is_safety(payload) is urgent


def test_a_command_with_the_word_payload_in_it_is_heard(world: World) -> None:
    """The form's reader takes that word for an interaction; a call for help is heard whatever its words."""
    answer = signed(world, command("U0MIA", "violent payload room", trigger="1.1.p"))
    assert world.the().reference in answered_words(answer)
    other = signed(world, command("U0JON", "threat bar", trigger="1.2.p", channel_name="payload-team"))
    assert answer.status == other.status == 200
    assert len(world.escalations()) == 2
    world.settle()


@pytest.mark.parametrize(
    "body", [b"", b"payload=", b"payload=nope", b"payload=[]", b"payload=7", b"\xff\xfe", b"{", b"{}", b"[" * 100_000]
)
def test_what_slack_would_never_send_is_refused_before_anybody_hears_it(body: bytes) -> None:
    """F75: no listener, no thread of the reserved room, no stack trace."""
    wing, in_hand = Slow(), InHand()
    wing.go.set()
    caller = Caller(FrontDoor(wing, {}, in_hand), body)
    if body.startswith(b"["):
        # A form field with a strange name, as far as anybody can tell here: an ordinary request, and no more.
        assert wing.heard == [1, 0]
    else:
        assert (caller.status, wing.heard) == (400, [0, 0])
    in_hand.close()


def test_deep_nesting_is_not_understood() -> None:
    """F83: JSON a hundred thousand levels deep costs its own answer and nothing else."""
    assert payload_of(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}") is None


def test_bodies_have_a_limit() -> None:
    """Slack sends kilobytes; a megabyte is refused unread."""
    wing, in_hand = Slow(), InHand()
    door = FrontDoor(wing, {}, in_hand)
    request = environ(b"")
    request["CONTENT_LENGTH"] = str(LARGEST_BODY + 1)
    statuses: list[str] = []
    door(request, lambda status, headers: statuses.append(status))
    assert statuses == ["413 Payload Too Large"]
    assert wing.heard == [0, 0]
    in_hand.close()


def test_only_the_pages_there_are_are_shown() -> None:
    """GET of a page, POST of Slack's requests, and nothing else."""
    in_hand = InHand()
    door = FrontDoor(Slow(), {"/healthz": lambda: (200, "application/json", b"{}")}, in_hand)
    assert Caller(door, b"", path="/healthz", method="GET").status == 200
    assert Caller(door, b"", path="/healthz").status == 404
    assert Caller(door, b"", path="/slack/events", method="GET").status == 404
    assert Caller(door, b"", path="/else", method="GET").status == 404
    in_hand.close()


class Answering:
    """A wing that queues one piece of work and answers as it is told."""

    def __init__(self, status: str) -> None:
        self.status, self.done = status, Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        afterwards(self.done.set)
        if self.status == "raises":
            raise OSError("broken")
        start_response(self.status, [])
        return [b""]


def test_work_begins_when_the_answer_is_out_and_not_before() -> None:
    """Principle 9: the server closes the answer once it has sent it; only then the work runs."""
    wing, in_hand = Answering("200 OK"), InHand()
    caller = Caller(FrontDoor(wing, {}, in_hand), tap("U0MIA", "form.flags", "e"))
    assert list(caller.answer) == [b""]
    assert not wing.done.wait(0.1)
    assert not in_hand.wait_idle(0)
    caller.answer.close()
    assert wing.done.wait(5)
    assert in_hand.wait_idle(5)
    in_hand.close()


@pytest.mark.parametrize("status", ["503 Service Unavailable", "401 Unauthorized", "raises"])
def test_work_after_a_failed_answer_never_begins(status: str) -> None:
    """Principle 9: the person was told that it failed, so nothing may happen behind their back."""
    wing, in_hand = Answering(status), InHand()
    door = FrontDoor(wing, {}, in_hand)
    if status == "raises":
        with pytest.raises(OSError, match="broken"):
            Caller(door, tap("U0MIA", "form.flags", "e"))
    else:
        Caller(door, tap("U0MIA", "form.flags", "e")).answer.close()
    assert in_hand.wait_idle(5)
    assert not wing.done.is_set()
    in_hand.close()


def test_work_that_fails_is_put_down_and_does_not_stop_the_rest() -> None:
    """What is in hand is counted down whatever happens, or SIGTERM would wait in vain."""
    in_hand, done = InHand(threads=1), Event()

    def broken() -> None:
        raise ValueError("no")

    in_hand.begin(broken)
    in_hand.begin(done.set)
    assert in_hand.wait_idle(5)
    assert done.is_set()
    in_hand.close()


def test_nobody_queues_work_where_nobody_answers() -> None:
    """A listener that is not answering anything would wait for ever; it is told so."""
    with pytest.raises(RuntimeError):
        afterwards(lambda: None)
    with collecting() as queue:
        afterwards(lambda: None)
    assert len(queue) == 1


def test_slack_may_check_the_address(world: World) -> None:
    """The Events API's challenge is echoed, or the app could not be set up."""
    assert world.slack.verify_url()


def test_presses_at_once_are_all_answered(world: World) -> None:
    """Sixteen people press at the same moment: each gets an answer, and only one owns it."""
    world.mia.types("/escalate threat bar", channel="C0DESK")
    e = world.the()
    answers = at_once(*[lambda: signed(world, tap("U0DANA", "act.acknowledge", e.id))] * 6)
    assert {answer.status for answer in answers} == {200}
    world.settle()
    assert world.the().owner_id == "dana"
    assert json.dumps(world.timeline(e.reference)).count("Acknowledged") == 1


def test_forms_are_read_whole() -> None:
    """What stands in a form's payload arrives as it was sent, whatever its letters."""
    body = urlencode({"payload": json.dumps({"type": "x", "words": "é🙂&="})}).encode()
    assert payload_of(body) == {"type": "x", "words": "é🙂&="}
