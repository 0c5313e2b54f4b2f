"""What became of a claim: recorded only while its token still holds (principle 5, invariant 11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, or_, select, update

from domain.page import LANDS_WITHIN, Claim, Delivery, Job, Kind, Ref
from storage.messages.rows import Statements, change, epoch_is_open
from storage.tables import DestinationRow as D
from storage.tables import EscalationRow as E
from storage.tables import MessageRow as M
from storage.upserts import insert_into

_HELD = and_(M.id == bindparam("its_id"), M.token == bindparam("its_token"), M.state == Delivery.SENDING.value)
_instant = M.due_at.type
_SHOWN = (
    update(M)
    .where(_HELD)
    .values(
        state=Delivery.SENT.value,
        shown=M.drawn,
        shown_at=bindparam("now", type_=_instant),
        due_at=case((M.wanted > M.drawn, bindparam("now", type_=_instant)), else_=bindparam("later", type_=_instant)),
        ref_channel=bindparam("channel"),
        ref_ts=bindparam("ts"),
        attempts=0,
        lease_until=bindparam("doubt", type_=_instant),
    )
)
_OUTCOME = update(M).where(_HELD).values(
    state=bindparam("outcome"),
    due_at=bindparam("later", type_=_instant),
    unknowns=M.unknowns + bindparam("unknown"),
    lease_until=bindparam("doubt", type_=_instant),
)  # fmt: skip
_may_go = or_(M.kind != Kind.PAGE.value, exists().where(E.id == M.escalation_id, epoch_is_open()))
_AGAIN = (
    update(M)
    .where(_HELD)
    .values(
        state=case((_may_go, Delivery.DUE.value), else_=Delivery.CANCELLED.value),
        due_at=case((_may_go, bindparam("now", type_=_instant)), else_=None),
        lease_until=None,
    )
)


class Outcomes(Statements):
    """The part of the repository that whoever holds a claim uses. `at` is the instant of the record."""

    def record_shown(self, claim: Claim, ref: Ref, at: datetime, redraw_at: datetime | None) -> bool:
        """Posted, found or redrawn: SENT with `ref`; due at once where more is wanted than was drawn, else at
        `redraw_at`, or once an edit that was given up can no longer land and undo this (F58). The tries count from
        nought again. A LIST's pages become SENT with it."""
        self._lock_pages(claim)
        doubt = claim.may_land_until if claim.may_land_until and at < claim.may_land_until else None
        later = min(filter(None, (redraw_at, doubt)), default=None)
        held = self._record(_SHOWN, claim, channel=ref.channel, ts=ref.ts, now=at, later=later, doubt=doubt)
        if held:
            self._pages(claim, {"state": Delivery.SENT.value, "shown": M.wanted, "shown_at": at})
        return held

    def record_not_sent(self, claim: Claim, state: Delivery, due_at: datetime | None) -> bool:
        """Definitely not sent: DUE (or SENT, for an edit) again at `due_at`, or FAILED or CANCELLED for good, and
        with a LIST the pages that it carries."""
        self._lock_pages(claim)
        doubt = claim.may_land_until
        held = self._record(_OUTCOME, claim, outcome=state.value, later=due_at, unknown=0, doubt=doubt)
        if held and state in (Delivery.FAILED, Delivery.CANCELLED):
            self._pages(claim, {"state": state.value})
        return held

    def record_unknown(self, claim: Claim, due_at: datetime) -> bool:
        """It may have arrived: UNKNOWN, unknowns + 1, to be looked up at `due_at`. An edit is simply made again then:
        drawing the same thing twice harms nobody. That this one may still land later is kept with it (F58)."""
        if claim.job == Job.EDIT:
            doubt = claim.lease_until + LANDS_WITHIN
            return self._record(_OUTCOME, claim, outcome=Delivery.SENT.value, later=due_at, unknown=0, doubt=doubt)
        return self._record(_OUTCOME, claim, outcome=Delivery.UNKNOWN.value, later=due_at, unknown=1, doubt=None)

    def post_again(self, claim: Claim, at: datetime) -> bool:
        """Looked up and not found: DUE again now if it is no page, or its epoch is open; else CANCELLED."""
        return self._record(_AGAIN, claim, now=at)

    def mute(self, target: str, until: datetime) -> None:
        """Nothing is claimed for this target before then (Slack's Retry-After); a shorter silence ends no longer."""
        muted = insert_into(self._connection, D).values(target=target, not_before=until)
        longer = {"index_elements": ["target"], "set_": {"not_before": until}, "where": D.not_before < until}
        self._connection.execute(muted.on_conflict_do_update(**longer))

    def _record(self, statement: Any, claim: Claim, **values: Any) -> bool:
        held = {"its_id": claim.message.id, "its_token": claim.message.token}
        return bool(self._connection.execute(statement, {**held, **values}).rowcount)

    def _lock_pages(self, claim: Claim) -> None:
        """Pages before their LIST, as everywhere."""
        if claim.message.kind == Kind.LIST:
            carried = select(M.id).where(M.list_id == claim.message.id).order_by(M.id)
            self._connection.execute(carried.with_for_update())

    def _pages(self, claim: Claim, fresh: dict[str, Any]) -> None:
        if claim.message.kind == Kind.LIST:
            carried = and_(M.list_id == claim.message.id, M.state == Delivery.CARRIED.value)
            self._connection.execute(change(carried).values(fresh))
