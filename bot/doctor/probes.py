"""What the doctor asks; the wiring answers (bot/entry.py). A probe may raise: that is a finding too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.site import Directory
from handlers.ports import Account


@dataclass(frozen=True)
class Schema:
    """The database answered. `current`: its tables are those of this version; `kind` as "SQLite" or "PostgreSQL"."""

    kind: str
    current: bool


@dataclass(frozen=True)
class Token:
    """What Slack says of the bot token. `error` is Slack's code where it is not valid."""

    team: str = ""
    scopes: frozenset[str] = frozenset()
    error: str = ""


@dataclass(frozen=True)
class Probes:
    """`None` where there is no token to ask with.

    `schema` raises where the database does not answer. `skew` gives how many seconds this machine's clock is ahead of
    the other one, and whose that is ("Slack", "the database"); None where there is none to compare with.
    `account`, `open_dm`, `channel` and `validate` call Slack: `open_dm` and `account` as in handlers.ports.Workspace,
    `channel(id)` gives Slack's error code for reading the channel or "", `validate(payload)` Slack's complaints about
    one message ({"blocks": ...}) or view ({"view": ...}). `sample_screens` gives every screen by its name.
    `topic_scopes` and `group_scopes` are needed only where a site wishes its topic, or a user group, kept in step.
    """

    at: datetime
    schema: Callable[[], Schema]
    directory: Callable[[], Directory]
    tested_at: Callable[[], Mapping[str, datetime]]
    skew: Callable[[], tuple[float, str] | None]
    token: Callable[[], Token] | None = None
    account: Callable[[str], Account] | None = None
    open_dm: Callable[[str], str] | None = None
    channel: Callable[[str], str] | None = None
    sample_screens: Callable[[], Mapping[str, Mapping[str, Any]]] = dict
    validate: Callable[[Mapping[str, Any]], list[str]] | None = None
    needed_scopes: tuple[str, ...] = field(default=())
    topic_scopes: tuple[str, ...] = ()
    group_scopes: tuple[str, ...] = ()
