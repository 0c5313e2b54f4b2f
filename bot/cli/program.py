"""What the commands need of the wiring, without importing it."""

from __future__ import annotations

import importlib
from typing import Protocol, cast

from bot.config import Settings
from bot.doctor import Probes
from handlers.editing import EditPorts
from handlers.ports import Store, Workspace

_WIRING = "bot.entry"


class Program(Protocol):
    """The functions of bot/entry.py that the command line calls. Each may raise CannotRun with sentences."""

    def serve(self, settings: Settings) -> int:
        """Serve until SIGTERM; the exit code."""

    def demo(self, port: int, open_browser: bool) -> int:
        """Serve the demo until it is interrupted; the exit code."""

    def migrate(self, settings: Settings) -> None:
        """Bring the database up to date."""

    def open_store(self, settings: Settings) -> Store:
        """The store as it is, without a migration. Raises CannotRun where its tables are not up to date."""

    def editing(self, settings: Settings) -> EditPorts:
        """What an admin's edit needs, on the store as it is. Raises CannotRun."""

    def workspace(self, settings: Settings) -> Workspace:
        """Slack's directory, for the bot token of the settings."""

    def doctor_probes(self, settings: Settings) -> Probes:
        """What the doctor asks."""


def wiring() -> Program:
    """The wiring itself."""
    return cast(Program, importlib.import_module(_WIRING))
