"""What goes into the outbox, what is shown in it, and what is taken out of it unsent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, or_, select

from domain.page import Delivery, Kind, Message
from storage.messages.rows import READ, Statements, change, epoch_is_open, row_of
from storage.tables import EscalationRow as E
from storage.tables import MessageRow as M
from storage.upserts import insert_into

_ONE = select(*READ).where(M.id == bindparam("id"))
_OLDEST_FIRST = (M.made_at, M.round, M.id)
_GONE = (Delivery.CANCELLED.value, Delivery.FAILED.value)
_DUE_PAGE = and_(M.kind == Kind.PAGE.value, M.state == Delivery.DUE.value)
_POSTED = and_(M.state == Delivery.SENT.value, M.ref_channel.is_not(None))


class Outbox(Statements):
    """The part of the repository that the handlers of escalations use."""

    def get(self, message_id: str) -> Message | None:
        """One message."""
        found = self._all(_ONE.params(id=message_id))
        return found[0] if found else None

    def add(self, messages: Sequence[Message]) -> None:
        """Insert; a message whose key exists already is left out silently (invariant 5)."""
        if messages:
            new = insert_into(self._connection, M).on_conflict_do_nothing(index_elements=["key"])
            self._connection.execute(new, [row_of(message) for message in messages])

    def of_escalation(self, escalation_id: str) -> list[Message]:
        """All messages of an escalation, oldest first."""
        return self._all(select(*READ).where(M.escalation_id == escalation_id).order_by(*_OLDEST_FIRST))

    def of_list(self, list_id: str) -> list[Message]:
        """The pages that a LIST carries."""
        return self._all(select(*READ).where(M.list_id == list_id).order_by(M.rank, *_OLDEST_FIRST))

    def cancel_pages(self, escalation_id: str, below_epoch: int) -> None:
        """Pages of epochs below this that are DUE will not be sent (invariant 6)."""
        old = and_(M.escalation_id == escalation_id, _DUE_PAGE, M.epoch < below_epoch)
        self._connection.execute(change(old).values(state=Delivery.CANCELLED.value, due_at=None))

    def drop_unsent(self, escalation_id: str, person_ids: Iterable[str]) -> None:
        """Pages to these people still DUE make way for the ones added next (reliability.md F51)."""
        theirs = and_(M.escalation_id == escalation_id, _DUE_PAGE, M.person_id.in_(list(person_ids)))
        self._connection.execute(change(theirs).values(state=Delivery.CANCELLED.value, due_at=None))

    def supersede(self, escalation_id: str, kind: Kind, person_ids: Iterable[str], at: datetime) -> None:
        """Messages of this kind to these people become stubs, before newer ones are added."""
        theirs = and_(
            M.escalation_id == escalation_id,
            M.kind == kind.value,
            M.person_id.in_(list(person_ids)),
            M.state.not_in(_GONE),
            M.superseded.is_(False),
        )
        due = case((_POSTED, bindparam("at", at, type_=M.due_at.type)), else_=M.due_at)
        self._connection.execute(change(theirs).values(superseded=True, wanted=M.wanted + 1, due_at=due))

    def redraw(self, escalation_id: str, at: datetime, rank: int) -> None:
        """Everything that shows this escalation is out of date: wanted + 1, due now where posted and not in hand.

        A page that travels in a LIST has no message of its own: the LIST is redrawn, after the others (lock order).
        """
        shows = and_(M.state.not_in(_GONE), or_(M.superseded.is_(False), M.shown < M.wanted))
        own = and_(M.escalation_id == escalation_id, M.list_id.is_(None))
        carrying = select(M.list_id).where(M.escalation_id == escalation_id, M.list_id.is_not(None))
        now = bindparam("at", at, type_=M.due_at.type)
        fresh = {
            "wanted": M.wanted + 1,
            "due_at": case((and_(_POSTED, or_(M.due_at.is_(None), M.due_at > now)), now), else_=M.due_at),
            "rank": case((_POSTED, rank), else_=M.rank),
        }
        for these in (own, M.id.in_(carrying)):
            self._connection.execute(change(and_(these, shows)).values(fresh))

    def crowded(self, at: datetime, more_than: int) -> Mapping[str, list[Message]]:
        """People with pages of more than this many escalations DUE by `at`, and those pages, worst first."""
        due = and_(_DUE_PAGE, M.due_at <= at, M.person_id.is_not(None), epoch_is_open())
        many = func.count(M.escalation_id.distinct()) > more_than
        joined = select(M.person_id).join(E, E.id == M.escalation_id).where(due)
        people = list(self._connection.execute(joined.group_by(M.person_id).having(many)).scalars())
        if not people:
            return {}
        pages = select(*READ).join(E, E.id == M.escalation_id).where(due, M.person_id.in_(people))
        found: dict[str, list[Message]] = {}
        for page in self._all(pages.order_by(M.rank, M.due_at, M.id)):
            found.setdefault(str(page.person_id), []).append(page)
        return found

    def carry(self, page_ids: Sequence[str], list_id: str) -> None:
        """These DUE pages travel in that LIST: CARRIED, no longer due. What is in hand by now stays where it is."""
        free = select(M.id).where(M.id.in_(list(page_ids)), _DUE_PAGE).order_by(M.id).with_for_update(skip_locked=True)
        ids = list(self._connection.execute(free).scalars())
        carried = {"state": Delivery.CARRIED.value, "due_at": None, "list_id": list_id}
        self._connection.execute(change(M.id.in_(ids)).values(carried))
