"""How long names and words are kept, and that a timeline without them tells everything else as before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import timeline as t
from domain.errors import StillOpen, TextsGone
from domain.escalation import decide, fold
from domain.escalation import inputs as i
from domain.learning.keeping import Placeholders, forgotten, gone_by, readable, stub_from, taken_out, text_until
from domain.learning.keeping.fields import NEITHER, PEOPLE, WORDS
from domain.learning.settings import Keeping
from domain.policy import STANDARD
from domain.severity import Flag, Severity
from domain.timeline import Entry
from tests.domain import lives
from tests.domain.acted_out import ActedOut
from tests.domain.lives import RAISER

BERLIN = "Europe/Berlin"
SHIPPED = Keeping()
KINDS = [kind for kind in vars(t).values() if isinstance(kind, type) and issubclass(kind, Entry)]


def ended(severity: Severity = Severity.UPSET, at: datetime = datetime(2026, 3, 1, 20, tzinfo=UTC), **more: Any) -> Any:
    """An escalation that ended at this instant."""
    call = ActedOut(severity)
    call.does(i.Acknowledge("t1"))
    call.does(i.Resolve("t1", saw=True))
    return replace(call.e, ended_at=at, **more)


def test_an_upset_case_keeps_its_words_for_ninety_days() -> None:
    """The last day counts whole, by the site's own calendar: 1 March in Berlin and 90 days is the end of 30 May."""
    until = text_until(ended(), SHIPPED, BERLIN)
    assert until == datetime(2026, 5, 30, 22, tzinfo=UTC)


def test_an_abusive_case_keeps_them_for_a_year_and_a_flagged_one_as_a_safety_case() -> None:
    """Hate makes a safety case of ABUSIVE, also for how long it is kept."""
    assert text_until(ended(Severity.ABUSIVE), SHIPPED, BERLIN) == datetime(2027, 3, 1, 23, tzinfo=UTC)
    flagged = ended(Severity.ABUSIVE, flags=frozenset({Flag.HATE}))
    assert text_until(flagged, SHIPPED, BERLIN) == text_until(ended(Severity.VIOLENT), SHIPPED, BERLIN)


@pytest.mark.parametrize("year", range(2024, 2032))
def test_a_safety_case_is_kept_for_five_years_after_the_year_in_which_it_ended(year: int) -> None:
    """Never a day less, however the leap years fall, and hardly more."""
    until = text_until(ended(Severity.THREATENING, datetime(year, 7, 1, tzinfo=UTC)), SHIPPED, "UTC")
    assert until is not None
    assert timedelta(0) <= until - datetime(year + 6, 1, 1, tzinfo=UTC) <= timedelta(days=1)


def test_new_year_is_that_of_the_site() -> None:
    """Half past eleven in the night at UTC is next year already in Berlin."""
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    until = text_until(ended(Severity.VIOLENT, late), SHIPPED, BERLIN)
    assert until is not None
    assert until.year >= 2032


def test_it_never_goes_while_it_can_be_opened_again() -> None:
    """A site that keeps words for a day still waits until nobody can press *Reopen* any more."""
    e = ended()
    assert text_until(e, Keeping(upset=1), BERLIN) == e.ended_at + STANDARD.reopen_within


def test_open_held_and_emptied_ones_are_left_alone() -> None:
    """Only what is over, under no hold, and still has its words goes."""
    much_later = datetime(2040, 1, 1, tzinfo=UTC)
    assert gone_by(ended(), SHIPPED, BERLIN, much_later)
    assert not gone_by(ended(held="legal"), SHIPPED, BERLIN, much_later)
    assert not gone_by(ended(texts_gone_at=much_later), SHIPPED, BERLIN, much_later)
    assert not gone_by(ActedOut(Severity.UPSET).e, SHIPPED, BERLIN, much_later)
    assert stub_from(ActedOut(Severity.UPSET).e, SHIPPED) is None
    assert stub_from(ended(), SHIPPED) == ended().ended_at + timedelta(days=7)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_every_entry_is_known_to_hold_people_or_words_or_neither(kind: type[Entry]) -> None:
    """A new kind of entry with a text in it cannot be forgotten here."""
    hints = get_type_hints(kind)
    texts = {one.name for one in fields(kind) if re.search(r"\bstr\b", str(hints[one.name]))} - {"by"}
    said = {PEOPLE.get(kind), WORDS.get(kind)} - {None}
    left = texts - said - NEITHER
    # Why a page could not be delivered is the platform's own word for it; why a level was lowered is typed.
    assert left - ({"reason"} if kind is t.PageUndeliverable else set()) == set()


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A value with every id in it replaced, wherever it stands; words are gone. Knows nothing of escalations."""
    if isinstance(value, Enum) or value is None:
        return value
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple | frozenset):
        return type(value)(renamed(one, names) for one in value)
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith("domain.escalation"):
        return replace(value, **{one.name: renamed(getattr(value, one.name), names) for one in fields(value)})
    return value


def told(acts: list[i.Input], severity: Severity, cast: lives.Cast, **more: Any) -> list[Entry]:
    """The timeline of a call for help to which these acts came, one each half minute."""
    call = ActedOut(severity, cast.roster(), words="Mr Meier in 212 shouts", **more)
    for act in acts:
        call.at += timedelta(seconds=30)
        call.does(act)
    return [entry for decision in call.decisions for entry in decision.entries]


@given(st.lists(lives.acts, max_size=25), lives.severities, lives.casts, lives.seldom)
def test_a_timeline_without_names_folds_into_the_row_without_names(
    acts: list[i.Input], severity: Severity, cast: lives.Cast, about: bool
) -> None:
    """Invariant 12 after retention: whatever happened, taking names out before folding or after is the same."""
    entries = told(acts, severity, cast, about_colleague=about)
    out = taken_out(entries, lives.START)
    names = {person: Placeholders(entries).of(person) for person in lives.EVERYBODY}
    expected = replace(renamed(fold(entries), names), words=(), texts_gone_at=lives.START)
    assert replace(out.escalation, version=out.escalation.version - 1) == expected
    assert fold(out.timeline) == out.escalation
    assert len(out.rewritten) == len(entries)
    assert [type(entry) for entry in out.rewritten] == [type(entry) for entry in entries]
    assert [entry.at for entry in out.rewritten] == [entry.at for entry in entries]


@given(st.lists(lives.acts, max_size=25), lives.casts)
def test_nobody_is_left_in_it(acts: list[i.Input], cast: lives.Cast) -> None:
    """No id and no word of anybody stands in what is left, and two people never become one."""
    entries = told(acts, Severity.VIOLENT, cast)
    out = taken_out(entries, lives.START)
    left = repr((out.timeline, out.escalation))
    assert [one for one in lives.EVERYBODY if f"'{one}'" in left] == []
    assert [words for words in ("Meier", "bottle", "a toy", "'again'") if words in left] == []
    names = [out.names.of(person) for person in lives.EVERYBODY]
    assert len(set(names)) == len(names)
    assert out.names.of(RAISER) == "raiser"


@given(st.lists(lives.acts, max_size=25), lives.casts, st.sampled_from((RAISER, *lives.POOL)))
def test_one_person_can_be_forgotten_and_the_rest_later(acts: list[i.Input], cast: lives.Cast, who: str) -> None:
    """Their id and their words go, those of others stay; it still folds, also once the others go as well."""
    entries = told(acts, Severity.ABUSIVE, cast)
    out = forgotten(entries, who, lives.START)
    assert f"'{who}'" not in repr(out.timeline)
    assert fold(out.timeline) == out.escalation
    for before, after in zip(entries, out.rewritten, strict=True):
        if before.by != who and type(before) in WORDS:
            assert getattr(after, WORDS[type(before)]) == getattr(before, WORDS[type(before)])
        assert (after.by == before.by) == (before.by != who)
    later = taken_out(out.timeline, lives.START)
    assert fold(later.timeline) == later.escalation


def test_after_that_nothing_can_be_done_to_it_and_nothing_is_written_down() -> None:
    """A refusal would name somebody again."""
    call = ActedOut(Severity.UPSET)
    call.does(i.Acknowledge("t1"))
    call.does(i.Resolve("t1"))
    out = taken_out([entry for one in call.decisions for entry in one.entries], call.at)
    for act in (i.Reopen("boss"), i.KeepNote("boss"), i.SetHold("boss"), i.Say(RAISER, "more"), i.AnswerOk("stranger")):
        decision = decide(out.escalation, act, call.at, call.roster)
        assert isinstance(decision.refusal, TextsGone)
        assert decision.entries == ()
    assert decide(out.escalation, i.Tick(), call.at, call.roster).entries == ()


def test_a_hold_is_set_and_lifted_once_it_is_over() -> None:
    """While it is open nothing is removed anyhow; a second tap for the same reason changes nothing."""
    call = ActedOut(Severity.UPSET)
    assert isinstance(call.does(i.SetHold("boss", "police")).refusal, StillOpen)
    call.does(i.Acknowledge("t1"))
    call.does(i.Resolve("t1"))
    assert not call.does(i.LiftHold("boss")).entries
    call.does(i.SetHold("boss", "police"))
    assert call.e.held == "police"
    assert not call.does(i.SetHold("boss", "police")).entries
    assert not call.does(i.SetHold("boss", "whim")).entries
    call.does(i.SetHold("boss", "hr"))
    call.does(i.LiftHold("admin"))
    assert call.e.held == ""
    assert call.kinds() == ["HoldLifted"]
    call.does(i.AnswerPolice("t1", called=True))
    assert call.does(i.LiftHold("admin")).entries, "that others may learn from it is said by somebody"


def test_an_entry_that_only_a_newer_version_knows_is_not_touched() -> None:
    """Nobody can say what stands in it."""
    entries = told([], Severity.UPSET, lives.Cast({"tier_1": ("ana",)}))
    assert readable(entries)
    assert not readable([*entries, Entry(lives.START, "ana")])
    assert not readable([])
