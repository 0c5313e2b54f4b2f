"""The reference path: the same steps as the product, written down by hand and nothing more.

Verify (Bolt), one transaction with the escalation, its page and its timeline entry, answer, one chat.postMessage.
"""

from __future__ import annotations

import json
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from sqlalchemy import Column, Engine, Index, MetaData, Table, Text, insert

from benchmarks.floors.answering import bolt
from benchmarks.signed import TOKEN

_meta = MetaData()
_escalation = Table(
    "escalation",
    _meta,
    *(Column(name, Text) for name in ("site", "raiser", "severity", "state", "raised_at", "due_at", "body")),
    Column("id", Text, primary_key=True),
    Index("ix_due", "due_at"),
)
_page = Table(
    "page",
    _meta,
    *(Column(name, Text) for name in ("escalation", "person", "state", "due_at", "ts")),
    Column("id", Text, primary_key=True),
    Index("ix_page_due", "due_at"),
)
_timeline = Table(
    "timeline", _meta, *(Column(name, Text) for name in ("escalation", "seq", "at", "by", "kind", "body"))
)


class Reference:
    """The path as a WSGI app; `sent` holds the posts that it has begun."""

    def __init__(self, engine: Engine, api_url: str) -> None:
        _meta.create_all(engine)
        self._engine = engine
        self._client = WebClient(token=TOKEN, base_url=api_url, timeout=4, retry_handlers=[])
        self._pool = ThreadPoolExecutor(8)
        self._waiting: list[tuple[str, str]] = []
        self.sent: list[Future[Any]] = []
        app = bolt(process_before_response=True)
        app.action("raise.threatening")(self._tapped)
        self.wsgi = SlackRequestHandler(app, path="/slack/events")

    def _tapped(self, ack: Any, body: dict[str, Any], action: dict[str, Any]) -> None:
        escalation_id, page_id, at = uuid4().hex, uuid4().hex, datetime.now(UTC).isoformat()
        context = json.loads(body["view"]["private_metadata"])
        row = {"id": escalation_id, "site": context["site"], "raiser": body["user"]["id"], "severity": "3"}
        with self._engine.begin() as connection:
            more = {"state": "paging", "raised_at": at, "due_at": at, "body": json.dumps(context)}
            connection.execute(insert(_escalation), {**row, **more})
            page = {"id": page_id, "escalation": escalation_id, "person": "D0BOSS", "state": "due", "due_at": at}
            connection.execute(insert(_page), page)
            entry = {"escalation": escalation_id, "seq": "1", "at": at, "by": row["raiser"], "kind": "Raised"}
            connection.execute(insert(_timeline), {**entry, "body": "{}"})
        ack()
        self._waiting.append((page_id, escalation_id))

    def after_the_answer(self) -> None:
        """Post what was recorded, once the answer is out."""
        while self._waiting:
            self.sent.append(self._pool.submit(self._post, *self._waiting.pop()))

    def _post(self, page_id: str, escalation_id: str) -> None:
        text = f"Help at the till: {escalation_id}"
        label = {"type": "plain_text", "text": "I have it"}
        button = {"type": "button", "action_id": "a", "value": escalation_id, "text": label}
        section: dict[str, Any] = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
        blocks = [section, {"type": "actions", "elements": [button]}]
        metadata = {"event_type": "page", "event_payload": {"page_id": page_id}}
        self._client.chat_postMessage(channel="D0BOSS", text=text, blocks=blocks, metadata=metadata)

    def close(self) -> None:
        """End its threads."""
        self._pool.shutdown()
        self._engine.dispose()
