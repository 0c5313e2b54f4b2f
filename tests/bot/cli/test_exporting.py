"""`stepin export cases|notes|figures`: what is in the rows is documented, and nobody is in them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.exporting import Told
from domain.note import OwnLists
from domain.severity import Severity
from handlers.learning.exporting import COLUMNS, SCHEMA, Kind
from tests.bot.cli.on_a_store import Hotel, Terminal, hotel
from tests.story.past_cases import CANARIES, happened, lesson_of
from tests.world import PEOPLE, harbour

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
MARCH = ("--from", "2026-03-01", "--to", "2026-04-01")


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest) -> Iterator[Hotel]:
    """Four refunds at the bar and one VIOLENT case, all in March; one is a lesson."""
    url = "sqlite://" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
    with hotel(url) as opened:
        for number in range(4):
            happened(opened, number, NOON + timedelta(days=number))  # type: ignore[arg-type]
        happened(opened, 9, NOON + timedelta(days=5), Severity.VIOLENT)  # type: ignore[arg-type]
        lesson_of(opened, "past0", NOON)  # type: ignore[arg-type]
        yield opened


def rows_of(text: str) -> list[dict[str, str]]:
    """A CSV file by its columns."""
    return list(csv.DictReader(io.StringIO(text)))


def test_cases_come_with_times_levels_and_picks_and_without_anybody(house: Hotel) -> None:
    """One row for each, by the day of the tap; who answered is a tier."""
    assert house.runs("export", "cases", *MARCH) == 0
    rows = rows_of(house.said)
    assert tuple(rows[0]) == COLUMNS[Kind.CASES]
    assert [row["reference"] for row in rows] == ["P0", "P1", "P2", "P3", "P9"]
    first = rows[0]
    assert (first["schema"], first["site"], first["place"], first["highest_level"]) == ("1", "harbour", "bar", "UPSET")
    assert (first["raised_at"], first["answered_as"]) == ("2026-03-10T11:00:00Z", "tier_1")
    assert (first["acknowledged_after_s"], first["with_staff_after_s"], first["unanswered"]) == ("30", "120", "no")
    assert (rows[-1]["safety_case"], rows[-1]["note"], rows[-1]["texts_gone_at"]) == ("yes", "done", "")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("kind", list(Kind))
def test_no_name_and_nothing_typed_is_in_any_export(house: Hotel, kind: Kind, form: str) -> None:
    """But for the words of a lesson that somebody has cleared, and that only in the export of notes."""
    assert house.runs("export", kind.value, *MARCH, "--format", form) == 0
    text = house.said + house.complained
    cleared = [CANARIES[3]] if kind == Kind.NOTES else []
    assert [one for one in CANARIES if one in text] == cleared
    for person in PEOPLE.values():
        words = (person.id, person.user_id) if person.id == "eva" else (person.id, person.user_id, person.name)
        assert [one for one in words if re.search(rf"\b{re.escape(one)}\b", text)] == []


def test_notes_are_picks_and_the_lesson_once_others_may_read_it(house: Hotel) -> None:
    """One that is under hold, kept back, or younger than two days gives no words."""
    house.runs("export", "notes", *MARCH, "--format", "jsonl")
    rows = [json.loads(line) for line in house.said.splitlines()]
    assert [row["lesson"] for row in rows] == [CANARIES[3], None, None, None, None]
    assert (rows[0]["trigger"], rows[0]["ended"]) == ("refund-or-return", "solved")
    with house.store.work() as uow:
        lesson = uow.lessons.get("past0")
        assert lesson is not None
        uow.lessons.keep(replace(lesson, held=True))
        uow.commit()
    house.runs("export", "notes", *MARCH, "--format", "jsonl")
    assert [json.loads(line)["lesson"] for line in house.said.splitlines()] == [None] * 5


def test_figures_stand_under_the_small_group_guard(house: Hotel) -> None:
    """Four UPSET cases are said, one VIOLENT is not; nothing of it can be reckoned from the sum."""
    house.runs("export", "figures", *MARCH, "--format", "jsonl")
    rows = [json.loads(line) for line in house.said.splitlines()]
    cases = {row["level"]: row["value"] for row in rows if row["figure"] == "cases"}
    assert cases.pop(None, None) is None
    assert cases == {"UPSET": 4, "ABUSIVE": None, "THREATENING": None, "VIOLENT": None}
    assert {(row["from"], row["to"]) for row in rows} == {("2026-03-01", "2026-04-01")}


def test_days_are_half_open_and_those_of_the_site(house: Hotel) -> None:
    """The day after the last is not in it; half past eleven in the night at UTC is tomorrow in Berlin."""
    happened(house, 20, datetime(2026, 3, 20, 23, 30, tzinfo=UTC))  # type: ignore[arg-type]
    house.runs("export", "cases", "--from", "2026-03-20", "--to", "2026-03-21")
    assert rows_of(house.said) == []
    house.runs("export", "cases", "--from", "2026-03-21", "--to", "2026-03-22")
    assert [row["reference"] for row in rows_of(house.said)] == ["P20"]


def test_of_a_case_about_a_colleague_neither_place_nor_picks(house: Hotel) -> None:
    """They would point at somebody (domain.md c.6)."""
    happened(house, 30, datetime(2026, 3, 25, 12, tzinfo=UTC), about_colleague=True)  # type: ignore[arg-type]
    house.runs("export", "cases", "--from", "2026-03-25", "--to", "2026-03-26")
    (row,) = rows_of(house.said)
    assert (row["about_colleague"], row["place"], row["flags"]) == ("yes", "", "")
    house.runs("export", "notes", "--from", "2026-03-25", "--to", "2026-03-26")
    assert rows_of(house.said) == []


def test_a_cell_is_never_a_formula() -> None:
    """What an admin calls a place or a rule may begin with an equals sign; a spreadsheet must not reckon with it."""
    lists: OwnLists = {}
    with hotel(site=harbour(note_lists=lists, places=(replace(harbour().places[0], id="=1+1"),))) as house:
        happened(house, 1, NOON, place="=1+1")  # type: ignore[arg-type]
        house.runs("export", "cases", *MARCH)
        assert rows_of(house.said)[0]["place"] == "'=1+1"
        house.runs("export", "cases", *MARCH, "--format", "jsonl")
        assert json.loads(house.said)["place"] == "=1+1"


def test_a_file_is_there_once_it_is_whole(house: Hotel, tmp_path: Path) -> None:
    """And not at all where it cannot be written."""
    file = tmp_path / "cases.csv"
    assert house.runs("export", "cases", *MARCH, "--out", str(file), "--site", "harbour") == 0
    assert len(rows_of(file.read_text(encoding="utf-8"))) == 5
    assert [one.name for one in tmp_path.iterdir()] == ["cases.csv"]
    assert house.runs("export", "cases", *MARCH, "--out", str(tmp_path / "no" / "cases.csv")) == 2
    assert "cannot be written" in house.complained


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("cases",), "--from 2026-01-01 --to 2026-02-01"),
        (("cases", "--from", "2026-03-02", "--to", "2026-03-02"), "--from 2026-01-01 --to 2026-02-01"),
        (("notes", *MARCH, "--site", "harbor"), 'There is no site "harbor". Sites are: harbour.'),
    ],
)
def test_what_is_missing_is_said(house: Hotel, arguments: tuple[str, ...], says: str) -> None:
    """With the remedy; the exit code is 2."""
    assert house.runs("export", *arguments) == 2
    assert says in house.complained


def test_without_a_kind_it_prints_the_site_file(house: Hotel) -> None:
    """As ever."""
    assert house.runs("export") == 0
    assert house.said.startswith("people:") or "sites:" in house.said


def test_how_far_it_is_stands_on_the_other_stream_once_it_takes_long() -> None:
    """A line each second after two; nothing where it is quick."""
    clock = iter([0.0, 1.0, 2.5, 2.5, 3.0, 3.6, 3.6, 4.0])
    stream = io.StringIO()
    told = Told(stream, "cases", 5, lambda: next(clock))
    assert len(list(told.watching([(1,)] * 5))) == 5
    told.end()
    assert stream.getvalue().splitlines() == ["2 of about 5 cases", "4 of about 5 cases", "5 of about 5 cases", ""]
    quick = Terminal()
    told = Told(quick, "notes", None, lambda: 0.0)
    assert list(told.watching([(1,)])) == [(1,)]
    told.end()
    assert quick.getvalue() == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_the_page_explains_every_column(kind: Kind) -> None:
    """docs/exports.md has a row for each column, in their order, and for no other; and it names the schema."""
    text = DOCS.read_text(encoding="utf-8")
    section = text.split(f"## {kind.value.capitalize()}")[1].split("\n## ")[0]
    named = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert tuple(named) == COLUMNS[kind]
    assert f"schema {SCHEMA}" in text
