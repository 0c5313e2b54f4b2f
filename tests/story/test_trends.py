"""Monthly trends for those who manage a site, and figures for whoever of them asks (domain.md d.6, f)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest

from domain.severity import Severity
from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.past_cases import CANARIES, Rounds, happened
from tests.story.reading import read, shown
from tests.story.shifting import another_bot
from tests.world import NOON, PEOPLE, World, world_on

FIRST = datetime(2026, 4, 1, 7, tzinfo=UTC)  # Wednesday, nine in Berlin in summer time
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TITLE = "Harbour Hotel · March 2026"


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """Harbour Hotel with six cases in March and four in February."""
    database = Database(url)
    with world_on(database) as world:
        year(world)
        yield world
    database.close()


@pytest.fixture
def here() -> Iterator[World]:
    """The same on SQLite."""
    with world_on(Database("sqlite://")) as world:
        year(world)
        yield world


def year(world: World) -> None:
    """Six cases in March, one of them VIOLENT; four in February."""
    for number in range(5):
        happened(world, number, NOON - 3 * DAY + number * HOUR)
    happened(world, 8, NOON - 2 * DAY, Severity.VIOLENT)
    for number in range(10, 14):
        happened(world, number, NOON - 31 * DAY + number * HOUR)


def trends(world: World, name: str) -> list[Any]:
    """The trends that this person got."""
    return [one for one in world.person(name).dm() if TITLE in shown(one)]


@on_both_stores
def test_managers_and_admins_read_last_month_beside_the_month_before(hotel: World) -> None:
    """On the first working day at nine: words, three pictures, two files to take; once, and nobody else."""
    rounds, other = Rounds(hotel), Rounds(hotel, another_bot(hotel))
    rounds.at(FIRST - timedelta(seconds=20))
    assert trends(hotel, "dana") == []
    rounds.at(FIRST)
    other.at(FIRST + timedelta(minutes=1))
    Rounds(hotel).at(FIRST + DAY)
    assert {name: len(trends(hotel, name)) for name in ("dana", "omar", "ines", "mia", "lea")} == {
        "dana": 1, "omar": 1, "ines": 1, "mia": 0, "lea": 0,
    }  # fmt: skip
    (post,) = trends(hotel, "dana")
    words = shown(post)
    assert "This month: 🔵 UPSET 5 · other levels: fewer than 3." in words
    assert "The month before: 🔵 UPSET 4 · other levels: fewer than 3." in words
    assert "UPSET: half within 30 s, nine in ten within 30 s; the month before half within 30 s" in words
    assert "First answer by tier 1: 100%." in words, "of how many would tell of the level that is left out"
    assert "Notes in time: 100%; before 100%." in words
    assert post.labels() == ["Download CSV", "Download PDF"]
    assert len(hotel.dana.images(post)) == 3
    kinds = [block["type"] for block in post.blocks]
    assert kinds.index("image") < 5, "the pictures stand above the many words"


def test_a_month_of_too_few_is_said_in_a_line(hotel: World) -> None:
    """A small site reads one sentence, and not "fewer than 3" in every line."""
    Rounds(hotel).at(FIRST + DAY * 32)
    (post,) = [one for one in hotel.dana.dm() if "April 2026" in shown(one)]
    words = shown(post)
    assert "Fewer than 3 in this month, so that nothing more is given." in words
    assert "The month before: 🔵 UPSET 5 · other levels: fewer than 3." in words
    assert "First answer" not in words
    assert "0 of 0" not in words


def test_trends_are_not_sent_late(here: World) -> None:
    """Three days after the first working day it is too late."""
    Rounds(here).at(FIRST + 3 * DAY + HOUR)
    assert trends(here, "dana") == []


def test_a_month_of_nothing_is_no_message() -> None:
    """Neither this month nor the one before has three cases."""
    with world_on(Database("sqlite://")) as world:
        happened(world, 1, NOON - DAY)
        Rounds(world).at(FIRST)
        assert trends(world, "dana") == []


@on_both_stores
def test_the_files_come_into_ones_own_conversation(hotel: World) -> None:
    """A CSV of rows and a PDF of pages whose text can be searched; nobody else gets them."""
    Rounds(hotel).at(FIRST)
    hotel.dana.presses("Download CSV", where="dm")
    rows = list(csv.reader(StringIO(hotel.dana.downloads("figures-harbour-2026-03.csv").decode("utf-8-sig"))))
    assert rows[0][:4] == ["version", "site", "month", "figure"]
    by = {tuple(row[3:6]): row for row in rows[1:]}
    assert by["cases", "UPSET", ""][-2:] == ["5", ""]
    assert by["cases", "VIOLENT", ""][-2:] == ["fewer than 3", ""]
    assert by["cases_by_place", "", "Bar"][-2:] == ["6", ""]
    hotel.dana.presses("Download PDF", where="dm")
    paper = hotel.dana.downloads("figures-harbour-2026-03.pdf")
    assert paper.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", paper)) >= 2
    assert b"/FontFile2" in paper  # letters as TrueType (fonttype 42): the text can be selected
    assert hotel.mia.files() == []


def test_nothing_of_it_names_anybody(here: World) -> None:
    """No person, no id, no word of a note, in message, picture, sheet or paper (domain.md e.6)."""
    Rounds(here).at(FIRST)
    here.dana.presses("Download CSV", where="dm")
    said = [shown(post) for post in trends(here, "dana")]
    said += [image.alt_text for image in here.dana.images(trends(here, "dana")[0])]
    said.append(here.dana.downloads("figures-harbour-2026-03.csv").decode())
    people = [word for one in PEOPLE.values() for word in (one.name, one.user_id)]
    found = [
        word for word in (*CANARIES, *people, "past0", "mia") if re.search(rf"\b{re.escape(word)}\b", " ".join(said))
    ]
    assert found == []


def test_whoever_manages_can_ask_for_any_month(here: World) -> None:
    """App Home, *Figures*: site and month, then the figures in the dialog with their pictures."""
    here.dana.opens_home()
    here.dana.presses("Figures", where="home")
    assert "so far" in str(here.dana.modal())
    here.dana.picks("Month", "March 2026, so far")
    here.dana.submits()
    assert "UPSET 5" in shown(here.dana.modal())
    assert len(here.dana.images("modal")) == 3
    here.dana.presses("Download CSV", where="modal")
    assert here.dana.downloads("figures-harbour-2026-03.csv")


def test_staff_have_no_such_button_and_a_forged_tap_gets_no_figure(here: World) -> None:
    """Figures are for those who manage the site; a button of somebody else's message is no way in (F75)."""
    here.mia.opens_home()
    assert "Figures" not in read(here.mia)
    Rounds(here).at(FIRST)
    (post,) = trends(here, "dana")
    here.mia.press_payload(post, "Download CSV")
    assert here.mia.files() == []


def test_a_file_that_slack_does_not_take_is_said(here: World) -> None:
    """Nothing arrives, and the person reads so."""
    Rounds(here).at(FIRST)
    here.slack.fail("files.getUploadURLExternal", "error", error="invalid_arguments")
    here.dana.presses("Download CSV", where="dm")
    assert here.dana.files() == []
    assert "The file could not be sent. Try again." in read(here.dana)
