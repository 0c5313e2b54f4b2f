"""What recurs in finished notes, so that a proposal to change it is drafted (domain.md d.6, "Auto-draft").

Counted are cases, never the people who raised them: no field of a person is read here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.learning.case import FinishedNote
from domain.learning.causes import about_of, counts
from domain.learning.proposal import Cause, Move, Proposal, ProposalState
from domain.severity import Severity

WITHIN = timedelta(days=30)
AT_ONE_SITE = 3
ACROSS_SITES = 5
QUIET_AFTER_REFUSAL = timedelta(days=60)
NEW_CASES_AFTER_REFUSAL = 3


@dataclass(frozen=True)
class Recurring:
    """One thing that recurs at a site, or across sites where `site_id` is "". `cases` are its source cases, oldest
    first: ids of escalations."""

    site_id: str
    cause: Cause
    about: str
    cases: tuple[str, ...]


def recurring_at(site_id: str, notes: Iterable[FinishedNote], proposals: Sequence[Proposal]) -> list[Recurring]:
    """Rules and triggers with three cases at this site within 30 days. `notes` are finished notes of this site,
    `proposals` all there ever were: what is open or was just refused is not drafted again."""
    return _recurring(site_id, [one for one in notes if counts(one)], proposals, AT_ONE_SITE)


def recurring_across(notes: Iterable[FinishedNote], proposals: Sequence[Proposal]) -> list[Recurring]:
    """Rules and triggers with five cases within 30 days at two sites or more."""
    counted = [one for one in notes if counts(one)]
    site_of = {one.escalation.id: one.escalation.site_id for one in counted}
    found = _recurring("", counted, proposals, ACROSS_SITES)
    return [one for one in found if len({site_of[case] for case in one.cases}) > 1]


def harder_again(
    site_id: str, violent: FinishedNote, earlier: Iterable[FinishedNote], proposals: Sequence[Proposal]
) -> list[Recurring]:
    """What made a VIOLENT case harder and stood in an earlier finished note of that site (domain.md d.6)."""
    if not is_violent(violent):
        return []
    seen: dict[str, list[FinishedNote]] = defaultdict(list)
    for one in earlier:
        if counts(one) and _ended(one) < _ended(violent):
            for about in about_of(one.note, Cause.HARDER):
                seen[about].append(one)
    return [
        _source(site_id, Cause.HARDER, about, [*seen[about][-(AT_ONE_SITE - 1) :], violent])
        for about in sorted(about_of(violent.note, Cause.HARDER))
        if seen.get(about) and _worth_again(_those_about(site_id, Cause.HARDER, about, proposals), seen[about], violent)
    ]


def is_violent(one: FinishedNote) -> bool:
    """Whether a finished note is of a VIOLENT case that counts."""
    return counts(one) and one.escalation.highest == Severity.VIOLENT


def _recurring(
    site_id: str, notes: Sequence[FinishedNote], proposals: Sequence[Proposal], enough: int
) -> list[Recurring]:
    """Rules first: what a rule explains is not counted for its trigger as well."""
    rules = _grouped(notes, Cause.RULE)
    open_rules = {one.about for one in proposals if one.open and (one.site_id, one.cause) == (site_id, Cause.RULE)}
    explained = {
        one.escalation.id
        for about, cases in rules.items()
        if len(_lately(cases)) >= enough or about in open_rules
        for one in cases
    }
    triggers = _grouped((one for one in notes if one.escalation.id not in explained), Cause.TRIGGER)
    groups = [
        (cause, *group) for cause, found in ((Cause.RULE, rules), (Cause.TRIGGER, triggers)) for group in found.items()
    ]
    return [
        _source(site_id, cause, about, lately)
        for cause, about, cases in groups
        if len(lately := _lately(cases)) >= enough
        and _worth(_those_about(site_id, cause, about, proposals), lately, enough)
    ]


def _grouped(notes: Iterable[FinishedNote], cause: Cause) -> dict[str, list[FinishedNote]]:
    groups: dict[str, list[FinishedNote]] = defaultdict(list)
    for one in notes:
        for about in sorted(about_of(one.note, cause)):
            groups[about].append(one)
    return groups


def _lately(cases: Sequence[FinishedNote]) -> list[FinishedNote]:
    """Those within the 30 days that end with the newest: a note may be written days after the end."""
    newest = max(map(_ended, cases))
    return sorted((one for one in cases if newest - _ended(one) < WITHIN), key=_ended)


def _worth(about: Sequence[Proposal], cases: Sequence[FinishedNote], enough: int) -> bool:
    """Not while one about the same is open; nor on the cases that an earlier one was decided on; nor for 60 days
    after a refusal, unless three new cases came."""
    if any(one.open for one in about):
        return False
    last = _last_move(about)
    if last is None:
        return True
    new = [one for one in cases if _ended(one) > last.at]
    soon = max(map(_ended, cases)) < last.at + QUIET_AFTER_REFUSAL
    refused_lately = last.state == ProposalState.REFUSED and soon
    return len(new) >= (NEW_CASES_AFTER_REFUSAL if refused_lately else enough)


def _worth_again(about: Sequence[Proposal], seen: Sequence[FinishedNote], violent: FinishedNote) -> bool:
    last = _last_move(about)
    return (last is None or _ended(violent) > last.at) and _worth(about, [*seen, violent], 1)


def _last_move(about: Sequence[Proposal]) -> Move | None:
    return max((one.moves[-1] for one in about), key=lambda move: move.at, default=None)


def _those_about(site_id: str, cause: Cause, about: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    wanted = (site_id, cause, about)
    return [one for one in proposals if (one.site_id, one.cause, one.about) == wanted]


def _source(site_id: str, cause: Cause, about: str, cases: Sequence[FinishedNote]) -> Recurring:
    return Recurring(site_id, cause, about, tuple(one.escalation.id for one in cases))


def _ended(one: FinishedNote) -> datetime:
    return one.escalation.ended_at or one.escalation.raised_at
