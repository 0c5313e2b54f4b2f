"""What a digest tells beside counts: one story handled well, one hint, what was changed; from picks, never from text.

Nothing stands here behind which there are fewer than three cases (domain.md d.5, d.6, e.6 rule 2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from domain.learning.figures import Figures, Span, guarded
from domain.learning.lesson import Lesson
from domain.learning.proposal import Cause, Proposal, ProposalState
from domain.note import SHIPPED, id_of, words_of
from domain.severity import Severity
from domain.site import Site
from handlers.learning.figures.words import count_words, picked
from handlers.ports import UnitOfWork

_LATELY = (timedelta(days=7), timedelta(days=31))
_SOLVED = SHIPPED["ended"][0].id
_WELL = frozenset({_SOLVED, id_of("Promise made"), id_of("Calmed, not solved")})
_NOTHING_DID = id_of("Nothing did")
_LISTS = {Cause.RULE: "rule", Cause.TRIGGER: "trigger", Cause.HARDER: "harder"}
_BECAME = {
    ProposalState.DONE: ": this was changed",
    ProposalState.KEPT: ": the change was checked after 60 days, and is kept",
    ProposalState.REOPENED: ": the change was checked after 60 days, did not help enough, and is looked at again",
}


def story(
    uow: UnitOfWork, site: Site, figures: Figures, at: datetime, told: Collection[str] = ()
) -> tuple[Lesson, str] | None:
    """A lesson to tell, and its line: of those that ended well, then of the others, the one that helped most people of
    the last week, else month; else the newest solved one. None of a silent place, of VIOLENT, about a colleague, or
    whose trigger fewer than three cases share.
    """
    frequent = {one.id for one in figures.triggers}
    recent = (one for one in uow.lessons.recent(site.id, at) if one.escalation_id not in told)
    usable = [one for one in recent if _may_tell(site, one, frequent)]
    for lesson in _best_first(usable, at):
        e = uow.escalations.get(lesson.escalation_id)
        if e and not e.silent and not e.about_colleague:
            return lesson, story_words(site, lesson)
    return None


def _may_tell(site: Site, lesson: Lesson, frequent: Collection[str]) -> bool:
    place = site.place(lesson.place_id)
    quiet = place is not None and place.silent
    shared = bool(set(lesson.triggers) & set(frequent))
    return shared and bool(lesson.tried or lesson.helped) and not quiet and lesson.severity < Severity.VIOLENT


def _best_first(lessons: list[Lesson], at: datetime) -> Iterator[Lesson]:
    liked = [one for one in lessons if one.yes > one.no]
    for well in (True, False):
        for lately in _LATELY:
            found = (one for one in liked if (one.ended in _WELL) == well and one.ended_at >= at - lately)
            yield from sorted(found, key=lambda one: (one.no - one.yes, at - one.ended_at, one.escalation_id))
    yield from (one for one in lessons if one.ended == _SOLVED)


def story_words(site: Site, lesson: Lesson) -> str:
    """ "Refund or return: Offered a choice. Solved in 4 min. What helped: Options." No place, no day, no person."""
    said = [f"{picked(site, 'trigger', lesson.triggers)}: {picked(site, 'tried', lesson.tried) or 'handled'}."]
    if lesson.ended:
        said.append(f"{picked(site, 'ended', (lesson.ended,))} in {max(lesson.minutes, 1)} min.")
    if lesson.helped:
        said.append(f"What helped: {picked(site, 'helped', lesson.helped)}.")
    return " ".join(said)


def hint(site: Site, figures: Figures) -> str:
    """What helped most often with the trigger that comes most often; "" where no three cases say so."""
    for trigger in figures.triggers:
        best = next((one for one in figures.helped_with.get(trigger.id, ()) if one.id != _NOTHING_DID), None)
        if best:
            why = words_of("trigger", trigger.id, site.note_lists)
            what = words_of("helped", best.id, site.note_lists)
            return f"{why}: {what} helped in {best.cases} of {trigger.cases} cases of the last 12 weeks."
    return ""


def changes(uow: UnitOfWork, site: Site, week: Span) -> tuple[str, ...]:
    """What became of proposals in this week, by what they are about, and how many quick fixes were done.

    The words of a proposal or a fix are somebody's own, and stay where they were written.
    """
    proposals = [
        one for one in uow.learning.proposals(site.id, only_open=False) if guarded(len(set(one.cases))) is not None
    ]
    moved = [(one, move.state) for one in proposals for move in one.moves if week.start <= move.at < week.end]
    lines = [f"{_about(site, one)}{_BECAME[to]}.{_counts(one, to)}" for one, to in moved if to in _BECAME]
    fixed = guarded(uow.learning.fixes_done(site.id, week.start, week.end))
    return (*lines, *([f"{fixed} quick fixes were done."] if fixed else []))


def _about(site: Site, proposal: Proposal) -> str:
    if proposal.cause not in _LISTS or not proposal.about:
        return "Something that you asked for"
    return words_of(_LISTS[proposal.cause], proposal.about, site.note_lists)


def _counts(proposal: Proposal, state: ProposalState) -> str:
    if state == ProposalState.DONE or proposal.before is None or proposal.after is None:
        return ""
    before, after = count_words(guarded(proposal.before)), count_words(guarded(proposal.after))
    return f" Cases in 60 days: {before} before, {after} after."
