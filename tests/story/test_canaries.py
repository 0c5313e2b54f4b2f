"""What people write about people gets out nowhere, and goes when its time has come (reliability.md F79, F80; issue 4).

Canaries - names, a number, an address, words - stand in every field that takes text, of notes and beside them.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import logs
from bot.cli import Desk, main
from bot.entry import editing_on
from domain.escalation import fold
from domain.learning.lesson import LessonState, Search
from domain.learning.proposal import Fix
from domain.note import FIELDS, Account, EarlierNote
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.story.keeping import a_night, days_later, everything
from tests.story.noting import TAPS
from tests.story.past_cases import Rounds
from tests.story.reading import read, shown
from tests.world import World, world_on

CANARIES = ("Quartermain", "Zebulon", "5553219", "quart@canary", "kanarienwort", "Kanarienvogel")
TEXT = "Zebulon Quartermain, 0171 5553219, quart@canary.example: kanarienwort"
CLEARED = "A sign at the door helps. Kanarienvogel"
"""What a person has cleared for everybody: found before, and gone afterwards like all the rest."""


def canaries_in(text: str, *but: str) -> list[str]:
    """The canaries that stand in a text, however they are written."""
    return [one for one in CANARIES if one.lower() in text.lower() and one not in but]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A file, or a server."""
    url = f"sqlite:///{tmp_path}/stepin.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = Database(str(url))
    yield opened
    opened.close()


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """Everything that the log says, as a serving process writes it."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.raiseExceptions, logging.lastResort)
    stream = io.StringIO()
    logs.configure(stream, logging.DEBUG)
    yield stream
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], logging.raiseExceptions, logging.lastResort = before[0], before[2], before[3]
    root.setLevel(before[1])


@pytest.fixture
def world(database: Database, told: io.StringIO) -> Iterator[World]:
    """Harbour Hotel, with a log that is read."""
    with world_on(database) as opened:
        yield opened


def a_case(world: World, level: str, raiser: str) -> str:
    """One call for help with canaries wherever somebody types, from the tap to the lesson. Its id."""
    who = world.person(raiser)
    who.types(f"/escalate {level} front desk {TEXT}", channel="C0DESK")
    e = world.the()
    world.dana.presses("I have it")
    who.says(TEXT)
    if level == "abusive":
        world.dana.presses("Raise severity")
        world.dana.picks("severity", "UPSET")
        world.dana.fills("reason", TEXT)
        world.dana.submits()
    world.dana.presses("I'm with them")
    world.dana.presses("Resolve")
    _note(world, level)
    _beside_the_note(world, e.id, raiser)
    return str(e.id)


def _note(world: World, level: str) -> None:
    for field, choice in TAPS[level]:
        world.dana.picks(field, choice)
    world.dana.presses("More", where="modal")
    shown_here = {block["block_id"] for block in world.dana.modal().blocks}
    for field in FIELDS:
        if not field.picked and field.id in shown_here:
            world.dana.fills(field.id, TEXT)
    world.dana.submits()
    while world.dana.modal() is not None:
        world.dana.closes()


def _beside_the_note(world: World, id_: str, raiser: str) -> None:
    """The raiser's own account, a fix that is done, an unfinished amendment, the lesson cleared, a vote on it."""
    at = world.clock.now()
    with world.store.work() as uow:
        e = uow.escalations.get(id_)
        assert e is not None
        note, lesson = uow.notes.get(id_), uow.lessons.get(id_)
        assert note is not None
        assert note.done
        assert canaries_in(str(note.texts)), "the canaries did not get into the note"
        assert lesson is not None
        uow.notes.keep_earlier(EarlierNote(note, at, "dana"))
        uow.notes.keep_account(Account(id_, raiser, TEXT, at))
        uow.plans.keep_draft(f"note:{id_}", "dana", {"texts": {"change": TEXT}}, at)
        uow.plans.keep_draft(f"account:{id_}", raiser, {"words": TEXT}, at)
        fix = Fix(f"fix-{id_}", e.site_id, id_, TEXT, raiser, date(2026, 4, 1), "dana", at)
        uow.learning.add_fixes([fix])
        uow.learning.finish_fix(fix.id, raiser, at)
        cleared = replace(lesson, text=CLEARED, state=LessonState.CLEARED, cleared_by="dana", cleared_at=at)
        uow.lessons.keep(cleared)
        uow.commit()
    with world.store.work() as uow:
        uow.lessons.vote(id_, id_, raiser, helped=True)
        uow.commit()


def cases(world: World) -> list[str]:
    """Four cases of two raisers, so that figures stand above the small-group guard."""
    found = []
    for level, raiser in (("upset", "mia"), ("upset", "jon"), ("upset", "mia"), ("abusive", "jon")):
        found.append(a_case(world, level, raiser))
        world.time_passes(minutes=30)
    return found


class Shell:
    """The command line on the same database."""

    def __init__(self, world: World) -> None:
        self._world = world

    def editing(self, settings: Any) -> Any:
        return editing_on(self._world.store)

    def open_store(self, settings: Any) -> SqlStore:
        return self._world.store

    def runs(self, *arguments: str) -> str:
        """What a command prints, on both streams."""
        out, err = io.StringIO(), io.StringIO()
        world = self._world
        desk = Desk({}, io.StringIO(), out, err, lambda: self, now=world.clock.now)  # type: ignore[arg-type, return-value]
        assert main(list(arguments), desk) == 0, err.getvalue()
        return out.getvalue() + err.getvalue()

    def exports(self, kind: str, form: str) -> str:
        """One export of the whole spring."""
        return self.runs("export", kind, "--from", "2026-03-01", "--to", "2026-05-01", "--format", form)


def everything_told(world: World, told: io.StringIO) -> dict[str, str]:
    """What leaves the house, or is read by more people than those who have a right to the case."""
    shell = Shell(world)
    said = {
        f"export {kind} as {form}": shell.exports(kind, form)
        for kind in ("cases", "figures", "notes")
        for form in ("csv", "jsonl")
    }
    said["metrics"] = world.app.metrics.text().decode()
    said["dry run"] = shell.runs("retention", "--dry-run")
    said["log"] = told.getvalue()
    said["channel"] = "\n".join(shown(one) for one in world.lea.channel("C0DESK"))
    with world.store.read() as uow:
        found = uow.lessons.search(Search(""), world.clock.now())
        said["search"] = repr(found)
    said["search by name"] = _looked_for(world, "Quartermain")
    return said


def _looked_for(world: World, words: str) -> str:
    with world.store.read() as uow:
        return repr(uow.lessons.search(Search(words), world.clock.now()))


def test_canaries_get_out_nowhere_and_are_gone_in_time(world: World, told: io.StringIO, database: Database) -> None:
    """In no digest, trend, search result, similar line, log, metric or export; after retention in no table at all, and
    the figures are the same."""
    raised = cases(world)
    world.time_passes(hours=60)
    Rounds(world).at(world.clock.now() + timedelta(hours=1))
    world.petra.types("/escalate upset drink, front desk", channel="C0DESK")
    similar = [line for line in read(world.dana).splitlines() if " ago: " in line]
    assert similar, "the page names no earlier one"
    assert canaries_in("\n".join(similar)) == []
    world.dana.presses("I'm with them")
    world.dana.presses("Resolve")
    while world.dana.modal() is not None:
        world.dana.closes()
    # A note that is not due yet is not counted as owed: time alone would change the figures.
    world.time_passes(hours=48)
    before = everything_told(world, told)
    for name, text in before.items():
        assert canaries_in(text, "Kanarienvogel") == [], name
        assert not any(f'"{who}"' in text or f",{who}," in text for who in ("mia", "jon")), name
    assert "Kanarienvogel" in before["search"]
    assert "Kanarienvogel" in before["export notes as csv"]
    assert len(canaries_in(everything(database))) == len(CANARIES), "they are in the store"
    figures = before["export figures as jsonl"]
    rows = [json.loads(line) for line in figures.splitlines()]
    assert [row["value"] for row in rows if (row["figure"], row["level"]) == ("cases", "UPSET")][:1] == [4]

    days_later(world, 400)
    a_night(world)
    left = everything(database)
    assert canaries_in(left) == []
    # Who people are stands in the directory alone, and who they were nowhere.
    tables = [line for line in left.splitlines() if not line.startswith(("person:", "site:", "setting:"))]
    ids = [f"{mark}{who}{end}" for who in ("mia", "jon", "dana", "petra") for mark in "'\":" for end in "'\":"]
    assert [line for line in tables if any(one in line for one in ids)] == []
    with world.store.read() as uow:
        for id_ in raised:
            assert fold(uow.escalations.timeline(id_)) == uow.escalations.get(id_)
    after = everything_told(world, told)
    for name, text in after.items():
        assert canaries_in(text) == [], name
    assert after["export figures as jsonl"] == figures
    assert after["export figures as csv"] == before["export figures as csv"]


def test_no_page_of_the_file_remembers_them(world: World, database: Database) -> None:
    """What is removed from a SQLite file is overwritten in it, the log of writes apart, which comes round."""
    if database.is_postgres:
        pytest.skip("a server's vacuum is its own affair")
    for level in ("upset", "abusive"):
        a_case(world, level, "mia")
        world.time_passes(minutes=30)
    days_later(world, 400)
    with database.connect(database.work) as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(str(database.url.database))
    assert canaries_in(path.read_bytes().decode("latin-1")) == []
