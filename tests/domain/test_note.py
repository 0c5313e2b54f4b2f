"""The note asks for what nobody can know but them, and never for more than the level needs (domain.md d.1 to d.4)."""

from __future__ import annotations

import pytest

from domain.errors import NoteIncomplete, StillOpen
from domain.escalation import NoteState
from domain.escalation import inputs as i
from domain.note import (
    FIELDS,
    NO_EXCEPTION,
    OUR_TRIGGERS,
    RULE_WAS_RIGHT,
    SHIPPED,
    Note,
    asked_first,
    check,
    id_of,
    is_required,
    missing,
    shown_fields,
)
from domain.severity import Severity
from tests.domain.acted_out import ActedOut

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity

SAFETY = {"harmed", "weapon", "called", "safer", "decision", "violence_type", "who", "place_class", "kinds"}
# What must be filled at each level, from the table of domain.md d.2 (field 5 depends on the trigger).
REQUIRED = {
    UPSET: {"ended", "trigger", "helped"},
    ABUSIVE: {"ended", "trigger", "helped", "behaviour", "harder", "tried"},
    THREATENING: {"ended", "trigger", "helped", "behaviour", "harder", "their_words", "change", *SAFETY},
    VIOLENT: {"ended", "trigger", "helped", "behaviour", "harder", "change", "narrative", *SAFETY},
}
BLAME = ("wrong", "fault", "mistake", "should have", "failed", "you do")


@pytest.mark.parametrize("severity", Severity)
def test_an_empty_note_lacks_what_its_level_requires(severity: Severity) -> None:
    """Row by row the table of d.2, with a sentence for each."""
    lacking = missing(Note("e1"), severity)
    assert set(lacking) == REQUIRED[severity]
    assert all(sentence.endswith(".") for sentence in lacking.values())


@pytest.mark.parametrize("severity", Severity)
def test_a_filled_note_is_complete(severity: Severity) -> None:
    """One pick or a few words in each required field; blanks are no words."""
    picks = {f.id: (SHIPPED[f.id][0].id,) for f in FIELDS if f.id in REQUIRED[severity] and f.picked}
    picks["trigger"] = (id_of("Unknown"),)
    texts = {f.id: "words" for f in FIELDS if f.id in REQUIRED[severity] and not f.picked}
    check(Note("e1", picks, texts), severity)
    if texts:
        with pytest.raises(NoteIncomplete):
            check(Note("e1", picks, dict.fromkeys(texts, "   ")), severity)


@pytest.mark.parametrize(
    ("severity", "asked"), [(UPSET, True), (ABUSIVE, True), (THREATENING, False), (VIOLENT, False)]
)
def test_a_trigger_of_ours_asks_which_rule_it_was(severity: Severity, asked: bool) -> None:
    """Field 5: required where the trigger is ours and nobody was in danger; a refusal by law is not ours."""
    rule = next(one for one in FIELDS if one.id == "rule")
    for trigger in SHIPPED["trigger"]:
        note = Note("e1", {"trigger": (trigger.id,)})
        assert is_required(rule, severity, note) is (severity <= ABUSIVE and trigger.id in OUR_TRIGGERS)
        assert (rule in asked_first(severity, note)) is (asked and trigger.id in OUR_TRIGGERS)
    assert id_of("Refusal by our rule") in OUR_TRIGGERS
    not_ours = ("Refusal by law (age, identity, prescription)", "Robbery", "Drink or drugs", "Unknown")
    assert not OUR_TRIGGERS & set(map(id_of, not_ours))


def test_an_exception_asks_why_and_none_asks_nothing() -> None:
    """Row 20: the reason is required where an exception was made, and only there."""
    reason = next(one for one in FIELDS if one.id == "exception_reason")
    for severity in (UPSET, ABUSIVE):
        for entry in SHIPPED["exception"]:
            note = Note("e1", {"exception": (entry.id,)})
            assert (reason in asked_first(severity, note)) is (entry.id != NO_EXCEPTION)
    assert not is_required(reason, THREATENING, Note("e1", {"exception": (RULE_WAS_RIGHT,)}))


def test_behaviour_is_not_asked_of_somebody_upset_and_taps_come_before_text() -> None:
    """d.1: the first screen is taps; a field that a level does not have is not shown."""
    hidden = {one.id for one in FIELDS} - {one.id for one in shown_fields(UPSET)}
    assert hidden == {"behaviour", "narrative", *SAFETY}
    for severity in Severity:
        kinds = [one.picked for one in shown_fields(severity)]
        assert kinds == sorted(kinds, reverse=True)


def test_nothing_asks_who_was_to_blame() -> None:
    """d.4: labels ask about conditions; there is no field for a person's fault."""
    for one in FIELDS:
        assert not any(word in one.label.lower() for word in BLAME)
    harder = next(one for one in FIELDS if one.id == "harder")
    assert harder.label == "What made it harder?"
    assert id_of("Nothing") in {entry.id for entry in SHIPPED["harder"]}
    assert harder.many


def test_a_note_waits_for_the_end_and_stays_done() -> None:
    """Nobody writes while the customer is present; an edit later does not make it due again."""
    call = ActedOut(UPSET)
    call.does(i.Acknowledge("t1"))
    assert isinstance(call.does(i.KeepNote("t1", done=True)).refusal, StillOpen)
    call.does(i.Resolve("t1"))
    assert (call.e.note, call.e.note_due_at) == (NoteState.DUE, call.at + call.e.policy.upset.note_due_after)
    call.does(i.KeepNote("t1"))
    assert call.e.note == NoteState.DUE
    call.does(i.KeepNote("t1", done=True))
    call.does(i.KeepNote("t1"))
    assert call.e.note == NoteState.DONE
