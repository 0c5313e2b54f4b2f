"""Secret calendar addresses, known by the digest of their secret alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update

from domain.planning import Feed
from storage.rows import Statements, row_of, value_of
from storage.tables import FeedRow as F


class Feeds(Statements):
    """The part of the repository that subscribed calendars use."""

    def add_feed(self, feed: Feed) -> None:
        """A new secret address."""
        self._connection.execute(insert(F), row_of(feed))

    def feed(self, digest: str) -> Feed | None:
        """The feed of this secret's digest, also where it was revoked: its address answers that it is gone."""
        row = self._connection.execute(select(F.__table__).where(F.digest == digest)).one_or_none()
        return None if row is None else value_of(Feed, row)

    def feeds_of(self, person_id: str) -> list[Feed]:
        """Feeds that this person made and did not revoke, oldest first."""
        theirs = select(F.__table__).where(F.by == person_id, F.revoked_at.is_(None)).order_by(F.made_at, F.digest)
        return [value_of(Feed, row) for row in self._connection.execute(theirs)]

    def revoke_feed(self, digest: str, at: datetime) -> None:
        """From now on the address answers that it is gone; revoked twice, it is gone since the first time."""
        self._connection.execute(update(F).where(F.digest == digest, F.revoked_at.is_(None)).values(revoked_at=at))
