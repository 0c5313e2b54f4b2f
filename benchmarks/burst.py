"""A thousand pages that fall due together, one person each, for the product and for APScheduler."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, text

from benchmarks.product import Product
from benchmarks.rows import writing
from domain.page import Ref
from domain.severity import Severity
from handlers.deliver import Courier
from handlers.screens import Screen
from storage.tables import MessageRow

_WITHIN = 120.0


@dataclass
class NoSlack:
    """A platform inside this process: each call takes `latency` seconds and is written down."""

    latency: float = 0.0
    posted: list[tuple[float, str]] = field(default_factory=list)

    def post(self, target: str, screen: Screen, message_id: str, thread: Ref | None = None) -> Ref:
        """As in Messenger."""
        self.posted.append((time.time(), message_id))
        self.pause()
        return Ref(target, f"{time.time():.6f}")

    def redraw(self, ref: Ref, screen: Screen) -> None:
        """As in Messenger."""
        self.pause()

    def find(self, target: str, message_id: str, thread: Ref | None = None) -> Ref | None:
        """As in Messenger."""
        return None

    def show(self, target: str, screen: Screen) -> None:
        """As in Messenger."""
        self.pause()

    def pause(self) -> None:
        """The call takes its time."""
        if self.latency:
            time.sleep(self.latency)


def give(stepin: Product, slack: NoSlack) -> None:
    """From now on the product speaks to this platform."""
    stepin.app.engine.courier = Courier(stepin.app.ports, slack, stepin.app.clock.now)


def record(stepin: Product, pages: int, spare: int = 0) -> None:
    """So many escalations, each at a site of its own; nothing is due before `fall_due`."""
    for number in range(pages + spare):
        stepin.raised(number, Severity.ABUSIVE)
    later = bindparam("later", datetime.now(UTC) + timedelta(hours=6), type_=MessageRow.__table__.c.due_at.type)
    with writing(stepin.database) as connection:
        connection.execute(text("UPDATE escalation SET due_at = :later").bindparams(later))
        connection.execute(text("UPDATE message SET state = 'cancelled', due_at = NULL WHERE kind <> 'page'"))
        connection.execute(text("UPDATE message SET due_at = :later").bindparams(later))


def fall_due(stepin: Product, pages: int, at: datetime) -> frozenset[str]:
    """The first `pages` of the pages are due at this instant, as if nobody had ever tried to send them; their ids."""
    due = bindparam("due", at, type_=MessageRow.__table__.c.due_at.type)
    fresh = "state = 'due', due_at = :due, token = 0, attempts = 0, unknowns = 0, shown = 0"
    nowhere = "ref_channel = NULL, ref_ts = NULL, lease_until = NULL"
    chosen = "SELECT id FROM message WHERE kind = 'page' AND state <> 'cancelled' ORDER BY made_at, id LIMIT :pages"
    with writing(stepin.database) as connection:
        statement = text(f"UPDATE message SET {fresh}, {nowhere} WHERE id IN ({chosen})")
        ids = frozenset(map(str, connection.execute(text(chosen), {"pages": pages}).scalars()))
        connection.execute(statement.bindparams(due), {"pages": pages})
    return ids


def sent(slack: NoSlack, pages: frozenset[str], at: datetime) -> list[float]:
    """Seconds from the due instant to the call for each of these pages, once all are made."""
    pause = threading.Event()
    until = time.monotonic() + _WITHIN
    while len(made := calls_for(slack, pages)) < len(pages) and time.monotonic() < until:
        pause.wait(0.01)
    return [when - at.timestamp() for when, _ in made]


def calls_for(slack: NoSlack, pages: frozenset[str]) -> list[tuple[float, str]]:
    """The calls for these pages alone: answers given meanwhile make messages of their own."""
    return [call for call in list(slack.posted) if call[1] in pages]
