"""Very many finished cases in the product's own tables at once, by the database itself: one case, and copies of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Table, text

from benchmarks.stores import plain_engine
from domain import timeline as t
from domain.escalation import fold
from domain.note import Note, id_of
from domain.people import Person
from domain.policy import STANDARD
from domain.severity import Severity
from domain.site import Directory, Site
from domain.timeline import Entry
from storage.column_types import iso
from storage.database import Database
from storage.tables import EscalationRow, NoteRow, TimelineRow
from storage.unit_of_work import SqlStore

SITE = Site("hotel", "Hotel", "Europe/Berlin", "+49 30 5550199", "112", staff=("mia", "dana"))
FIRST = datetime(2025, 1, 1, 9, tzinfo=UTC)
DAYS = 365
_ONE = "one"
_WORDS = "A guest wanted his money back without a receipt and grew loud at the desk. " * 3
_NUMBERS = "WITH RECURSIVE n(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n WHERE x + 1 < :copies) "


def fill(database: Database, cases: int) -> None:
    """So many cases (rounded down to whole days), spread evenly over a year, each with its timeline and its note."""
    store = SqlStore(database)
    with store.work() as uow:
        uow.people.apply(Directory(0, (SITE,), (Person("mia", "Mia", "U1"), Person("dana", "Dana", "U2"))))
        entries = _timeline()
        uow.escalations.add(fold(entries), entries, None, "one")
        picks = {"ended": (id_of("Solved"),), "trigger": (id_of("Refund or return"),), "helped": (id_of("Options"),)}
        note = Note(_ONE, picks, {"their_words": _WORDS, "change": _WORDS}, "dana", True, FIRST + timedelta(hours=1))
        uow.notes.keep(note, FIRST)
        uow.commit()
    engine = plain_engine(database.url.render_as_string(hide_password=False))
    with engine.begin() as connection:
        for day in range(DAYS):
            _copy(connection, day, cases // DAYS, database.is_postgres)
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    engine.dispose()


def _timeline() -> list[Entry]:
    over = FIRST + timedelta(minutes=5)
    return [
        t.EscalationRaised(
            FIRST, "mia", id=_ONE, reference="4F2", site_id=SITE.id, severity=Severity.UPSET, policy=STANDARD,
            words=_WORDS,
        ),
        t.PagesMade(FIRST, round=1, people=("dana",)),
        t.Acknowledged(FIRST + timedelta(seconds=30), "dana", tier="tier_1"),
        t.EpochClosed(FIRST + timedelta(seconds=30)),
        t.WithThem(FIRST + timedelta(minutes=2), "dana", person_id="dana"),
        t.Resolved(over, "dana", note_due_at=over + timedelta(hours=8)),
        t.NoteKept(over + timedelta(hours=1), "dana", done=True),
    ]  # fmt: skip


def _copy(connection: Connection, day: int, copies: int, postgres: bool) -> None:
    """The one case so many times on that day; the copies share their instants within it."""
    id_ = f"'c{day}-' || x"
    later = FIRST + timedelta(days=day, minutes=5)
    said = {"raised": FIRST + timedelta(days=day), "ended": later}
    given = {name: at if postgres else iso(at) for name, at in said.items()}
    tables: tuple[tuple[Table, str, dict[str, str]], ...] = (
        (EscalationRow.__table__, "id", {"id": id_, "raised_at": ":raised", "ended_at": ":ended"}),  # type: ignore[assignment]
        (TimelineRow.__table__, "escalation_id", {"escalation_id": id_, "body": _own_id(id_)}),
        (NoteRow.__table__, "escalation_id", {"escalation_id": id_}),
    )
    for table, key, changed in tables:
        columns = [column.name for column in table.columns]
        values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
        into = ", ".join(f'"{name}"' for name in columns)
        copied = f"{_NUMBERS} INSERT INTO {table.name} ({into}) SELECT {values} FROM {table.name}, n WHERE {key} = :one"
        used = {name: value for name, value in given.items() if f":{name}" in copied}
        connection.execute(text(copied), {"one": _ONE, "copies": copies, **used})


def _own_id(id_: str) -> str:
    """The first entry says whose timeline it is."""
    return f"""replace("body", '"id":"{_ONE}"', '"id":"' || {id_} || '"')"""
