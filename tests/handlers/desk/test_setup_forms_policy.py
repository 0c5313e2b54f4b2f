"""What else of the policy is set up in chat: who is enough, a missed safe check, the times of all severities."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.policy import STANDARD, EscalationPolicy, MissedCheck
from domain.severity import Severity
from handlers.desk.kind import Entered
from handlers.desk.site_times import TIMES
from handlers.screens.parts import Form, Small, Steps
from tests.domain.edits.given import AT, HOUSE, undone
from tests.handlers.desk.setup_forms import (
    FULL_HOUSE,
    KINDS,
    desk,
    entered,
    fields_of,
    hotel,
    refusal,
    refused,
    saved,
    sent,
    view_of,
    words_of,
)


def opened(name: str, what: Entered | None = None, *about: str) -> Form:
    """A form of the hotel's."""
    return KINDS[name].form(desk(FULL_HOUSE, "hotel", *about), what)


def steps(form: Form) -> tuple[str, ...]:
    """The sentences that a form shows."""
    return next(part.lines for part in form.parts if isinstance(part, Steps))


def smalls(form: Form) -> str:
    """What may be overlooked in a form."""
    return str([part.text for part in form.parts if isinstance(part, Small)])


def other(name: str, typed: str) -> Entered:
    """*Other* picked in the form of all severities, the field that opens then filled in."""
    again = opened("site_times", sent(opened("site_times"), **{name: ["other"]}))
    return sent(again, **{f"{name}_other": typed})


@pytest.mark.parametrize("severity", [one.word.casefold() for one in Severity])
def test_how_many_must_answer_and_a_missed_check_are_picked_saved_and_undone(severity: str) -> None:
    """For each severity: the form opens with what is, the sentences follow the picks, and Undo puts it back."""
    shipped = getattr(STANDARD, severity)
    opens_with = sent(opened("times", None, severity)).picks
    assert opens_with["answers_needed"] == (str(shipped.answers_needed),)
    assert opens_with["missed_check"] == (shipped.missed_check.value,)
    changes: dict[str, Any] = {
        "answers_needed": ["4"],
        "missed_check": ["next_tier_then_violent"],
        "check_after": ["60"],
    }
    changes["check_every"] = ["60"]
    shown = steps(opened("times", sent(opened("times", None, severity), **changes), severity))
    assert "Paging stops when 4 people have it." in shown
    assert shown[-1].endswith("the next tier is paged; the second in a row makes it VIOLENT.")
    edited = saved(FULL_HOUSE, "times", "hotel", severity, **changes)
    column = getattr(hotel(edited).policy, severity)
    assert (column.answers_needed, column.missed_check) == (4, MissedCheck.NEXT_TIER_THEN_VIOLENT)
    assert hotel(undone(FULL_HOUSE, edited, AT + timedelta(hours=1))).policy == STANDARD


@pytest.mark.parametrize("field", ["answers_needed", "missed_check"])
@pytest.mark.parametrize("picked", ["0", "6", "²", "many", "", "NEXT_TIER"])
def test_a_pick_that_is_none_of_the_list_is_refused_at_its_field(field: str, picked: str) -> None:
    """As a forged payload has it (reliability.md F75): a sentence, and everything else that was entered still there."""
    what = sent(opened("times", None, "abusive"), tier_2=["60"])
    what = Entered({**what.picks, field: (picked,) if picked else ()}, what.texts)
    at, sentence = refusal(FULL_HOUSE, "times", what, "hotel", "abusive")
    assert at == field
    assert "Pick" in sentence
    again = opened("times", what, "abusive")
    assert field in fields_of(again)
    assert sent(again).picks["tier_2"] == ("60",)
    assert sentence in smalls(again)


def test_that_one_is_enough_when_it_is_violent_can_be_picked_and_is_said() -> None:
    """As shipped two must answer; below the list stands what one means, and only there (domain.md b.4)."""
    assert "goes in alone" not in smalls(opened("times", None, "violent"))
    what = sent(opened("times", None, "violent"), answers_needed=["1"])
    form = opened("times", what, "violent")
    assert "goes in alone" in smalls(form)
    assert "Paging stops when somebody has it." in steps(form)
    assert "goes in alone" not in smalls(opened("times", None, "upset"))
    assert hotel(entered(FULL_HOUSE, "times", what, "hotel", "violent")).policy.violent.answers_needed == 1


@pytest.mark.parametrize("name", [time.name for time in TIMES])
def test_each_time_of_all_severities_is_picked_or_written_saved_and_undone(name: str) -> None:
    """The form opens with what is, and with what was written once that is saved."""
    shipped = getattr(STANDARD, name)
    assert sent(opened("site_times")).picks[name] == (str(int(shipped.total_seconds())),)
    edited = entered(FULL_HOUSE, "site_times", other(name, "100 s"), "hotel")
    assert hotel(edited).policy == replaced(name)
    assert edited.subject == KINDS["site_times"].subject(desk(FULL_HOUSE, "hotel"))
    again = KINDS["site_times"].form(desk(edited.directory, "hotel"), None)
    assert sent(again).picks[name] == ("100",)
    assert any("1 minute 40 seconds" in line for line in steps(again))
    assert hotel(undone(FULL_HOUSE, edited, AT + timedelta(hours=1))).policy == STANDARD


def replaced(name: str) -> EscalationPolicy:
    """The shipped policy with 100 seconds for this."""
    changed: dict[str, Any] = {name: timedelta(seconds=100)}
    return replace(STANDARD, **changed)


@pytest.mark.parametrize("name", [time.name for time in TIMES])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("45", '"45" is no length of time. Write it as 45 s or 45 min.'),
        ("soon", '"soon" is no length of time.'),
        ("", "Write how long, as 45 s or 3 min, or pick another length."),
        ("2 s", '"2 seconds" cannot work here.'),
        ("at once", '"at once" cannot work here.'),
        ("never", '"never" is no length of time.'),
        ("366 days", "no more than a year."),
    ],
)
def test_rubbish_is_refused_where_it_was_written_and_stays_there(name: str, typed: str, says: str) -> None:
    """With the sentences of what holds now meanwhile."""
    what = other(name, typed)
    field, sentence = refusal(FULL_HOUSE, "site_times", what, "hotel")
    assert (field, says in sentence) == (f"{name}_other", True), sentence
    again = opened("site_times", what)
    assert sent(again).text(f"{name}_other") == typed
    assert sent(again).picks == what.picks
    assert steps(again) == steps(opened("site_times"))
    assert says in smalls(again)


def test_a_form_sent_as_it_was_opened_changes_nothing() -> None:
    """And says so."""
    assert refused(HOUSE, "site_times", "hotel") == (
        "loop_at_interval_for", "That is how it is already. Nothing would change.",
    )  # fmt: skip


def test_the_sentences_follow_each_pick() -> None:
    """Before anything is saved."""
    shown = steps(opened("site_times", sent(opened("site_times"), loop_every=["600"], reopen_within=["604800"])))
    assert shown[0] == "Unanswered: everybody is paged at the usual pace for 15 minutes, and then every 10 minutes."
    assert "What has ended can be reopened for 7 days." in shown


@pytest.mark.parametrize(("kind", "about"), [("site_times", ()), ("times", ("abusive",))])
def test_what_cannot_be_read_yet_leaves_out_only_itself(kind: str, about: tuple[str, ...]) -> None:
    """As a field that has just been opened: what else was picked still shows in the sentences."""
    picked, opens = ("loop_every", "far_eta") if kind == "site_times" else ("tier_2", "repage_every")
    alone = sent(opened(kind, None, *about), **{picked: ["120"]})
    with_empty = sent(opened(kind, None, *about), **{picked: ["120"], opens: ["other"]})
    assert steps(opened(kind, with_empty, *about)) == steps(opened(kind, alone, *about))
    assert steps(opened(kind, alone, *about)) != steps(opened(kind, None, *about))
    assert "Write how long" in smalls(opened(kind, with_empty, *about))


def test_what_is_written_is_sent_with_enter_and_not_with_each_character() -> None:
    """Slack: dispatch-action-configuration-object. So the sentences follow what was written, too."""
    view = view_of(opened("site_times", other("far_eta", "8 min")))
    (field,) = (block for block in view["blocks"] if block.get("block_id") == "far_eta_other")
    assert field["dispatch_action"] is True
    assert field["element"]["dispatch_action_config"] == {"trigger_actions_on": ["on_enter_pressed"]}
    assert "over 8 minutes away" in words_of(opened("site_times", other("far_eta", "8 min")))
