"""What came of the cases: a rule that was changed, one in work, one just proposed; quick fixes, and who was helped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.demo.year.acting import Acted
from bot.demo.year.cases import HOTEL
from domain.learning.proposal import CHECKED_AFTER, DECIDED_WITHIN, Cause, Fix, Move, Proposal, ProposalState, Strength
from domain.learning.recurring import WITHIN
from domain.note import id_of
from handlers.outbox import opaque

_S = ProposalState
_DAY = timedelta(days=1)
_NO_HELP = 11


@dataclass(frozen=True)
class Vote:
    """What somebody who had `escalation_id` said about a lesson."""

    lesson_id: str
    escalation_id: str
    person_id: str
    helped: bool


@dataclass(frozen=True)
class _Story:
    """One proposal: how many days ago each move was made, and what its form holds."""

    rule: str
    moves: tuple[tuple[ProposalState, int], ...]
    change: str = ""
    effect: str = ""
    other: str = ""
    strength: Strength | None = None
    owner_id: str | None = None


_STORIES = (
    _Story("No room after overbooking", ((_S.PROPOSED, 3),)),
    _Story(
        "Parking fee",
        ((_S.PROPOSED, 95), (_S.OWNED, 92), (_S.ACCEPTED, 80), (_S.IN_WORK, 66)),
        "The price stands at the entrance of the ramp and on every page that sells our rooms.",
        "Nobody hears of the fee for the first time at check-out.",
        "A sign at the ramp, and the text of our partners' pages.",
        Strength.STRONGER,
        "lea",
    ),
    _Story(
        "Bar closes at 23:00",
        ((_S.PROPOSED, 87), (_S.OWNED, 85), (_S.ACCEPTED, 80), (_S.IN_WORK, 74), (_S.DONE, 60), (_S.KEPT, 0)),
        "The lights go down ten minutes before last orders, and a bottle to take to the room is on the card.",
        "Last orders are noticed, and nobody has to be turned away at the bar.",
        "The light in the bar, and what is on the card.",
        Strength.STRONGER,
        "omar",
    ),
)
# What, days ago, after how many days it was done: one is still to do.
_FIXES = (
    ("A second lamp on the car park ramp", 5, None),
    ("A bell at the night desk that is heard in the cellar", 40, 6),
    ("New battery in the speaker of the lobby", 118, 2),
)


def proposals(acted: Sequence[Acted], now: datetime) -> Iterator[Proposal]:
    """The proposals of the hotel, as far as they have come by `now`."""
    yield from (_proposal(story, acted, now) for story in _STORIES)


def _proposal(story: _Story, acted: Sequence[Acted], now: datetime) -> Proposal:
    rule = id_of(story.rule)
    mine = [one for one in acted if one.case.theme.rule == story.rule and one.case.theme.site == HOTEL]
    moves = tuple(Move(state, now - days * _DAY, _who(story, state)) for state, days in story.moves)
    start = moves[0].at
    cases = tuple(one.e.id for one in mine if start - WITHIN - 2 * _DAY <= one.e.raised_at < start)
    made = Proposal(
        opaque(f"proposal:{HOTEL}:{Cause.RULE}:{rule}:0"),
        HOTEL,
        Cause.RULE,
        rule,
        cases,
        moves,
        now=f"{len(cases)} calls for help in {WITHIN.days} days about: {story.rule}",
        change=story.change,
        effect=story.effect,
        other_than_people=story.other,
        owner_id=story.owner_id,
        strength=story.strength,
        decide_by=(start + DECIDED_WITHIN).date(),
        version=len(moves) - 1,
    )
    if made.state != _S.KEPT:
        return made
    before, after = _counts(mine, moves)
    return replace(made, before=before, after=after)


def _who(story: _Story, state: ProposalState) -> str | None:
    """Drafts and checks are the bot's own."""
    return None if state in (_S.PROPOSED, _S.KEPT) else story.owner_id


def _counts(mine: Sequence[Acted], moves: Sequence[Move]) -> tuple[int, int]:
    done = next(move.at for move in moves if move.state == _S.DONE)
    before = [one for one in mine if done - CHECKED_AFTER <= one.e.raised_at < done]
    after = [one for one in mine if done <= one.e.raised_at < done + CHECKED_AFTER]
    return len(before), len(after)


def fixes(acted: Sequence[Acted], now: datetime) -> Iterator[Fix]:
    """Quick fixes of the hotel: one is open and due in three days, the others are done."""
    for number, (what, ago, done_after) in enumerate(_FIXES):
        made_at = now - ago * _DAY
        of = max((one for one in acted if one.e.raised_at < made_at), key=lambda one: one.e.raised_at)
        due = (now + 3 * _DAY if done_after is None else made_at + 7 * _DAY).date()
        done_at = None if done_after is None else made_at + done_after * _DAY
        yield Fix(
            opaque(f"demo-fix:{number}"), of.e.site_id, of.e.id, what, "rob", due, str(of.e.ended_by), made_at,
            done_at, "rob" if done_at else None,
        )  # fmt: skip


def votes(acted: Sequence[Acted]) -> Iterator[Vote]:
    """Whoever had a case read the lessons of earlier ones about the same, and mostly said that one helped."""
    for number, later in enumerate(acted):
        earlier = [
            one
            for one in acted[:number]
            if (one.case.theme.site, one.case.theme.trigger) == (later.case.theme.site, later.case.theme.trigger)
        ]
        for lesson in earlier[-1:]:
            yield Vote(lesson.e.id, later.e.id, str(later.e.ended_by), (number + len(earlier)) % _NO_HELP > 1)
