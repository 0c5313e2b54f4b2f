"""Forms in modals: what is filled in, asked for, submitted, and what the answer does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


def test_a_submission_carries_what_was_filled_in(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """state.values holds each input, and an empty answer closes the modal."""
    seen: list[dict[str, Any]] = []
    app = opening(slack, modal(private_metadata="kept"))
    app.view("raise")(lambda ack, body: (seen.append(body), ack()))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")

    mia.fills("What happened", "he shouts")
    mia.submits()

    view = seen[0]["view"]
    assert view["state"]["values"] == {"what": {"typed": {"type": "plain_text_input", "value": "he shouts"}}}
    assert view["private_metadata"] == "kept"
    assert seen[0]["response_urls"] == []
    assert seen[0]["user"]["id"] == "U0MIA"
    assert mia.modal() is None


def test_a_required_field_is_asked_for_before_anything_is_sent(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """Slack's client complains itself, and the app hears nothing."""
    app = opening(slack, modal())
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")

    delivery = mia.submits()

    assert delivery.local
    assert delivery.errors == {"what": "Please complete this required field."}
    assert mia.modal() is not None


def test_errors_from_the_app_keep_the_modal_open(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """response_action errors stands at its field, with what was typed still there."""
    app = opening(slack, modal())
    app.view("raise")(lambda ack: ack(response_action="errors", errors={"what": "Too little"}))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    mia.fills("What happened", "x")

    mia.submits()

    view = mia.modal()
    assert view is not None
    assert slack.workspace.screens.errors[view.id] == {"what": "Too little"}
    assert slack.workspace.screens.values[view.id]["what"]["typed"]["value"] == "x"


def test_an_update_answer_keeps_id_and_what_was_typed(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture, field: Fixture, words: Fixture
) -> None:
    """response_action update draws anew; fields with the same ids keep their words."""
    app = opening(slack, modal())
    later = modal(field("what", "What happened"), field("who", "Who"), title=words("Almost"))
    app.view("raise")(lambda ack: ack(response_action="update", view=later))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    before = mia.modal()
    mia.fills("What happened", "words")

    mia.submits()

    view = mia.modal()
    assert before is not None
    assert view is not None
    assert (view.id, view.title) == (before.id, "Almost")
    assert view.hash != before.hash
    assert slack.workspace.screens.values[view.id]["what"]["typed"]["value"] == "words"


def test_picks_are_kept_until_the_submission(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture, words: Fixture
) -> None:
    """Checkboxes and selects are held by label and submitted as whole options."""
    options = [{"text": words(name), "value": name.lower()} for name in ("Alone", "Weapon", "Silent")]
    boxes = {"type": "checkboxes", "action_id": "flags", "options": options}
    menu = {"type": "static_select", "action_id": "place", "options": options}
    seen: list[dict[str, Any]] = []
    app = opening(
        slack,
        modal(
            {"type": "input", "block_id": "flags", "label": words("Flags"), "element": boxes},
            {"type": "input", "block_id": "place", "label": words("Place"), "element": menu},
        ),
    )
    app.view("raise")(lambda ack, view: (seen.append(view["state"]["values"]), ack()))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")

    mia.picks("Flags", ["Alone", "Silent"])
    mia.picks("Place", "Weapon")
    mia.submits()

    assert [o["value"] for o in seen[0]["flags"]["flags"]["selected_options"]] == ["alone", "silent"]
    assert seen[0]["place"]["place"]["selected_option"]["value"] == "weapon"


def test_a_submission_that_fails_leaves_the_modal_with_a_sentence(
    start: Fixture, opening: Fixture, serve: Fixture, modal: Fixture
) -> None:
    """When the app does not answer in time the person reads that there was trouble, and may try again."""
    slack = start(answer_within=0.3)
    let_go = threading.Event()
    app = opening(slack, modal())
    app.view("raise")(lambda ack: (let_go.wait(5), ack()))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    mia.fills("What happened", "x")

    delivery = mia.submits()
    let_go.set()

    view = mia.modal()
    assert view is not None
    assert not delivery.in_time
    assert "trouble connecting" in slack.workspace.screens.errors[view.id][""]


def test_an_external_select_asks_the_app_for_its_options(
    slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture, words: Fixture
) -> None:
    """block_suggestion carries what was typed; the chosen option is submitted."""
    menu = {"type": "external_select", "action_id": "site", "min_query_length": 0}
    seen: list[str] = []
    app = opening(slack, modal({"type": "input", "block_id": "site", "label": words("Site"), "element": menu}))
    offered = [{"text": words("Harbour Hotel"), "value": "harbour"}]
    app.options("site")(lambda ack, payload: (seen.append(payload["value"]), ack(options=offered)))
    app.view("raise")(lambda ack, view: (seen.append(str(view["state"]["values"]["site"]["site"])), ack()))
    serve(slack, app)
    mia = slack.person("U0MIA")
    mia.types("/escalate")

    mia.picks("Site", "Harbour Hotel")
    mia.submits()

    assert seen[0] == "Harbour Hotel"
    assert "'value': 'harbour'" in seen[1]
