"""What goes into the outbox, what is shown in it, and what is taken out of it unsent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, select

from domain.page import Delivery, Kind, Message
from storage.messages.rows import READ, Statements, change, epoch_is_open, row_of
from storage.tables import EscalationRow as E
from storage.tables import MessageRow as M
from storage.upserts import insert_new

_ONE = select(*READ).where(M.id == bindparam("id"))
_OLDEST_FIRST = (M.made_at, M.round, M.id)
_GONE = (Delivery.CANCELLED.value, Delivery.FAILED.value)
_DUE_PAGE = and_(M.kind == Kind.PAGE.value, M.state == Delivery.DUE.value)
_POSTED = and_(M.state == Delivery.SENT.value, M.ref_channel.is_not(None))

# Built once: building a statement costs more than SQLite takes to run it, and a raise waits for these.
_at = bindparam("at", type_=M.due_at.type)
_its = M.escalation_id == bindparam("escalation")
_theirs = M.person_id.in_(bindparam("people", expanding=True))
_OF_ESCALATION = select(*READ).where(_its).order_by(*_OLDEST_FIRST)
_OF_LIST = select(*READ).where(M.list_id == bindparam("list")).order_by(M.rank, *_OLDEST_FIRST)
_unsent = {"state": Delivery.CANCELLED.value, "due_at": None}
_CANCEL_BELOW = change(and_(_its, _DUE_PAGE, M.epoch < bindparam("below"))).values(_unsent)
_DROP_UNSENT = change(and_(_its, _DUE_PAGE, _theirs)).values(_unsent)
_of_kind = and_(_its, M.kind == bindparam("its_kind"), _theirs, M.state.not_in(_GONE), M.superseded.is_(False))
_SUPERSEDE = change(_of_kind).values(
    superseded=True, wanted=M.wanted + 1, due_at=case((_POSTED, _at), else_=M.due_at)
)  # fmt: skip
_shows = and_(M.state.not_in(_GONE), or_(M.superseded.is_(False), M.shown < M.wanted))
_these = M.id.in_(bindparam("ids", expanding=True))
_THESE = select(*READ).where(_these).order_by(*_OLDEST_FIRST)
_carrying = select(M.list_id).where(_its, M.list_id.is_not(None))
_fresh: dict[str, Any] = {
    "wanted": M.wanted + 1,
    "due_at": case((and_(_POSTED, or_(M.due_at.is_(None), M.due_at > _at)), _at), else_=M.due_at),
    "rank": case((_POSTED, bindparam("its_rank")), else_=M.rank),
}
# A page that travels in a LIST has no message of its own: the LIST is redrawn, after the others (lock order).
_REDRAW_OWN = change(and_(_its, M.list_id.is_(None), _shows)).values(_fresh)
_REDRAW_THESE = change(and_(_these, _shows)).values(_fresh)
_REDRAW_LISTS = change(and_(M.id.in_(_carrying), _shows)).values(_fresh)
_due_pages = and_(_DUE_PAGE, M.due_at <= _at, M.person_id.is_not(None), epoch_is_open())
_WAITING_LIST = select(*READ).where(
    M.person_id == bindparam("person"), M.kind == Kind.LIST.value, M.state == Delivery.DUE.value
)  # fmt: skip
_CROWDED = (
    select(M.person_id)
    .join(E, E.id == M.escalation_id)
    .where(_due_pages)
    .group_by(M.person_id)
    .having(func.count(M.escalation_id.distinct()) > bindparam("more_than"))
)
_PAGES = (
    select(*READ)
    .join(E, E.id == M.escalation_id)
    .where(_due_pages, _theirs)
    .order_by(M.rank, M.due_at, M.id)
)  # fmt: skip


class Outbox(Statements):
    """The part of the repository that the handlers of escalations use."""

    def get(self, message_id: str) -> Message | None:
        """One message."""
        found = self._all(_ONE, id=message_id)
        return found[0] if found else None

    def add(self, messages: Sequence[Message]) -> None:
        """Insert; a message whose key exists already is left out silently (invariant 5)."""
        if messages:
            new = insert_new(self._connection.dialect.name, M, "key")
            self._connection.execute(new, [row_of(message) for message in messages])

    def of_escalation(self, escalation_id: str) -> list[Message]:
        """All messages of an escalation, oldest first."""
        return self._all(_OF_ESCALATION, escalation=escalation_id)

    def of_list(self, list_id: str) -> list[Message]:
        """The pages that a LIST carries."""
        return self._all(_OF_LIST, list=list_id)

    def these(self, message_ids: Sequence[str]) -> list[Message]:
        """Those of these messages that there are, oldest first."""
        return self._all(_THESE, ids=list(message_ids)) if message_ids else []

    def redraw_these(self, message_ids: Sequence[str], at: datetime, rank: int) -> None:
        """These messages are out of date: wanted + 1, due now where posted and not in hand."""
        if message_ids:
            self._connection.execute(_REDRAW_THESE, {"ids": list(message_ids), "at": at, "its_rank": rank})

    def cancel_pages(self, escalation_id: str, below_epoch: int) -> None:
        """Pages of epochs below this that are DUE will not be sent (invariant 6)."""
        self._connection.execute(_CANCEL_BELOW, {"escalation": escalation_id, "below": below_epoch})

    def drop_unsent(self, escalation_id: str, person_ids: Iterable[str]) -> None:
        """Pages to these people still DUE make way for the ones added next (reliability.md F51)."""
        self._connection.execute(_DROP_UNSENT, {"escalation": escalation_id, "people": list(person_ids)})

    def supersede(self, escalation_id: str, kind: Kind, person_ids: Iterable[str], at: datetime) -> None:
        """Messages of this kind to these people become stubs, before newer ones are added."""
        which = {"escalation": escalation_id, "its_kind": kind.value, "people": list(person_ids)}
        self._connection.execute(_SUPERSEDE, {**which, "at": at})

    def redraw(self, escalation_id: str, at: datetime, rank: int) -> None:
        """Everything that shows this escalation is out of date: wanted + 1, due now where posted and not in hand."""
        for these in (_REDRAW_OWN, _REDRAW_LISTS):
            self._connection.execute(these, {"escalation": escalation_id, "at": at, "its_rank": rank})

    def crowded(self, at: datetime, more_than: int) -> Mapping[str, list[Message]]:
        """People with pages of more than this many escalations DUE by `at`, and those pages, worst first."""
        people = list(self._connection.execute(_CROWDED, {"at": at, "more_than": more_than}).scalars())
        found: dict[str, list[Message]] = {}
        for page in self._all(_PAGES, at=at, people=people) if people else ():
            found.setdefault(str(page.person_id), []).append(page)
        return found

    def waiting_list(self, person_id: str) -> Message | None:
        """The LIST to this person that has not gone out yet."""
        found = self._all(_WAITING_LIST, person=person_id)
        return found[0] if found else None

    def carry(self, page_ids: Sequence[str], list_id: str) -> None:
        """These DUE pages travel in that LIST: CARRIED, no longer due. What is in hand by now stays where it is.

        The LIST is as urgent as its worst page, and is drawn again where it went out at this very moment.
        """
        free = select(M.id).where(M.id.in_(list(page_ids)), _DUE_PAGE).order_by(M.id).with_for_update(skip_locked=True)
        ids = list(self._connection.execute(free).scalars())
        if not ids:
            return
        carried = {"state": Delivery.CARRIED.value, "due_at": None, "list_id": list_id}
        self._connection.execute(change(M.id.in_(ids)).values(carried))
        worst = self._connection.execute(select(func.min(M.rank)).where(M.id.in_(ids))).scalar()
        grown = {"wanted": M.wanted + 1, "rank": case((M.rank > worst, worst), else_=M.rank)}
        self._connection.execute(change(M.id == list_id).values(grown))
