"""Who holds each tier now and next, and the gaps of the next two weeks, as `/oncall` and App Home show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from domain.policy import Group
from domain.rota import ALWAYS, Layer, Override, OverrideKind, Revision, Rota, Turn, Unit, Window
from domain.site import Directory, Site
from handlers.oncall.holding import gaps_ahead, held, site_now
from handlers.screens.home import HomeFacts, home
from handlers.screens.oncall.now import gap_ahead, spells_in_words
from handlers.screens.parts import When
from handlers.screens.shifts.words import plain
from tests.handlers.given import AT, PEOPLE, SITE, House
from tests.handlers.test_home import shown, words

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A Saturday, one o'clock in the afternoon in Berlin: Dana until six, then Omar, then Lea, eight hours each.
TURNS = Layer("t", "Turns", ("dana", "omar", "lea"), Turn(Unit.HOURS, 8), time(10), date(2026, 3, 14))
EVENINGS = replace(TURNS, windows=(Window(frozenset(range(7)), time(9), time(22)),))


def site_with(*layers: Layer, cover: tuple[Override, ...] = ()) -> Site:
    """The hotel with a rota of these layers in tier 1."""
    return replace(SITE, rotas={Group.TIER_1: Rota((Revision(ALWAYS, layers),), cover)})


def house(site: Site, **gone: bool) -> Directory:
    """That site; whoever is named is deactivated."""
    people = tuple(replace(one, deactivated=one.id in gone) for one in PEOPLE)
    return Directory(1, (site,), people)


def line(site: Site, at: datetime = AT, **gone: bool) -> str:
    """The line about tier 1."""
    directory = house(site, **gone)
    first = held(directory, site, at)[0]
    return plain(spells_in_words(directory, first, lambda until: When(until, site.zone)))


def test_now_until_when_and_then() -> None:
    """The two names and the time between them."""
    assert line(site_with(TURNS)) == "Dana until 18:00, then Omar"


def test_a_gap_has_an_end_too() -> None:
    """Whoever reads it knows from when on somebody is there again."""
    assert line(site_with(EVENINGS), AT + 9 * HOUR) == "nobody until 09:00, then Lea"
    assert line(site_with(EVENINGS), AT + 6 * HOUR) == "Omar until 22:00, then nobody until 09:00, then Lea"


def test_without_a_rota_nobody_takes_over() -> None:
    """One who is always there has no end, and nobody behind them is named."""
    assert line(SITE) == "Dana"
    assert line(replace(SITE, groups={})) == "nobody"


def test_who_cannot_be_paged_holds_nothing() -> None:
    """F27: the one who is paged in their place is shown, now and later."""
    site = site_with(TURNS)
    assert line(site, omar=True) == "Dana until 18:00, then Lea"
    assert line(site, dana=True) == "Omar until 02:00, then Lea"
    assert line(site, dana=True, omar=True, lea=True) == "nobody can be reached"
    assert held(house(site, dana=True), site, AT)[0].skipped == ("dana",)


def test_it_crosses_the_change_of_the_clock() -> None:
    """29 March: the turn that begins at six in the evening of the 28th ends at the same wall-clock time as ever."""
    days = Layer("d", "Days", ("dana", "omar"), Turn(Unit.DAYS), time(2, 30), date(2026, 3, 1))
    before = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    # 02:30 does not come that night: the handoff is at three.
    assert line(site_with(days), before) == "Omar until 03:00, then Dana"


def test_the_gaps_of_two_weeks_are_one_line_for_each_tier() -> None:
    """The first of them with its times, and how many follow; what is a gap now already is said elsewhere."""
    site = site_with(EVENINGS)
    directory = house(site)
    (gap,) = gaps_ahead(directory, site, AT)
    assert (gap.tier, gap.more) == (Group.TIER_1, 13)
    assert plain(gap_ahead(site, gap)) == (
        "Nobody holds tier 1 14 Mar 22:00 to 09:00. Tier 2 is paged at once then. 13 more such gaps within two weeks."
    )
    assert gaps_ahead(house(SITE), SITE, AT) == ()


def test_a_gap_without_an_end_says_from_when() -> None:
    """Somebody goes in ten days and nobody follows; tier 3 has nobody behind it who could be paged."""
    goes = Override("o", OverrideKind.REMOVE, AT + 10 * DAY, AT + 400 * DAY, "lea")
    only = Layer("l", "Lea", ("lea",))
    site = replace(SITE, rotas={Group.TIER_3: Rota((Revision(ALWAYS, (only,)),), (goes,))})
    (gap,) = gaps_ahead(house(site), site, AT)
    assert plain(gap_ahead(site, gap)) == "Nobody holds tier 3 from 24 Mar 13:00 on."


def test_a_gap_is_also_where_nobody_can_be_paged() -> None:
    """Omar's account is gone: on the mornings that he alone holds, nobody comes, and that is seen before."""
    mornings = Layer("o", "Mornings", ("omar",), windows=(Window(frozenset({0}), time(9), time(10)),))
    others = Layer("d", "Else", ("dana",), windows=(Window(frozenset(range(7)), time(10), time(9)),))
    both = Layer("m", "Mostly", ("dana",), windows=(Window(frozenset(range(1, 7)), time(9), time(10)),))
    site = site_with(others, both, mornings)
    assert gaps_ahead(house(site), site, AT) == ()
    (gap,) = gaps_ahead(house(site, omar=True), site, AT)
    assert plain(gap_ahead(site, gap)).startswith("Nobody holds tier 1 16 Mar 09:00 to 10:00.")


def facts(site: Site, at: datetime = AT, **gone: bool) -> HomeFacts:
    """App Home of Mia, as far as it is about who is on call."""
    directory = house(site, **gone)
    return HomeFacts(directory.person("mia"), site, directory, at, "k", site_now(directory, site, at))


def test_app_home_says_it_in_one_line_for_each_tier() -> None:
    """What is today has no day; what is not, has."""
    text = words(home(facts(site_with(TURNS))))
    assert "On call · Harbour Hotel\nTier 1  Dana until 18:00, then Omar\nTier 2  Omar\nTier 3  Lea" in text
    assert "Tier 1  Omar until 15 Mar 02:00, then Lea" in words(home(facts(site_with(TURNS), AT + 6 * HOUR)))


def test_app_home_shows_the_gaps_that_come() -> None:
    """Before they are needed (invariant 10)."""
    assert "Nobody holds tier 1 14 Mar 22:00 to 09:00. Tier 2 is paged at once then." in words(
        home(facts(site_with(EVENINGS)))
    )


def test_app_home_of_the_store_has_it_too(home: House) -> None:
    """From the directory as an admin saved it."""
    with home.ports.store.work() as uow:
        uow.people.apply(Directory(0, (site_with(EVENINGS),), PEOPLE))
        uow.commit()
    home.memory.refresh(home.ports.store, force=True)
    text = shown(home, "mia")
    assert "Tier 1  Dana until 18:00, then Omar" in text
    assert "Nobody holds tier 1 14 Mar 22:00 to 09:00." in text
