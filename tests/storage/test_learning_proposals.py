"""Proposals with each of their moves, and quick fixes until they are done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from domain.learning.proposal import CHECKED_AFTER, Cause, Fix, Move, Proposal, ProposalState, Strength
from domain.store_errors import Conflict
from storage.unit_of_work import SqlStore, SqlUnitOfWork
from tests.storage.given import AT, at_once, later, look, raised, write

DRAFTED = Proposal(
    id="p1",
    site_id="shop",
    cause=Cause.RULE,
    about="no-refund-without-receipt",
    cases=("e1", "e2"),
    moves=(Move(ProposalState.PROPOSED, AT),),
    now="No receipt, no refund.",
    change="The card number finds the order.",
)


@pytest.fixture(autouse=True)
def cases(store: SqlStore) -> None:
    """The escalations that proposals are born from."""
    for name in ("e1", "e2", "e3"):
        raised(store, name)


def move(proposal: Proposal, state: ProposalState, at: datetime = AT, by: str = "eve") -> Proposal:
    """The proposal after one more move."""
    return proposal.moved(Move(state, at, by, words=f"{state} by {by}"))


def draft(store: SqlStore, **changes: object) -> Proposal:
    proposal = replace(DRAFTED, **changes)  # type: ignore[arg-type]
    assert write(store, lambda unit: unit.learning.add_proposal(proposal))
    return proposal


def stored(unit: SqlUnitOfWork, proposal_id: str = "p1") -> Proposal:
    found = unit.learning.proposal(proposal_id)
    assert found is not None
    return found


def test_a_proposal_is_read_back_as_it_was_after_each_move(store: SqlStore) -> None:
    """From the draft to the check, with everything that anybody wrote into it."""
    now = draft(store)
    assert look(store, stored) == now
    steps = (
        (ProposalState.OWNED, {"owner_id": "eve", "decide_by": date(2026, 4, 7), "strength": Strength.STRONGER}),
        (ProposalState.ACCEPTED, {"effect": "Fewer quarrels", "other_than_people": "The till can look it up"}),
        (ProposalState.DONE, {"before": 7}),
        (ProposalState.KEPT, {"after": 2}),
    )
    for n, (state, more) in enumerate(steps):
        now = replace(move(now, state, later(n)), **more)  # type: ignore[arg-type]
        write(store, lambda unit, now=now: unit.learning.save_proposal(now))
        assert look(store, stored) == now
    assert look(store, lambda unit: unit.learning.proposal("p2")) is None


def test_two_replicas_that_draft_the_same_one_make_one(store: SqlStore) -> None:
    """The second hears that it is there; what the first wrote stays, its cases too."""
    for n in range(10):
        together = Barrier(2)

        def add(words: str, n: int = n, together: Barrier = together) -> str | None:
            proposal = replace(DRAFTED, id=f"p{n}", now=words, cases=(words,))
            together.wait(10)
            return words if write(store, lambda unit: unit.learning.add_proposal(proposal)) else None

        winners = [words for words in at_once(lambda: add("e1"), lambda: add("e2")) if words]
        kept = look(store, lambda unit, n=n: stored(unit, f"p{n}"))
        assert winners == [kept.now] == list(kept.cases)
        other = "e2" if winners == ["e1"] else "e1"
        born = look(store, lambda unit, other=other: unit.learning.proposals_from(other))
        assert kept.id not in {one.id for one in born}


def test_a_move_on_an_old_version_is_a_conflict_and_changes_nothing(store: SqlStore) -> None:
    """Nothing is overwritten unseen (reliability.md F54)."""
    first = draft(store)
    owned = move(first, ProposalState.OWNED)
    write(store, lambda unit: unit.learning.save_proposal(owned))
    for stale in (move(first, ProposalState.REFUSED), replace(owned, version=4), replace(owned, id="p2")):
        with pytest.raises(Conflict), store.work() as unit:
            unit.learning.save_proposal(stale)
    assert look(store, stored) == owned


def test_the_second_who_decides_sees_what_was_decided(store: SqlStore) -> None:
    """Read and decided under the row's lock: the later one waits, then finds it decided; no Conflict."""
    for n in range(10):
        name, together = draft(store, id=f"p{n}").id, Barrier(2)

        def decide(state: ProposalState, name: str = name, together: Barrier = together) -> ProposalState:
            together.wait(10)
            with store.work() as unit:
                proposal = stored(unit, name)
                if proposal.state == ProposalState.PROPOSED:
                    proposal = move(proposal, state)
                    unit.learning.save_proposal(proposal)
                unit.commit()
            return proposal.state

        first, second = at_once(lambda: decide(ProposalState.ACCEPTED), lambda: decide(ProposalState.REFUSED))
        assert first == second == look(store, lambda unit, name=name: stored(unit, name)).state


def test_open_proposals_come_oldest_first_with_those_for_all_sites(store: SqlStore) -> None:
    """Refused and kept ones are over, and are there for who asks for all."""
    for n, (name, site) in enumerate((("new", "shop"), ("depot", "depot"), ("all", ""), ("old", "shop"))):
        draft(store, id=name, site_id=site, moves=(Move(ProposalState.PROPOSED, later(-n)),))
    for state in (ProposalState.REFUSED, ProposalState.KEPT, ProposalState.REOPENED):
        draft(store, id=state.value, moves=(Move(state, later(1)),))

    def names(site_id: str = "", only_open: bool = True) -> list[str]:
        return [one.id for one in look(store, lambda unit: unit.learning.proposals(site_id, only_open))]

    assert names() == ["old", "all", "depot", "new", "reopened"]
    assert names("shop") == ["old", "all", "new", "reopened"]
    assert names("depot", only_open=False) == ["all", "depot"]
    assert names("shop", only_open=False) == ["old", "all", "new", "kept", "refused", "reopened"]


def test_what_is_done_is_checked_once_sixty_days_have_passed(store: SqlStore) -> None:
    """Due from that instant on, until the check has moved it on (domain.md d.6)."""
    done = move(draft(store), ProposalState.DONE, at=AT)
    write(store, lambda unit: unit.learning.save_proposal(done))
    draft(store, id="p2")

    def to_check(at: datetime) -> list[Proposal]:
        return look(store, lambda unit: unit.learning.proposals_to_check(at))

    assert to_check(AT + CHECKED_AFTER - timedelta(seconds=1)) == []
    assert to_check(AT + CHECKED_AFTER) == [done]
    write(store, lambda unit: unit.learning.save_proposal(move(done, ProposalState.REOPENED)))
    assert to_check(AT + CHECKED_AFTER) == []


def test_proposals_are_found_from_the_escalations_they_were_born_from(store: SqlStore) -> None:
    """Also from one that joined later."""
    first = draft(store)
    second = draft(store, id="p2", cases=("e2",), moves=(Move(ProposalState.PROPOSED, later(1)),))
    joined = replace(move(first, ProposalState.OWNED), cases=("e1", "e2", "e3"))
    write(store, lambda unit: unit.learning.save_proposal(joined))

    def born(escalation_id: str) -> list[Proposal]:
        return look(store, lambda unit: unit.learning.proposals_from(escalation_id))

    assert born("e1") == [joined]
    assert born("e2") == [joined, second]
    assert born("e3") == [joined]


LAMP = Fix(
    "f1", "shop", "e1", "Lamp at the back door 💡", "bo", date(2026, 3, 9), "ana", datetime(2026, 3, 1, 12, tzinfo=UTC)
)


def test_quick_fixes_are_shown_until_they_are_done(store: SqlStore) -> None:
    """Soonest due first, of their site alone; kept again by a second attempt, they stay as they are."""
    door = replace(LAMP, id="f2", what="Door closer", owner_id=None, due=date(2026, 3, 2))
    depot = replace(LAMP, id="f3", site_id="depot")
    write(store, lambda unit: unit.learning.add_fixes([LAMP, door, depot]))
    write(store, lambda unit: unit.learning.add_fixes([]))
    write(store, lambda unit: unit.learning.add_fixes([replace(LAMP, what="Something else")]))
    assert look(store, lambda unit: unit.learning.open_fixes("shop")) == [door, LAMP]
    assert write(store, lambda unit: unit.learning.finish_fix("f2", "cy", later(60)))
    assert look(store, lambda unit: unit.learning.open_fixes("shop")) == [LAMP]
    assert look(store, lambda unit: unit.learning.fix("f2")) == replace(door, done_at=later(60), done_by="cy")
    assert look(store, lambda unit: unit.learning.fix("f4")) is None


def test_of_two_who_finish_a_fix_one_did(store: SqlStore) -> None:
    """The second is told so, and the first one's name stays."""
    for n in range(10):
        name, together = f"f{n}", Barrier(2)
        write(store, lambda unit, name=name: unit.learning.add_fixes([replace(LAMP, id=name)]))

        def finish(by: str, name: str = name, together: Barrier = together) -> str | None:
            together.wait(10)
            return by if write(store, lambda unit: unit.learning.finish_fix(name, by, AT)) else None

        winners = [by for by in at_once(lambda: finish("bo"), lambda: finish("cy")) if by]
        kept = look(store, lambda unit, name=name: unit.learning.fix(name))
        assert kept is not None
        assert winners == [kept.done_by]
    assert not write(store, lambda unit: unit.learning.finish_fix("none", "bo", AT))
