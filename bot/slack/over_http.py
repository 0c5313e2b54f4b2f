"""Slack's requests over HTTP, handed to Bolt: what is no request of Slack's is refused here (reliability.md F75)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import structlog
from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_bolt.request.internals import build_context
from slack_bolt.response import BoltResponse

log = structlog.get_logger()

Environ = dict[str, Any]
Payload = dict[str, Any]


def payload_of(body: bytes) -> Payload | None:
    """What the body says: an event's JSON, an interaction's JSON inside a form, or a command's fields.

    None where it is nothing that Slack would send. Nothing in it is verified yet.
    """
    try:
        text = body.decode()
        if text.startswith("{"):
            found = json.loads(text)
        else:
            fields = dict(parse_qsl(text, keep_blank_values=True))
            found = json.loads(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found else None


class OverHttp:
    """A WSGI app that answers with what Bolt says."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        payload = payload_of(body)
        try:
            answer = BoltResponse(status=400)
            if payload is not None:
                answer = self._app.dispatch(_request(environ, body.decode(), payload))
        except Exception as failed:
            # Our own failures are answered by the listeners' error handler; here Bolt could not read the request.
            log.warning("request_not_understood", exc_info=failed)
        content = str(answer.body).encode()
        headers = [(name, value) for name, values in answer.headers.items() for value in values]
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        return [content]


def _request(environ: Environ, body: str, payload: Payload) -> BoltRequest:
    headers = {name[5:].lower().replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    request = BoltRequest(body=body, query=environ.get("QUERY_STRING", ""), headers=headers)
    if not request.body:
        # Bolt loses a command with the word "payload" anywhere in it, even in the name of its channel.
        request.body = payload
        build_context(request.context, payload)
    return request
