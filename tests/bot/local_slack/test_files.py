"""Files: the app uploads pictures and shows them by id; a person puts files into a form and the app reads them."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack, Person

Fixture = Callable[..., Any]
Json = dict[str, Any]
PNG = b"\x89PNG\r\n\x1a\n and the rest of a picture"
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def error_of(call: Callable[[], Any]) -> str:
    """Give the error code with which a call is refused."""
    with pytest.raises(SlackApiError) as refusal:
        call()
    return str(refusal.value.response["error"])


def post(url: str, body: bytes, content_type: str = "application/octet-stream") -> str:
    """Post bytes and give the words of the answer."""
    request = urllib.request.Request(url, body, {"Content-Type": content_type})
    with urllib.request.urlopen(request) as answer:
        words: bytes = answer.read()
        return words.decode()


def fetch(url: str, token: str) -> tuple[str, bytes]:
    """Get an address with a token and give type and bytes."""
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as answer:
        return answer.headers["Content-Type"], answer.read()


def uploaded(client: WebClient, name: str = "week.png", content: bytes = PNG) -> str:
    """Upload a file in Slack's three steps and give its id."""
    told = client.files_getUploadURLExternal(filename=name, length=len(content), alt_txt="A week")
    post(told["upload_url"], content)
    client.files_completeUploadExternal(files=[{"id": told["file_id"], "title": "The week"}])
    return str(told["file_id"])


def image(file_id: str) -> Json:
    """Give an image block that shows a file."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": "Dana, then Omar"}


@pytest.fixture
def quick(start: Fixture) -> LocalSlack:
    """A local Slack in which a completed file is usable at once."""
    slack: LocalSlack = start(file_processing=0.0)
    return slack


def test_an_uploaded_picture_is_seen_in_a_message_and_on_the_home_tab(quick: LocalSlack, web_client: Fixture) -> None:
    """By its id, with its alt text, and with the very bytes that were uploaded."""
    client = web_client(quick)
    file_id = uploaded(client)
    client.chat_postMessage(channel="U0MIA", text="The week", blocks=[image(file_id)])
    client.views_publish(user_id="U0MIA", view={"type": "home", "blocks": [image(file_id)]})
    mia = quick.person("U0MIA")

    (shown,) = mia.images("dm")

    assert (shown.alt_text, shown.content, shown.file_id) == ("Dana, then Omar", PNG, file_id)
    assert [picture.content for picture in mia.images("home")] == [PNG]
    assert "Dana, then Omar" in mia.reads()


def test_a_picture_stands_in_a_modal_an_accessory_and_a_context(
    quick: LocalSlack, web_client: Fixture, opening: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """Everywhere that Block Kit has images."""
    client = web_client(quick)
    small = image(uploaded(client))
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "accessory": small}
    app = opening(quick, modal(small, section, {"type": "context", "elements": [small]}))
    serve(quick, app)
    mia = quick.person("U0MIA")

    mia.types("/escalate")

    assert [picture.content for picture in mia.images("modal")] == [PNG] * 3


def test_a_file_without_its_bytes_cannot_be_completed(client: WebClient) -> None:
    """Announced is not uploaded; completed once is completed."""
    told = client.files_getUploadURLExternal(filename="week.png", length=len(PNG))
    files = [{"id": told["file_id"]}]

    assert error_of(lambda: client.files_completeUploadExternal(files=files)) == "file_not_found"
    assert error_of(lambda: client.files_info(file=told["file_id"])) == "file_not_found"
    with pytest.raises(urllib.error.HTTPError, match="400"):
        post(told["upload_url"], PNG + b"more than was announced")
    assert post(told["upload_url"], PNG) == f"OK - {len(PNG)}"
    assert client.files_completeUploadExternal(files=files)["files"][0]["id"] == told["file_id"]
    assert error_of(lambda: client.files_completeUploadExternal(files=files)) == "file_not_found"


def test_the_bytes_may_come_as_a_form(client: WebClient) -> None:
    """multipart/form-data, as curl sends it."""
    told = client.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    head = b'--sep\r\nContent-Disposition: form-data; name="filename"; filename="a.png"\r\n\r\n'

    answer = post(told["upload_url"], head + PNG + b"\r\n--sep--\r\n", "multipart/form-data; boundary=sep")

    assert answer == f"OK - {len(PNG)}"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filename": "a.png", "length": 0}, "missing_argument"),
        ({"filename": "a.png", "length": "much"}, "invalid_arguments"),
        ({"length": 5}, "invalid_arguments"),
        ({"filename": "a.png", "length": 5, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
def test_an_upload_is_announced_in_full(client: WebClient, arguments: Json, error: str) -> None:
    """Name, size, and an alt text of at most 1,000 characters."""
    assert error_of(lambda: client.api_call("files.getUploadURLExternal", params=arguments)) == error


def test_a_picture_is_not_usable_before_slack_has_looked_at_it(start: Fixture, web_client: Fixture) -> None:
    """Until then it has no type and is refused in blocks; files.info tells when it is ready."""
    slack = start(file_processing=0.3)
    client = web_client(slack)
    file_id = uploaded(client)
    fresh = client.files_info(file=file_id)["file"]["mimetype"]

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="U0MIA", text="x", blocks=[image(file_id)])
    slack.wait_until(lambda: client.files_info(file=file_id)["file"]["mimetype"] == "image/png")
    client.chat_postMessage(channel="U0MIA", text="x", blocks=[image(file_id)])

    messages = refusal.value.response["response_metadata"]["messages"]
    assert fresh == ""
    assert messages == ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF", ICS])
def test_only_png_jpg_and_gif_are_pictures(quick: LocalSlack, web_client: Fixture, content: bytes) -> None:
    """Whatever the file is called; and an id that there is not is no picture either."""
    client = web_client(quick)
    file_id = uploaded(client, "week.png", content)
    view = {"type": "home", "blocks": [image(file_id)]}

    with pytest.raises(SlackApiError) as refusal:
        client.views_publish(user_id="U0MIA", view=view)

    messages = refusal.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] invalid slack file [json-pointer:/view/blocks/0/slack_file]"]
    assert error_of(lambda: client.chat_postMessage(channel="U0MIA", text="x", blocks=[image("F0NOTHERE")])) == (
        "invalid_blocks"
    )


def test_scopes_are_needed_for_files(start: Fixture, web_client: Fixture, modal: Fixture, words: Fixture) -> None:
    """files:write to upload, files:read to look, to fetch and to ask for files in a form."""
    slack = start(scopes=("chat:write",))
    client = web_client(slack)
    told = slack.workspace.files.add("rota.ics", ICS, "U0MIA", slack.app.now())
    url = told.as_slack(slack.app, slack.workspace.files.origin)["url_private"]
    asks = {"type": "input", "label": words("File"), "element": {"type": "file_input"}}
    trigger = slack.workspace.triggers.issue("U0MIA", 3.0)

    assert error_of(lambda: client.files_getUploadURLExternal(filename="a.png", length=5)) == "missing_scope"
    assert error_of(lambda: client.files_completeUploadExternal(files=[{"id": "F0"}])) == "missing_scope"
    assert error_of(lambda: client.files_info(file=told.id)) == "missing_scope"
    assert error_of(lambda: client.views_open(trigger_id=trigger, view=modal(asks))) == "missing_scope"
    assert fetch(url, slack.app.bot_token)[0].startswith("text/html")


@pytest.fixture
def importing(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture, words: Fixture
) -> tuple[Person, list[Json]]:
    """A form that takes one calendar, open in front of Mia, and what is submitted with it."""
    element = {"type": "file_input", "action_id": "ics", "filetypes": ["ics"], "max_files": 1}
    submitted: list[Json] = []
    app = opening(slack, modal({"type": "input", "block_id": "rota", "label": words("Calendar"), "element": element}))
    app.view("raise")(lambda ack, view: (submitted.append(view["state"]["values"]["rota"]["ics"]), ack()))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    return mia, submitted


def test_a_file_in_a_form_is_submitted_and_read_with_the_bots_token(
    slack: LocalSlack, importing: tuple[Person, list[Json]]
) -> None:
    """state.values has whole file objects; their private url gives the bytes to the bot and to nobody else."""
    mia, submitted = importing
    assert mia.submits().errors == {"rota": "Please complete this required field."}

    mia.uploads("Calendar", "rota.ics", ICS)
    mia.submits()

    entry = submitted[0]
    (file,) = entry["files"]
    assert entry["type"] == "file_input"
    assert (file["name"], file["mimetype"], file["filetype"]) == ("rota.ics", "text/calendar", "ics")
    assert (file["size"], file["user"]) == (len(ICS), "U0MIA")
    assert fetch(file["url_private"], slack.app.bot_token) == ("text/calendar", ICS)
    assert fetch(file["url_private_download"], slack.app.bot_token)[1] == ICS
    assert fetch(file["url_private"], "xoxb-wrong")[0].startswith("text/html")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("rota.pdf", b"x", "Only files of these types: ics."),
        ("rota.ics", b"x" * (10 * 1024 * 1024 + 1), "A file may have 10 MB at most."),
    ],
)
def test_a_form_takes_only_what_it_asks_for(
    importing: tuple[Person, list[Json]], name: str, content: bytes, error: str
) -> None:
    """The client says so at the field, and keeps nothing."""
    mia, _ = importing

    assert mia.uploads("Calendar", name, content).errors == {"rota": error}
    assert mia.submits().errors == {"rota": "Please complete this required field."}


def test_a_form_takes_no_more_files_than_it_asks_for(importing: tuple[Person, list[Json]]) -> None:
    """max_files; and picking nothing empties the field."""
    mia, submitted = importing
    mia.uploads("Calendar", "RotA.ICS", ICS)

    assert mia.uploads("Calendar", "second.ics", ICS).errors == {"rota": "No more than 1 file."}
    mia.submits()

    assert [file["name"] for file in submitted[0]["files"]] == ["RotA.ICS"]


@pytest.mark.parametrize("how", ["http_500", "drop_before", "drop_after"])
def test_uploads_and_downloads_fail_when_told_to(slack: LocalSlack, client: WebClient, how: str) -> None:
    """Armed by name like any method, and written down."""
    told = client.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    slack.fail("upload_url", how)

    with pytest.raises((urllib.error.HTTPError, OSError)):
        post(told["upload_url"], PNG)

    call = slack.calls[-1]
    assert (call.method, call.accepted) == ("upload_url", how == "drop_after")
    if how != "drop_after":
        assert post(told["upload_url"], PNG).startswith("OK")
