"""Files of a form are read from Slack's own host: the bot's token is shown nowhere else."""

from __future__ import annotations

import pytest

from bot.calendars import CannotFetch
from bot.slack.file_in import of_slack, read_file
from tests.world import World

API = "https://slack.com/api/"


@pytest.mark.parametrize("url", ["https://files.slack.com/files-pri/T1-F1/download/rota.ics", "https://slack.com/x"])
def test_slacks_own_host_is_asked(url: str) -> None:
    """Where Slack keeps files, or where its Web API is."""
    assert of_slack(url, API)


@pytest.mark.parametrize(
    "url",
    ["", "rota.ics", "http://files.slack.com/x", "https://files.slack.com.evil.example/x", "https://evil.example/x",
     "https://files.slack.com@evil.example/x", "https://me:pw@files.slack.com/x", "https://127.0.0.1/x", "file:///etc"],
)  # fmt: skip
def test_no_other_host_is_shown_the_token(url: str) -> None:
    """Whatever an answer says where the file is."""
    assert not of_slack(url, API)


def test_a_file_that_is_not_there_is_a_sentence(world: World) -> None:
    """And one of which Slack breaks off."""
    with pytest.raises(CannotFetch, match="Slack did not give the file"):
        read_file(world.app.messenger, "F0NONE")
