"""Reading what Slack sends: a tap, a form's fields, its context. Nothing in a payload is trusted to be there."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    """A form's state: picked option ids by field, and cleaned texts by field."""
    picks: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    for fields in _mapping(_mapping(view.get("state")).get("values")).values():
        for name, state in _mapping(fields).items():
            entry = _mapping(state)
            kind = entry.get("type")
            if kind == "plain_text_input":
                texts[name] = clean(str(entry.get("value") or ""))
            elif kind in ("checkboxes", "multi_static_select"):
                picks[name] = _values(entry.get("selected_options"))
            elif kind in ("radio_buttons", "static_select"):
                picks[name] = _values([entry.get("selected_option")])
    return picks, texts


def _mapping(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _values(options: Any) -> tuple[str, ...]:
    listed = options if isinstance(options, list) else []
    return tuple(str(_mapping(option)["value"]) for option in listed if "value" in _mapping(option))
