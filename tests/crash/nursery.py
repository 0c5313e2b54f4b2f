"""Forks bots from one process that has imported everything, since a start from nothing costs seconds of the processor.

What runs in a fork is `python -m bot ARGUMENTS` from its first line; each is a process of its own that can be killed.
Run as `python -m tests.crash.nursery`; orders come as lines of JSON on standard input, answers go out the same way.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Any

from bot.cli import main

# The command line imports these only when a command runs; here they are wanted before the fork.
_LATE = ("bot.entry", "bot.serve", "alembic.command", "sqlalchemy.dialects.sqlite", "psycopg_binary")
_living: set[int] = set()
_codes: dict[int, int] = {}


def _born(arguments: Sequence[str], environ: dict[str, str], log: str) -> int:
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for number, target in ((nothing, 0), (written, 1), (written, 2)):
            os.dup2(number, target)
        os.environ.update(environ)
        code = main(arguments)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter does with what nobody caught
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _ended(child: int) -> int | None:
    """Its exit code (minus the signal where one ended it), None while it lives."""
    if child in _living:
        found, status = os.waitpid(child, os.WNOHANG)
        if not found:
            return None
        _living.discard(child)
        _codes[child] = os.waitstatus_to_exitcode(status)
    return _codes[child]


def _import_all() -> None:
    for name in _LATE:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001 - only a head start: the fork imports what it needs by itself
            continue


def _answer(order: dict[str, Any]) -> int | None:
    if order["do"] == "bear":
        child = _born(order["arguments"], order["environ"], order["log"])
        _living.add(child)
        return child
    return _ended(order["child"])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _import_all()
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)
    for left in _living:
        os.kill(left, signal.SIGKILL)
