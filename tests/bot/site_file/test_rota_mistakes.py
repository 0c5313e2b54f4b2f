"""Every mistake in rotas, hours and time off names its line and field and says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.site_file import read
from tests.bot.site_file.hotel import HOTEL, edited

ROOT = Path(__file__).parents[3]


def line_of(text: str, words: str, begin: int) -> int:
    """The line on which `words` stand: the first time after `begin`, else the first time at all."""
    found = text.find(words, begin)
    return text[: found if found >= 0 else text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("people: [dana, kim]\n            turn", "people: [dnaa, kim]\n            turn", "people: [dnaa",
         'layers > people: "dnaa" is not among the people. Did you mean dana?'),
        ("            people: [dana, kim]\n            turn", "            turn", "- name: Days",
         "layers > people: Nobody is in this layer. Name at least one person"),
        ("people: [lea]", "people: [lea, lea]", "people: [lea, lea]", "lea stands here twice."),
        ("turn: 1 week", "turn: 0 weeks", "turn: 0", 'layers > turn: A turn of "0 weeks" cannot be. Write a number'),
        ("turn: 1 week", "turn: a fortnight", "turn: a", 'turn: "a fortnight" is no length of a turn. Write it as 12'),
        ("turn: 1 week", "turn: [1 week, 2 weeks]", "turn: [1", "This says more than one length."),
        ("turn: 1 week", "turn: [1 week, mon 09:00]", "turn: [1", "This says more than one length."),
        ("turn: [fri 18:00", "turn: [fry 18:00", "turn: [fry", '"fry" is no weekday. Did you mean fri?'),
        ("turn: [fri 18:00", "turn: [18:00", "turn: [18", '"18:00" is no moment of the week. Write it as mon 09:00.'),
        ("            starts: 2026-03-02\n            hours: [mon", "            hours: [mon", "- name: Days",
         "layers > starts: This is missing. Write the day on which its first turn begins: `starts: 2026-03-02`."),
        ("starts: 2026-03-02", "starts: 2. March", "starts: 2.", '"2. March" is no day. Write it as 2026-12-25'),
        ("starts: 2026-03-02", "starts: 2026-02-30", "starts: 2026-02-30", '"2026-02-30" is no day.'),
        ("handoff: 09:00", "handoff: 9 am", "handoff", 'handoff: "9 am" is no time of day. Write it as 09:00'),
        ("handoff: 09:00", "handoff: 25:00", "handoff", '"25:00" is no time of day.'),
        ("hours: [mon-fri 06", "hours: [mo-fri 06", "hours: [mo-", '"mo" is no weekday. Did you mean mon?'),
        ("hours: [mon-fri 06:00-22:00", "hours: [mon-fri 06:00", "hours: [mon", '"mon-fri 06:00" are no hours of the'),
        ("hours: [mon-fri 06:00-22:00", "hours: [06:00-22:00", "hours: [06", '"06:00-22:00" are no hours of the week.'),
        ("hours: [mon-fri 06:00-22:00", "hours: [mon 6-22:00", "hours: [mon", '"6" is no time of day.'),
        ("only_when_open: yes", "only_when_open: often", "only_when", '"often" is neither yes nor no.'),
        ("name: Days", "name: fixed", "name: fixed", 'name: There are two layers "fixed". Give each its own name.'),
        ("name: Days", "id: fixed\n            name: Days", "id: fixed", '"fixed" is another\'s already. Leave `id`'),
        ("name: Days", "turns: 2\n            name: Days", "turns: 2", "such field. Did you mean turn?"),
        ("source: https", "turn: 2 days\n            starts: 2026-01-01\n            source: https",
         "turn: 2 days", "An imported calendar has no turns."),
        ("09:00 dana", "09:00 dna", "- 2026-03-20 18:00 to", '"dna" is not among the people. Did you mean dana?'),
        ("2026-03-21 09:00 dana", "2026-03-20 09:00 dana", "- 2026-03-20 18:00 to", "This ends before it begins."),
        ("2026-03-21 09:00 dana", "dana", "- 2026-03-20 18:00 to", '"2026-03-20 18:00 to dana" is no shift.'),
        ("stand_in: omar", "stand_in: omer", "stand_in", '"omer" is not among the people. Did you mean omar?'),
        ("instead_of: dana", "instead_of: donna", "instead_of", "Did you mean dana?"),
        ("- add: kim", "- add: kim\n            remove: lea", "- add", "This is not one change. Write one of"),
        ("- add: kim", "- swap: kim", "- swap", "swap: There is no such field."),
        ("- add: kim", "- add: kim\n            instead_of: lea", "instead_of: lea", "This only goes with `stand_in`."),
        ("from: 2026-03-20 18:00", "from: Friday 18:00", "from: Friday", '"Friday 18:00" is no point in time.'),
        ("from: 2026-03-20 18:00", "from: 2026-03-20 18:00+25:00", "from: 2026-03-20 18", '"+25:00" is no offset'),
        ("from: 2026-03-20 18:00", "from: 1826-03-20 18:00", "from: 1826", "is no point in time."),
        ("to: 2026-03-21 09:00Z", "to: 2026-03-20 09:00", "to: 2026-03-20 09", "to: This ends before it begins."),
        ("            to: 2026-03-22\n", "", "- add: kim", "overrides > to: This is missing. Write when it ends."),
        ("holds_from: 2026-02-02 09:00", "holds_from: 2000-01-01 01:00", "holds_from",
         "holds_from: This does not begin later than the one before it. Write the earlier ones first"),
        ("          - layers:\n", "          - layers: []\n          - layers:\n",
         "- layers:\n              - name", "history > from: This does not begin later than the one before it."),
        ("people: [mia, dana]", "people: [miaa, dana]", "people: [miaa", "Did you mean mia?"),
        ("people: [lea]", "people: [mia]", "people: [mia]", "mia has left. Name somebody who works here."),
        ("tier_1: [dana, kim, lea]", "tier_1: [dana, kim]", "layers:\n          - name: Fixed",
         "layers: lea takes turns here but does not belong to tier_1. Add lea to `tier_1:` of the site"),
        ("      tier_1:\n", "      tier_one:\n", "tier_one", 'There is no tier "tier_one". Did you mean tier_1?'),
        ("opening_hours: [mon-fri", "opening_hours: [weekdays", "opening_hours", '"weekdays" is no weekday.'),
        ("closed: [2026-12-26", "closed: [26.12.", "closed", 'closed: "26.12." is no day. Write it as 2026-12-25'),
        ("tier_1: [dana", "opening_history: [{closed: []}]\n    tier_1: [dana", "hotel:\n",
         "opening_from: This does not begin later than the one before it."),
        ("to: 2026-08-15", "to: 2026-07-15", "away:", "dana > away > to: This ends before it begins."),
        ("days_off: [sun]", "days_off: [sunny]", "days_off: [sunny]", '"sunny" is no weekday. Did you mean sun?'),
        ("      - from: 2026-05-01\n        days", "      - days", "- days: [mon-wed]", "days_off > from: This"),
        ("left: yes", "left: yes\n    slack: U0MIA", "slack: U0MIA", "Somebody who has left has no account."),
    ],
)  # fmt: skip
def test_a_mistake_names_line_field_and_remedy(old: str, new: str, at: str, says: str) -> None:
    """The person who wrote the file finds the place and knows what to write instead."""
    text = edited((old, new))
    found = [mistake.sentence for mistake in read(text).mistakes]
    line = line_of(text, at, HOTEL.index(old))
    assert any(each.startswith(f"Line {line}, ") and says in each for each in found), (line, found)


def test_history_without_anything_that_holds_now_is_refused() -> None:
    """Or a whole rota, or the opening hours, could go by a line that was taken out."""
    start, end = HOTEL.index("        layers:\n          - name: Fixed"), HOTEL.index("        overrides:")
    (found,) = [mistake.sentence for mistake in read(HOTEL[:start] + HOTEL[end:]).mistakes]
    assert "tier_1 > layers: This is missing. Write what holds now below `layers:`." in found
    hours = "opening_hours: [mon-fri 07:00-23:00, sat-sun 08:00-22:00]\n    closed: [2026-12-26, 2026-12-25]"
    (found,) = [mistake.sentence for mistake in read(edited((hours, "opening_from: 2026-01-01"))).mistakes]
    assert "hotel > opening_hours: This is missing." in found


def test_an_unknown_zone_is_the_only_mistake_that_it_makes() -> None:
    """What stands below it is still looked at, and is no mistake by itself."""
    (found,) = [mistake.sentence for mistake in read(edited(("Europe/Berlin", "Europe/Brlin"))).mistakes]
    assert "Did you mean Europe/Berlin?" in found
    assert len(read(edited(("Europe/Berlin", "Europe/Brlin"), ("2026-03-20 18:00", "soon"))).mistakes) == 2


def test_a_machine_without_zone_data_says_so(tmp_path: Path) -> None:
    """F45: a container without tzdata refuses the file and names the package, rather than the zone."""
    # An empty package in front of the real one, and no folder of the system's.
    (tmp_path / "tzdata").mkdir()
    (tmp_path / "tzdata" / "__init__.py").touch()
    (tmp_path / "site.yaml").write_text(HOTEL, encoding="utf-8")
    code = "import sys; from bot.site_file import read; print(read(open(sys.argv[1]).read()).mistakes)"
    environ = {**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site.yaml")],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "'hotel > zone', problem='This machine has no data of any time zone.'" in ran.stdout, ran.stderr
    assert "Install the package tzdata" in ran.stdout
    assert ran.stdout.count("Mistake(") == 1
