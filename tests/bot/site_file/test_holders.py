"""What a change of a rota means is said in plain sentences: what is different, and who holds instead of whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings

from bot.site_file import differences, holder_changes, with_past
from domain.oncall import on_call
from domain.policy import Group
from domain.site import Directory
from tests.bot.site_file.drawn import ONE_SITE, instants
from tests.bot.site_file.hotel import HOTEL, changed, the

# A Sunday; the week before Dana's and Kim's rotation begins.
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROTAS = HOTEL[HOTEL.index("    rotas:\n") :]
SIMPLE = """\
    rotas:
      tier_1:
        layers:
          - name: Weeks
            people: [dana, kim]
            turn: 1 week
            starts: 2026-02-02
"""
NO_DAYS_OFF = ("    days_off: [sun]\n", ""), (HOTEL[HOTEL.index("    days_off:\n") : HOTEL.index("  lea")], "")


def simple(*pairs: tuple[str, str]) -> Directory:
    """The simple rota with each first text replaced by the second."""
    return changed((ROTAS, SIMPLE), *NO_DAYS_OFF, *pairs)


PLAIN = simple()


def test_another_order_says_who_holds_instead_of_whom() -> None:
    """From now on, by the clocks of the site; what reaches beyond two weeks has no end."""
    other = with_past(PLAIN, simple(("people: [dana, kim]", "people: [kim, dana]")), NOW)
    assert holder_changes(PLAIN, other, NOW) == [
        "Harbour Hotel, tier 1: from now to Mon 2 March 09:00 Dana holds instead of Kim.",
        "Harbour Hotel, tier 1: from Mon 2 March 09:00 to Mon 9 March 09:00 Kim holds instead of Dana.",
        "Harbour Hotel, tier 1: from Mon 9 March 09:00 on Dana holds instead of Kim.",
    ]


def test_a_gap_is_said_as_one() -> None:
    """Nobody instead of Dana; Dana where nobody did."""
    days = simple(("            starts", "            hours: [mon-fri 09:00-17:00]\n            starts"))
    said = holder_changes(PLAIN, days, NOW + timedelta(days=1))
    assert said[0] == "Harbour Hotel, tier 1: from Mon 2 March 17:00 to Tue 3 March 09:00 nobody holds instead of Dana."
    back = holder_changes(days, PLAIN, NOW + timedelta(days=1))
    assert back[0] == "Harbour Hotel, tier 1: from Mon 2 March 17:00 to Tue 3 March 09:00 Dana holds; nobody did."


def test_ten_sentences_for_a_tier_are_enough() -> None:
    """Then it is said how many more there are."""
    hourly = simple(("turn: 1 week", "turn: 1 hour"))
    said = holder_changes(PLAIN, hourly, NOW)
    assert len(said) == 11
    assert said[-1] == "Harbour Hotel, tier 1: and 158 more until Sun 15 March 13:00."


def test_an_absence_is_said_where_it_matters() -> None:
    """Kim is next in the line while Dana is away for a day."""
    away = simple(("from: 2026-08-01, to: 2026-08-15", "from: 2026-03-04, to: 2026-03-04"))
    assert holder_changes(PLAIN, away, NOW)[0] == (
        "Harbour Hotel, tier 1: from Wed 4 March 00:00 to Thu 5 March 00:00 Kim holds instead of Dana."
    )


def test_a_list_without_a_rota_is_held_by_its_first() -> None:
    """A longer list says nothing, another first one does; other groups than tiers are not held by anybody."""
    plain = changed((ROTAS, ""))
    other = changed((ROTAS, "    helpers: [kim]\n"), ("[dana, kim, lea]", "[lea, dana, kim]"))
    said = holder_changes(plain, other, datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert said[0] == "Harbour Hotel, tier 1: from now to Sun 8 March 00:00 Lea holds instead of Dana."
    assert not any("helpers" in sentence for sentence in said)


def test_a_new_site_has_nobody_before() -> None:
    """Its line is said with the site itself."""
    assert holder_changes(Directory(0), PLAIN, NOW) == []


@settings(max_examples=25, deadline=None)
@given(ONE_SITE, ONE_SITE, instants)
def test_nothing_is_said_exactly_where_the_same_people_hold(before: Directory, after: Directory, at: datetime) -> None:
    """A tier of which nothing is said is held now by whom it was held by."""
    said = holder_changes(before, after, at)
    for was, now in zip(before.sites, after.sites, strict=True):
        for tier, words in ((Group.TIER_1, "tier 1"), (Group.TIER_2, "tier 2")):
            old, new = (
                next((one.person_id for one in on_call(directory.tier(site, tier), at)), None)
                for directory, site in ((before, was), (after, now))
            )
            begins = any(one.startswith(f"{now.name}, {words}: from now ") for one in said)
            assert begins == (old != new)


def test_what_is_different_in_a_rota_is_said_once_each() -> None:
    """Layers, what held before, overrides: new, changed and gone."""
    before = the()
    after = changed(
        ("people: [dana, kim]\n            turn: 1 week", "people: [dana, kim, lea]\n            turn: 2 days"),
        ("          - name: Fixed\n            people: [lea]\n", ""),
        ("stand_in: omar", "stand_in: lea"),
        ("from: 2026-03-21\n", "from: 2026-03-22\n"),
        ("people: [mia, dana]", "people: [mia]"),
        ("09:00 dana", "10:00 dana"),
        ("[mon-fri 07:00-23:00,", "[mon-fri 08:00-23:00,"),
    )
    tier = "Harbour Hotel, tier 1"
    days = "handoff 09:00; starts 2026-03-02; hours mon-fri 06:00-22:00, sat 22:00-06:00; only when open"
    assert differences(before, after) == [
        "Harbour Hotel: opening hours is now mon-fri 08:00-23:00, sat-sun 08:00-22:00 "
        "(was mon-fri 07:00-23:00, sat-sun 08:00-22:00).",
        f"{tier}, layer Days is now Dana, Kim, Lea; turn 2 days; {days} (was Dana, Kim; turn 1 week; {days}).",
        f"{tier}, layer Imported: 1 of its shifts are new, 1 are gone.",
        f"{tier}: layer Fixed is gone (Lea).",
        f"{tier}: what held since always is now Nights.",
        f"{tier}, new: Lea stands in for Dana from 2026-03-20 18:00 to 2026-03-21 10:00 (Dentist.).",
        f"{tier}, new: Kim is added from 2026-03-22 to 2026-03-22.",
        f"{tier}, no longer: Omar stands in for Dana from 2026-03-20 18:00 to 2026-03-21 10:00 (Dentist.).",
        f"{tier}, no longer: Kim is added from 2026-03-21 to 2026-03-22.",
    ]


def test_what_an_edit_leaves_behind_is_not_said_as_a_change() -> None:
    """The rota as it was becomes history; only what is new is said, and since when."""
    after = with_past(the(), changed(("turn: 1 week", "turn: 2 weeks")), NOW)
    said = differences(the(), after)
    assert len(said) == 2
    assert "turn 2 weeks" in said[0]
    assert said[1] == "Harbour Hotel, tier 1: this holds since 2026-03-01 13:00."
    started = with_past(changed((ROTAS, "")), the(), NOW)
    assert not any("held since" in sentence for sentence in differences(changed((ROTAS, "")), started))
