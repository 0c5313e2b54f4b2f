"""Every admin form, on each of the two stores: rubbish is refused at its field, and what is right is saved as typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from domain.edits import Refused
from domain.errors import EscalationError
from handlers.desk import KINDS, Desk, Entered
from handlers.desk.drafts import FormDraft, keep, load
from handlers.editing import commit, propose
from tests.domain.edits.given import AT
from tests.handlers.desk.rota_given import BEFORE, check_nothing_is_lost, desk, fields_of, filled, opened
from tests.handlers.desk.rubbish import FORGED, TRIED, Tried
from tests.handlers.editing.given import Office

# What a calendar says is read by us and kept beside what was entered; where it is unfit that is said at its address.
SAID_AT = {"booked": "address"}


def at_desk(here: Office, name: str) -> Desk:
    """Ines, with the form about these ids before her."""
    return desk(*TRIED[name].about, directory=here.directory)


def entered(name: str, at: Desk, field: str = "", rubbish: Any = "") -> Entered:
    """The form filled in rightly but for one field; picks first, since some of them bring fields with them."""
    fill = {**TRIED[name].right, **({field: rubbish} if field else {})}
    picks = filled(opened(name, at), {field: one for field, one in fill.items() if not isinstance(one, str)})
    return filled(opened(name, at, picks), fill)


def test_every_kind_of_form_is_tried() -> None:
    """A new kind fails here until it is said what in it must be refused."""
    assert TRIED.keys() == KINDS.keys()


@pytest.mark.parametrize("name", TRIED)
def test_every_field_is_tried(name: str) -> None:
    """A new field fails here until it is said what in it must be refused, or that nothing can be wrong in it."""
    tried, at = TRIED[name], desk(*TRIED[name].about, directory=BEFORE)
    fields = fields_of(opened(name, at, entered(name, at))) - {"file"}
    assert fields == {*tried.rubbish, *tried.takes_all} - {"file", *SAID_AT}


def test_rubbish_is_refused_at_its_field_and_nothing_typed_is_lost(here: Office) -> None:
    """A sentence at the field that it stands in, every field as it was filled in, and the store as it was."""
    before, wrong = here.directory, []
    for name, field, one in ((name, *each) for name, tried in TRIED.items() for each in every(tried)):
        at = at_desk(here, name)
        what = entered(name, at, field, one)
        check_nothing_is_lost(opened(name, at, what), without(what, field) if forged(one) else what)
        said = refusal(here, name, at, what)
        if said.field != SAID_AT.get(field, field) or not said.sentence.endswith((".", "?")):
            wrong.append((name, field, str(one)[:40], said.field, said.sentence))
    assert wrong == []
    assert (here.directory, here.journal(), here.notes(AT)) == (before, [], {})


def every(tried: Tried) -> Iterator[tuple[str, Any]]:
    """All rubbish of a form, with its field."""
    yield from ((field, one) for field, rubbish in tried.rubbish.items() for one in rubbish)


def forged(rubbish: Any) -> bool:
    """Whether no field could hold it, so that nothing typed is lost where it is not shown again."""
    return not FORGED.isdisjoint([rubbish] if isinstance(rubbish, str) else rubbish)


def without(what: Entered, field: str) -> Entered:
    """All else that was entered."""
    picks = {name: one for name, one in what.picks.items() if name != field}
    return Entered(picks, {name: one for name, one in what.texts.items() if name != field})


def refusal(here: Office, name: str, at: Desk, what: Entered) -> Refused:
    """What is said of it; a refusal without words where it would be saved."""
    try:
        propose(here.ports, "ines", KINDS[name].read(at, what), AT)
    except Refused as refused:
        return refused
    return Refused("saved", "")


@pytest.mark.parametrize("name", TRIED)
def test_what_is_right_is_saved_as_it_was_typed(here: Office, name: str) -> None:
    """Odd signs and all: kept between form and preview, saved, and read back from the store as it was shown before."""
    at = at_desk(here, name)
    what, ports = entered(name, at), here.ports.ports
    proposal = propose(here.ports, "ines", KINDS[name].read(at, what), AT)
    keep(ports, FormDraft(name, at.about, at.draft).with_entered(what, proposal.base, AT), "ines", AT)
    kept = load(ports, FormDraft(name, at.about, at.draft), "ines")
    assert (kept.entered, kept.at) == (what, AT)
    saved = commit(here.ports, "ines", KINDS[name].read(at, kept.entered), AT, kept.base, with_gaps=True)
    assert here.journal() == [saved.change.sentence] == [proposal.edited.sentence]
    assert replace(here.directory, version=0) == replace(proposal.edited.directory, version=0)


def test_a_form_about_what_is_gone_says_so(here: Office) -> None:
    """Somebody removed it meanwhile: a sentence, and nothing is saved."""
    before = here.directory
    for name, tried in TRIED.items():
        # The tier of an imported calendar is a field of its form; a new site is about nothing yet.
        about = ("gone",) if name == "calendar_import" else (*tried.about[:-1], "gone")
        if tried.about:
            what, at = entered(name, at_desk(here, name)), desk(*about, directory=before)
            with pytest.raises(EscalationError) as gone:
                propose(here.ports, "ines", KINDS[name].read(at, what), AT)
            assert gone.value.sentence.endswith("."), name
    assert (here.directory, here.journal()) == (before, [])
