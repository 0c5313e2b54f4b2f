"""Rotas, opening hours and time off as a duty manager writes them, and as they are written for one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from bot.site_file import write
from bot.site_file.hours import OPENING_FIELDS
from bot.site_file.rotas import HISTORY_FIELDS, LAYER_FIELDS, OVERRIDE_FIELDS, ROTA_FIELDS
from bot.site_file.time_off import TIME_OFF_FIELDS
from bot.site_file.times import begin_of, begin_text, end_of, end_text, instant_text
from bot.site_file.weekdays import days_of, days_text, window_of, window_text
from domain.oncall import on_call
from domain.policy import Group
from domain.rota import ALWAYS, Booked, DaysOff, Moment, OverrideKind, Turn, Unit, Window
from tests.bot.site_file.drawn import ZONES, instants, weekdays, windows
from tests.bot.site_file.hotel import HOTEL, changed, the

BERLIN = ZoneInfo("Europe/Berlin")


def utc(*parts: int) -> datetime:
    """An instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_a_rota_says_what_the_manager_wrote() -> None:
    """Each kind of layer, by the clocks of the site."""
    rota = the().sites[0].rotas[Group.TIER_1]
    fixed, week, split, imported = rota.revisions[1].layers
    assert (fixed.id, fixed.people, fixed.turn) == ("fixed", ("lea",), None)
    assert (week.people, week.turn, week.handoff) == (("dana", "kim"), Turn(Unit.WEEKS, 1), time(9))
    assert (week.starts_on, week.opening_hours) == (date(2026, 3, 2), True)
    assert week.windows[1] == Window(frozenset({5}), time(22), time(6))
    assert split.turn == Turn(Unit.MOMENTS, moments=(Moment(0, time(9)), Moment(4, time(18))))
    assert split.windows == (Window(frozenset({6}), time(), time()),)
    assert imported.booked == (Booked(utc(2026, 3, 20, 17), utc(2026, 3, 21, 8), "dana"),)
    assert imported.source == "https://rota.example/hotel.ics"


def test_what_held_before_is_the_history_and_may_name_people_who_left() -> None:
    """Oldest first; without a beginning it has always been so. Whoever left stays known by name, without an account."""
    (before, now), mia = the().sites[0].rotas[Group.TIER_1].revisions, the().people[-1]
    assert (before.holds_from, now.holds_from) == (ALWAYS, utc(2026, 2, 2, 8))
    assert before.layers[0].people == ("mia", "dana")
    assert (mia.name, mia.user_id, mia.reachable) == ("Mia", "", False)


def test_overrides_begin_and_end_by_the_clocks_of_the_site_or_with_an_offset() -> None:
    """A day alone is the whole of it, also as an end; the second of two equal hours is told by its offset."""
    stand_in, added, removed = the().sites[0].rotas[Group.TIER_1].overrides
    assert (stand_in.kind, stand_in.person_id, stand_in.instead_of) == (OverrideKind.STAND_IN, "omar", "dana")
    assert (stand_in.start, stand_in.end, stand_in.note) == (utc(2026, 3, 20, 17), utc(2026, 3, 21, 9), "Dentist.")
    assert (added.start, added.end) == (utc(2026, 3, 20, 23), utc(2026, 3, 22, 23))
    assert (removed.start, removed.end) == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))


def test_hours_and_time_off() -> None:
    """Opening hours with closed days; whole days away, the last one included; weekdays off, since a day or always."""
    (site,), (dana, kim, *_) = the().sites, the().people
    (opening,) = site.openings
    assert opening.holds_from == ALWAYS
    assert opening.windows[1] == Window(frozenset({5, 6}), time(8), time(22))
    assert opening.closed == {date(2026, 12, 25), date(2026, 12, 26)}
    assert [(one.start, one.end) for one in dana.absences] == [(utc(2026, 7, 31, 22), utc(2026, 8, 15, 22))]
    assert dana.days_off == (DaysOff(ALWAYS, frozenset({6})),)
    assert kim.days_off[1] == DaysOff(utc(2026, 4, 30, 22), frozenset({0, 1, 2}))


def test_it_is_written_as_it_was_understood() -> None:
    """What the manager reads back: her own words, in one form. Ids are only there where they have to be."""
    lines = [line.strip() for line in write(the()).splitlines()]
    for line in (
        "handoff: 09:00", "starts: 2026-03-02", "- mon-fri 06:00-22:00", "- sun 00:00-24:00", "- mon 09:00",
        "closed: [2026-12-25, 2026-12-26]", "- 2026-03-20 18:00 to 2026-03-21 09:00 dana", "to: 2026-03-21 10:00",
        "to: 2026-10-25 02:30+01:00", "to: 2026-03-22", "holds_from: 2026-02-02 09:00", "turn: 12 hours",
        "days_off: [sun]", "- days: [sat-sun]", "left: yes",
    ):  # fmt: skip
        assert line in lines
    assert not any(line.startswith(("id:", "- id:")) for line in lines)
    assert the(write(the())) == the()


def test_every_field_is_explained_to_admins() -> None:
    """docs/admins.md names each field that a rota, a layer, an override or a person's time off may have."""
    page = (Path(__file__).parents[3] / "docs" / "admins.md").read_text(encoding="utf-8")
    fields = {*ROTA_FIELDS, *LAYER_FIELDS, *OVERRIDE_FIELDS, *HISTORY_FIELDS, *OPENING_FIELDS, *TIME_OFF_FIELDS, "days"}
    assert {field for field in fields if f"`{field}`" not in page and f" {field}:" not in page} == set()


def test_an_id_stays_while_its_entry_stays() -> None:
    """Another entry before it, or another name or note, makes no other one of it; another person or time does."""
    first, *others = the().sites[0].rotas[Group.TIER_1].overrides
    without = "          - stand_in: omar"
    without = HOTEL[HOTEL.index(without) : HOTEL.index("          - add: kim")]
    assert changed((without, "")).sites[0].rotas[Group.TIER_1].overrides == tuple(others)
    same, *_ = changed(("Dentist.", "Ill.")).sites[0].rotas[Group.TIER_1].overrides
    other, *_ = changed(("stand_in: omar", "stand_in: kim")).sites[0].rotas[Group.TIER_1].overrides
    assert same.id == first.id
    assert other.id != first.id


def test_like_entries_of_two_lists_have_ids_of_their_own() -> None:
    """The same night covered in two tiers, and in one tier twice."""
    twice = HOTEL[HOTEL.index("          - add: kim") : HOTEL.index("          - remove: dana")]
    body = f"      tier_2:\n        overrides:\n{twice}{twice}"
    site = changed(("    rotas:\n", "    tier_2: [omar]\n    rotas:\n" + body)).sites[0]
    ids = [one.id for rota in site.rotas.values() for one in rota.overrides]
    assert len(set(ids)) == len(ids) == 5
    assert the(write(changed(("    rotas:\n", "    tier_2: [omar]\n    rotas:\n" + body)))).sites[0] == site


def test_the_tiers_that_are_read_can_be_asked() -> None:
    """Who holds tier 1 on a Monday in March is Dana; on the night that Omar covers it is Omar."""
    directory = the()
    tier = directory.tier(directory.sites[0], Group.TIER_1)
    assert on_call(tier, utc(2026, 3, 3, 12))[0].person_id == "dana"
    assert on_call(tier, utc(2026, 3, 20, 20))[0].person_id == "omar"


@given(instants, st.sampled_from(ZONES))
@example(utc(2026, 10, 25, 1, 30), "Europe/Berlin")
@example(utc(2026, 4, 4, 15, 15), "Australia/Lord_Howe")
def test_an_instant_in_words_is_the_same_instant(at: datetime, zone: str) -> None:
    """In the doubled hour as well, whichever zone; as a beginning and as an end."""
    clocks = ZoneInfo(zone)
    assert begin_of(instant_text(at, clocks), clocks) == at
    assert begin_of(str(begin_text(at, clocks)), clocks) == at
    assert end_of(str(end_text(at, clocks)), clocks) == at
    assert begin_of(instant_text(at, None), clocks) == at


def test_a_time_in_the_missing_hour_is_the_first_instant_after_it() -> None:
    """As a handoff then would be (F44)."""
    assert begin_of("2026-03-29 02:30", BERLIN) == utc(2026, 3, 29, 1)


@given(weekdays, windows)
def test_hours_of_the_week_in_words_are_the_same_hours(some: frozenset[int], found: tuple[Window, ...]) -> None:
    """Any days, through midnight, to the second."""
    assert days_of(days_text(some)) == some
    assert tuple(window_of(window_text(one)) for one in found) == found


def test_weekdays_as_people_write_them() -> None:
    """Long or short, one by one or from one to another, over the end of the week too."""
    for text, days in {"Monday": {0}, "sat-mon": {5, 6, 0}, "mon, wed": {0, 2}, "mon-sun": set(range(7))}.items():
        assert days_of(text) == days
    assert days_text(frozenset({0, 1, 2, 4, 6})) == "mon-wed fri sun"
