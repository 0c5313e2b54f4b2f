"""Sites, people, and numbers with a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.row import Row, where


class SiteRow(Row):
    """One site of the site file, in the order of the file."""

    __tablename__ = "site"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    body: Mapped[str]


class PersonRow(Row):
    """Somebody of the site file (`listed`), or a stranger of the workspace, and what is known of their account.

    `time_off` is the JSON of absences and days off."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    name: Mapped[str]
    roles: Mapped[str]
    dm_id: Mapped[str | None]
    deactivated: Mapped[bool]
    guest: Mapped[bool]
    phone: Mapped[str]
    listed: Mapped[bool]
    position: Mapped[int]
    tested_at: Mapped[datetime | None]
    home_opened_at: Mapped[datetime | None]
    time_off: Mapped[str] = mapped_column(server_default="{}")

    __table_args__ = (Index("ix_person_user", "user_id", unique=True, **where("user_id <> ''")),)


class SettingRow(Row):
    """A number with a name: the directory's version, the hours of somebody's reminder."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
