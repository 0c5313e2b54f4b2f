"""What an ORM does with one connection: load a row, change it, add another, commit; again and again."""

from __future__ import annotations

import time

from sqlalchemy import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class _Row(DeclarativeBase):
    pass


class _Case(_Row):
    __tablename__ = "orm_case"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    version: Mapped[int]


class _Entry(_Row):
    __tablename__ = "orm_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    words: Mapped[str]


def prepare(engine: Engine) -> None:
    """Tables, and a hundred rows to load."""
    _Row.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(_Case(id=number, state="paging", version=0) for number in range(100))
        session.commit()


def commits_per_second(engine: Engine, times: int) -> float:
    """Load, update, insert and commit, so many times."""
    began = time.perf_counter()
    for number in range(times):
        with Session(engine) as session:
            case = session.get_one(_Case, number % 100)
            case.version += 1
            session.add(_Entry(case_id=case.id, words="something happened"))
            session.commit()
    return times / (time.perf_counter() - began)
