"""Whatever comes back from a form about who holds a tier is an edit, or refused at a field that the form has (F75)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.local_slack.block_kit import view_problems
from bot.slack import blocks
from bot.slack.text import clean
from domain.edits import Refused
from domain.errors import EscalationError
from handlers.desk import KINDS, Desk, Entered
from handlers.desk.kind import Kind
from tests.domain.edits.given import AT, HOUSE, WEEK
from tests.handlers.desk.rota_given import BEFORE, desk, fields_of, opened, seconds, stands_in

FORMS: list[tuple[str, tuple[str, ...]]] = [
    ("rotation_new", ("hotel", "tier_1")),
    ("rotation_change", ("hotel", "tier_1", "nights")),
    ("fixed_new", ("hotel", "tier_3")),
    ("fixed_change", ("hotel", "tier_1", "later")),
    ("standin_new", ("hotel",)),
    ("absence_new", ("hotel",)),
    ("absence_new", ("hotel", "dana")),
    ("days_off", ("hotel",)),
    ("days_off", ("hotel", "dana")),
    ("opening_hours", ("hotel",)),
    ("closed_days", ("hotel",)),
]
SURE = {
    "rotation_remove": ("hotel", "tier_1", "nights"),
    "rotation_up": ("hotel", "tier_1", "in-order"),
    "rotation_down": ("hotel", "tier_1", "nights"),
    "standin_end": ("hotel", "tier_1", "o1"),
    "absence_end": ("hotel", "dana", "a1"),
    "open_again": ("hotel", "2026-12-25"),
}
NAMES = [f"window_{n}_{what}" for n in (0, 1, 2, 7, 20, 21) for what in ("days", "start", "end")]
NAMES += ["turn", "unit", "instead_of", "tier", "kind", "person", "until", "no_such_field"]
DAYS = st.dates(date(2025, 1, 1), date(2033, 1, 1)).map(date.isoformat)
CLOCKS = st.times().map(lambda one: f"{one:%H:%M}")
MOMENTS = st.timedeltas(-2 * WEEK, timedelta(days=2200)).map(lambda one: seconds(AT + one))
WORDS = st.one_of(DAYS, CLOCKS, MOMENTS, st.integers(-9, 10**9).map(str), st.text(max_size=300).map(clean))
IDS = ["kim", "dana", "omar", "nobody", "yes", "some", "all", "as_is", "other", "shifts", "weekends", "1_day", "hours"]
IDS += ["weeks", "for_one", "remove", "add", "tier_1", "tier_2", "security", *map(str, range(8))]
PICKS = st.lists(st.one_of(st.sampled_from(IDS), st.text(max_size=10).map(clean)), max_size=4).map(tuple)


@st.composite
def anything(draw: st.DrawFn, kind: str, about: tuple[str, ...]) -> Entered:
    """What stands in the form, with some of it, and of what it does not have, replaced by anything; or left out."""
    stands = stands_in(opened(kind, desk(*about, directory=BEFORE)))
    names = st.sampled_from(sorted({*stands.picks, *stands.texts, *NAMES}))
    one = st.sampled_from(IDS).map(lambda id_: (id_,))
    likely = dict.fromkeys(("pattern", "windows"), one)
    picks = draw(st.dictionaries(names, PICKS, max_size=6)) | draw(st.fixed_dictionaries({}, optional=likely))
    texts = draw(st.dictionaries(names, WORDS, max_size=6))
    gone = draw(st.sets(names, max_size=2))
    kept_picks = {name: held for name, held in stands.picks.items() if name not in gone}
    kept_texts = {name: held for name, held in stands.texts.items() if name not in gone}
    return Entered({**kept_picks, **picks}, {**kept_texts, **texts})


@pytest.mark.parametrize(("name", "about"), FORMS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_anything_in_a_form_is_an_edit_or_refused_at_one_of_its_fields(
    name: str, about: tuple[str, ...], data: st.DataObject
) -> None:
    """And whatever was entered, the form can be shown with it: Slack takes it."""
    at_desk, kind = desk(*about, directory=BEFORE), KINDS[name]
    entered = data.draw(anything(name, about))
    form = kind.form(at_desk, entered)
    assert view_problems(blocks.modal(form)) == []
    assert _field(kind, at_desk, entered) in fields_of(form)


def _field(kind: Kind, at_desk: Desk, entered: Entered) -> str:
    """Where it is refused; or where a sentence about the whole edit would stand (handlers/editing/proposing.py)."""
    try:
        return kind.read(at_desk, entered)(BEFORE, AT).field
    except Refused as no:
        return no.field


@pytest.mark.parametrize("name", SURE)
def test_a_form_that_only_asks_whether_needs_nothing_entered(name: str) -> None:
    """One sentence, one tap; it says what happens, and does it."""
    at_desk = desk(*SURE[name], directory=BEFORE)
    form = opened(name, at_desk)
    assert fields_of(form) == set()
    assert form.submit
    assert KINDS[name].read(at_desk, Entered())(BEFORE, AT).directory != BEFORE


@pytest.mark.parametrize("name", sorted({*dict(FORMS), *SURE}))
def test_a_form_about_nothing_that_is_there_says_so(name: str) -> None:
    """A button that was forged, or about what is gone by now: a sentence, never a fault."""
    for about in ((), ("nowhere",), ("hotel", "x", "y"), ("hotel", "tier_1", "y"), ("hotel", "dana", "")):
        with suppress(EscalationError):
            assert view_problems(blocks.modal(KINDS[name].form(desk(*about), None))) == []


def test_instants_at_the_ends_of_what_a_form_can_hold_are_refused() -> None:
    """The first and the last second that ten digits say."""
    for shown in ("0", "9999999999", "99999999999", "٣", "-1", "1e9"):
        entered = Entered({"tier": ("tier_1",), "kind": ("add",), "person": ("kim",)}, {"start": shown, "end": shown})
        with pytest.raises(Refused):
            KINDS["standin_new"].read(desk("hotel"), entered)(HOUSE, AT)
