"""A file shared into a conversation: seen there as a card, downloaded by its people, and by nobody else."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import Channel, LocalSlack, Member

Fixture = Callable[..., Any]
PNG = b"\x89PNG\r\n\x1a\n and the rest of a picture"
CSV = b"week,cases\r\n2026-W10,4\r\n"


def share(client: WebClient, channel: str | None = "C0DESK", **more: Any) -> Any:
    """Upload a table with the kit's own three steps."""
    given = {"content": CSV, "filename": "figures.csv", "title": "Figures of March", **more}
    return client.files_upload_v2(channel=channel, **given)


def refused(call: Callable[[], Any]) -> Any:
    """Give the answer with which a call is refused."""
    with pytest.raises(SlackApiError) as refusal:
        call()
    return refusal.value.response


def fetched(slack: LocalSlack, who: str, file_id: str, more: str = "") -> tuple[int, bytes, Any]:
    """Fetch a file as the page does for one person: status, bytes, headers."""
    try:
        with urllib.request.urlopen(f"{slack.page_url}control/shared?as={who}&id={file_id}{more}") as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as mistake:
        with mistake:
            return mistake.code, mistake.read(), mistake.headers


def test_a_file_shared_into_a_channel_is_downloaded_by_its_people(slack: LocalSlack, client: WebClient) -> None:
    """One message with the words and the file; those outside neither see nor get it."""
    share(client, initial_comment="The figures of March.")
    mia, omar = slack.person("U0MIA"), slack.person("U0OMAR")

    (message,) = mia.channel("C0DESK")
    (file,) = mia.files()

    assert message.plain() == "The figures of March.\nfigures.csv"
    assert (file.name, file.title, file.size, file.kind) == ("figures.csv", "Figures of March", len(CSV), "text/csv")
    assert mia.downloads("figures.csv", "C0DESK") == CSV
    assert omar.files() == []
    with pytest.raises(LookupError, match="no file"):
        omar.downloads("figures.csv")


def test_a_direct_message_takes_a_file_by_its_own_id(slack: LocalSlack, client: WebClient) -> None:
    """D..., as conversations.open gives it; a person's id is refused, as on Slack; the phone buzzes."""
    place = client.conversations_open(users="U0OMAR")["channel"]["id"]
    share(client, place)

    assert slack.person("U0OMAR").downloads("figures.csv") == CSV
    assert [push.text for push in slack.person("U0OMAR").notifications()] == ["Shared a file: figures.csv"]
    assert slack.person("U0MIA").files() == []
    answer = refused(lambda: share(client, "U0OMAR"))
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/channel_id]" in answer["response_metadata"]["messages"][0]


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C0NOTHERE", "channel_not_found"), ("C0AWAY", "not_in_channel"), ("C0OLD", "is_archived")],
)
def test_a_file_goes_only_where_the_app_is(start: Fixture, web_client: Fixture, channel: str, error: str) -> None:
    """Even with chat:write.public, which lets it post words into a public channel; nothing is shared on the way."""
    slack = start(scopes=("files:write", "chat:write", "chat:write.public"))
    client = web_client(slack)

    assert refused(lambda: share(client, channel))["error"] == error
    assert all(slack.person(user).files() == [] for user in ("U0MIA", "U0OMAR"))


def test_a_private_channel_without_the_app_is_not_there() -> None:
    """channel_not_found, as everywhere on Slack."""
    private = Channel("C0BOSS", "bosses", ["U0MIA"], bot_is_member=False, is_private=True)
    with LocalSlack([Member("U0MIA", "mia")], [private]) as slack:
        client = WebClient(slack.app.bot_token, base_url=slack.api_url, retry_handlers=[])
        assert refused(lambda: share(client, "C0BOSS"))["error"] == "channel_not_found"


def test_sharing_needs_the_right_to_write_files(start: Fixture, web_client: Fixture) -> None:
    """missing_scope at the first step."""
    slack = start(scopes=("chat:write", "files:read"))

    answer = refused(lambda: share(web_client(slack)))

    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


def test_several_files_and_several_places_make_one_message_each(slack: LocalSlack, client: WebClient) -> None:
    """`file_uploads` and `channels`, which takes persons too; a thread has one place."""
    two = [{"content": CSV, "filename": "a.csv"}, {"content": PNG, "filename": "b.png", "alt_txt": "A week"}]
    client.files_upload_v2(file_uploads=two, channels=["C0DESK", "U0MIA"])
    mia = slack.person("U0MIA")

    assert [m.plain() for m in mia.messages()] == ["a.csv\nb.png"] * 2
    assert mia.downloads("b.png", mia.dm_channel) == PNG
    (parent,) = mia.channel("C0DESK")
    share(client, thread_ts=parent.ts)
    assert [m.plain() for m in mia.thread("C0DESK", parent.ts)] == ["a.csv\nb.png", "figures.csv"]
    many = {"channels": ["C0DESK", "U0MIA"], "thread_ts": parent.ts}
    assert refused(lambda: share(client, None, **many))["error"] == "invalid_arguments"


def test_history_and_files_info_tell_where_a_file_is(slack: LocalSlack, client: WebClient) -> None:
    """The answer to the upload itself does not: at Slack sharing happens a moment later."""
    answer = share(client)
    file_id = answer["file"]["id"]

    assert answer["file"]["channels"] == []
    (told,) = client.conversations_history(channel="C0DESK")["messages"]
    assert [file["id"] for file in told["files"]] == [file_id]
    assert client.files_info(file=file_id)["file"]["channels"] == ["C0DESK"]


def test_the_page_downloads_for_those_in_the_conversation_only(slack: LocalSlack, client: WebClient) -> None:
    """As an attachment under its name, whatever is in it: nothing that a person shares runs in the page."""
    file_id = share(client, filename="Zahlen März.html", content=b"<script>")["file"]["id"]

    status, content, headers = fetched(slack, "U0DANA", file_id)

    assert (status, content) == (200, b"<script>")
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''Zahlen%20M%C3%A4rz.html"
    assert headers["Content-Type"] == "application/octet-stream"
    assert fetched(slack, "U0DANA", file_id, "&show=1")[2]["Content-Type"] == "application/octet-stream"
    assert fetched(slack, "U0OMAR", file_id)[0] == 404
    assert fetched(slack, "U0NOBODY", file_id)[0] == 400
    slack.deactivate("U0DANA")
    assert fetched(slack, "U0DANA", file_id)[0] == 400


def test_a_shared_picture_is_shown_to_its_people_only(slack: LocalSlack, client: WebClient) -> None:
    """The state says that it is one; the way to the pictures of blocks does not give it out."""
    file_id = share(client, filename="week.png", content=PNG, alt_txt="A week")["file"]["id"]
    slack.wait_until(lambda: client.files_info(file=file_id)["file"]["mimetype"] == "image/png")

    with urllib.request.urlopen(f"{slack.page_url}control/state?as=U0MIA") as answer:
        rooms = json.load(answer)["channels"]
    (shown,) = next(room for room in rooms if room["id"] == "C0DESK")["messages"][0]["files"]

    assert (shown["name"], shown["picture"], shown["alt_text"]) == ("week.png", True, "A week")
    status, content, headers = fetched(slack, "U0MIA", file_id, "&show=1")
    assert (status, content, headers["Content-Type"]) == (200, PNG, "image/png")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{slack.page_url}control/file?id={file_id}")


def test_a_message_that_is_gone_takes_its_file_along(slack: LocalSlack, client: WebClient) -> None:
    """Nobody fetches it any more."""
    file_id = share(client)["file"]["id"]
    (message,) = slack.person("U0MIA").channel("C0DESK")

    client.chat_delete(channel="C0DESK", ts=message.ts)

    assert slack.person("U0MIA").files() == []
    assert fetched(slack, "U0MIA", file_id)[0] == 404
