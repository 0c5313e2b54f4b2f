"""Who may ask for figures, for which months, and what stands in the files (domain.md f; docs/metrics.md)."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from domain.learning.figures import Closed, Figures, LevelCounts, Share
from domain.learning.figures.figures import Counted
from domain.people import Role
from domain.severity import Severity
from domain.site import Directory, Place, Site
from handlers.learning.figures.asked import NoSuchMonth, NotForYou, asked, question, sites_of
from handlers.learning.figures.cells import safe_cell
from handlers.learning.figures.sheet import COLUMNS, sheet
from handlers.learning.figures.words import count_words, levels_words, share_words
from handlers.screens.figures import ways_to_figures
from tests.world import PEOPLE, harbour

AT = datetime(2026, 3, 14, 12, tzinfo=UTC)
SHOP = Site("shop", "Corner Shop", "Europe/Lisbon", "1", "112")
DIRECTORY = Directory(1, (harbour(), SHOP), tuple(PEOPLE.values()))


def test_managers_see_their_sites_and_admins_all() -> None:
    """Staff see none; neither does a manager whose account is gone."""
    seen = {name: [site.id for site in sites_of(DIRECTORY, person)] for name, person in PEOPLE.items()}
    assert {name: sites for name, sites in seen.items() if sites} == {
        "dana": ["harbour"], "omar": ["harbour"], "ines": ["harbour", "shop"],
    }  # fmt: skip
    assert sites_of(DIRECTORY, replace(PEOPLE["dana"], deactivated=True)) == []
    assert ways_to_figures(PEOPLE["mia"]) == ()
    assert ways_to_figures(replace(PEOPLE["mia"], roles=frozenset({Role.MANAGER}))) != ()


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "x", "9999-12", "0001-01", "2026-02-03"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    """Whatever a forged button says (reliability.md F75)."""
    with pytest.raises(NoSuchMonth):
        asked(DIRECTORY, PEOPLE["dana"], "harbour", month)


def test_a_site_of_others_is_refused() -> None:
    """Also where it is not there at all."""
    with pytest.raises(NotForYou):
        asked(DIRECTORY, PEOPLE["dana"], "shop", "2026-02")
    with pytest.raises(NoSuchMonth):
        asked(DIRECTORY, PEOPLE["dana"], "nowhere", "2026-02")
    with pytest.raises(NotForYou):
        question(DIRECTORY, PEOPLE["mia"], AT)
    assert asked(DIRECTORY, PEOPLE["dana"], "harbour", "2026-02").month == date(2026, 2, 1)


def test_months_go_back_a_year_from_this_one() -> None:
    """This month runs still; last month is picked already."""
    pick = question(DIRECTORY, PEOPLE["dana"], AT).parts[1]
    assert [one.id for one in pick.choices[:2]] == ["2026-03", "2026-02"]  # type: ignore[union-attr]
    assert len(pick.choices) == 13  # type: ignore[union-attr]
    assert pick.picked == ("2026-02",)  # type: ignore[union-attr]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(begin: str) -> None:
    """An apostrophe stands before it; anything else stays as it is."""
    assert safe_cell(f"{begin}1+1") == f"'{begin}1+1"
    assert safe_cell(f"a{begin}") == f"a{begin}"


def test_the_sheet_has_words_and_no_formula() -> None:
    """A place and an entry that begin like formulas; a figure under the guard is written as fewer than 3."""
    site = replace(harbour(), name="=cmd|' /C calc'!A0", places=(Place("p", "@SUM(A1)"),))
    figures = Figures(cases=LevelCounts.of({Severity.UPSET: 4}), at={"p": 4}, rules=(Counted("-rule", 4),))
    rows = list(csv.reader(StringIO(sheet(site, "2026-02", figures, Closed()).decode("utf-8-sig"))))
    assert rows[0] == list(COLUMNS)
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert {"'=cmd|' /C calc'!A0", "'@SUM(A1)", "'-rule", "fewer than 3"} <= set(cells)
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_what_is_held_back_is_said_so() -> None:
    """In the same words everywhere."""
    assert count_words(None) == "fewer than 3"
    assert share_words(Share.of(2, 20)) == "fewer than 3 cases"
    assert share_words(Share.of(0, 20)) == "0 of 20"
    assert share_words(Share.of(5, 20)) == "5 of 20 (25%)"
    assert share_words(Share.of(2, 2)) == "fewer than 3 cases"
    assert share_words(Share.of(5, 20, told=False)) == "25%"
    assert share_words(Share.of(0, 20, told=False)) == "none"
    assert levels_words(LevelCounts.of({Severity.UPSET: 2})) == "each level: fewer than 3"
