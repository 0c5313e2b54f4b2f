"""Reading what Slack sends: a tap, a form's fields, its context. Nothing in a payload is trusted to be there."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.text import clean

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Tap:
    """One tap: what it does (`verb` and its arguments) and to what."""

    verb: str
    arguments: tuple[str, ...]
    value: str


def tap_of(action: Body) -> Tap:
    """The tap of a button or of a menu's option; an option carries "action|value"."""
    name, value = str(action.get("action_id", "")), str(action.get("value", ""))
    option = action.get("selected_option")
    if isinstance(option, Mapping):
        name, _, value = str(option.get("value", "")).partition("|")
    verb, *arguments = name.split(".")
    return Tap(verb, tuple(arguments), value)


def user_of(body: Body) -> tuple[str, str]:
    """The acting person's account and name, from any kind of payload."""
    user = body.get("user")
    if isinstance(user, Mapping):
        return str(user.get("id", "")), str(user.get("name") or user.get("username") or "")
    return str(body.get("user_id", "")), str(body.get("user_name", ""))


def channel_of(body: Body) -> str:
    """The conversation that it happened in; empty in a dialog or on App Home."""
    channel = body.get("channel")
    if isinstance(channel, Mapping):
        return str(channel.get("id", ""))
    return str(body.get("channel_id", ""))


def context_of(view: Body) -> dict[str, str]:
    """What the form was opened with; anything that is not ours gives an empty context (reliability.md F75)."""
    try:
        context = json.loads(str(view.get("private_metadata") or "{}"))
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in context.items()} if isinstance(context, dict) else {}


def picks_and_texts(view: Body) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """A form's state by field: what was picked (ids of options, accounts and files), and what was entered, cleaned.

    Days come as "2026-03-02", times as "09:00", moments as seconds since 1970, numbers as written, channels as ids.
    A field that nothing was entered into is an empty text or no picks.
    """
    picks: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    for fields in _mapping(_mapping(view.get("state")).get("values")).values():
        for name, state in _mapping(fields).items():
            entry = _mapping(state)
            kind = str(entry.get("type"))
            if kind in _TEXTS:
                held = entry.get(_TEXTS[kind])
                texts[name] = "" if held is None else clean(str(held))
            elif kind in _PICKS:
                picks[name] = _PICKS[kind](entry)
    return picks, texts


def _mapping(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _ids(held: Any, key: str) -> tuple[str, ...]:
    listed = held if isinstance(held, list) else []
    return tuple(str(_mapping(one)[key]) for one in listed if key in _mapping(one))


def _account(entry: Body) -> tuple[str, ...]:
    return (str(entry["selected_user"]),) if entry.get("selected_user") else ()


# By the kind of element: where its state holds what was entered, and how what was picked is read from it.
_TEXTS = {
    "plain_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "conversations_select": "selected_conversation",
}
_PICKS: Mapping[str, Callable[[Body], tuple[str, ...]]] = {
    "checkboxes": lambda entry: _ids(entry.get("selected_options"), "value"),
    "multi_static_select": lambda entry: _ids(entry.get("selected_options"), "value"),
    "radio_buttons": lambda entry: _ids([entry.get("selected_option")], "value"),
    "static_select": lambda entry: _ids([entry.get("selected_option")], "value"),
    "users_select": _account,
    "file_input": lambda entry: _ids(entry.get("files"), "id"),
}
