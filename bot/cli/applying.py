"""`stepin apply`: check a site file, show what changes, ask, put it in force, open the DM channels."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from bot import logs
from bot.cli.desk import Desk
from bot.config import Settings, read_settings
from bot.errors import CannotRun
from bot.failpoints import boundary_from
from bot.site_file import differences, read
from domain.site import Directory
from handlers.apply import apply_directory, open_dms
from handlers.ports import Store


def apply(given: Namespace, desk: Desk) -> int:
    """The command. Works while the bot serves, which takes the new file over by itself."""
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    new = _checked(given.file)
    store = desk.program().open_store(settings)
    changes = differences(_in_force(store), new)
    _show(changes, desk)
    if given.dry_run:
        return 0
    if changes and not given.yes and not desk.agreed("Put it in force?"):
        desk.say("Nothing was changed.")
        return 0
    if changes:
        apply_directory(store, new, boundary_from(desk.environ))
        desk.say("In force. A bot that is running takes it over within seconds.")
    _open_dms(store, settings, desk)
    return 0


def _checked(file: Path) -> Directory:
    """The directory of the file. Raises CannotRun with every mistake."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CannotRun(f"{file} is no text in UTF-8. Save it as plain text.") from None
    except OSError as error:
        raise CannotRun(f"{file} cannot be read ({error.strerror}). Give the path of the site file.") from None
    parsed = read(text)
    if parsed.directory is None:
        count = len(parsed.mistakes)
        head = f"{file.name} has {count} mistake{'s' if count > 1 else ''}. Nothing was changed."
        raise CannotRun([head, *(mistake.sentence for mistake in parsed.mistakes)])
    return parsed.directory


def _in_force(store: Store) -> Directory:
    with store.read() as uow:
        return uow.people.directory()


def _show(changes: Sequence[str], desk: Desk) -> None:
    if not changes:
        desk.say("No change: what the file says is in force already.")
        return
    desk.say("This changes:")
    for change in changes:
        desk.say(f"  {change}")


def _open_dms(store: Store, settings: Settings, desk: Desk) -> None:
    if not settings.bot_token:
        desk.say("SLACK_BOT_TOKEN is not set, so no direct messages were opened. Set it and run this again.")
        return
    opened = open_dms(
        store,
        desk.program().workspace(settings),
        lambda done, total, name: desk.progress(f"Opening direct messages: {done} of {total} ({name})"),
        desk.wait,
    )
    desk.progress_ends()
    for sentence in opened.refused:
        desk.say(sentence)
    desk.say(f"{opened.kept} people can be paged.")
