"""Fields that hold more than words: dates, times, people, several at once; and what Slack sends of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.local_slack import LocalSlack, Person

Fixture = Callable[..., Any]
Json = dict[str, Any]
OPTIONS = [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("One", "Two", "Three")]
GROUPS = [
    {"label": {"type": "plain_text", "text": "Early"}, "options": OPTIONS[:1]},
    {"label": {"type": "plain_text", "text": "Late"}, "options": OPTIONS[1:]},
]
HELD: dict[str, tuple[Json, Any, Json]] = {
    "datepicker": ({}, "2026-03-14", {"selected_date": "2026-03-14"}),
    "timepicker": ({}, "07:30", {"selected_time": "07:30"}),
    "timepicker in a zone": (
        {"timezone": "Europe/Berlin"},
        "23:00",
        {"selected_time": "23:00", "timezone": "Europe/Berlin"},
    ),
    # Mia reads Berlin's clock: 21:30 there is 20:30 UTC in winter.
    "datetimepicker": ({}, "2026-03-14 21:30", {"selected_date_time": 1773520200}),
    "datetimepicker at an instant": (
        {},
        datetime(2026, 3, 14, 20, 30, tzinfo=UTC),
        {"selected_date_time": 1773520200},
    ),
    "static_select": ({"option_groups": GROUPS}, "Three", {"selected_option": "three"}),
    "multi_static_select": ({"options": OPTIONS}, ["One", "Three"], {"selected_options": ["one", "three"]}),
    "multi_static_select in groups": ({"option_groups": GROUPS}, ["Two"], {"selected_options": ["two"]}),
    "radio_buttons": ({"options": OPTIONS}, "Two", {"selected_option": "two"}),
    "checkboxes": ({"options": OPTIONS}, ["One", "Two"], {"selected_options": ["one", "two"]}),
    "users_select": ({}, "Dana Ito", {"selected_user": "U0DANA"}),
    "multi_users_select": ({}, ["dana", "U0MIA"], {"selected_users": ["U0DANA", "U0MIA"]}),
    "conversations_select": ({}, "#front-desk-help", {"selected_conversation": "C0DESK"}),
    "channels_select": ({}, "elsewhere", {"selected_channel": "C0AWAY"}),
    "multi_channels_select": ({}, ["closed"], {"selected_channels": ["C0OLD"]}),
}


@pytest.fixture
def form(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture, words: Fixture
) -> Callable[..., tuple[Person, list[Json]]]:
    """Open a form with these elements, labelled and named by their order, and give what is submitted with it."""

    def opened(*elements: Json, **block: Any) -> tuple[Person, list[Json]]:
        inputs = [
            {"type": "input", "block_id": f"b{n}", "label": words(f"Field {n}"), "element": element, **block}
            for n, element in enumerate(elements)
        ]
        submitted: list[Json] = []
        app = opening(slack, modal(*inputs))
        app.view("raise")(lambda ack, view: (submitted.append(view["state"]["values"]), ack()))
        app.action("a")(lambda ack, body: (submitted.append(body), ack()))
        serve(slack, app)
        mia = slack.person("U0MIA")
        mia.types("/escalate")
        return mia, submitted

    return opened


@pytest.mark.parametrize(("fields", "pick", "held"), HELD.values(), ids=HELD)
def test_a_pick_is_submitted_as_slack_writes_it(
    request: pytest.FixtureRequest, form: Fixture, fields: Json, pick: Any, held: Json
) -> None:
    """Each kind has a key of its own in state.values; options come whole."""
    kind = request.node.callspec.id.split()[0]
    mia, submitted = form({"type": kind, "action_id": "a", **fields})

    mia.picks("Field 0", pick)
    mia.submits()

    entry = submitted[0]["b0"]["a"]
    assert entry.pop("type") == kind
    assert {key: bare(value) for key, value in entry.items()} == held


def bare(value: Any) -> Any:
    """Give options by their values, and anything else as it is."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    return value["value"] if isinstance(value, dict) else value


def test_what_the_app_put_there_is_submitted_untouched(form: Fixture) -> None:
    """initial_date and its like stand in state.values without anybody picking anything."""
    mia, submitted = form(
        {"type": "datepicker", "action_id": "a", "initial_date": "2026-03-28"},
        {"type": "timepicker", "action_id": "a", "initial_time": "09:00"},
        {"type": "datetimepicker", "action_id": "a", "initial_date_time": 1773520200},
        {"type": "number_input", "action_id": "a", "is_decimal_allowed": False, "initial_value": "12"},
        {"type": "multi_users_select", "action_id": "a", "initial_users": ["U0DANA"]},
    )

    mia.submits()

    values = submitted[0]
    assert values["b0"]["a"]["selected_date"] == "2026-03-28"
    assert values["b1"]["a"]["selected_time"] == "09:00"
    assert values["b2"]["a"]["selected_date_time"] == 1773520200
    assert values["b3"]["a"] == {"type": "number_input", "value": "12"}
    assert values["b4"]["a"]["selected_users"] == ["U0DANA"]


@pytest.mark.parametrize(
    ("element", "text", "error"),
    [
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "Please enter a number."),
        (
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "24"},
            "25",
            "Please enter a number between 1 and 24.",
        ),
        ({"type": "url_text_input"}, "calendar", "Please enter a valid URL."),
        ({"type": "email_text_input"}, "mia at home", "Please enter an email address."),
        (
            {"type": "plain_text_input", "multiline": True, "max_length": 5},
            "a\nb\nc\n",
            "Must be 5 characters or fewer.",
        ),
    ],
)
def test_the_client_refuses_what_the_field_cannot_hold(form: Fixture, element: Json, text: str, error: str) -> None:
    """A sentence at the field, and the app hears nothing."""
    mia, submitted = form({"action_id": "a", **element})
    mia.fills("Field 0", text)

    delivery = mia.submits()

    assert delivery.errors == {"b0": error}
    assert submitted == []


@pytest.mark.parametrize(
    ("element", "pick", "error"),
    [
        ({"type": "datepicker"}, "2026-02-30", ValueError),
        ({"type": "timepicker"}, "25:00", ValueError),
        ({"type": "users_select"}, "Nobody", LookupError),
        ({"type": "channels_select"}, "#nowhere", LookupError),
        ({"type": "static_select", "options": OPTIONS}, "Four", LookupError),
        ({"type": "static_select", "options": OPTIONS}, ["One", "Two"], ValueError),
        ({"type": "multi_static_select", "options": OPTIONS, "max_selected_items": 1}, ["One", "Two"], ValueError),
    ],
)
def test_nobody_picks_what_is_not_offered(form: Fixture, element: Json, pick: Any, error: type[Exception]) -> None:
    """A test that picks what a person could not pick fails there and then."""
    mia, _ = form({"action_id": "a", **element})

    with pytest.raises(error):
        mia.picks("Field 0", pick)


def test_a_pick_can_be_taken_back(form: Fixture) -> None:
    """An optional field may be empty again: null for one, an empty list for several."""
    mia, submitted = form(
        {"type": "datepicker", "action_id": "a", "initial_date": "2026-03-28"},
        {"type": "multi_users_select", "action_id": "a", "initial_users": ["U0DANA"]},
        optional=True,
    )

    mia.picks("Field 0", [])
    mia.picks("Field 1", [])
    mia.submits()

    assert submitted[0]["b0"]["a"]["selected_date"] is None
    assert submitted[0]["b1"]["a"]["selected_users"] == []


def test_a_dispatching_field_tells_the_app_with_all_that_is_filled_in(form: Fixture) -> None:
    """dispatch_action sends block_actions while the form is open; view.state has the other fields too."""
    mia, heard = form(
        {"type": "static_select", "action_id": "a", "options": OPTIONS},
        {"type": "timepicker", "action_id": "b", "initial_time": "09:00"},
        dispatch_action=True,
    )

    mia.picks("Field 0", "Two")

    body = heard[0]
    assert body["type"] == "block_actions"
    assert body["actions"][0]["selected_option"]["value"] == "two"
    assert body["view"]["state"]["values"]["b0"]["a"]["selected_option"]["value"] == "two"
    assert body["view"]["state"]["values"]["b1"]["b"]["selected_time"] == "09:00"
    assert body["view"]["hash"]
    assert mia.modal() is not None
