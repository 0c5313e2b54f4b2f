"""Hands out due messages: each to one holder at a time, and no page whose epoch has closed (principle 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BindParameter, and_, bindparam, case, exists, func, select, update
from sqlalchemy.orm import aliased

from domain.escalation.state import ENDED
from domain.page import LANDS_WITHIN, LEASE, Claim, Delivery, Job, Kind, Message
from storage.messages.rows import READ, Statements, message_of
from storage.tables import DestinationRow as D
from storage.tables import EscalationRow as E
from storage.tables import MessageRow as M

# The first of PostgreSQL's two keys of an advisory lock; the second is the target's hash.
TARGET_LOCK = 71_010_001
_ENDED = frozenset(state.value for state in ENDED)
_at = bindparam("at", type_=M.due_at.type)
_other = aliased(M)
_in_hand = exists().where(_other.target == M.target, _other.state == Delivery.SENDING.value, _other.lease_until > _at)
_muted = exists().where(D.target == M.target, D.not_before > _at)
_claimable = and_(M.due_at <= _at, ~_muted, ~_in_hand)
_nth = func.row_number().over(partition_by=M.target, order_by=(M.rank, M.due_at, M.id))
_ranked = select(M.id, M.target, M.rank, M.due_at, _nth.label("nth")).where(_claimable).subquery()
_first = (
    select(_ranked.c.id, _ranked.c.target)
    .where(_ranked.c.nth == 1)
    .order_by(_ranked.c.rank, _ranked.c.due_at, _ranked.c.id)
    .limit(bindparam("limit"))
)
_page = _first.subquery()
_lock = func.pg_try_advisory_xact_lock(TARGET_LOCK, func.hashtext(_page.c.target))
_FIRST_AND_LOCKED = select(_page.c.id).where(_lock)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_THESE = (
    select(*READ).where(M.id.in_(_ids), _claimable).order_by(M.rank, M.due_at, M.id).with_for_update(skip_locked=True)
)
_CARRIED = select(M.list_id, M.escalation_id, M.epoch).where(M.list_id.in_(_ids), M.state == Delivery.CARRIED.value)
_EPOCHS = select(E.id, E.epoch, E.epoch_open, E.state).where(E.id.in_(_ids)).with_for_update(
    read=True, skip_locked=True
)  # fmt: skip
_TAKE = (
    update(M)
    .where(M.id.in_(_ids))
    .values(
        state=Delivery.SENDING.value,
        token=M.token + 1,
        attempts=M.attempts + 1,
        unknowns=M.unknowns + case((and_(M.state == Delivery.SENDING.value, M.ref_channel.is_(None)), 1), else_=0),
        drawn=case((and_(M.state != Delivery.DUE.value, M.ref_channel.is_(None)), M.drawn), else_=M.wanted),
        lease_until=bindparam("lease", type_=M.due_at.type),
        due_at=bindparam("lease", type_=M.due_at.type),
    )
)
_CANCEL = update(M).where(M.id.in_(_ids)).values(state=Delivery.CANCELLED.value, due_at=None)
_CANCEL_CARRIED = (
    update(M)
    .where(M.list_id.in_(_ids), M.state == Delivery.CARRIED.value)
    .values(state=Delivery.CANCELLED.value, due_at=None)
)

Verdict = Literal["take", "cancel", "leave"]


class Claims(Statements):
    """The part of the repository that the senders use."""

    def claim(self, at: datetime, limit: int) -> list[Claim]:
        """Claim up to `limit` due messages, lowest rank first, one per target, none that is muted or in hand.

        A page (or a LIST of pages) is claimed for POST only while its epoch is open, with the escalation's row held
        in share until this transaction ends: an acknowledgement commits either before, and is seen here, or after
        (invariant 6). Pages of a closed epoch are cancelled on the way.
        """
        claims: list[Claim] = []
        while len(claims) < limit:
            found = self._candidates(at, limit - len(claims))
            verdicts = self._verdicts(found)
            claims += self._take([m for m in found if verdicts[m.id] == "take"], at)
            # What was cancelled made room for the next one of its target; everything else has been looked at.
            if not self._cancel([m.id for m in found if verdicts[m.id] == "cancel"]):
                break
        return claims

    def _candidates(self, at: datetime, limit: int) -> list[Message]:
        """The first due message of each target, locked; on PostgreSQL under the target's lock, and read after it."""
        locking = self._connection.dialect.name == "postgresql"
        found = self._connection.execute(_FIRST_AND_LOCKED if locking else _first, {"at": at, "limit": limit})
        ids = [row.id for row in found]
        if not ids:
            return []
        return [message_of(row) for row in self._connection.execute(_THESE, {"at": at, "ids": ids})]

    def _verdicts(self, found: Sequence[Message]) -> dict[str, Verdict]:
        """What to do with each message; those to be posted for an escalation need an open epoch."""
        needs = self._needs(found)
        epochs = self._epochs({escalation for pairs in needs.values() for escalation, _ in pairs})
        return {m.id: _verdict(needs[m.id], epochs) if m.id in needs else "take" for m in found}

    def _needs(self, found: Sequence[Message]) -> dict[str, list[tuple[str, int]]]:
        """For each message that is or carries pages, their escalations and epochs."""
        posts = [m for m in found if _job(m) == Job.POST]
        needs = {m.id: [(str(m.escalation_id), m.epoch)] for m in posts if m.kind == Kind.PAGE}
        needs |= {m.id: [] for m in posts if m.kind == Kind.LIST}
        if lists := [m.id for m in posts if m.kind == Kind.LIST]:
            for row in self._connection.execute(_CARRIED, {"ids": lists}):
                needs[str(row.list_id)].append((str(row.escalation_id), row.epoch))
        return needs

    def _epochs(self, escalation_ids: Iterable[str]) -> dict[str, int | None]:
        """The open epoch of each escalation, None where it is closed; one that is being changed now is left out."""
        ids = sorted(escalation_ids)
        rows: Iterable[Any] = self._connection.execute(_EPOCHS, {"ids": ids}) if ids else ()
        return {row.id: row.epoch if row.epoch_open and row.state not in _ENDED else None for row in rows}

    def _take(self, messages: Sequence[Message], at: datetime) -> list[Claim]:
        lease = at + LEASE
        if messages:
            self._connection.execute(_TAKE, {"ids": [m.id for m in messages], "lease": lease})
        return [_claimed(message, lease) for message in messages]

    def _cancel(self, ids: Sequence[str]) -> bool:
        if ids:
            self._connection.execute(_CANCEL_CARRIED, {"ids": ids})
            self._connection.execute(_CANCEL, {"ids": ids})
        return bool(ids)


def _verdict(needs: Sequence[tuple[str, int]], epochs: Mapping[str, int | None]) -> Verdict:
    if any(escalation in epochs and epochs[escalation] == epoch for escalation, epoch in needs):
        return "take"
    return "cancel" if all(escalation in epochs for escalation, _ in needs) else "leave"


def _job(message: Message) -> Job:
    """What is to be done. Where it stands is known, an edit is simply made again: twice looks like once."""
    if message.state == Delivery.DUE:
        return Job.POST
    return Job.LOOK_UP if message.ref is None else Job.EDIT


def _claimed(message: Message, lease: datetime) -> Claim:
    lost = message.state == Delivery.SENDING and message.ref is None
    held = replace(
        message,
        state=Delivery.SENDING,
        token=message.token + 1,
        attempts=message.attempts + 1,
        unknowns=message.unknowns + lost,
        lease_until=lease,
        due_at=lease,
    )
    return Claim(held, _job(message), lease, _may_land_until(message))


def _may_land_until(message: Message) -> datetime | None:
    """Until when an earlier edit, of which nobody knows what became, may undo the one that comes now (F58)."""
    if message.ref is None or message.lease_until is None:
        return None
    return message.lease_until + LANDS_WITHIN if message.state == Delivery.SENDING else message.lease_until
