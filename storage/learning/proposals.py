"""Proposals to change a rule or condition, and which escalations they were born from (domain.md d.6)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, text, update

from domain.learning.proposal import CHECKED_AFTER, Proposal, ProposalState
from domain.store_errors import Conflict
from storage.rows import Statements
from storage.tables import ProposalCaseRow
from storage.tables import ProposalRow as P
from storage.upserts import insert_into, insert_new
from storage.values import converter, to_json

_OLDEST_FIRST = select(P.body).order_by(P.proposed_at, P.id)
# In the words of the partial index, so that SQLite sees that it fits.
_OPEN = text(P.is_open)


class Proposals(Statements):
    """The part of the repository that proposals use."""

    def add_proposal(self, proposal: Proposal) -> bool:
        """True the first time; of two replicas that draft the same one the second waits to see whether the first
        commits."""
        # What came back tells; the driver's count of an INSERT is -1 on PostgreSQL, new or not.
        adding = insert_new(self._connection.dialect.name, P, "id").returning(P.id)
        new = self._connection.execute(adding, _row(proposal)).first() is not None
        if new:
            self._keep_cases(proposal)
        return new

    def proposal(self, proposal_id: str) -> Proposal | None:
        """One proposal; in a writing unit of work its row stays locked until the end: a second one that decides waits
        here, and then sees what was decided."""
        one = select(P.body).where(P.id == proposal_id)
        body = self._connection.execute(one.with_for_update() if self._writing else one).scalar()
        return None if body is None else _proposal(body)

    def save_proposal(self, proposal: Proposal) -> None:
        """The proposal after a move. Raises Conflict unless the stored version is one below its own."""
        before = proposal.version - 1
        moved = update(P).where(P.id == proposal.id, P.version == before).values(_row(proposal))
        if self._connection.execute(moved).rowcount == 0:
            raise Conflict(f"proposal {proposal.id} is not at version {before}")
        self._keep_cases(proposal)

    def _keep_cases(self, proposal: Proposal) -> None:
        # A case may join a proposal later; none ever leaves it.
        rows = [{"proposal_id": proposal.id, "escalation_id": case} for case in dict.fromkeys(proposal.cases)]
        if rows:
            self._connection.execute(insert_into(self._connection, ProposalCaseRow).on_conflict_do_nothing(), rows)

    def proposals(self, site_id: str = "", only_open: bool = True) -> list[Proposal]:
        """Proposals of one site (those for all sites too) or all, oldest first."""
        some = _OLDEST_FIRST.where(P.site_id.in_([site_id, ""])) if site_id else _OLDEST_FIRST
        return self._proposals(some.where(_OPEN) if only_open else some)

    def proposals_to_check(self, at: datetime) -> list[Proposal]:
        """Those DONE whose counts before and after are due to be compared by `at`, oldest first."""
        return self._proposals(_OLDEST_FIRST.where(P.check_at <= at))

    def proposals_from(self, escalation_id: str) -> list[Proposal]:
        """Proposals born from this escalation among others."""
        joined = _OLDEST_FIRST.join(ProposalCaseRow, ProposalCaseRow.proposal_id == P.id)
        return self._proposals(joined.where(ProposalCaseRow.escalation_id == escalation_id))

    def _proposals(self, query: Select[Any]) -> list[Proposal]:
        return [_proposal(body) for body in self._connection.execute(query).scalars()]


def _row(proposal: Proposal) -> dict[str, Any]:
    done = proposal.moves[-1] if proposal.state == ProposalState.DONE else None
    return {
        "id": proposal.id,
        "site_id": proposal.site_id,
        "cause": proposal.cause.value,
        "about": proposal.about,
        "state": proposal.state.value,
        "version": proposal.version,
        "proposed_at": proposal.proposed_at,
        "check_at": done.at + CHECKED_AFTER if done else None,
        "body": to_json(converter.unstructure(proposal)),
    }


def _proposal(body: str) -> Proposal:
    return converter.structure(json.loads(body), Proposal)
