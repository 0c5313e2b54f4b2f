"""Block Kit's documented limits, each one character or one item past the edge."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack
from bot.local_slack.block_kit import message_problems, view_problems

Json = dict[str, Any]


def words(text: str) -> Json:
    """Give a plain text object."""
    return {"type": "plain_text", "text": text}


def section(**more: Any) -> Json:
    """Give a section block."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, **more}


def actions(*elements: Json) -> Json:
    """Give an actions block."""
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Json:
    """Give a button."""
    return {"type": "button", "text": words("Go"), **more}


def options(count: int) -> list[Json]:
    """Give so many options."""
    return [{"text": words(str(n)), "value": str(n)} for n in range(count)]


def select(**more: Any) -> Json:
    """Give a static select."""
    return {"type": "static_select", "options": options(2), **more}


def field(element: Json | None = None, **more: Any) -> Json:
    """Give an input block."""
    return {"type": "input", "label": words("L"), "element": element or {"type": "plain_text_input"}, **more}


def confirm(**more: str) -> Json:
    """Give a confirm dialog with these texts."""
    texts = {"title": "t", "text": "x", "confirm": "c", "deny": "d", **more}
    return {name: words(text) for name, text in texts.items()}


def modal(*blocks: Json, **more: Any) -> Json:
    """Give a modal."""
    return {"type": "modal", "title": words("T"), "blocks": list(blocks) or [section()], **more}


AT_THE_EDGE = {
    "50 blocks": [section()] * 50,
    "section 3000": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}],
    "10 fields of 2000": [{"type": "section", "fields": [words("x" * 2000)] * 10}],
    "header 150": [{"type": "header", "text": words("x" * 150)}],
    "25 actions": [actions(*[button(action_id=str(n)) for n in range(25)])],
    "context 10": [{"type": "context", "elements": [words("x")] * 10}],
    "button": [actions(button(text=words("x" * 75), value="x" * 2000, action_id="x" * 255, style="danger"))],
    "select 100": [actions(select(options=options(100)))],
    "overflow 1": [section(accessory={"type": "overflow", "options": options(1)})],
    "overflow 5": [section(accessory={"type": "overflow", "options": options(5)})],
    "radio 10": [actions({"type": "radio_buttons", "options": options(10)})],
    "confirm": [actions(button(confirm=confirm(title="x" * 100, text="x" * 300, confirm="x" * 30, deny="x" * 30)))],
    "image": [{"type": "image", "image_url": "https://x.example/a.png", "alt_text": "x" * 2000}],
    "divider": [{"type": "divider", "block_id": "x" * 255}],
    "first option": [actions(select(initial_option=options(2)[1]))],
    "groups": [actions({"type": "static_select", "option_groups": [{"label": words("g"), "options": options(3)}]})],
    "multi in section": [section(accessory={"type": "multi_static_select", "options": options(2)})],
    "rich text": [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]}
    ],
    "empty list": [],
}
LESS = "must be less than {} characters"
FEW = "no more than {} items allowed"
SOME = "must provide at least 1 items"
PAST_THE_EDGE = {
    "51 blocks": ([section()] * 51, FEW.format(50), "/blocks"),
    "section 3001": ([section(text=words("x" * 3001))], LESS.format(3001), "/blocks/0/text/text"),
    "empty text": ([section(text=words(""))], "must be more than 0 characters", "/blocks/0/text/text"),
    "no words": ([{"type": "section"}], "missing required field: text", "/blocks/0"),
    "11 fields": ([{"type": "section", "fields": [words("x")] * 11}], FEW.format(10), "/blocks/0/fields"),
    "field 2001": (
        [{"type": "section", "fields": [words("x" * 2001)]}],
        LESS.format(2001),
        "/blocks/0/fields/0/text",
    ),
    "header 151": ([{"type": "header", "text": words("x" * 151)}], LESS.format(151), "/blocks/0/text/text"),
    "header mrkdwn": (
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        "unsupported type: mrkdwn",
        "/blocks/0/text/type",
    ),
    "26 actions": ([actions(*[button()] * 26)], FEW.format(25), "/blocks/0/elements"),
    "no actions": ([actions()], SOME, "/blocks/0/elements"),
    "context 11": ([{"type": "context", "elements": [words("x")] * 11}], FEW.format(10), "/blocks/0/elements"),
    "button 76": ([actions(button(text=words("x" * 76)))], LESS.format(76), "/blocks/0/elements/0/text/text"),
    "value 2001": ([actions(button(value="x" * 2001))], LESS.format(2001), "/blocks/0/elements/0/value"),
    "action_id 256": ([actions(button(action_id="x" * 256))], LESS.format(256), "/blocks/0/elements/0/action_id"),
    "block_id 256": ([section(block_id="x" * 256)], LESS.format(256), "/blocks/0/block_id"),
    "style": ([actions(button(style="green"))], "must be one of: primary, danger", "/blocks/0/elements/0/style"),
    "unknown field": (
        [actions(button(disabled=True))],
        "invalid additional property: disabled",
        "/blocks/0/elements/0",
    ),
    "unknown block": ([{"type": "sections"}], "unsupported type: sections", "/blocks/0/type"),
    "multi in actions": (
        [actions({"type": "multi_static_select", "options": options(2)})],
        "unsupported element: multi_static_select",
        "/blocks/0/elements/0",
    ),
    "input in section": (
        [section(accessory={"type": "plain_text_input"})],
        "unsupported element: plain_text_input",
        "/blocks/0/accessory",
    ),
    "select 101": ([actions(select(options=options(101)))], FEW.format(100), "/blocks/0/elements/0/options"),
    "select none": ([actions(select(options=[]))], SOME, "/blocks/0/elements/0/options"),
    "overflow 6": (
        [section(accessory={"type": "overflow", "options": options(6)})],
        FEW.format(5),
        "/blocks/0/accessory/options",
    ),
    "checkboxes 11": (
        [actions({"type": "checkboxes", "options": options(11)})],
        FEW.format(10),
        "/blocks/0/elements/0/options",
    ),
    "option text 76": (
        [actions(select(options=[{"text": words("x" * 76), "value": "v"}]))],
        LESS.format(76),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option value 151": (
        [actions(select(options=[{"text": words("x"), "value": "v" * 151}]))],
        LESS.format(151),
        "/blocks/0/elements/0/options/0/value",
    ),
    "description 76": (
        [actions(select(options=[{"text": words("x"), "value": "v", "description": words("x" * 76)}]))],
        LESS.format(76),
        "/blocks/0/elements/0/options/0/description/text",
    ),
    "stray first option": (
        [actions(select(initial_option={"text": words("9"), "value": "9"}))],
        "must exactly match one of the provided options",
        "/blocks/0/elements/0/initial_option",
    ),
    "placeholder 151": (
        [actions(select(placeholder=words("x" * 151)))],
        LESS.format(151),
        "/blocks/0/elements/0/placeholder/text",
    ),
    "confirm 31": (
        [actions(button(confirm=confirm(confirm="x" * 31)))],
        LESS.format(31),
        "/blocks/0/elements/0/confirm/confirm/text",
    ),
    "alt text 2001": (
        [{"type": "image", "image_url": "https://x.example/a.png", "alt_text": "x" * 2001}],
        LESS.format(2001),
        "/blocks/0/alt_text",
    ),
    "image url": (
        [{"type": "image", "image_url": "nowhere", "alt_text": "x"}],
        "must be a valid URL",
        "/blocks/0/image_url",
    ),
    "same block_id": (
        [section(block_id="b"), section(block_id="b")],
        "`block_id` b already exists",
        "/blocks/1/block_id",
    ),
    "same action_id": (
        [actions(button(action_id="a"), button(action_id="a"))],
        "`action_id` a already exists in this block",
        "/blocks/0",
    ),
    "label 2001": ([field(label=words("x" * 2001))], LESS.format(2001), "/blocks/0/label/text"),
    "hint 2001": ([field(hint=words("x" * 2001))], LESS.format(2001), "/blocks/0/hint/text"),
    "max_length 3001": (
        [field({"type": "plain_text_input", "max_length": 3001})],
        "must be between 1 and 3000",
        "/blocks/0/element/max_length",
    ),
}
VIEWS_PAST_THE_EDGE = {
    "101 blocks": (modal(*[section()] * 101), FEW.format(100), "/view/blocks"),
    "title 25": (modal(title=words("x" * 25)), LESS.format(25), "/view/title/text"),
    "submit 25": (modal(submit=words("x" * 25)), LESS.format(25), "/view/submit/text"),
    "close 25": (modal(close=words("x" * 25)), LESS.format(25), "/view/close/text"),
    "private_metadata 3001": (modal(private_metadata="x" * 3001), LESS.format(3001), "/view/private_metadata"),
    "callback_id 256": (modal(callback_id="x" * 256), LESS.format(256), "/view/callback_id"),
    "external_id 256": (modal(external_id="x" * 256), LESS.format(256), "/view/external_id"),
    "no title": ({"type": "modal", "blocks": [section()]}, "missing required field: title", "/view"),
    "input without submit": (
        modal(section(), field()),
        "must define `submit` to use an `input` block in modals",
        "/view/blocks/1/input",
    ),
    "home with submit": (
        {"type": "home", "blocks": [], "submit": words("Send")},
        "invalid additional property: submit",
        "/view",
    ),
    "two focused": (
        modal(*[field({"type": "plain_text_input", "focus_on_load": True})] * 2, submit=words("Send")),
        "only one element may set `focus_on_load`",
        "/view/blocks",
    ),
}


@pytest.mark.parametrize("blocks", AT_THE_EDGE.values(), ids=AT_THE_EDGE)
def test_blocks_at_the_edge_are_fine(blocks: list[Json]) -> None:
    """What is exactly as long or as many as Slack takes passes."""
    assert message_problems(blocks) == []


@pytest.mark.parametrize(("blocks", "complaint", "pointer"), PAST_THE_EDGE.values(), ids=PAST_THE_EDGE)
def test_blocks_past_the_edge_are_refused_with_a_pointer(blocks: list[Json], complaint: str, pointer: str) -> None:
    """One more is refused, in Slack's words, pointing at the place."""
    assert f"[ERROR] {complaint} [json-pointer:{pointer}]" in message_problems(blocks)


@pytest.mark.parametrize(("view", "complaint", "pointer"), VIEWS_PAST_THE_EDGE.values(), ids=VIEWS_PAST_THE_EDGE)
def test_views_past_the_edge_are_refused_with_a_pointer(view: Json, complaint: str, pointer: str) -> None:
    """Modals and home tabs have limits of their own."""
    assert f"[ERROR] {complaint} [json-pointer:{pointer}]" in view_problems(view)


def test_views_at_the_edge_are_fine() -> None:
    """A full modal and an empty home tab pass."""
    full = modal(
        *[section() for _ in range(99)],
        field(),
        title=words("x" * 24),
        submit=words("x" * 24),
        close=words("x" * 24),
        private_metadata="x" * 3000,
    )

    assert view_problems(full) == []
    assert view_problems({"type": "home", "blocks": []}) == []


@pytest.mark.parametrize("junk", [None, 7, "x", {}, [None], [7], [{}], [{"type": 3}], [{"type": []}]])
def test_junk_is_refused_and_breaks_nothing(junk: Any) -> None:
    """Whatever is sent, the answer is a complaint."""
    assert message_problems(junk)
    assert view_problems(junk)


def test_a_post_with_impossible_blocks_is_refused_with_the_pointer(client: WebClient) -> None:
    """invalid_blocks, with the reasons in response_metadata.messages."""
    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="C0DESK", text="x", blocks=[section(text=words("x" * 3001))])

    answer = refusal.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_blocks_can_be_held_against_the_limits_without_posting(slack: LocalSlack, client: WebClient) -> None:
    """blocks.validate takes blocks or a view and changes nothing."""
    assert client.api_call("blocks.validate", json={"blocks": [section()]})["ok"]
    assert client.api_call("blocks.validate", json={"view": modal()})["ok"]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.api_call("blocks.validate", json={"view": modal(title=words("x" * 25))})

    assert slack.person("U0MIA").reads() == ""


def test_missing_ids_are_filled_in(slack: LocalSlack, client: WebClient) -> None:
    """As at Slack, every block and element has an id once it is posted, and texts have their defaults."""
    client.chat_postMessage(channel="C0DESK", text="x", blocks=[section(), actions(button())])

    text, row = slack.person("U0MIA").channel("C0DESK")[0].blocks
    assert text["block_id"] != row["block_id"]
    assert row["elements"][0]["action_id"]
    assert text["text"]["verbatim"] is False
    assert row["elements"][0]["text"]["emoji"] is True
