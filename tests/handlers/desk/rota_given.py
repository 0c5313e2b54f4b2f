"""What the tests of the rota's forms do: open a form as Slack shows it, fill it in, send it, and do the edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

import pytest

from bot.local_slack.block_kit import view_problems
from bot.local_slack.workspace.inputs import first_values
from bot.slack import blocks
from bot.slack.payloads import picks_and_texts
from domain.edits import Edited, Refused, add_absence, add_override, set_layer, set_opening
from domain.planning import Change
from domain.rota import Absence, Layer
from domain.site import Directory
from handlers.desk import KINDS, Desk, Entered
from handlers.screens.fields import Asked
from handlers.screens.parts import Form, Pick, Write
from tests.domain.edits.given import AT, DAY, HOUSE, NIGHTS, TIER_1, WEEK, stand_in

Filled = Mapping[str, str | Sequence[str]]


def house() -> Directory:
    """The hotel with two layers, a stand-in, an absence and a closed day."""
    after = set_layer(HOUSE, AT, "hotel", TIER_1, NIGHTS).directory
    after = set_layer(after, AT, "hotel", TIER_1, Layer("", "Later", ("lea",)), AT + WEEK).directory
    after = add_override(after, AT, "hotel", TIER_1, stand_in("omar", AT + DAY, AT + 2 * DAY)).directory
    after = add_absence(after, AT, "dana", Absence("a1", AT, AT + DAY)).directory
    return set_opening(after, AT, "hotel", (), {date(2026, 12, 25)}).directory


BEFORE = house()


def desk(
    *about: str, directory: Directory = HOUSE, at: datetime = AT, draft: str = "draft", changes: tuple[Change, ...] = ()
) -> Desk:
    """Ines at her desk, with these ids behind the button that she pressed."""
    ines = directory.person("ines")
    assert ines
    numbers = count(1)
    return Desk(directory, ines, at, about, draft, lambda: f"new-{next(numbers)}", changes)


def opened(kind: str, at_desk: Desk, entered: Entered | None = None) -> Form:
    """The form, which Slack takes as it is."""
    form = KINDS[kind].form(at_desk, entered)
    assert view_problems(blocks.modal(form)) == []
    return form


def stands_in(form: Form) -> Entered:
    """What Slack would send if nobody touched the form."""
    values = first_values(blocks.modal(form)["blocks"])
    return Entered(*picks_and_texts({"state": {"values": values}}))


def fields_of(form: Form) -> set[str]:
    """The ids of its fields."""
    return {one.id for one in form.parts if isinstance(one, Pick | Write | Asked)}


def filled(form: Form, fill: Filled) -> Entered:
    """What Slack would send with these fields filled in: texts as they are, picks as several."""
    now = stands_in(form)
    texts = {name: one for name, one in fill.items() if isinstance(one, str)}
    picks = {name: tuple(one) for name, one in fill.items() if not isinstance(one, str)}
    return Entered({**now.picks, **picks}, {**now.texts, **texts})


def sent(kind: str, at_desk: Desk, /, **fill: str | Sequence[str]) -> Edited:
    """Open the form, fill these fields in, and do the edit; raises Refused.

    Picks come first, each followed by another look at the form, since some of them bring fields with them.
    """
    entered = filled(opened(kind, at_desk), {name: one for name, one in fill.items() if not isinstance(one, str)})
    entered = filled(opened(kind, at_desk, entered), fill)
    check_nothing_is_lost(opened(kind, at_desk, entered), entered)
    return KINDS[kind].read(at_desk, entered)(at_desk.directory, at_desk.at)


def check_nothing_is_lost(again: Form, entered: Entered) -> None:
    """Whatever can be entered into a field that the form has stands in it when it is shown again."""
    now = stands_in(again)
    offered = {one.id: [choice.id for choice in one.choices] for one in again.parts if isinstance(one, Pick)}
    limits = {one.id: one.limit for one in again.parts if isinstance(one, Write)}
    for name, picked in now.picks.items():
        stood = dict.fromkeys(entered.picks.get(name, ()))
        assert picked == tuple(one for one in stood if one in offered.get(name, stood))
    for name, text in now.texts.items():
        assert text == entered.texts.get(name, "")[: limits.get(name)]


def refusal(kind: str, at_desk: Desk, /, **fill: Any) -> tuple[str, str]:
    """The field and the sentence of a refusal; the field is one of the form, which still shows what was entered."""
    with pytest.raises(Refused) as refused:
        sent(kind, at_desk, **fill)
    entered = filled(opened(kind, at_desk), fill)
    assert refused.value.field in fields_of(opened(kind, at_desk, entered))
    return refused.value.field, refused.value.sentence


def seconds(at: datetime) -> str:
    """An instant as Slack sends it."""
    return str(int(at.timestamp()))
