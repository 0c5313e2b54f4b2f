"""Pictures at Slack: uploaded in one go, shown by their id, and never the reason that a screen does not arrive."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.local_slack import Channel, LocalSlack, Member
from bot.pictures import weeks_picture
from bot.slack import blocks
from bot.slack.messenger import SlackMessenger, client_for
from bot.slack.pictures import SlackPictures
from handlers.ports import NotSent, OutcomeUnknown
from handlers.screens.parts import Form, Line, Picture, Screen

PNG = weeks_picture([], date(2026, 3, 2), 1, "Europe/Berlin", "tier 1")
# An answer that is broken off leaves its socket to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in.*socket:pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def slack(request: pytest.FixtureRequest) -> Iterator[LocalSlack]:
    """A Slack with one person and one channel, that looks at new files as long as the test says (0.05 s)."""
    looks: float = getattr(request, "param", 0.05)
    people, channels = [Member("U0MIA", "mia")], [Channel("C0DESK", "desk", ["U0MIA"])]
    with LocalSlack(people, channels, file_processing=looks) as made:
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


def screen(file_id: str) -> Screen:
    """A calendar with its list."""
    words = Line(("Dana until Monday",))
    return Screen("The next weeks", (Line(("The next weeks",)), Picture(file_id, "Dana, then Omar", "March"), words))


def outcome(messenger: SlackMessenger) -> NotSent | OutcomeUnknown | str:
    """What becomes of one upload."""
    try:
        return SlackPictures(messenger).upload("weeks.png", PNG, "Dana, then Omar")
    except (NotSent, OutcomeUnknown) as failed:
        return failed


def test_an_uploaded_picture_can_be_shown_at_once(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """In a message and on App Home, with the words for a screen reader: upload waits until Slack has looked at it."""
    file_id = outcome(messenger)
    assert isinstance(file_id, str)
    messenger.post("U0MIA", screen(file_id), "page1")
    messenger.show("U0MIA", screen(file_id))
    mia = slack.person("U0MIA")
    for where in ("dm", "home"):
        (shown,) = mia.images(where)
        assert (shown.content, shown.alt_text, shown.title) == (PNG, "Dana, then Omar", "March")


def test_a_long_text_for_screen_readers_is_cut_where_the_upload_takes_less(
    slack: LocalSlack, messenger: SlackMessenger
) -> None:
    """Slack: 1000 characters beside a file, 2000 beside an image block; the block keeps them all."""
    file_id = SlackPictures(messenger).upload("weeks.png", PNG, "é" * 2000)
    messenger.post("U0MIA", Screen("x", (Line(("x",)), Picture(file_id, "é" * 2100))), "page1")
    (shown,) = slack.person("U0MIA").images("dm")
    assert shown.alt_text == "é" * 1999 + "…"


@pytest.mark.parametrize("slack", [30.0], indirect=True)
@pytest.mark.parametrize("how", ["message", "edit", "home"])
def test_a_screen_stands_without_a_picture_that_is_not_ready(
    slack: LocalSlack, messenger: SlackMessenger, how: str
) -> None:
    """Slack may take its time, and refuses the blocks until then: the words arrive, and say why they are alone."""
    file_id = outcome(messenger)
    assert isinstance(file_id, str)
    if how == "home":
        messenger.show("U0MIA", screen(file_id))
    else:
        first = Screen("before", (Line(("before",)),)) if how == "edit" else screen(file_id)
        posted = messenger.post("U0MIA", first, "page1")
        if how == "edit":
            messenger.redraw(posted, screen(file_id))
    mia = slack.person("U0MIA")
    assert mia.images() == []
    assert "Dana until Monday" in mia.reads()
    assert "The picture is not ready yet" in mia.reads()


@pytest.mark.parametrize("slack", [30.0], indirect=True)
def test_a_refused_picture_costs_one_further_call(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """With the picture, then without it; never a third one, and the message is there once."""
    messenger.post("U0MIA", screen(str(outcome(messenger))), "page1")
    posts = [call for call in slack.calls if call.method == "chat.postMessage"]
    assert [call.error for call in posts] == ["invalid_blocks", ""] or [call.ok for call in posts] == [False, True]
    assert len(slack.person("U0MIA").dm()) == 1


def test_a_view_without_pictures_is_refused_as_before(messenger: SlackMessenger) -> None:
    """Other mistakes are not tried a second time."""
    wrong: dict[str, Any] = {"type": "modal", "title": {"type": "plain_text", "text": "x" * 99}, "blocks": []}
    with pytest.raises(NotSent):
        messenger.view("views.publish", {"user_id": "U0MIA", "view": wrong})


def test_an_unknown_picture_does_not_keep_a_form_from_opening(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """A file that somebody deleted: the form is there, with a sentence in its place."""
    parts = (Picture("F0DELETED99", "Dana, then Omar"), Line(("Dana until Monday",)))
    view = {**blocks.modal(Form("rota", "Night rota", parts)), "type": "home"}
    for key in ("title", "close", "notify_on_close", "clear_on_close"):
        view.pop(key)
    messenger.view("views.publish", {"user_id": "U0MIA", "view": view})
    assert "Dana until Monday" in slack.person("U0MIA").reads()


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("how", ["http_500", "drop_before", "drop_after", "html"])
def test_what_nobody_can_tell_is_unknown_and_tried_once(
    slack: LocalSlack, messenger: SlackMessenger, step: str, how: str
) -> None:
    """Principle 5: as with any call; a picture that may be there is simply not shown."""
    slack.fail(step, how, times=None)
    assert isinstance(outcome(messenger), OutcomeUnknown)
    assert len([call for call in slack.calls if call.method == step]) == 1


@pytest.mark.parametrize("code", ["missing_scope", "invalid_auth", "storage_limit_reached", "file_type_not_allowed"])
def test_what_slack_refuses_is_not_sent(slack: LocalSlack, messenger: SlackMessenger, code: str) -> None:
    """By Slack's own word for it, so that an operator can be told."""
    slack.fail("files.getUploadURLExternal", "error", error=code)
    failed = outcome(messenger)
    assert isinstance(failed, NotSent)
    assert failed.reason == code


@pytest.mark.parametrize("how", ["http_500", "drop_before", "refuse"])
def test_bytes_that_do_not_arrive_are_no_picture(slack: LocalSlack, messenger: SlackMessenger, how: str) -> None:
    """The second of the three steps fails: nothing is completed, nothing is shown."""
    slack.fail("upload_url", how, times=None)
    assert isinstance(outcome(messenger), NotSent | OutcomeUnknown)
    assert not [call for call in slack.calls if call.method == "files.completeUploadExternal"]


def test_a_dripping_answer_ends_with_the_deadline(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """The whole upload has one deadline, though each byte comes in time."""
    messenger.deadline = 0.5
    slack.fail("files.completeUploadExternal", "drip", delay=0.3)
    began = time.monotonic()
    assert isinstance(outcome(messenger), OutcomeUnknown)
    assert time.monotonic() - began < 2


def test_a_slack_that_cannot_be_asked_is_not_waited_for(slack: LocalSlack, messenger: SlackMessenger) -> None:
    """files.info fails: the picture is there, and whoever shows it will see."""
    slack.fail("files.info", "http_500", times=None)
    assert isinstance(outcome(messenger), str)
    assert len([call for call in slack.calls if call.method == "files.info"]) == 1
