"""`stepin apply`: check a site file, show what changes, ask, put it in force, open the DM channels."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot import logs
from bot.cli.desk import Desk
from bot.config import Settings, read_settings
from bot.errors import CannotRun
from bot.failpoints import boundary_from
from bot.site_file import differences, holder_changes, read, with_past
from domain.edits.refused import Refused
from domain.site import Directory
from handlers.apply import apply_directory, open_dms
from handlers.ports import Store

_ONE_SECOND = timedelta(seconds=1)


def apply(given: Namespace, desk: Desk) -> int:
    """The command. Works while the bot serves, which takes the new file over by itself."""
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    said = _checked(given.file)
    store = desk.program().open_store(settings)
    changes = _changes(store, said, desk)
    _show(changes, desk)
    if given.dry_run:
        if changes:
            desk.say("Nothing was changed.")
        return 0
    if changes and not given.yes and not desk.agreed("Put it in force?"):
        desk.say("Nothing was changed.")
        return 0
    if changes:
        # Somebody may have thought about it for long: it holds from now on, not from when it was shown.
        at = _soon(desk)
        new = _from_now_on(_in_force(store), said, at)
        try:
            apply_directory(store, new, boundary_from(desk.environ), at)
        except Refused as refused:
            raise CannotRun(f"{refused} Nothing was changed.") from None
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


def _changes(store: Store, said: Directory, desk: Desk) -> list[str]:
    """What would change, and for whom."""
    old, at = _in_force(store), _soon(desk)
    new = _from_now_on(old, said, at)
    return [*differences(old, new), *holder_changes(old, new, at)]


def _soon(desk: Desk) -> datetime:
    """Now, but for a part of a second: the file that is exported has round times, and nothing that was true moves."""
    return (desk.now() + _ONE_SECOND).replace(microsecond=0)


def _from_now_on(old: Directory, said: Directory, at: datetime) -> Directory:
    try:
        return with_past(old, said, at)
    except Refused as refused:
        raise CannotRun(f"{refused} Nothing was changed.") from None


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
