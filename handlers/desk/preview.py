"""Before saving: what a form would change for whom, with a picture of the next weeks; and what is said afterwards."""

from __future__ import annotations

from domain.edits.words import moment
from domain.planning import Change
from handlers.desk.kind import Desk
from handlers.editing import ChangedMeanwhile, Proposal
from handlers.screens.parts import Button, Buttons, Choice, Form, Line, Part, Pick, Picture, Screen, Small, Strong

WEEKS = 4
_MOST = 12
WITH_GAPS = "with_gaps"


def preview(desk: Desk, proposal: Proposal, picture: Picture | None = None, drawing: bool = False) -> Form:
    """What would be saved. `drawing`: the picture of the next weeks is still being made."""
    parts: list[Part] = [Line((Strong(proposal.edited.sentence),))]
    parts += [Line((Strong("Mind: "), note)) for note in proposal.edited.notes]
    # The picture first: a rotation of every night has a long list, and nobody scrolls to what stands behind it.
    if picture:
        parts.append(picture)
    elif drawing:
        parts.append(Small(("Drawing the next four weeks …",)))
    parts += _moved(proposal.moved_in_words(), _from(desk, proposal))
    parts += _gaps(proposal.gaps)
    return Form("desk_preview", "Before it is saved", tuple(parts), close="Back", submit="Save")


def _from(desk: Desk, proposal: Proposal) -> str:
    """ "the next four weeks", or from when on, where the change is planned for later."""
    moved = next(iter(proposal.moved), None)
    site = desk.directory.site(moved.site_id) if moved else None
    if site is None or proposal.since <= desk.at:
        return "the next four weeks"
    return f"the four weeks from {moment(proposal.since, site.zone)}"


def _moved(lines: tuple[str, ...], weeks: str) -> list[Part]:
    if not lines:
        return [Small(("Nobody's shifts of the next two years change hands.",))]
    shown = [Line((f"•  {line}",)) for line in lines[:_MOST]]
    more = [Small((f"and {len(lines) - _MOST} more in that time.",))] if len(lines) > _MOST else []
    return [Line((Strong(f"What changes in {weeks}"),)), *shown, *more]


def _gaps(gaps: tuple[str, ...]) -> list[Part]:
    if not gaps:
        return []
    sure = Pick(WITH_GAPS, "Save it with these gaps?", (Choice("yes", "Yes, with the gaps"),), many=True)
    return [Line((Strong("Nobody would be on call"),)), *(Line((f"•  {gap}",)) for gap in gaps), sure]


def changed_meanwhile(
    desk: Desk, meanwhile: ChangedMeanwhile, again: Proposal, picture: Picture | None = None, drawing: bool = False
) -> Form:
    """The second of two admins is shown what the first one did, and what would be saved now."""
    mine = preview(desk, again, picture, drawing)
    head = (Line((Strong("Somebody was faster"),)), Line((meanwhile.sentence,)), Line(("Yours, on top of that:",)))
    return Form("desk_preview", "Changed meanwhile", (*head, *mine.parts), close="Back", submit="Save mine too")


def saved(change: Change) -> Screen:
    """What the admin keeps: a line with *Undo*."""
    undo = Buttons((Button("desk.undo", "Undo", change.id),))
    return Screen(f"Saved. {change.sentence}", (Line((Strong("Saved. "), change.sentence)), undo))


def taken_back(change: Change) -> Screen:
    """After *Undo*; an undo can be undone as well."""
    undo = Buttons((Button("desk.undo", "Undo this", change.id),))
    return Screen(f"Undone. {change.sentence}", (Line((Strong("Undone. "), change.sentence)), undo))
