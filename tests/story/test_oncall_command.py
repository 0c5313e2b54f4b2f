"""`/oncall`: who is on call now and next, who would be paged then, and what it says on a phone at night."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.policy import Group
from domain.rota import ALWAYS, Override, OverrideKind, Revision, Rota, Window
from storage.database import Database
from tests.story.asking import HOTEL, NIGHTS, QUAY, SHIFTS, answer, apply, private
from tests.story.both import on_both_stores
from tests.story.reading import minutes, paged_at, read
from tests.world import NOON, Someone, World, world_on

_TOKEN = re.compile(r"<!date\^(\d+)\^[^|]*\|[^>]*>")


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """The hotel with its turns, and a market in New York."""
    database = Database(url)
    with world_on(database, HOTEL) as opened:
        apply(opened, HOTEL, QUAY)
        yield opened
    database.close()


@on_both_stores
def test_who_is_on_call_now_and_next(hotel: World) -> None:
    """Each tier of my site: who, until when, who then; a gap is one, and says who is paged instead."""
    assert answer(hotel.mia).splitlines()[:6] == [
        "On call now · Harbour Hotel",
        "Tier 1  Dana until 14 Mar 18:00, then Petra",
        "Tier 2  Jon until 15 Mar 00:00, then Omar",
        "Tier 3  nobody until 16 Mar 08:00, then Lea",
        "Paged by chat only · Phone +49 30 5550199",
        "[Another time]",
    ]
    hotel.time_passes(hours=6)
    assert "Tier 1  Petra until 14 Mar 22:00, then Rob" in answer(hotel.mia)


def test_the_answer_needs_no_call_to_slack_and_only_its_reader_sees_it(hotel: World) -> None:
    """From memory, in the answer itself."""
    calls = len(hotel.slack.calls)
    answer(hotel.mia)
    answer(hotel.mia, "saturday 21:30 violent")
    assert len(hotel.slack.calls) == calls
    assert private(hotel.jon) == []


def test_who_would_be_paged_on_saturday_night(hotel: World) -> None:
    """Tier by tier, with the reason in words, in the site's time and the reader's own."""
    text = answer(hotel.mia, "saturday 23:00 front desk")
    assert text.splitlines()[:5] == [
        "Who would be paged · Front desk, Harbour Hotel",
        "Saturday 14 March 23:00, Berlin time. In your time: 14 Mar 23:00",
        "Tier 1  Rob, always in “Nights”",
        "Tier 2  Jon stands in for Omar",
        "Tier 3  nobody",
    ]
    assert "Nobody was paged by this. To call for help: /escalate" in text


def test_with_a_severity_it_says_when_each_joins(hotel: World) -> None:
    """The site's own times; where somebody is alone those of a lone worker."""
    text = answer(hotel.mia, "front desk abusive")
    assert "Tier 1, at once  Dana, rotation “Shifts”" in text
    assert "Tier 2, after 3 min  Jon stands in for Omar" in text
    assert "Tier 3, after 7 min  nobody" in text
    assert "The backup list, after 7 min  nobody can be paged. By phone only: Night Shield +49 30 5550100." in text
    alone = answer(hotel.mia, "celler abusive")
    assert "ABUSIVE · Cellar, Harbour Hotel" in alone
    assert "Tier 2, at once" in alone
    assert "the lone worker's times hold" in alone


@on_both_stores
def test_it_is_what_happens(hotel: World) -> None:
    """A call for help pages whom `/oncall` named, when it said so."""
    text = answer(hotel.mia, "abusive front desk")
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    hotel.until(4)
    assert "Tier 1, at once  Dana" in text
    assert "Tier 2, after 3 min  Jon" in text
    assert paged_at(hotel, "dana")[0] == minutes(0)[0]
    assert paged_at(hotel, "jon")[0] == minutes(3)[0]
    assert hotel.pages("omar") == hotel.pages("petra") == []


def test_a_typed_line_in_distress_pages_nobody_and_says_so(hotel: World) -> None:
    """Somebody meant /escalate: the answer says that nobody was paged, and one tap opens the picker."""
    text = answer(hotel.mia, "violent he has a knife")
    assert "Nobody was paged by this. To call for help: /escalate" in text
    assert "I did not understand “he has knife”." in text
    assert hotel.escalations() == []
    hotel.mia.presses("Get help now")
    hotel.mia.presses("🟥 VIOLENT", where="modal")
    assert hotel.the().severity.word == "VIOLENT"


def test_another_site_by_its_place_and_in_its_own_time(hotel: World) -> None:
    """Nine in New York is two in the afternoon in Berlin, a fortnight before Europe changes its clocks."""
    text = answer(hotel.mia, "quay kiosk tomorrow 9 violent")
    assert "Who would be paged · VIOLENT · Kiosk, Quay Market" in text
    assert "Sunday 15 March 09:00, New York time. In your time: 15 Mar 09:00" in text
    assert stamps(hotel.mia)[-1:] == [datetime(2026, 3, 15, 13, 0, tzinfo=UTC)]
    assert "Tier 1, at once  Sven, first in the list" in text


def test_a_button_leads_to_each_other_site(hotel: World) -> None:
    """The answer gives way to the other one, and leads back."""
    answer(hotel.mia)
    hotel.mia.presses("Show", where="ephemeral", value="quay")
    assert "On call now · Quay Market\nTier 1  Sven\nTier 2  nobody. Tier 3 is paged at once." in read(hotel.mia)
    hotel.mia.presses("Show", where="ephemeral", value="harbour")
    assert "Tier 1  Dana until" in read(hotel.mia)


def test_in_the_channel_of_a_site_it_is_about_that_site(hotel: World) -> None:
    """As with /escalate, the channel that was typed in says which site."""
    assert "Harbour Hotel" in answer(hotel.sven, channel="C0DESK")
    assert "Quay Market" in answer(hotel.sven, channel=hotel.sven.dm_channel)


def test_the_night_in_which_an_hour_comes_twice(hotel: World) -> None:
    """Both are said, with who is paged in each: here Rob goes in between, and the second half is Petra's."""
    second = replace(NIGHTS, windows=(Window(frozenset(range(7)), time(22), time(2, 30)),))
    half = Override("h", OverrideKind.STAND_IN, datetime(2026, 10, 25, 1, tzinfo=UTC), NOON.replace(month=11), "lea")
    apply(hotel, replace(HOTEL, rotas={Group.TIER_1: Rota((Revision(ALWAYS, (SHIFTS, second)),), (half,))}))
    text = answer(hotel.mia, "25 october 02:15")
    assert "The clock goes back that night, so that time comes twice." in text
    first, _, after = text.partition("the second (UTC+1)")
    assert "Sunday 25 October 02:15, Berlin time, the first (UTC+2)" in first
    assert "Tier 1  Rob, always in “Nights”" in first
    assert "Tier 1  Lea stands in" in after
    assert [f"{at:%H:%M}" for at in stamps(hotel.mia)] == ["00:15", "01:15"]


def test_the_night_in_which_an_hour_is_missing(hotel: World) -> None:
    """Half past two does not come: three is what counts, and it is said."""
    text = answer(hotel.mia, "29 march 02:30")
    assert "02:30 does not come that night: the clock goes forward. 03:00 counts." in text
    assert "Sunday 29 March 03:00, Berlin time" in text
    assert "Tier 1  Rob, always in “Nights”" in text


def stamps(who: Someone) -> list[datetime]:
    """The instants in the newest answer, as Slack shows them to each reader in their own zone."""
    found = _TOKEN.findall(private(who)[-1].plain())
    return [datetime.fromtimestamp(int(one), UTC) for one in found]


@pytest.mark.parametrize("line", ["", "tomorrow 9 abusive", "25 october 02:30"])
def test_three_readers_in_three_zones_read_the_same_instants(hotel: World, line: str) -> None:
    """Every time is Slack's to show in the reader's zone, or names its own: nobody has to guess whose clock it is."""
    answer(hotel.mia, line)
    text = private(hotel.mia)[-1].plain()
    rest = re.sub(r"\d\d:\d\d\*?, Berlin time|/oncall .*", "", _TOKEN.sub("", text))
    assert re.findall(r"\d\d:\d\d", rest) == []
    assert stamps(hotel.mia)
    if line == "tomorrow 9 abusive":
        (at,) = stamps(hotel.mia)
        zones = ("Europe/Berlin", "America/New_York", "Pacific/Auckland")
        assert [f"{at.astimezone(ZoneInfo(zone)):%a %H:%M}" for zone in zones] == [
            "Sun 09:00",
            "Sun 04:00",
            "Sun 21:00",
        ]


def test_who_cannot_be_paged_is_named_with_whoever_comes_instead(hotel: World) -> None:
    """F27: Dana's account is deactivated, Jon's is a guest's; both are named, and who is paged is true."""
    with hotel.store.work() as uow:
        uow.people.keep_account("dana", True, False)
        uow.people.keep_account("jon", False, True)
        uow.commit()
    hotel.app.memory.refresh(hotel.store, force=True)
    text = answer(hotel.mia)
    assert "Tier 1  Petra until 14 Mar 22:00, then Rob" in text
    assert "Dana cannot be paged: the account is deactivated. Petra comes instead." in text
    then = answer(hotel.mia, "abusive")
    assert "Petra, rotation “Shifts”. Dana cannot be paged: the account is deactivated. Petra comes instead." in then
    assert "Tier 2, at once" not in then


def test_where_nobody_holds_anything_the_last_resort_is_named(hotel: World) -> None:
    """Silence is never an outcome: the last resort, or the number to phone."""
    empty = replace(QUAY, groups={})
    apply(hotel, HOTEL, empty)
    text = answer(hotel.mia, "quay market upset 9")
    assert "Tier 1, at once  nobody: tier 2 is paged at once" in text
    assert "Last resort, at once  Eva, as nobody else can be paged then" in text
    apply(hotel, HOTEL, replace(empty, last_resort=()))
    assert "Nobody can be paged by chat. Phone 555 0199." in answer(hotel.mia, "quay market 9")
    assert "Nobody can be paged by chat. Phone 555 0199." in answer(hotel.mia, "quay market")
