"""`stepin import`: schedules of other tools and .ics files become rotas; what is not understood is said."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot.cli import Desk, main
from bot.config import Settings
from bot.entry import editing_on
from domain.people import Person, Role
from domain.policy import Group
from domain.site import Directory, Site
from handlers.editing import EditPorts, undo_change
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.bot.calendars.given import PEOPLE, documents, held, local, sample
from tests.migrated import empty_file

ZONE = "Europe/Berlin"
NOW = local("2026-10-05T09:00", ZONE)
WEEKS = timedelta(weeks=6)
INES = Person("ines", "Ines", "U0INES", frozenset({Role.ADMIN}))
SITE = Site(
    "hotel", "Harbour Hotel", ZONE, "030 199", "112",
    groups={Group.TIER_1: ("lea",)}, staff=("ines", "dana", "omar"), last_resort=("lea",),
)  # fmt: skip
BERLIN = {
    "pagerduty": "pagerduty-weekly.json",
    "opsgenie": "opsgenie-weekly.json",
}


@dataclass
class Machine:
    """A machine with StepIn's command on one database, and a clock that stands still."""

    folder: Path
    url: str
    now: datetime = NOW
    opened: list[Database] = field(default_factory=list)

    def editing(self, settings: Settings) -> EditPorts:
        """The wiring of the one command."""
        self.opened.append(Database(settings.database_url))
        return editing_on(SqlStore(self.opened[-1]))

    def imports(self, kind: str, data: bytes, *options: str) -> tuple[int, str, str]:
        """What the command answers: its exit code, what it says, what it complains of."""
        file = self.folder / f"{kind}.file"
        file.write_bytes(data)
        out, err = io.StringIO(), io.StringIO()
        desk = Desk({"DATABASE_URL": self.url}, io.StringIO(), out, err, lambda: self, now=lambda: self.now)  # type: ignore[arg-type, return-value]
        code = main(["import", kind, str(file), "--site", "hotel", "--tier", "tier_1", *options], desk)
        return code, out.getvalue(), err.getvalue()

    def keeps(self, directory: Directory) -> None:
        """Somebody else's edit."""
        database = Database(self.url)
        with SqlStore(database).work() as uow:
            uow.people.apply(directory)
            uow.commit()
        database.close()

    def in_force(self) -> Site:
        """The hotel as it is kept."""
        database = Database(self.url)
        with SqlStore(database).read() as uow:
            (site,) = uow.people.directory().sites
        database.close()
        return site


def schedule(kind: str) -> bytes:
    """A schedule as the tool's API answers."""
    if kind == "pagerduty":
        return sample(BERLIN[kind])
    return json.dumps(documents(BERLIN[kind])["schedule"]).encode()


@pytest.fixture(params=["sqlite", "postgres"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    """The hotel in force on each of the two stores; logging is put back as it was."""
    postgres = request.param == "postgres"
    url = str(request.getfixturevalue("postgres_url")) if postgres else empty_file(tmp_path / "stepin.db")
    root = logging.getLogger()
    before, others = (list(root.handlers), root.level), (logging.lastResort, logging.raiseExceptions)
    made = Machine(tmp_path, url)
    made.keeps(Directory(0, (SITE,), (*PEOPLE.values(), INES)))
    yield made
    for database in made.opened:
        database.close()
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    logging.lastResort, logging.raiseExceptions = others


def holding(site: Site) -> list[tuple[datetime, datetime, str]]:
    """Who holds tier 1 in the next weeks."""
    return held(site.rotas[Group.TIER_1], ZONE, NOW, NOW + WEEKS)


@pytest.mark.parametrize("kind", BERLIN)
def test_a_schedule_is_taken_over_as_an_edit_that_can_be_undone(machine: Machine, kind: str) -> None:
    """The same people at the same times as there; the journal names the admin; undone, all is as it was."""
    code, said, wrong = machine.imports(kind, schedule(kind), "--by", "ines")
    assert (code, wrong) == (0, "")
    assert "Saved. " in said
    site = machine.in_force()
    assert {person for *_, person in holding(site)} >= {"dana", "omar"}
    assert set(site.groups[Group.TIER_1]) == {"lea", "dana", "omar"}
    assert held(site.rotas[Group.TIER_1], ZONE, NOW - WEEKS, NOW) == [(NOW - WEEKS, NOW, "lea")]
    ports = editing_on(SqlStore(machine.opened[0]))
    with ports.ports.store.read() as uow:
        (change,) = uow.plans.changes()
    assert change.by == "ines"
    undo_change(ports, "ines", change.id, NOW + timedelta(minutes=1))
    again = machine.in_force()
    assert {person for *_, person in holding(again)[1:]} <= {"lea"}


@pytest.mark.parametrize("kind", BERLIN)
def test_a_dry_run_says_what_it_would_make_and_changes_nothing(machine: Machine, kind: str) -> None:
    """In the words of the site file, and for whom; nobody has to be named."""
    code, said, wrong = machine.imports(kind, schedule(kind), "--dry-run")
    assert (code, wrong) == (0, "")
    assert "rotas:\n  tier_1:\n" in said
    assert "people: [" in said
    assert "instead of Lea Brandt" in said
    assert said.endswith("Nothing was changed.\n")
    assert machine.in_force() == SITE


def test_what_was_not_understood_is_named(machine: Machine) -> None:
    """A stranger's turns, each in a sentence, before anything is saved."""
    strange = schedule("pagerduty").replace(b"Omar Haddad", b"Zoe Nowhere")
    code, said, _ = machine.imports("pagerduty", strange, "--dry-run")
    assert code == 0
    assert "Not understood: “Zoe Nowhere” in “Layer 1” is nobody of this site" in said


@pytest.mark.parametrize("kind", ["pagerduty", "opsgenie"])
@pytest.mark.parametrize("data", [b"", b"no JSON", b"[]", b"{}", b"\xff\xfe", b'{"schedule": {"time_zone": "Mars"}}'])
def test_rubbish_is_a_sentence_and_changes_nothing(machine: Machine, kind: str, data: bytes) -> None:
    """No traceback, exit code 2."""
    code, _, wrong = machine.imports(kind, data, "--by", "ines")
    assert code == 2
    assert wrong.endswith("Nothing was changed.\n")
    assert machine.in_force() == SITE


def test_a_schedule_of_another_zone_is_refused(machine: Machine) -> None:
    """Nine in New York is not nine in Berlin."""
    code, _, wrong = machine.imports("pagerduty", sample("pagerduty-nights.json"), "--by", "ines")
    assert code == 2
    assert "The schedule is kept in America/New_York, and Harbour Hotel in Europe/Berlin." in wrong
    assert machine.in_force() == SITE


def test_without_an_admin_nothing_is_saved(machine: Machine) -> None:
    """An edit is somebody's; managers and strangers may not."""
    for by in ((), ("--by", "dana"), ("--by", "nobody")):
        code, _, wrong = machine.imports("pagerduty", schedule("pagerduty"), *by)
        assert (code, wrong) == (2, "Say which admin does this, with --by. Admins are: ines.\n")
    assert machine.in_force() == SITE


def test_a_site_that_is_not_there_is_a_sentence(machine: Machine) -> None:
    """With those that there are."""
    machine.keeps(Directory(0, (replace(SITE, id="north"),), (*PEOPLE.values(), INES)))
    code, _, wrong = machine.imports("pagerduty", schedule("pagerduty"), "--by", "ines")
    assert (code, wrong) == (2, 'There is no site "hotel". Sites are: north.\n')


def calendar(*events: tuple[str, str, str]) -> bytes:
    """An .ics file of events: title, begin, end."""
    lines = [f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:{title}\r\nDTSTART:{start}\r\nDTEND:{end}\r\nEND:VEVENT\r\n"
             for n, (title, start, end) in enumerate(events)]  # fmt: skip
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(lines)}END:VCALENDAR\r\n".encode()


WEEKEND = ("Dana Kim", "20261010T080000Z", "20261011T080000Z")


def test_an_ics_file_becomes_a_layer_and_the_same_name_again_its_successor(machine: Machine) -> None:
    """Over what there was; where it says nothing, Lea still has it. A second import does not pile up."""
    code, said, wrong = machine.imports("ics", calendar(WEEKEND), "--by", "ines", "--name", "Weekends")
    assert (code, wrong) == (0, "")
    moved = ("Omar Haddad", "20261017T080000Z", "20261018T080000Z")
    machine.now += timedelta(hours=1)
    more = calendar(WEEKEND, moved, ("Party", *moved[1:]))
    code, said, wrong = machine.imports("ics", more, "--by", "ines", "--name", "Weekends")
    assert (code, wrong) == (0, "")
    assert "Not understood: “Party” on Sat 17 October is nobody of this site." in said
    site = machine.in_force()
    assert [layer.name for layer in site.rotas[Group.TIER_1].layers_at(machine.now)] == ["In order", "Weekends"]
    assert [person for *_, person in holding(site)] == ["lea", "dana", "lea", "omar", "lea"]


def test_an_ics_file_without_anybody_of_the_site_is_refused(machine: Machine) -> None:
    """An empty layer would look like one that works."""
    code, said, wrong = machine.imports("ics", calendar(("Zoe", *WEEKEND[1:])), "--by", "ines")
    assert code == 2
    assert "“Zoe” on Sat 10 October is nobody of this site." in said
    assert "Nobody of this site has a shift in it from now on." in wrong
    assert machine.in_force() == SITE
