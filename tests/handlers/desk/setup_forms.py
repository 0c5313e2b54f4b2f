"""What the tests of the forms about setting up do: open a form, fill it in as Slack would send it, and save it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.local_slack.block_kit import fill_in, view_problems
from bot.local_slack.workspace.inputs import first_values
from bot.slack import blocks
from bot.slack.payloads import picks_and_texts
from domain.edits import Edited, Refused
from domain.policy import Group
from domain.site import BackupContact, Directory, Site
from handlers.desk import (
    keeping,
    learning,
    note_lists,
    people,
    places,
    policy,
    showing,
    site_times,
    sites,
    texts,
    tiers,
)
from handlers.desk.drafts import FormDraft
from handlers.desk.kind import Desk, Entered, Kind
from handlers.editing.proposing import checked
from handlers.screens.parts import Form
from tests.domain.edits.given import AT, HOTEL, HOUSE

SETUP = (sites, places, people, tiers, policy, site_times, texts, showing, learning, keeping, note_lists)
KINDS: dict[str, Kind] = {kind.name: kind for module in SETUP for kind in module.KINDS}
# Everybody of the shipped table is somebody here, so that the sentences say no more than the table.
FULL = replace(
    HOTEL,
    groups={**HOTEL.groups, Group.TIER_3: ("lea",), Group.HELPERS: ("mia",), Group.SAFETY: ("ines",)},
    backup=(BackupContact("Night Shield", "030 100"), BackupContact("Lea", "", "lea")),
)
FULL_HOUSE = replace(HOUSE, sites=(FULL, *HOUSE.sites[1:]))


def desk(directory: Directory, *about: str) -> Desk:
    """Ines at the desk, with what the button that she pressed is about."""
    ines = directory.person("ines")
    assert ines
    return Desk(directory, ines, AT, about, "d" * 32, lambda: "n" * 32)


def view_of(form: Form) -> dict[str, Any]:
    """The form as Slack gets it; Slack would take it."""
    view = blocks.modal(FormDraft("kind", ("hotel", "x"), "d" * 32).within(form))
    assert view_problems(view) == []
    assert len(form.title) <= 24
    return view


def fields_of(form: Form) -> tuple[str, ...]:
    """The ids of the fields at which a sentence can stand."""
    return tuple(block["block_id"] for block in view_of(form)["blocks"] if block["type"] == "input")


def words_of(form: Form) -> str:
    """Everything that can be read in a form."""
    return str(view_of(form)["blocks"])


def sent(form: Form, /, **changes: Any) -> Entered:
    """What comes when the form is sent as it was opened, but for what was filled in: texts, or picks as a list."""
    values = first_values(fill_in(view_of(form)["blocks"]))
    picks, texts_ = picks_and_texts({"state": {"values": values}})
    known = {*picks, *texts_}
    assert changes.keys() <= known, changes.keys() - known
    picks |= {name: tuple(value) for name, value in changes.items() if not isinstance(value, str)}
    texts_ |= {name: value for name, value in changes.items() if isinstance(value, str)}
    return Entered(picks, texts_)


def saved(directory: Directory, name: str, /, *about: str, **changes: Any) -> Edited:
    """What becomes of the directory when this form is opened, filled in and sent."""
    at_desk, kind = desk(directory, *about), KINDS[name]
    return entered(directory, name, sent(kind.form(at_desk, None), **changes), *about)


def entered(directory: Directory, name: str, what: Entered, *about: str) -> Edited:
    """What becomes of the directory by this form with that in it."""
    edit = KINDS[name].read(desk(directory, *about), what)
    return checked(edit, directory, AT)


def refused(directory: Directory, name: str, /, *about: str, **changes: Any) -> tuple[str, str]:
    """The field and the sentence of a refusal; the form that is shown again holds what was typed."""
    at_desk, kind = desk(directory, *about), KINDS[name]
    what = sent(kind.form(at_desk, None), **changes)
    again = kind.form(at_desk, what)
    assert _same(sent(again), what)
    field, sentence = refusal(directory, name, what, *about)
    assert field in fields_of(again)
    return field, sentence


def refusal(directory: Directory, name: str, what: Entered, *about: str) -> tuple[str, str]:
    """The field and the sentence, where this form is sent with that in it."""
    try:
        entered(directory, name, what, *about)
    except Refused as no:
        return no.field, no.sentence
    raise AssertionError("it was not refused")


def _same(shown: Entered, typed: Entered) -> bool:
    """Whether everything that was entered stands there."""

    def within(more: Mapping[str, Any], less: Mapping[str, Any]) -> bool:
        return all(more[name] == value for name, value in less.items())

    return within(shown.picks, typed.picks) and within(shown.texts, typed.texts)


def hotel(edited: Edited) -> Site:
    """The hotel after an edit."""
    found = edited.directory.site("hotel")
    assert found
    return found
