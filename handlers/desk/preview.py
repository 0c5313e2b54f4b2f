"""Before saving: what a form would change for whom, with a picture of the next weeks; and what is said afterwards."""

from __future__ import annotations

from datetime import datetime

from domain.edits import Moved
from domain.edits.words import capital, group_word, joined, moment, span
from domain.oncall import on_call
from domain.planning import Change
from domain.policy import TIERS
from domain.rota import Tier
from handlers.desk.kind import Desk
from handlers.desk.runs import Run, runs
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
    parts += _moved(desk, proposal)
    parts += _gaps(proposal.gaps)
    return Form("desk_preview", "Before it is saved", tuple(parts), close="Back", submit="Save")


def _moved(desk: Desk, proposal: Proposal) -> list[Part]:
    """The shifts that change hands, alike ones on one line. Their tier stands above: it is the same on nearly all."""
    if not proposal.moved:
        return [Small((f"Nobody's shifts of the next two years change hands.{_who_is_next(desk, proposal)}",))]
    by_tier: dict[str, list[Part]] = {_where(proposal, one): [] for one in proposal.moved}
    found = _runs(proposal)
    for one in found[:_MOST]:
        by_tier[_where(proposal, one.moved[0])].append(Line((f"•  {_line(desk, proposal, one)}",)))
    more = sum(len(one.moved) for one in found[_MOST:])
    left = [Small((f"and {more} more in that time.",))] if more > 0 else []
    weeks = _weeks(desk, proposal)
    if len(by_tier) == 1:
        ((where, lines),) = by_tier.items()
        return [Line((Strong(f"What changes in {where} in {weeks}"),)), *lines, *left]
    parts: list[Part] = [Line((Strong(f"What changes in {weeks}"),))]
    for where, lines in by_tier.items():
        parts += [Line((Strong(capital(where)),)), *lines] if lines else []
    return [*parts, *left]


def _weeks(desk: Desk, proposal: Proposal) -> str:
    """ "the next four weeks", or from when on, where the change is planned for later."""
    if proposal.since <= desk.at:
        return "the next four weeks"
    return f"the four weeks from {moment(proposal.since, _zone(proposal, proposal.moved[0]), desk.at)}"


def _runs(proposal: Proposal) -> list[Run]:
    """Soonest first."""
    zones = dict.fromkeys(_zone(proposal, one) for one in proposal.moved)
    found = [
        run for zone in zones for run in runs((one for one in proposal.moved if _zone(proposal, one) == zone), zone)
    ]
    return sorted(found, key=lambda run: (run.moved[0].start, run.moved[0].site_id, run.moved[0].tier))


def _line(desk: Desk, proposal: Proposal, run: Run) -> str:
    """ "Kim: Mon 2 March 09:00 - Mon 9 March 09:00, instead of Dana.", and of several shifts "Petra and Rob in turn,
    22:00-06:00, instead of Dana: Mon 2 to Fri 13 November."."""
    one = run.moved[0]
    after = proposal.edited.directory
    who = joined(after.name(each) if each else "Nobody" for each in run.people)
    # At a new site nobody was on call before, which nobody has to be told.
    is_new = proposal.before.site(one.site_id) is None
    instead = f", instead of {proposal.before.name(one.instead_of) if one.instead_of else 'nobody'}"
    instead = "" if is_new else instead
    if not run.hours:
        return f"{who}: {span(one.start, one.end, run.zone, desk.at)}{instead}."
    turns = " in turn" if len(run.people) > 1 else ""
    return f"{who}{turns}, {run.spoken_hours()}{instead}: {run.spoken_days(desk.at)}."


def _who_is_next(desk: Desk, proposal: Proposal) -> str:
    """A sentence where the first of a tier stays the first, and those who are called after them are others."""
    before, after = proposal.before, proposal.edited.directory
    both = [(was, site) for site in after.sites if (was := before.site(site.id))]
    tiers = [(before.tier(was, tier), after.tier(site, tier)) for was, site in both for tier in TIERS]
    changes = any(_line_at(was, at) != _line_at(now, at) for was, now in tiers for at in _instants(was, now, desk.at))
    return " Who is called next, where the first does not answer, does change." if changes else ""


def _instants(was: Tier, now: Tier, at: datetime) -> tuple[datetime, ...]:
    """Now, and when what is planned begins."""
    if was == now:
        return ()
    return (at, *(one.holds_from for one in now.rota.revisions if one.holds_from > at))


def _line_at(tier: Tier, at: datetime) -> tuple[str, ...]:
    return tuple(one.person_id for one in on_call(tier, at))


def _where(proposal: Proposal, one: Moved) -> str:
    """ "tier 1", with the site where there are several."""
    before, after = proposal.before, proposal.edited.directory
    site = after.site(one.site_id) or before.site(one.site_id)
    several = max(len(before.sites), len(after.sites)) > 1
    return f"{group_word(one.tier)} of {site.name}" if site and several else group_word(one.tier)


def _zone(proposal: Proposal, one: Moved) -> str:
    site = proposal.edited.directory.site(one.site_id) or proposal.before.site(one.site_id)
    return site.zone if site else "UTC"


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
