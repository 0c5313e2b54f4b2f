"""The command line: what each command does, and what it says when the environment does not allow it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml

from bot.cli import Desk, main
from bot.config import Settings
from bot.doctor import Probes, Schema
from bot.errors import CannotRun
from domain.site import Directory
from handlers.ports import Account, CommitUnknown, NotSent, Store, StoreUnavailable
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.migrated import give_tables

EXAMPLE = Path(__file__).parents[3] / "bot" / "demo" / "harbour-hotel.yaml"
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}


class Slack:
    """A workspace in which Rob's account is gone."""

    def account(self, user_id: str) -> Account:
        return Account(deactivated=user_id == "U0ROB", guest=False)

    def open_dm(self, user_id: str) -> str:
        if user_id == "U0PETRA":
            raise NotSent("cannot_dm_bot", permanent=True)
        return "D" + user_id[1:]


class Wiring:
    """Plays bot/app.py: a real store, and a Slack of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.raises: Exception | None = None
        self.calls: list[tuple[Any, ...]] = []

    def _called(self, *call: Any) -> None:
        self.calls.append(call)
        if self.raises:
            raise self.raises

    def serve(self, settings: Settings) -> int:
        self._called("serve", settings)
        return 0

    def demo(self, port: int, open_browser: bool) -> int:
        self._called("demo", port, open_browser)
        return 0

    def migrate(self, settings: Settings) -> None:
        self._called("migrate")

    def open_store(self, settings: Settings) -> Store:
        self._called("open_store")
        return self._store

    def workspace(self, settings: Settings) -> Slack:
        return Slack()

    def doctor_probes(self, settings: Settings) -> Probes:
        return Probes(
            at=datetime(2026, 3, 28, tzinfo=UTC),
            schema=lambda: Schema("SQLite", current=True),
            directory=lambda: Directory(0),
            tested_at=dict,
            skew=lambda: None,
        )


class Terminal(io.StringIO):
    """A stream with somebody in front of it."""

    def isatty(self) -> bool:
        return True


class Shell:
    """Runs commands and keeps what they print."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.out, self.err = io.StringIO(), io.StringIO()

    def runs(self, *arguments: str, stdin: io.StringIO | None = None, environ: Mapping[str, str] = TOKENS) -> int:
        self.out, self.err = io.StringIO(), io.StringIO()
        desk = Desk(environ, stdin or io.StringIO(), self.out, self.err, lambda: self.wiring, lambda _seconds: None)
        return main(arguments, desk)

    @property
    def said(self) -> str:
        return self.out.getvalue()

    @property
    def complained(self) -> str:
        return self.err.getvalue()


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    """A shell over a migrated SQLite file; logging is put back as it was."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.raiseExceptions, logging.lastResort)
    database = Database(f"sqlite:///{tmp_path}/stepin.db")
    give_tables(database)
    yield Shell(Wiring(SqlStore(database)))
    database.close()
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], logging.raiseExceptions, logging.lastResort = before[0], before[2], before[3]
    root.setLevel(before[1])


def test_apply_shows_what_changes_and_puts_it_in_force(shell: Shell) -> None:
    """From an empty database to the example, with each step said; nobody is asked where nobody can answer."""
    assert shell.runs("apply", str(EXAMPLE)) == 0
    assert "  New: Dana (U0DANA), manager.\n" in shell.said
    assert "  New site: Harbour Hotel, zone Europe/Berlin, tier 1 Dana.\n" in shell.said
    assert "In force." in shell.said
    assert "Opening direct messages: 3 of 8 (Dana)" in shell.said
    assert shell.said.endswith("6 people can be paged.\n")


def test_people_whom_slack_refuses_are_named(shell: Shell) -> None:
    """One refusal each, in words; the others are opened."""
    shell.runs("apply", str(EXAMPLE))
    assert "Petra cannot be paged: this account cannot be written to.\n" in shell.said
    assert "Rob cannot be paged: the account is deactivated.\n" in shell.said


def test_apply_twice_is_no_change(shell: Shell) -> None:
    """The second time says so, and tries again those whom it could not open before."""
    shell.runs("apply", str(EXAMPLE))
    assert shell.runs("apply", str(EXAMPLE)) == 0
    assert shell.said.startswith("No change: what the file says is in force already.\n")
    assert "Petra cannot be paged" in shell.said


def test_export_and_apply_is_no_change(shell: Shell, tmp_path: Path) -> None:
    """What export prints can be applied, and exported again byte by byte."""
    shell.runs("apply", str(EXAMPLE))
    assert shell.runs("export", environ={}) == 0
    file = tmp_path / "site.yaml"
    file.write_text(shell.said, encoding="utf-8")
    exported = shell.said
    shell.runs("apply", str(file))
    assert shell.said.startswith("No change")
    shell.runs("export")
    assert shell.said == exported


def test_a_dry_run_changes_nothing(shell: Shell) -> None:
    """It only shows."""
    assert shell.runs("apply", str(EXAMPLE), "--dry-run") == 0
    assert "New site" in shell.said
    assert shell.runs("export") == 2


@pytest.mark.parametrize(("answer", "applied"), [("y\n", True), ("yes\n", True), ("\n", False), ("n\n", False)])
def test_somebody_at_a_terminal_is_asked(shell: Shell, answer: str, applied: bool) -> None:
    """No answer is no."""
    assert shell.runs("apply", str(EXAMPLE), stdin=Terminal(answer)) == 0
    assert "Put it in force? [y/N]" in shell.said
    assert ("In force." in shell.said) is applied
    assert ("Nothing was changed." in shell.said) is not applied


def test_yes_asks_nobody(shell: Shell) -> None:
    """For scripts."""
    assert shell.runs("apply", str(EXAMPLE), "--yes", stdin=Terminal("")) == 0
    assert "[y/N]" not in shell.said
    assert "In force." in shell.said


def test_without_a_token_the_file_is_applied_all_the_same(shell: Shell) -> None:
    """And it is said that the direct messages are still to be opened."""
    assert shell.runs("apply", str(EXAMPLE), environ={}) == 0
    assert "In force." in shell.said
    assert "no direct messages were opened" in shell.said


def test_every_mistake_of_a_file_is_said_and_nothing_is_changed(shell: Shell, tmp_path: Path) -> None:
    """Exit code 2; the database is not even opened."""
    file = tmp_path / "site.yaml"
    file.write_text(EXAMPLE.read_text(encoding="utf-8").replace("[dana]", "[dna]").replace("Berlin\n", "Brlin\n"))
    assert shell.runs("apply", str(file)) == 2
    lines = shell.complained.splitlines()
    assert lines[0].startswith("site.yaml has 4 mistakes.")
    assert all(line.startswith("Line ") for line in lines[1:])
    assert shell.wiring.calls == []


def test_a_file_that_cannot_be_read_is_a_sentence(shell: Shell, tmp_path: Path) -> None:
    """Missing, a folder, or no text: exit code 2 and no traceback."""
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "missing.yaml", tmp_path, binary):
        assert shell.runs("apply", str(path)) == 2
        assert str(path) in shell.complained


def test_a_database_that_does_not_answer_is_a_sentence(shell: Shell) -> None:
    """F09: exit code 1, and the remedy names DATABASE_URL."""
    shell.wiring.raises = StoreUnavailable("canary")
    for command in (["export"], ["migrate"], ["apply", str(EXAMPLE)]):
        assert shell.runs(*command) == 1
        assert "DATABASE_URL" in shell.complained
        assert "canary" not in shell.complained


def test_an_unknown_commit_is_said_as_it_is(shell: Shell) -> None:
    """F11: neither success nor failure is claimed; running it again tells."""
    shell.wiring.raises = CommitUnknown("canary")
    assert shell.runs("apply", str(EXAMPLE)) == 1
    assert "may have been recorded, or not" in shell.complained


def test_tables_that_are_not_up_to_date_are_a_sentence(shell: Shell) -> None:
    """What the wiring says is passed on."""
    shell.wiring.raises = CannotRun("Run stepin migrate first.")
    assert shell.runs("export") == 2
    assert shell.complained == "Run stepin migrate first.\n"


def test_serve_says_everything_that_is_missing(shell: Shell) -> None:
    """Before anything is opened."""
    assert shell.runs("serve", environ={"STEPIN_PORT": "x"}) == 2
    assert len(shell.complained.splitlines()) == 3
    assert shell.wiring.calls == []


def test_serve_and_migrate_and_demo_call_the_wiring(shell: Shell) -> None:
    """With what was given on the command line."""
    assert shell.runs("migrate", environ={}) == 0
    assert shell.said == "The database is up to date.\n"
    assert shell.runs("demo", "--port", "8123", "--no-browser", environ={}) == 0
    assert shell.wiring.calls == [("migrate",), ("demo", 8123, False)]


def test_doctor_prints_and_fails_where_it_is_serious(shell: Shell) -> None:
    """Without tokens it still looks at what it can; exit code 1."""
    assert shell.runs("doctor", environ={}) == 1
    assert "FAIL  There is no Slack token." in shell.said


def test_manifest_prints_yaml(shell: Shell) -> None:
    """Socket Mode without an address; an address must be one that Slack calls."""
    assert shell.runs("manifest", environ={}) == 0
    assert yaml.safe_load(shell.said)["settings"]["socket_mode_enabled"] is True
    assert shell.runs("manifest", "--url", "https://stepin.example", environ={}) == 0
    assert "https://stepin.example/slack/events" in shell.said
    assert shell.runs("manifest", "--url", "http://stepin.example", environ={}) == 2


def test_help_names_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    """`stepin --help` is enough to set it up."""
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL", "STEPIN_PORT"):
        assert name in told
