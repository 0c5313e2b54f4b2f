"""Composition objects: texts, options, option groups, confirm dialogs (Slack: block-kit/composition-objects)."""

from __future__ import annotations

from bot.local_slack.block_kit.shape import (
    Rule,
    anything,
    boolean,
    both,
    by_type,
    items,
    one_of,
    pattern,
    shape,
    string,
)

IDENTIFIER = string(255)
URL = both(string(3000), pattern(r"(?s)(https?|mailto|tel|slack):.+", "URL"))
STYLE = one_of("primary", "danger")


def _plain_shape(most: int) -> Rule:
    return shape({"type": anything, "text": string(most), "emoji": boolean}, ("text",))


def plain(most: int) -> Rule:
    """Give the rule for a plain_text object."""
    return by_type({"plain_text": _plain_shape(most)})


def text(most: int) -> Rule:
    """Give the rule for a text object of either kind."""
    mrkdwn = shape({"type": anything, "text": string(most), "verbatim": boolean}, ("text",))
    return by_type({"plain_text": _plain_shape(most), "mrkdwn": mrkdwn})


def option(*, marked_up: bool = False, url: bool = False) -> Rule:
    """Give the rule for an option: text 75, value 150, description 75; mrkdwn in checkboxes and radio buttons,
    a url in overflow menus only."""
    words = text(75) if marked_up else plain(75)
    fields: dict[str, Rule] = {"text": words, "value": string(150), "description": words}
    if url:
        fields["url"] = URL
    return shape(fields, ("text", "value"))


def options(least: int, most: int, *, marked_up: bool = False, url: bool = False) -> Rule:
    """Give the rule for a list of options."""
    return items(option(marked_up=marked_up, url=url), least, most)


OPTION_GROUPS = items(shape({"label": plain(75), "options": options(1, 100)}, ("label", "options")), 1, 100)

CONFIRM = shape(
    {"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30), "style": STYLE},
    ("title", "text", "confirm", "deny"),
)

DISPATCH = shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 1, 2)},
    ("trigger_actions_on",),
)

FILTER = shape(
    {
        "include": items(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)
