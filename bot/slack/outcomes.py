"""What an error of a Slack call means: definitely not sent, never to be sent, or nobody knows (principle 5)."""

from __future__ import annotations

import http.client
import math
import re
import socket
import ssl
from collections.abc import Mapping
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

from handlers.ports import NotSent, OutcomeUnknown

_PERMANENT = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_not_found",
        "users_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "restricted_action",
        "message_not_found",
        "cant_update_message",
        "not_found",
        "expired_trigger_id",
        "exchanged_trigger_id",
        "invalid_trigger_id",
        "invalid_arguments",
        "thread_not_found",
    }
)
_UNKNOWN = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
_CODE = re.compile("[a-z0-9_]+")
_DEFAULT_WAIT = 5.0
_LONGEST_WAIT = 300.0


def not_sent_or_unknown(failed: Exception) -> NotSent | OutcomeUnknown:
    """The outcome that an exception of slack_sdk stands for."""
    if isinstance(failed, SlackApiError):
        return _of_answer(failed)
    reason = failed.reason if isinstance(failed, URLError) else failed
    before_the_request = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
    if isinstance(reason, before_the_request) and not isinstance(reason, http.client.RemoteDisconnected):
        return NotSent(type(reason).__name__)
    return OutcomeUnknown(type(reason).__name__ if isinstance(reason, Exception) else "connection")


def _of_answer(failed: SlackApiError) -> NotSent | OutcomeUnknown:
    response = failed.response
    status = getattr(response, "status_code", 200)
    data = getattr(response, "data", response)
    code = str(data.get("error", "")) if isinstance(data, Mapping) else ""
    if status == 429 or code == "ratelimited":
        headers = getattr(response, "headers", {}) or {}
        return NotSent("ratelimited", retry_after=_seconds(headers))
    # Where the answer was no JSON, the SDK puts its whole text where the code would be.
    if status >= 500 or code in _UNKNOWN or not _CODE.fullmatch(code):
        return OutcomeUnknown(code if _CODE.fullmatch(code) else f"http_{status}")
    return NotSent(code, permanent=code in _PERMANENT, detail=_said(data))


def _said(data: object) -> str:
    """Slack's own words about what it refused, such as a pointer into the blocks."""
    metadata = data.get("response_metadata") if isinstance(data, Mapping) else None
    said = metadata.get("messages") if isinstance(metadata, Mapping) else None
    return " ".join(str(one) for one in said) if isinstance(said, list) else ""


def _seconds(headers: Mapping[str, str]) -> float:
    """Retry-After in seconds; absent or garbage counts as five (reliability.md F22)."""
    value = next((v for k, v in headers.items() if k.lower() == "retry-after"), "")
    if isinstance(value, list):
        value = value[0] if value else ""
    try:
        seconds = float(value)
    except ValueError:
        return _DEFAULT_WAIT
    return _DEFAULT_WAIT if math.isnan(seconds) else min(max(seconds, 1.0), _LONGEST_WAIT)
