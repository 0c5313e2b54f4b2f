"""Modals: opened by a trigger that is good once, updated under a hash, stacked, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


def error_of(caught: pytest.ExceptionInfo[SlackApiError]) -> str:
    """Give Slack's error code."""
    return str(caught.value.response["error"])


def test_modals_stack_to_three_and_clear_at_once(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """push puts one on top, a fourth is refused, clear takes all away."""
    app = opening(slack, modal(callback_id="one"))
    app.view("one")(lambda ack: ack(response_action="push", view=modal(callback_id="two")))
    app.view("two")(lambda ack: ack(response_action="push", view=modal(callback_id="three")))
    answers = iter([{"response_action": "push", "view": modal()}, {"response_action": "clear"}])
    app.view("three")(lambda ack: ack(**next(answers)))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    for _ in range(2):
        mia.fills("What happened", "x")
        mia.submits()
    assert [view.callback_id for view in mia.modal_stack()] == ["one", "two", "three"]
    root, second, third = mia.modal_stack()
    assert third.payload["root_view_id"] == root.id
    assert third.payload["previous_view_id"] == second.id

    mia.fills("What happened", "x")
    mia.submits()
    assert len(mia.modal_stack()) == 3
    assert len(slack.refused_answers) == 1
    mia.submits()

    assert mia.modal_stack() == []


def test_a_trigger_opens_one_modal_and_no_second(
    slack: LocalSlack, bolt: Fixture, web_client: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """The second exchange is refused as exchanged_trigger_id, a made-up one as invalid_trigger_id."""
    triggers: list[str] = []
    app = bolt(slack)
    app.command("/escalate")(lambda ack, body: (triggers.append(body["trigger_id"]), ack()))
    serve(slack, app)
    slack.person("U0MIA").types("/escalate")
    client = web_client(slack)
    client.views_open(trigger_id=triggers[0], view=modal())

    with pytest.raises(SlackApiError) as again:
        client.views_open(trigger_id=triggers[0], view=modal())
    with pytest.raises(SlackApiError) as made_up:
        client.views_open(trigger_id="1.2.3", view=modal())

    assert error_of(again) == "exchanged_trigger_id"
    assert error_of(made_up) == "invalid_trigger_id"


def test_a_trigger_goes_stale(start: Fixture, bolt: Fixture, serve: Fixture, modal: Fixture) -> None:
    """After its life (3 s at Slack, none here) a trigger is refused as expired_trigger_id."""
    slack = start(trigger_life=-1.0)
    caught: list[str] = []

    def opens(ack: Any, body: dict[str, Any], client: Any) -> None:
        with pytest.raises(SlackApiError) as refusal:
            client.views_open(trigger_id=body["trigger_id"], view=modal())
        caught.append(error_of(refusal))
        ack()

    app = bolt(slack)
    app.command("/escalate")(opens)
    serve(slack, app)

    slack.person("U0MIA").types("/escalate")

    assert caught == ["expired_trigger_id"]
    assert slack.person("U0MIA").modal() is None


def test_an_update_with_an_old_hash_is_refused(
    slack: LocalSlack, opening: Fixture, web_client: Fixture, serve: Fixture, modal: Fixture, words: Fixture
) -> None:
    """hash protects against two updates at once; without it the last one wins."""
    serve(slack, opening(slack, modal()))
    mia, client = slack.person("U0MIA"), web_client(slack)
    mia.types("/escalate")
    view = mia.modal()
    assert view is not None
    client.views_update(view_id=view.id, hash=view.hash, view=modal(title=words("Second")))

    with pytest.raises(SlackApiError) as refusal:
        client.views_update(view_id=view.id, hash=view.hash, view=modal(title=words("Third")))

    assert error_of(refusal) == "hash_conflict"
    top = mia.modal()
    assert top is not None
    assert top.title == "Second"


def test_a_modal_is_found_by_the_name_that_the_app_gave_it(
    slack: LocalSlack, opening: Fixture, web_client: Fixture, serve: Fixture, modal: Fixture, words: Fixture
) -> None:
    """external_id finds it for an update; the hash guards there too, and no second modal takes the same name."""
    serve(slack, opening(slack, modal(external_id="rota-1")))
    mia, client = slack.person("U0MIA"), web_client(slack)
    mia.types("/escalate")
    view = mia.modal()
    assert view is not None
    client.views_update(external_id="rota-1", hash=view.hash, view=modal(external_id="rota-1", title=words("Second")))

    with pytest.raises(SlackApiError) as late:
        client.views_update(external_id="rota-1", hash=view.hash, view=modal())
    trigger = slack.workspace.triggers.issue("U0DANA", 3.0)
    with pytest.raises(SlackApiError) as twice:
        client.views_open(trigger_id=trigger, view=modal(external_id="rota-1"))

    assert error_of(late) == "hash_conflict"
    assert error_of(twice) == "duplicate_external_id"
    top = mia.modal()
    assert top is not None
    assert top.title == "Second"


def test_a_fourth_modal_is_not_pushed(
    slack: LocalSlack, opening: Fixture, web_client: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """views.push stacks up to three."""
    serve(slack, opening(slack, modal()))
    mia, client = slack.person("U0MIA"), web_client(slack)
    mia.types("/escalate")

    def push() -> None:
        top = mia.modal()
        assert top is not None
        client.views_push(trigger_id=slack.workspace.triggers.issue("U0MIA", 3.0, top.id), view=modal())

    push()
    push()
    with pytest.raises(SlackApiError) as fourth:
        push()

    assert error_of(fourth) == "push_limit_reached"
    assert len(mia.modal_stack()) == 3


def test_updating_a_closed_modal_answers_not_found(
    slack: LocalSlack, opening: Fixture, web_client: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """A person who closed the modal is a normal thing (screens.md)."""
    serve(slack, opening(slack, modal()))
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    view = mia.modal()
    assert view is not None
    mia.closes()

    with pytest.raises(SlackApiError) as refusal:
        web_client(slack).views_update(view_id=view.id, view=modal())

    assert error_of(refusal) == "not_found"


@pytest.mark.parametrize("asked", [True, False])
def test_closing_is_told_where_it_was_asked_for(
    slack: LocalSlack, opening: Fixture, serve: Fixture, asked: bool, modal: Fixture
) -> None:
    """view_closed comes only with notify_on_close."""
    closed: list[dict[str, Any]] = []
    app = opening(slack, modal(notify_on_close=asked))
    app.view_closed("raise")(lambda ack, body: (closed.append(body), ack()))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")

    mia.closes()

    assert mia.modal() is None
    assert [body["is_cleared"] for body in closed] == ([False] if asked else [])


def test_a_press_inside_a_modal_carries_the_view_and_may_push(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture, field: Fixture, words: Fixture
) -> None:
    """block_actions from a modal has the view with its state, no message, and a trigger that pushes."""
    seen: list[dict[str, Any]] = []
    button = {"type": "button", "action_id": "more", "text": words("More"), "value": "v1"}
    app = opening(
        slack, modal(field("what", "What happened"), {"type": "actions", "block_id": "acts", "elements": [button]})
    )

    def more(ack: Any, body: dict[str, Any], client: Any) -> None:
        seen.append(body)
        client.views_push(trigger_id=body["trigger_id"], view=modal(callback_id="second"))
        ack()

    app.action("more")(more)
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    mia.fills("What happened", "so far")

    mia.presses("More")

    body = seen[0]
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert body["view"]["state"]["values"]["what"]["typed"]["value"] == "so far"
    assert "message" not in body
    assert "response_url" not in body
    assert body["actions"][0]["value"] == "v1"
    assert [view.callback_id for view in mia.modal_stack()] == ["raise", "second"]


def test_a_shortcut_opens_a_modal(slack: LocalSlack, bolt: Fixture, serve: Fixture, modal: Fixture) -> None:
    """A global shortcut comes with a trigger id and no channel."""
    seen: list[dict[str, Any]] = []
    app = bolt(slack)

    def runs(ack: Any, body: dict[str, Any], client: Any) -> None:
        seen.append(body)
        client.views_open(trigger_id=body["trigger_id"], view=modal())
        ack()

    app.shortcut("get_help")(runs)
    serve(slack, app)

    slack.person("U0DANA").runs_shortcut("get_help")

    assert slack.person("U0DANA").modal() is not None
    assert seen[0]["callback_id"] == "get_help"
    assert "channel" not in seen[0]
