"""What the command line calls: each command's way to the wiring (bot/cli/program.py says what is expected)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from bot.clock import wall_now
from bot.config import Settings
from bot.doctor import Probes, Schema, Token
from bot.errors import CannotRun
from bot.serve import open_database
from bot.serve import serve as serve_until_stopped
from bot.slack.ids import GROUP_SCOPES, SCOPES, TOPIC_SCOPES
from bot.slack.messenger import SlackMessenger, client_for
from domain.site import Directory
from handlers.editing import EditPorts
from handlers.memory import Memory
from handlers.ports import Identity, NotSent, Ports, Store, StoreUnavailable, Workspace
from storage.clock import DatabaseClock
from storage.database import Database
from storage.kept import KeptText
from storage.migrate import behind, upgrade
from storage.unit_of_work import SqlStore

_NO_DATABASE = "The database does not answer. Check DATABASE_URL and that its server is up."


def serve(settings: Settings) -> int:
    """Serve until SIGTERM; the exit code."""
    return serve_until_stopped(settings)


def demo(port: int, open_browser: bool) -> int:
    """Serve the demo until it is interrupted; the exit code."""
    from bot.demo import run_demo  # a serving process never loads the stand-in

    return run_demo(port, open_browser)


def migrate(settings: Settings) -> None:
    """Bring the database up to date. Raises CannotRun."""
    try:
        upgrade(settings.database_url)
    except StoreUnavailable as failed:
        raise CannotRun(_NO_DATABASE) from failed


def open_store(settings: Settings) -> Store:
    """The store as it is. Raises CannotRun where its tables are not those of this version."""
    database = open_database(settings)
    try:
        if behind(database):
            raise CannotRun("The database's tables are not up to date. Run: stepin migrate")
    except StoreUnavailable as failed:
        raise CannotRun(_NO_DATABASE) from failed
    return SqlStore(database)


def editing(settings: Settings) -> EditPorts:
    """What an admin's edit needs; the bot that serves takes what was saved over by itself. Raises CannotRun."""
    return editing_on(open_store(settings))


def editing_on(store: Store) -> EditPorts:
    """The same on a store that is open."""
    memory = Memory()
    ids = Identity(new_id=lambda: uuid4().hex, new_reference=lambda: "")
    return EditPorts(Ports(store, memory, ids), KeptText(), lambda: memory.refresh(store))


def workspace(settings: Settings) -> Workspace:
    """Slack's directory, for the bot token of the settings."""
    return SlackMessenger(client_for(settings.bot_token, settings.api_url))


def doctor_probes(settings: Settings) -> Probes:
    """What the doctor asks; without a token nothing that needs Slack."""
    from bot.slack.samples import sample_screens  # only the doctor needs every screen at once

    database = open_database(settings)
    store = SqlStore(database)
    slack = SlackMessenger(client_for(settings.bot_token, settings.api_url)) if settings.bot_token else None

    def directory() -> Directory:
        with store.read() as uow:
            return uow.people.directory()

    def tested_at() -> Mapping[str, Any]:
        with store.read() as uow:
            return uow.people.tested_at()

    return Probes(
        at=wall_now(),
        schema=lambda: Schema("PostgreSQL" if database.is_postgres else "SQLite", not behind(database)),
        directory=directory,
        tested_at=tested_at,
        skew=lambda: _skew(database, slack),
        token=(lambda: _token(slack)) if slack else None,
        account=slack.account if slack else None,
        open_dm=slack.open_dm if slack else None,
        channel=(lambda channel: _channel(slack, channel)) if slack else None,
        sample_screens=sample_screens,
        validate=(lambda payload: _complaints(slack, payload)) if slack else None,
        needed_scopes=SCOPES,
        topic_scopes=TOPIC_SCOPES,
        group_scopes=GROUP_SCOPES,
    )


def _skew(database: Database, slack: SlackMessenger | None) -> tuple[float, str] | None:
    if slack:
        slack.view("auth.test", {})
        if slack.skew is not None:
            return slack.skew, "Slack"
    if database.is_postgres:
        return -DatabaseClock(database).skew(wall_now()).total_seconds(), "the database"
    return None


def _token(slack: SlackMessenger) -> Token:
    try:
        team, scopes = slack.token()
    except NotSent as refused:
        return Token(error=refused.reason)
    return Token(team=team, scopes=scopes)


def _channel(slack: SlackMessenger, channel: str) -> str:
    try:
        slack.view("conversations.history", {"channel": channel, "limit": 1})
    except NotSent as refused:
        return refused.reason
    return ""


def _complaints(slack: SlackMessenger, payload: Mapping[str, Any]) -> list[str]:
    """What Slack says of a screen; a workspace without `blocks.validate` has nothing to say."""
    try:
        slack.view("blocks.validate", payload)
    except NotSent as refused:
        return [] if refused.reason == "unknown_method" else [refused.detail or refused.reason]
    return []
