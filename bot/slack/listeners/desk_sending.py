"""Heard: an admin sends a form of the desk, sees what it would change, and saves it. Nothing that was typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.desk_pictures import drawn
from bot.slack.listeners.desk import NOT_YOURS, desk_of, may
from bot.slack.listeners.desk_back import back_to_page
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.edits import Refused
from domain.errors import EscalationError
from domain.people import Person
from domain.policy import Group
from handlers.desk import KINDS, Desk, Entered, Kind
from handlers.desk.drafts import DraftGone, FormDraft, changed_since, keep, load, seen
from handlers.desk.preview import WITH_GAPS, changed_meanwhile, preview, saved
from handlers.editing import ChangedMeanwhile, OpensGaps, Proposal, commit, propose
from handlers.ports import CommitUnknown, StoreUnavailable
from handlers.screens.parts import Picture

_SORRY = "NOT SAVED. Nothing was changed; what you entered is still here. Try again."
_UNKNOWN = "It is not known whether this was saved. Send it again: if it was, you are shown so."


@dataclass(frozen=True)
class Shown:
    """One preview: what would be saved, and in `meanwhile` what somebody else saved since the form was opened.

    It is found again by an id of its own, so that a picture that comes late is never put into the next preview.
    """

    desk: Desk
    proposal: Proposal
    step: FormDraft
    tiers: tuple[tuple[str, Group], ...]
    meanwhile: ChangedMeanwhile | None
    view_id: str

    def view(self, picture: Picture | None, drawing: bool) -> dict[str, Any]:
        """The preview as a view, with its picture or while that is being drawn."""
        if self.meanwhile:
            form = changed_meanwhile(self.desk, self.meanwhile, self.proposal, picture, drawing)
        else:
            form = preview(self.desk, self.proposal, picture, drawing)
        return blocks.modal(self.step.within(form), self.view_id)


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """A form or its preview was sent. Bad input gets a sentence at its field, and nothing is lost."""
    person = wing.person(*user_of(body))
    hear = _previewed if view.get("callback_id") == "desk_preview" else _entered
    try:
        if not may(wing, person):
            raise EscalationError(NOT_YOURS)
        hear(wing, ack, view, person)
    except Refused as refused:
        refuse(ack, view, refused.sentence, refused.field)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except CommitUnknown:
        refuse(ack, view, _UNKNOWN)
    except StoreUnavailable:
        refuse(ack, view, _SORRY)


def _entered(wing: Wing, ack: Any, view: dict[str, Any], person: Person) -> None:
    """Saved at once where nobody's shifts move and there is nothing to mind; else shown before."""
    step, entered = FormDraft.of(context_of(view)), Entered(*picks_and_texts(view))
    kind = _kind(step)
    desk = desk_of(wing, person, step.about, step.draft)
    proposal = propose(wing.editing, person.id, kind.read(desk, entered), desk.at)
    meanwhile = changed_since(wing.ports, seen(wing.ports, step, person.id), proposal)
    step = step.with_entered(entered, proposal.base, desk.at)
    keep(wing.ports, step, person.id, desk.at)
    shown = _shown(kind, desk, proposal, step, meanwhile)
    if not (shown.tiers or proposal.notes or meanwhile):
        _save(wing, ack, view, person, step, with_gaps=False)
        return
    _show(wing, ack, shown, "push")


def _kind(step: FormDraft) -> Kind:
    if step.kind not in KINDS:
        raise DraftGone
    return KINDS[step.kind]


def _shown(kind: Kind, desk: Desk, proposal: Proposal, step: FormDraft, meanwhile: ChangedMeanwhile | None) -> Shown:
    """The picture is of the tiers that the form is about, else of those in which shifts change hands."""
    moved = tuple(dict.fromkeys((one.site_id, one.tier) for one in proposal.moved))
    return Shown(desk, proposal, step, kind.draws(desk) or moved, meanwhile, f"desk-{desk.new_id()}")


def _show(wing: Wing, ack: Any, shown: Shown, how: str) -> None:
    """The picture takes a moment: the list stands there first, and stands alone where the picture fails."""
    ack(response_action=how, view=shown.view(None, drawing=bool(shown.tiers)))
    if shown.tiers:
        afterwards(lambda: _add_picture(wing, shown))


def _add_picture(wing: Wing, shown: Shown) -> None:
    proposal = shown.proposal
    picture = drawn(wing.pictures, proposal.edited.directory, shown.tiers, proposal.since, shown.desk.at)
    wing.quietly("views.update", {"external_id": shown.view_id, "view": shown.view(picture, drawing=False)})


def _previewed(wing: Wing, ack: Any, view: dict[str, Any], person: Person) -> None:
    step = load(wing.ports, FormDraft.of(context_of(view)), person.id)
    picks, _ = picks_and_texts(view)
    _save(wing, ack, view, person, step, with_gaps="yes" in picks.get(WITH_GAPS, ()))


def _save(wing: Wing, ack: Any, view: dict[str, Any], person: Person, step: FormDraft, with_gaps: bool) -> None:
    kind, desk = _kind(step), desk_of(wing, person, step.about, step.draft)
    edit = kind.read(replace(desk, at=step.at or desk.at), step.entered)
    try:
        committed = commit(wing.editing, person.id, edit, desk.at, step.base or None, with_gaps)
    except OpensGaps as opens:
        raise Refused(WITH_GAPS, "Say yes to the gaps, or go back and change it.") from opens
    except ChangedMeanwhile as meanwhile:
        again = propose(wing.editing, person.id, edit, desk.at)
        mine = step.with_entered(step.entered, again.base, desk.at)
        keep(wing.ports, mine, person.id, desk.at)
        _show(wing, ack, _shown(kind, desk, again, mine, meanwhile), "update")
        return
    back_to_page(wing, ack, view, step, person, committed.change)
    afterwards(lambda: wing.tell(person, "", saved(committed.change)))
