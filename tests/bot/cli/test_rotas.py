"""`stepin export` and `stepin apply` carry who is on call both ways; `--dry-run` says what would change for whom."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot.cli import Desk, main
from bot.config import Settings
from domain.oncall import Shift, shifts
from domain.policy import Group
from domain.rota import Absence, Override, OverrideKind, Revision
from domain.site import Directory
from storage.database import Database
from storage.migrate import upgrade
from storage.unit_of_work import SqlStore
from tests.bot.site_file.hotel import HOTEL, edited, the

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TWO_YEARS = timedelta(days=731)


@dataclass
class Program:
    """The wiring of commands that need no Slack; keeps what it opened."""

    opened: list[Database] = field(default_factory=list)

    def migrate(self, settings: Settings) -> None:
        upgrade(settings.database_url)

    def open_store(self, settings: Settings) -> SqlStore:
        self.opened.append(Database(settings.database_url))
        return SqlStore(self.opened[-1])


@dataclass
class Hotel:
    """A machine with StepIn's command, one SQLite file for each name, and a clock that stands still."""

    folder: Path
    program: Program = field(default_factory=Program)
    now: datetime = NOW

    def runs(self, *arguments: str, on: str) -> str:
        """What a command prints that works on the database of this name."""
        out, err = io.StringIO(), io.StringIO()
        environ = {"DATABASE_URL": self.url(on)}
        desk = Desk(environ, io.StringIO(), out, err, lambda: self.program, now=lambda: self.now)  # type: ignore[arg-type, return-value]
        assert main(arguments, desk) == 0, err.getvalue()
        return out.getvalue()

    def applies(self, text: str, *options: str, on: str) -> str:
        """What `stepin apply` prints about a file."""
        file = self.folder / "site.yaml"
        file.write_text(text, encoding="utf-8")
        return self.runs("apply", *options, str(file), on=on)

    def in_force(self, on: str) -> Directory:
        """What is in the database."""
        database = Database(self.url(on))
        with SqlStore(database).read() as uow:
            found = uow.people.directory()
        database.close()
        return found

    def keeps(self, directory: Directory, on: str) -> None:
        """What a form in chat saves."""
        database = Database(self.url(on))
        with SqlStore(database).work() as uow:
            uow.people.apply(directory)
            uow.commit()
        database.close()

    def url(self, on: str) -> str:
        """The address of a database."""
        return f"sqlite:///{self.folder / on}.db"


@pytest.fixture
def hotel(tmp_path: Path) -> Iterator[Hotel]:
    """Two empty databases; logging is put back as it was."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    made = Hotel(tmp_path)
    for name in ("one", "other"):
        made.runs("migrate", on=name)
    yield made
    for database in made.program.opened:
        database.close()
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:] = before[0]
    root.setLevel(before[1])


def two_years(directory: Directory) -> dict[str, tuple[Shift, ...]]:
    """All shifts of all tiers for the next two years."""
    return {
        f"{site.id} {tier.value}": shifts(directory.tier(site, tier), NOW, NOW + TWO_YEARS)
        for site in directory.sites
        for tier in Group
    }


def lived_in() -> Directory:
    """The hotel after a while: another site in another zone, and what forms in chat add, under ids of their own."""
    directory = the(
        edited(("    tier_1: [dana", "    cover_needs_approval: yes\n    tier_2: [omar, kim]\n    tier_1: [dana"))
    )
    site = directory.sites[0]
    rota = site.rotas[Group.TIER_1]
    doubled = datetime(2026, 10, 25, 1, 12, 13, 456789, tzinfo=UTC)
    week = replace(rota.revisions[1].layers[1], id="l9x", people=("kim", "dana"), handoff=doubled.time())
    rota = replace(
        rota,
        revisions=(*rota.revisions, Revision(doubled, (rota.revisions[1].layers[0], week))),
        overrides=(*rota.overrides, Override("o-7F3", OverrideKind.STAND_IN, doubled, doubled + TWO_YEARS / 9, "lea")),
    )
    groups = {**site.groups, Group.TIER_2: ("kim", "dana", "lea")}
    north = replace(
        site, id="north", name="North", zone="Australia/Lord_Howe", groups=groups, rotas={Group.TIER_2: rota}
    )
    away = Absence("a-1", NOW, NOW + timedelta(days=3, microseconds=1))
    people = tuple(replace(one, absences=(*one.absences, away)) if one.id == "kim" else one for one in directory.people)
    return Directory(0, (replace(site, rotas={Group.TIER_1: rota}), north), people)


def test_exported_wiped_applied_the_next_two_years_are_the_same(hotel: Hotel) -> None:
    """Every shift of every tier, to the second, and the very same file again; so is the past."""
    hotel.keeps(lived_in(), on="one")
    file = hotel.runs("export", on="one")
    assert "In force." in hotel.applies(file, on="other")
    before, after = hotel.in_force("one"), hotel.in_force("other")
    assert two_years(after) == two_years(before)
    assert len({shift.person_id for found in two_years(before).values() for shift in found}) == 5
    assert after == before
    assert hotel.runs("export", on="other") == file
    assert hotel.applies(file, "--dry-run", on="one").startswith("No change: ")


def test_a_dry_run_says_what_would_change_for_whom_and_changes_nothing(hotel: Hotel) -> None:
    """In plain sentences, by the clocks of the site; the database stays as it is."""
    hotel.applies(HOTEL, on="one")
    before = hotel.in_force("one")
    swapped = edited(("people: [dana, kim]\n            turn", "people: [kim, dana]\n            turn"))
    said = hotel.applies(swapped, "--dry-run", on="one")
    assert said.startswith("This changes:\n  Harbour Hotel, tier 1, layer Days is now Kim, Dana; turn 1 week;")
    assert "  Harbour Hotel, tier 1: from Mon 2 March 09:00 to Mon 2 March 22:00 Kim holds instead of Dana.\n" in said
    assert said.endswith("Nothing was changed.\n")
    assert hotel.in_force("one") == before


def test_a_file_that_is_applied_holds_from_now_on(hotel: Hotel) -> None:
    """What was true before stays true, and applying the same file again is no change."""
    hotel.applies(HOTEL, on="one")
    before = hotel.in_force("one")
    longer = edited(("turn: 1 week", "turn: 2 days"))
    hotel.applies(longer, on="one")
    after = hotel.in_force("one")
    past = [
        shifts(directory.tier(directory.sites[0], Group.TIER_1), NOW - TWO_YEARS, NOW) for directory in (before, after)
    ]
    assert past[0] == past[1]
    assert after.sites[0].rotas[Group.TIER_1].revisions[-1].holds_from == NOW + timedelta(seconds=1)
    hotel.now += timedelta(days=40)
    assert hotel.applies(longer, on="one").startswith("No change: ")


def test_a_zone_that_would_move_the_past_is_a_sentence(hotel: Hotel) -> None:
    """Nothing is changed, and the remedy is named."""
    hotel.applies(HOTEL, on="one")
    file = hotel.folder / "moved.yaml"
    file.write_text(edited(("Europe/Berlin", "Europe/Athens")), encoding="utf-8")
    err = io.StringIO()
    environ = {"DATABASE_URL": hotel.url("one")}
    desk = Desk(environ, io.StringIO(), io.StringIO(), err, lambda: hotel.program, now=lambda: NOW)  # type: ignore[arg-type, return-value]
    assert main(["apply", str(file)], desk) == 2
    assert "held in Europe/Berlin, and that stays. Add a new site for another time zone." in err.getvalue()
