"""Which past escalations are shown with one that is open: most like first, and never what may not be (d.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.escalation import Escalation, RaiseEscalation, raise_escalation
from domain.learning.lesson import RIGHT_TO_CORRECT, Lesson, LessonState
from domain.learning.similar import MOST, Similar, named_causes, similar
from domain.note.lists import ListEntry
from domain.people import Roster
from domain.policy import STANDARD
from domain.severity import Severity
from domain.site import Place, Site

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
REFUND, QUEUE, PRICE = "refund-or-return", "wait-or-queue", "price-or-charge"
SITE = Site(
    "hotel", "Harbour Hotel", "Europe/Berlin", "1", "112",
    places=(Place("desk", "Front desk"), Place("bar", "Bar"), Place("phone", "Switchboard", phone_contact=True)),
    note_lists={"rule": (ListEntry("no-receipt", "Refund only with a receipt"), ListEntry("noon", "Out by noon"))},
)  # fmt: skip


def open_now(words: str = "refund", **asked: Any) -> Escalation:
    """An escalation that is open now, at the front desk unless said."""
    known = {"severity": Severity.UPSET, "policy": STANDARD, "place_id": "desk", "words": words, **asked}
    return raise_escalation(RaiseEscalation("now", "NOW", "hotel", "mia", **known), NOW, Roster(groups={})).escalation


def lesson(name: str, days: float = 10, **known: Any) -> Lesson:
    """A lesson of a refund at the front desk, solved, unless said."""
    usual = {
        "severity": Severity.UPSET,
        "place_id": "desk",
        "triggers": (REFUND,),
        "ended": "solved",
        "helped": ("options",),
        "state": LessonState.CLEARED,
    }
    return Lesson(name, name, "hotel", ended_at=NOW - timedelta(days=days), **{**usual, **known})


def shown(e: Escalation, *lessons: Lesson) -> list[str]:
    return [one.escalation_id for one in similar(e, SITE, lessons).lessons]


# Each of these is more like the open escalation than the next.
LIKE = (
    lesson("rule and trigger", 90, rule="no-receipt"),
    lesson("newer", 20),
    lesson("older", 30),
    lesson("some said it did not help", 19, yes=1, no=2),
    lesson("left by themselves", 18, ended="left-by-themselves"),
    lesson("another place", 17, place_id="bar"),
    lesson("another level", 16, severity=Severity.ABUSIVE),
    lesson("by phone", 15, by_phone=True),
)


@pytest.mark.parametrize(("nearer", "further"), list(pairwise(LIKE)))
def test_same_cause_then_channel_then_severity_then_place(nearer: Lesson, further: Lesson) -> None:
    """The order of d.5; what went well is preferred, then what others said helped, then what is newer."""
    e = open_now("refund without a receipt")
    assert shown(e, further, nearer) == shown(e, nearer, further) == [nearer.escalation_id, further.escalation_id]


def test_there_are_three_at_most_and_another_cause_is_none_of_them() -> None:
    """With the cause known, what was about something else is not shown, however near in place and time."""
    e = open_now("refund")
    assert len(shown(e, *LIKE)) == MOST
    assert shown(e, lesson("queue", 3, triggers=(QUEUE,)), lesson("refund", 300)) == ["refund"]


def test_without_words_the_same_channel_and_level_are_like() -> None:
    """Nobody has to write anything for it; what is unlike in both is left out."""
    e = open_now("")
    unlike = (lesson("phone", by_phone=True), lesson("worse", severity=Severity.ABUSIVE))
    assert shown(e, lesson("queue", triggers=(QUEUE,)), *unlike) == ["queue"]
    assert shown(open_now("", place_id="phone"), lesson("desk"), lesson("phone", by_phone=True)) == ["phone"]
    assert shown(open_now("something nobody ever wrote"), lesson("queue", triggers=(QUEUE,))) == ["queue"]


def test_without_words_it_is_one_line_and_one_that_says_why() -> None:
    """A page is short as long as nothing says what it is about; a cause that nobody knew helps nobody."""
    e = open_now("")
    assert shown(e, lesson("newer", 3), lesson("older", 9)) == ["newer"]
    assert shown(e, lesson("unknown", 3, triggers=("unknown",)), lesson("older", 9)) == ["older"]
    assert shown(e, lesson("unknown", 3, triggers=("unknown",))) == []


@pytest.mark.parametrize(
    "guarded",
    [
        lesson("fresh", 1.99),
        lesson("held", held=True),
        lesson("proposed", state=LessonState.PROPOSED),
        lesson("kept back", state=LessonState.KEPT_BACK),
        lesson("now"),
        lesson("unwanted", yes=1, no=4),
    ],
    ids=lambda one: one.escalation_id,
)
def test_the_guards(guarded: Lesson) -> None:
    """48 h, holds, clearing; never itself; never what several said did not help."""
    assert shown(open_now(), guarded) == []


def test_what_is_shown_stays_while_it_is_open() -> None:
    """A lesson that may be shown from later on does not push another away meanwhile: what counts is the raise."""
    soon = lesson("soon", RIGHT_TO_CORRECT / timedelta(days=1) - 0.001)
    assert shown(open_now(), soon, lesson("refund")) == ["refund"]


def test_violence_and_colleagues_bring_nothing() -> None:
    """Nobody reads in violence; of a colleague nothing is shared."""
    assert shown(open_now(severity=Severity.VIOLENT), *LIKE) == []
    assert shown(open_now(severity=Severity.THREATENING, about_colleague=True), *LIKE) == []


def test_what_usually_works_needs_three_and_most_of_them() -> None:
    """Of four about the same cause, three went well with the same answer; two, or three of seven, claim nothing."""
    e = open_now()
    same = [lesson(f"s{n}", helped=("options",), tried=("gesture",)) for n in range(3)]
    usually = similar(e, SITE, [*same, lesson("other", helped=("waiting",), ended="police-removed")]).usually
    assert usually is not None
    assert (usually.list_name, usually.entry, usually.times, usually.of) == ("tried", "gesture", 3, 4)
    others = [lesson(f"o{n}", helped=(f"h{n}",)) for n in range(4)]
    assert similar(e, SITE, [*same, *others]).usually is None
    assert similar(e, SITE, same[:2]).usually is None
    badly = [replace(one, ended="left-by-themselves") for one in same]
    assert similar(e, SITE, badly).usually is None
    assert similar(open_now(""), SITE, same).usually is None
    nothing = [replace(one, helped=("nothing-did",), tried=("nothing-could-be-offered",)) for one in same]
    assert similar(e, SITE, nothing).usually is None


@pytest.mark.parametrize(
    ("words", "triggers", "rules"),
    [
        ("wants a refund", {REFUND}, set()),
        ("was refunded twice, charged again", {REFUND, PRICE}, set()),
        ("no receipt for the refund", {REFUND}, {"no-receipt"}),
        ("still waiting, long queue", {QUEUE}, set()),
        ("out by noon", set(), {"noon"}),
        ("or of our by", set(), set()),
        ("refers to a fund", set(), set()),
        ("", set(), set()),
    ],
)
def test_causes_are_named_in_any_form(words: str, triggers: set[str], rules: set[str]) -> None:
    """A trigger by any word of it, a rule by most of its words; small words name nothing."""
    named = named_causes((words,), SITE.note_lists)
    assert (named.triggers & {REFUND, QUEUE, PRICE}, named.rules) == (triggers, rules)


@given(
    lessons=st.lists(
        st.builds(
            lesson,
            name=st.sampled_from(["now", "a", "b", "c", "d", "e"]),
            days=st.floats(0, 400),
            severity=st.sampled_from(Severity),
            place_id=st.sampled_from([None, "desk", "bar", "gone"]),
            by_phone=st.booleans(),
            triggers=st.lists(st.sampled_from([REFUND, QUEUE, "gone"]), max_size=2).map(tuple),
            rule=st.sampled_from(["", "no-receipt", "gone"]),
            ended=st.sampled_from(["", "solved", "asked-to-leave"]),
            held=st.booleans(),
            yes=st.integers(0, 9),
            no=st.integers(0, 9),
        ),
        max_size=12,
        unique_by=lambda one: one.escalation_id,
    ),
    words=st.sampled_from(["", "refund", "no receipt refund queue", "🙂"]),
    severity=st.sampled_from(Severity),
    seed=st.randoms(use_true_random=False),
)
def test_whatever_there_is_the_guards_hold(lessons: list[Lesson], words: str, severity: Severity, seed: Any) -> None:
    """Up to three, each one allowed, in an order that does not depend on how they came."""
    e = open_now(words, severity=severity)
    found = similar(e, SITE, lessons)
    assert len(found.lessons) <= MOST
    assert all(one.shown(NOW) and one.escalation_id != "now" for one in found.lessons)
    assert severity != Severity.VIOLENT or found == Similar()
    if found.usually:
        assert found.usually.of >= found.usually.times >= 3
    mixed = list(lessons)
    seed.shuffle(mixed)
    assert similar(e, SITE, mixed) == found
