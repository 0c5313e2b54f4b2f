"""One call to Slack: in time, tried once, and honest about what became of it (principle 5)."""

from __future__ import annotations

import gc
import socket
import threading
import time
from collections.abc import Iterator
from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest

from bot.local_slack import Channel, LocalSlack, Member
from bot.slack.messenger import DEADLINE, SlackMessenger, client_for
from bot.slack.outcomes import not_sent_or_unknown
from domain.page import Ref
from handlers.outbox import VIEW
from handlers.ports import NotSent, OutcomeUnknown
from handlers.screens.parts import Line, Screen

# An answer that is broken off leaves its socket to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in.*socket:pytest.PytestUnraisableExceptionWarning")

SCREEN = Screen("hello", (Line(("hello",)),))


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack with one person and one channel."""
    with LocalSlack([Member("U0MIA", "mia"), Member("U0OUT", "out", is_restricted=True)],
                    [Channel("C0DESK", "desk", ["U0MIA"])]) as made:  # fmt: skip
        yield made
    for thread in threading.enumerate():
        if thread.name.startswith("slack-call"):
            thread.join(5)
    gc.collect()


@pytest.fixture
def messenger(slack: LocalSlack) -> Iterator[SlackMessenger]:
    """A messenger to it."""
    made = SlackMessenger(client_for("xoxb-local", slack.api_url))
    yield made
    made.close()


def outcome(messenger: SlackMessenger) -> NotSent | OutcomeUnknown | Ref:
    """What becomes of one post."""
    try:
        return messenger.post("C0DESK", SCREEN, "page1")
    except (NotSent, OutcomeUnknown) as failed:
        return failed


@pytest.mark.parametrize("how", ["http_500", "http_500_after", "drop_before", "drop_after", "html", "refuse"])
def test_what_nobody_can_tell_is_unknown_and_tried_once(slack: LocalSlack, messenger: SlackMessenger, how: str) -> None:
    """F19, F21: it may have arrived, so it is looked up first; Slack never gets it a second time from here."""
    slack.fail("chat.postMessage", how, times=None)
    assert isinstance(outcome(messenger), OutcomeUnknown)
    assert len([call for call in slack.calls if call.method == "chat.postMessage"]) == 1


@pytest.mark.parametrize("code", ["fatal_error", "internal_error", "service_unavailable", "request_timeout"])
def test_slacks_own_trouble_is_unknown(slack: LocalSlack, messenger: SlackMessenger, code: str) -> None:
    """F21: some error codes come after the message was accepted."""
    slack.fail("chat.postMessage", "error", error=code)
    assert isinstance(outcome(messenger), OutcomeUnknown)


@pytest.mark.parametrize(
    "code", ["channel_not_found", "is_archived", "not_in_channel", "user_disabled", "cannot_dm_bot", "not_found"]
)
def test_what_will_never_arrive_is_permanent(slack: LocalSlack, messenger: SlackMessenger, code: str) -> None:
    """F25: the next person is called at once instead of a hundred tries."""
    slack.fail("chat.postMessage", "error", error=code)
    failed = outcome(messenger)
    assert isinstance(failed, NotSent)
    assert (failed.reason, failed.permanent) == (code, True)


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope", "strange_new"])
def test_what_may_heal_is_tried_again(slack: LocalSlack, messenger: SlackMessenger, code: str) -> None:
    """F26: a revoked token is not the end of a page; it goes out once the token works again."""
    slack.fail("chat.postMessage", "error", error=code)
    failed = outcome(messenger)
    assert isinstance(failed, NotSent)
    assert not failed.permanent


@pytest.mark.parametrize(
    ("given", "wait"),
    [(30, 30.0), (0, 1.0), (None, 5.0), ("soon", 5.0), ("nan", 5.0), ("inf", 300.0), (-7, 1.0), ("1e9", 300.0)],
)
def test_retry_after_is_kept_whatever_it_says(
    slack: LocalSlack, messenger: SlackMessenger, given: float | str | None, wait: float
) -> None:
    """F22: a number, none, or garbage: there is always a wait, and never a long one."""
    slack.fail("chat.postMessage", "ratelimited", retry_after=given)
    failed = outcome(messenger)
    assert isinstance(failed, NotSent)
    assert (failed.retry_after, failed.permanent) == (wait, False)


def test_a_dripping_answer_ends_with_the_deadline(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """Principle 5: four seconds for the whole call, though each byte comes in time; the outcome is unknown."""
    slack.fail("chat.postMessage", "drip", delay=1.0)
    began = time.monotonic()
    assert isinstance(outcome(messenger), OutcomeUnknown)
    assert DEADLINE - 0.5 < time.monotonic() - began < DEADLINE + 1


def test_a_closed_port_is_surely_not_sent() -> None:
    """F30: nothing left this machine, so the next try or person needs no look-up."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    messenger = SlackMessenger(client_for("xoxb-local", f"http://127.0.0.1:{port}/api/"))
    assert isinstance(outcome(messenger), NotSent)
    messenger.close()


@pytest.mark.parametrize(
    ("error", "sure"),
    [(URLError(ConnectionRefusedError()), True), (URLError(socket.gaierror()), True), (RemoteDisconnected(), False),
     (ConnectionResetError(), False), (TimeoutError(), False), (URLError("odd"), False)],
)  # fmt: skip
def test_only_what_failed_before_the_request_is_surely_not_sent(error: Exception, sure: bool) -> None:
    """F30: refused and unknown names are sure; whatever broke later is not."""
    assert isinstance(not_sent_or_unknown(error), NotSent) is sure


def test_a_post_carries_its_id_and_is_found_by_it(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """F18: the page id stands in the metadata, opaque, and history finds it: in a channel, a DM and a thread."""
    posted = messenger.post("C0DESK", SCREEN, "page1")
    reply = messenger.post("C0DESK", SCREEN, "line1", thread=posted)
    direct = messenger.post("U0MIA", SCREEN, "page2")
    assert messenger.find("C0DESK", "page1") == posted
    assert messenger.find("C0DESK", "line1", thread=posted) == reply
    assert messenger.find("U0MIA", "page2") == direct
    assert messenger.find("C0DESK", "page2") is None
    metadata = slack.accepted_posts("page1")[0].args["metadata"]
    assert metadata["event_payload"] == {"page_id": "page1"}


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long", "msg_blocks_too_long", "invalid_blocks_format"])
def test_refused_blocks_go_out_as_plain_text_with_the_same_id(
    slack: LocalSlack, messenger: SlackMessenger, code: str
) -> None:
    """F29: the page still arrives, once, and an edit of it as well."""
    slack.fail("chat.postMessage", "error", error=code)
    posted = outcome(messenger)
    assert isinstance(posted, Ref)
    (accepted,) = slack.accepted_posts("page1")
    assert "blocks" not in accepted.args
    slack.fail("chat.update", "error", error=code)
    messenger.redraw(posted, Screen("changed", (Line(("changed",)),)))
    message = slack.message(posted.channel, posted.ts)
    assert message
    assert message.text == "changed"


def test_a_closed_dialog_is_normal_and_gone(messenger: SlackMessenger) -> None:
    """`views.update` says not_found because the person closed it: permanent, and nobody tries again."""
    with pytest.raises(NotSent) as gone:
        messenger.redraw(Ref(VIEW, "raise-key"), SCREEN)
    assert gone.value.permanent


def test_accounts_are_told_apart(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """F27, F76: staff, guests, leavers, and somebody whom Slack does not know."""
    slack.deactivate("U0MIA")
    assert messenger.account("U0MIA").deactivated
    assert messenger.account("U0OUT").guest
    assert messenger.account("U0NOBODY").deactivated
    slack.activate("U0MIA")
    assert messenger.account("U0MIA") == type(messenger.account("U0MIA"))(deactivated=False, guest=False)
    slack.fail("users.info", "error", error="fatal_error")
    with pytest.raises(OutcomeUnknown):
        messenger.account("U0MIA")


def test_after_the_end_nothing_is_sent(slack: LocalSlack) -> None:
    """A messenger that was closed refuses plainly: surely not sent."""
    messenger = SlackMessenger(client_for("xoxb-local", slack.api_url), callers=1)
    messenger.close()
    with pytest.raises((NotSent, RuntimeError)):
        messenger.post("C0DESK", SCREEN, "page1")
    assert slack.calls == []
