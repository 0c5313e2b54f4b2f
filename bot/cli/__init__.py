"""The command line: `stepin serve | migrate | apply | import | export | retention | forget | doctor | ...`.

Commands call the wiring, which is imported only when one runs: `stepin manifest` needs no database and no Slack SDK.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from bot.cli.applying import apply
from bot.cli.arguments import parse
from bot.cli.commands import demo, doctor, migrate, print_manifest, serve
from bot.cli.desk import Desk
from bot.cli.program import wiring
from bot.errors import CannotRun
from handlers.ports import CommitUnknown, StoreUnavailable

OK, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130


def _import_rota(given: Namespace, desk: Desk) -> int:
    from bot.cli.importing import import_rota  # what reads calendars takes long to load

    return import_rota(given, desk)


def _export(given: Namespace, desk: Desk) -> int:
    from bot.cli.exporting import export  # what counts figures takes long to load

    return export(given, desk)


def _retention(given: Namespace, desk: Desk) -> int:
    from bot.cli.keeping import retention

    return retention(given, desk)


def _forget(given: Namespace, desk: Desk) -> int:
    from bot.cli.keeping import forget

    return forget(given, desk)


_COMMANDS: dict[str, Callable[..., int]] = {
    "serve": serve,
    "migrate": migrate,
    "apply": apply,
    "import": _import_rota,
    "export": _export,
    "retention": _retention,
    "forget": _forget,
    "doctor": doctor,
    "manifest": print_manifest,
    "demo": demo,
}


def main(arguments: Sequence[str] | None = None, desk: Desk | None = None) -> int:
    """Run one command; the exit code. 2 means that what was given is wrong, 1 that something outside failed."""
    desk = desk or Desk(os.environ, sys.stdin, sys.stdout, sys.stderr, wiring)
    given = parse(arguments)
    try:
        return _COMMANDS[given.command](given, desk)
    except CannotRun as wrong:
        for sentence in wrong.sentences:
            desk.complain(sentence)
        return WRONG
    except CommitUnknown:
        desk.complain("The database went away while it was being written to: it may have been recorded, or not.")
        desk.complain("Run the same command again; it shows what is still different.")
    except StoreUnavailable:
        desk.complain("The database does not answer. Check DATABASE_URL and that its server is up.")
    except BrokenPipeError:
        return OK  # whoever read us has read enough
    except KeyboardInterrupt:
        return INTERRUPTED
    return FAILED


__all__ = ["Desk", "main"]
