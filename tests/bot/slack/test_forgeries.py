"""What a member can send that no button of theirs says: refused, without an effect and without a word (F75)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from storage.database import Database
from tests.bot.slack.given import JSON, command, interaction, names, sent_form, signed, tap, timeline
from tests.world import World, world_on

SECRETS = re.compile(r"Mia|Dana|Omar|Harbour|5550199|Quay|bottle|VIOLENT|THREATENING")


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[World]:
    """One world that takes all the garbage; what it logs about it is not drawn."""
    with capture_logs(), world_on(Database("sqlite://")) as made:
        yield made


VERBS = ("acknowledge", "help", "on_the_way.5", "with_them", "here", "pass", "take_over", "worse.violent", "safe.no",
         "seen_safe", "resolve", "mistake", "undo", "swap", "ok.no", "police.yes", "reopen", "only_words")  # fmt: skip
FORMS = ("place", "flags", "severity", "hand_on", "colleague", "same_event", "stand_down", "seen", "minutes", "note")


@pytest.fixture
def open_case(world: World) -> tuple[World, str, int]:
    """A world with one open escalation: the world, its id, and how many entries it has."""
    world.mia.types("/escalate threat bar he has a bottle", channel="C0DESK")
    e = world.the()
    return world, e.id, len(timeline(world, e.id))


def told(world: World, user: str) -> str:
    """What the bot told this account since it joined: its own DM and whatever only it sees."""
    person = world.slack.person(user)
    return "\n".join(message.plain() for message in person.dm())


def test_unknown_escalations_are_refused_alike(world: World) -> None:
    """F75: an id that never was: a private sentence for each verb, and no row anywhere."""
    for verb in VERBS:
        assert signed(world, tap("U0DANA", f"act.{verb}", "nosuchid")).status == 200
    for form in ("note", "hand_on", "stand_down", "flags"):
        assert signed(world, tap("U0DANA", f"form.{form}", "nosuchid")).status == 200
    world.settle()
    assert world.escalations() == []
    said = told(world, "U0DANA")
    assert said.count("This one is not known here.") == len(VERBS) + 4
    assert not SECRETS.search(said)


FORGED = (
    "act.worse.banana", "act.worse", "act.safe.maybe", "act.safe", "act.ok", "act.on_the_way.99999999999",
    "act.on_the_way", "act.acknowledge.twice", "act.boundary.x", "act.police.", "act.tick", "act.", "act", "form.x",
    "form", "home.x", "place.x", "nothing.at.all",
)  # fmt: skip


def test_forged_values_have_no_effect(open_case: tuple[World, str, int]) -> None:
    """F75: a verb that we have with a value that no button of ours carries, or a verb that we do not have."""
    world, id_, before = open_case
    for action in FORGED:
        assert signed(world, tap("U0DANA", action, id_)).status == 200, action
        world.settle()
        assert len(timeline(world, id_)) == before, action
    assert world.the().severity.word == "THREATENING"


def test_another_workspace_is_answered_with_nothing(open_case: tuple[World, str, int]) -> None:
    """F75: the same ids with another team's name on them: no effect, no information, for every kind of request."""
    world, id_, before = open_case
    calls = len(world.slack.calls)
    bodies = [
        tap("U0DANA", "act.acknowledge", id_).replace(b"T0LOCAL", b"T0OTHER"),
        tap("U0DANA", "raise.violent", "key").replace(b"T0LOCAL", b"T0OTHER"),
        sent_form("U0DANA", "stand_down", {"escalation": id_}).replace(b"T0LOCAL", b"T0OTHER"),
        command("U0X", "violent bar").replace(b"T0LOCAL", b"T0OTHER"),
    ]
    for body in bodies:
        answer = signed(world, body)
        assert (answer.status, answer.body) == (200, "")
    words = {"type": "message", "channel_type": "im", "channel": "D0MIA", "user": "U0MIA", "text": "x", "ts": "1.1"}
    event = {"type": "event_callback", "team_id": "T0OTHER", "event_id": "E", "event": words}
    assert signed(world, json.dumps(event).encode(), JSON).body == ""
    world.settle()
    assert len(timeline(world, id_)) == before
    assert len(world.escalations()) == 1
    assert len(world.slack.calls) == calls


@pytest.mark.parametrize("context", ["", "{", "[1]", '"x"', '{"escalation": 7}', '{"escalation": "nosuchid"}', "null"])
def test_edited_metadata_is_refused(fuzzed: World, context: str) -> None:
    """F75: what stands in private metadata is looked up and never trusted."""
    values = {"a": {"text": {"type": "plain_text_input", "value": "x"}}}
    for form in FORMS:
        answer = signed(fuzzed, sent_form("U0DANA", form, context, values))
        assert answer.status == 200, form
        assert not SECRETS.search(answer.body), form
    fuzzed.settle()
    assert fuzzed.escalations() == []


def test_a_form_about_somebody_elses_case_is_refused(open_case: tuple[World, str, int]) -> None:
    """F75: a stranger puts the id of an open case into each form: a Denied entry or nothing, no change, no names."""
    world, id_, before = open_case
    picked = {"static": {"type": "radio_buttons", "selected_option": {"value": "violent"}}}
    for form in FORMS:
        values = {"b": {"person": picked["static"], "place": picked["static"], "other": picked["static"],
                        "minutes": {"type": "plain_text_input", "value": "5"}}}  # fmt: skip
        answer = signed(world, sent_form("U0STRANGER", form, {"escalation": id_, "saw": "yes"}, values))
        assert answer.status == 200
        assert not SECRETS.search(answer.body), form
    world.settle()
    assert set(names(timeline(world, id_)[before:])) == {"Denied"}
    assert world.the().state == "paging"


def test_the_forms_themselves_show_nothing_to_a_stranger(open_case: tuple[World, str, int]) -> None:
    """F75: opening a dialog about a case needs the right to act in it; the note of a closed case is nobody else's."""
    world, id_, before = open_case
    for form in ("place", "flags", "severity", "hand_on", "colleague", "same_event", "stand_down", "note"):
        signed(world, tap("U0STRANGER", f"form.{form}", id_))
    assert world.app.in_hand.wait_idle(10)
    opened = [call for call in world.slack.calls if call.method in ("views.open", "views.push")]
    assert opened == []
    assert names(timeline(world, id_)[before:]) == ["Denied"] * 8
    world.settle()


def test_somebody_elses_intake_key_is_no_way_into_their_escalation(world: World) -> None:
    """F75: the key of another raiser's tap raises an escalation of one's own, and shows nothing of theirs."""
    signed(world, tap("U0MIA", "raise.threatening", "thekey"))
    mias = world.the()
    signed(world, tap("U0STRANGER", "raise.violent", "thekey"))
    world.settle()
    assert {e.raiser_id: e.severity.word for e in world.escalations()} == {
        "mia": "THREATENING",
        "U0STRANGER": "VIOLENT",
    }
    assert "SeverityRaised" not in names(timeline(world, mias.id))


GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["U0MIA", "T0LOCAL", "button"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["type", "user", "id", "team", "view", "state", "values", "actions", "action_id", "block_id",
                         "value", "callback_id", "private_metadata", "selected_option", "event", "channel", "text"]),
        inner, max_size=5),
    max_leaves=12,
)  # fmt: skip
KINDS = st.sampled_from(["block_actions", "view_submission", "view_closed", "shortcut", "block_suggestion", "x"])


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(kind=KINDS, user=st.sampled_from(["U0MIA", "U0X", ""]), more=st.dictionaries(
    st.sampled_from(["actions", "view", "team", "user", "channel", "callback_id", "message", "response_url"]), GARBAGE,
    max_size=4))  # fmt: skip
def test_garbage_interactions_never_break_anything(fuzzed: World, kind: str, user: str, more: dict[str, Any]) -> None:
    """F75: whatever the shape, an answer below 500, nothing raised, and nobody paged."""
    more.pop("response_url", None)
    body = interaction(user, kind, **{k: v for k, v in more.items() if k not in ("team", "user")})
    assert signed(fuzzed, body).status < 500
    assert fuzzed.app.in_hand.wait_idle(10)
    assert fuzzed.escalations() == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(event=GARBAGE, kind=st.sampled_from(["message", "app_home_opened", "x"]))
def test_garbage_events_never_break_anything(fuzzed: World, event: Any, kind: str) -> None:
    """F75: the same for events; a message that cannot be read is no message."""
    inner = {**event, "type": kind} if isinstance(event, dict) else event
    body = json.dumps({"type": "event_callback", "team_id": "T0LOCAL", "event_id": "E", "event": inner}).encode()
    assert signed(fuzzed, body, JSON).status < 500
    assert fuzzed.app.in_hand.wait_idle(10)
    assert fuzzed.escalations() == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(fields=st.dictionaries(st.sampled_from(["command", "text", "user_id", "team_id", "ssl_check", "payload"]),
                              st.text(max_size=20), max_size=5))  # fmt: skip
def test_garbage_commands_never_break_anything(fuzzed: World, fields: dict[str, str]) -> None:
    """F75: the same for commands."""
    assert signed(fuzzed, urlencode(fields).encode()).status < 500
