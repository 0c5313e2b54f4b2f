"""Messages: who sees them, what history gives out, what buzzes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


def button(label: str, **more: Any) -> dict[str, Any]:
    """Give a button."""
    return {"type": "button", "text": {"type": "plain_text", "text": label}, **more}


def card(words: str, *elements: dict[str, Any]) -> list[dict[str, Any]]:
    """Give a section and, below it, a row of elements."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": words}}
    return [section, *([{"type": "actions", "elements": list(elements)}] if elements else [])]


def test_a_direct_message_is_seen_by_its_person_only(slack: LocalSlack, client: WebClient) -> None:
    """Posting to a person's id lands in their direct message and nowhere else."""
    sent = client.chat_postMessage(channel="U0MIA", text="for you")

    assert sent["channel"] == "D0MIA"
    assert [m.text for m in slack.person("U0MIA").dm()] == ["for you"]
    assert "for you" not in slack.person("U0DANA").reads()
    assert slack.person("U0DANA").channel("D0MIA") == []


def test_history_gives_metadata_only_when_asked(client: WebClient) -> None:
    """include_all_metadata is what finds a page again after an unknown outcome (architecture.md 5)."""
    metadata = {"event_type": "page", "event_payload": {"page_id": "p7"}}
    sent = client.chat_postMessage(channel="U0MIA", text="page", metadata=metadata)

    plain = client.conversations_history(channel=sent["channel"])["messages"][0]
    full = client.conversations_history(channel=sent["channel"], include_all_metadata=True)["messages"][0]

    assert "metadata" not in plain
    assert full["metadata"] == metadata
    assert full["ts"] == sent["ts"]


def test_history_pages_newest_first_between_two_stamps(client: WebClient) -> None:
    """limit and cursor page through; oldest and latest are exclusive unless inclusive is set."""
    stamps = [client.chat_postMessage(channel="C0DESK", text=str(n))["ts"] for n in range(5)]

    first = client.conversations_history(channel="C0DESK", limit=2)
    second = client.conversations_history(channel="C0DESK", limit=2, cursor=first["response_metadata"]["next_cursor"])
    between = client.conversations_history(channel="C0DESK", oldest=stamps[1], latest=stamps[3])
    ends = client.conversations_history(channel="C0DESK", oldest=stamps[1], latest=stamps[3], inclusive=True)

    assert [m["text"] for m in first["messages"]] == ["4", "3"]
    assert first["has_more"]
    assert [m["text"] for m in second["messages"]] == ["2", "1"]
    assert [m["text"] for m in between["messages"]] == ["2"]
    assert [m["text"] for m in ends["messages"]] == ["3", "2", "1"]


def test_an_edit_keeps_what_it_does_not_send_and_buzzes_nobody(slack: LocalSlack, client: WebClient) -> None:
    """chat.update without metadata keeps it; blocks go with an empty list; phones stay silent."""
    metadata = {"event_type": "page", "event_payload": {"page_id": "p7"}}
    sent = client.chat_postMessage(channel="U0MIA", text="one", blocks=card("one"), metadata=metadata)

    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="two")
    kept = slack.person("U0MIA").dm()[0]
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="three", blocks=[])
    bare = slack.person("U0MIA").dm()[0]

    assert (kept.text, kept.version, kept.metadata, kept.plain()) == ("two", 2, metadata, "one")
    assert kept.edited
    assert (bare.text, bare.blocks) == ("three", [])
    assert [push.text for push in slack.person("U0MIA").notifications()] == ["one"]


def test_an_edit_by_a_persons_id_or_of_a_strange_message_is_refused(slack: LocalSlack, client: WebClient) -> None:
    """chat.update wants the conversation's own id and the app's own message."""
    sent = client.chat_postMessage(channel="U0MIA", text="one")
    slack.person("U0MIA").says("mine")
    theirs = slack.person("U0MIA").dm()[-1]

    errors = []
    for channel, ts in (("U0MIA", sent["ts"]), ("D0MIA", "1.000000"), ("D0MIA", theirs.ts)):
        with pytest.raises(SlackApiError) as refusal:
            client.chat_update(channel=channel, ts=ts, text="two")
        errors.append(refusal.value.response["error"])

    assert errors == ["channel_not_found", "message_not_found", "cant_update_message"]


def test_an_ephemeral_message_has_one_reader_and_no_history(slack: LocalSlack, client: WebClient) -> None:
    """chat.postEphemeral: others and the history know nothing of it, and it cannot be updated."""
    sent = client.chat_postEphemeral(channel="C0DESK", user="U0DANA", text="only you")

    assert "only you" in slack.person("U0DANA").reads()
    assert "only you" not in slack.person("U0MIA").reads()
    assert client.conversations_history(channel="C0DESK")["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel="C0DESK", ts=sent["message_ts"], text="x")


def test_phones_buzz_for_direct_messages_mentions_and_here(slack: LocalSlack, client: WebClient) -> None:
    """A channel post is silent without a mention; an escaped mention is no mention."""
    client.chat_postMessage(channel="C0DESK", text="quiet")
    client.chat_postMessage(channel="C0DESK", text="<@U0DANA> look")
    client.chat_postMessage(channel="C0DESK", text="<!here> all")
    client.chat_postMessage(channel="C0DESK", text="&lt;!here&gt; not really")
    client.chat_postMessage(channel="C0DESK", text="preview", blocks=card("<!here> in a block"))

    assert [p.text for p in slack.person("U0DANA").notifications()] == ["<@U0DANA> look", "<!here> all", "preview"]
    assert [p.text for p in slack.person("U0MIA").notifications()] == ["<!here> all", "preview"]
    assert slack.person("U0OMAR").notifications() == []


def test_threads_hang_below_their_message(slack: LocalSlack, client: WebClient) -> None:
    """Replies are in the thread and in conversations.replies, not in the channel or its history."""
    parent = client.chat_postMessage(channel="C0DESK", text="parent")["ts"]
    client.chat_postMessage(channel="C0DESK", text="reply", thread_ts=parent)
    mia = slack.person("U0MIA")

    assert [m.text for m in mia.channel("C0DESK")] == ["parent"]
    assert [m.text for m in mia.thread("C0DESK", parent)] == ["parent", "reply"]
    history = client.conversations_history(channel="C0DESK")["messages"]
    assert [m["reply_count"] for m in history] == [1]
    replies = client.conversations_replies(channel="C0DESK", ts=parent)["messages"]
    assert [m["text"] for m in replies] == ["parent", "reply"]
    with pytest.raises(SlackApiError, match="cannot_reply_to_message"):
        client.chat_postMessage(channel="C0DESK", text="lost", thread_ts="1.000000")


def test_stamps_follow_the_workspaces_clock_and_never_repeat(start: Fixture, web_client: Fixture) -> None:
    """A virtual clock that stands still still gives each message its own, later stamp."""
    at = [datetime(2026, 1, 1, 21, 14, tzinfo=UTC)]
    slack = start(now=lambda: at[0])
    client = web_client(slack)

    first, second = (client.chat_postMessage(channel="U0MIA", text="x")["ts"] for _ in range(2))
    at[0] += timedelta(hours=8)
    third = client.chat_postMessage(channel="U0MIA", text="x")["ts"]

    assert first == f"{int(datetime(2026, 1, 1, 21, 14, tzinfo=UTC).timestamp())}.000000"
    assert second == first[:-1] + "1"
    assert float(third) - float(first) == pytest.approx(8 * 3600)
