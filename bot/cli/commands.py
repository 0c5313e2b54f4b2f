"""The short commands: each reads its settings, calls the wiring, says what came of it."""

from __future__ import annotations

import logging
from argparse import Namespace

from bot import logs
from bot.cli.desk import Desk
from bot.config import read_settings
from bot.doctor import examine, exit_code, report
from bot.errors import CannotRun
from bot.manifest import manifest_text
from bot.site_file import write


def serve(_given: Namespace, desk: Desk) -> int:
    """Run the bot."""
    settings = read_settings(desk.environ)
    logs.configure()
    logs.catch_strays()
    return desk.program().serve(settings)


def migrate(_given: Namespace, desk: Desk) -> int:
    """Bring the database up to date."""
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    desk.program().migrate(settings)
    desk.say("The database is up to date.")
    return 0


def export(_given: Namespace, desk: Desk) -> int:
    """Print the site file in force."""
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    with desk.program().open_store(settings).read() as uow:
        directory = uow.people.directory()
    if not directory.sites:
        raise CannotRun("No site file is in force yet. Apply one: stepin apply site.yaml")
    desk.stdout.write(write(directory))
    desk.stdout.flush()
    return 0


def doctor(_given: Namespace, desk: Desk) -> int:
    """Look for what would keep help from coming."""
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    findings = examine(desk.program().doctor_probes(settings))
    desk.say(report(findings))
    return exit_code(findings)


def print_manifest(given: Namespace, desk: Desk) -> int:
    """Print the Slack app manifest."""
    if given.url and not given.url.startswith("https://"):
        raise CannotRun("Slack only calls addresses that begin with https://. Give it like --url https://your.host")
    desk.stdout.write(manifest_text(given.url))
    desk.stdout.flush()
    return 0


def demo(given: Namespace, desk: Desk) -> int:
    """Try everything in a browser."""
    logs.configure(level=logging.WARNING)
    logs.catch_strays()
    return desk.program().demo(given.port, not given.no_browser)
