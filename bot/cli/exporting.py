"""`stepin export cases|notes|figures`: rows to a file or to the next program, without a name in them (docs/exports.md).

Without a kind it prints the site file (bot/cli/commands.py).
"""

from __future__ import annotations

import csv
import json
import logging
import os
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from bot import logs
from bot.cli.commands import export as export_site_file
from bot.cli.desk import Desk
from bot.config import read_settings
from bot.errors import CannotRun
from domain.site import Directory, Site
from handlers.learning.exporting import COLUMNS, Kind, count
from handlers.learning.exporting import export as rows_of
from handlers.learning.exporting.rows import Cells
from handlers.learning.figures.cells import safe_cell

QUIET_FOR, SAID_EVERY = 2.0, 1.0


def export(given: Namespace, desk: Desk) -> int:
    """The command."""
    if given.kind is None:
        return export_site_file(given, desk)
    if not (given.first and given.last and given.first < given.last):
        raise CannotRun("Say from which day, and until before which: --from 2026-01-01 --to 2026-02-01")
    settings = read_settings(desk.environ, slack=False)
    logs.configure(level=logging.WARNING)
    store, kind = desk.program().open_store(settings), Kind(given.kind)
    with store.read() as uow:
        sites = _sites(uow.people.directory(), given.site)
    total = None if kind == Kind.FIGURES else count(store, sites, given.first, given.last)
    rows = rows_of(store, kind, sites, given.first, given.last, desk.now())
    told = Told(desk.stderr, kind.value, total)
    with _opened(given.out, desk.stdout) as out:
        _WRITE[given.format](out, COLUMNS[kind], told.watching(rows))
    told.end()
    return 0


def _sites(directory: Directory, wanted: str) -> Sequence[Site]:
    if not wanted:
        return directory.sites
    site = directory.site(wanted)
    if site is None:
        sites = ", ".join(one.id for one in directory.sites) or "none yet"
        raise CannotRun(f'There is no site "{wanted}". Sites are: {sites}.')
    return (site,)


@dataclass
class Told:
    """How far it is, on the stream of complaints: the rows themselves may go to another program."""

    stream: TextIO
    what: str
    total: int | None
    monotonic: Callable[[], float] = time.monotonic
    _rows: int = 0
    _said: bool = field(default=False, init=False)

    def watching(self, rows: Iterable[Cells]) -> Iterator[Cells]:
        """The rows, with a line each second once it takes longer than two."""
        due = self.monotonic() + QUIET_FOR
        for row in rows:
            self._rows += 1
            yield row
            if self.monotonic() >= due:
                due = self.monotonic() + SAID_EVERY
                self._say()

    def end(self) -> None:
        """The last line, where there was one before."""
        if self._said:
            self._say()
            print(file=self.stream, flush=True)

    def _say(self) -> None:
        self._said = True
        of = f" of about {self.total:,}" if self.total else ""
        end, begin = ("", "\r\033[K") if self.stream.isatty() else ("\n", "")
        print(f"{begin}{self._rows:,}{of} {self.what}", end=end, file=self.stream, flush=True)


@contextmanager
def _opened(path: Path | None, stdout: TextIO) -> Iterator[TextIO]:
    """Where the rows go. A file is there once it is whole, and not at all where something failed."""
    if path is None:
        yield stdout
        stdout.flush()
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        os.replace(part, path)
    except OSError as error:
        raise CannotRun(f"{path} cannot be written ({error.strerror}).") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def as_csv(out: TextIO, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    """Text that a spreadsheet would take for a formula gets an apostrophe (handlers/learning/figures/cells.py)."""
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: str | int | bool | None) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return safe_cell(value) if isinstance(value, str) else value


def _as_json_lines(out: TextIO, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    for row in rows:
        out.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")


_WRITE: dict[str, Callable[[TextIO, Sequence[str], Iterable[Cells]], None]] = {
    "csv": as_csv,
    "jsonl": _as_json_lines,
}
