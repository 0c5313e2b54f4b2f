"""What would change is said in plain sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.site_file import differences
from domain.people import Person, Role
from domain.policy import STANDARD, Group
from domain.site import BackupContact, Directory, Place, Site

PEOPLE = tuple(Person(name.lower(), name, f"U0{name.upper()}") for name in ("Dana", "Omar", "Lea"))
HOTEL = Site(
    "hotel",
    "Harbour Hotel",
    "Europe/Berlin",
    "030",
    "112",
    places=(Place("bar", "Bar"), Place("desk", "Front desk")),
    groups={Group.TIER_1: ("dana",), Group.TIER_2: ("omar",)},
    last_resort=("lea",),
)
BEFORE = Directory(1, (HOTEL,), PEOPLE)


def after(**changes: object) -> list[str]:
    """What is said when the hotel changes so."""
    return differences(BEFORE, replace(BEFORE, sites=(replace(HOTEL, **changes),)))  # type: ignore[arg-type]


def test_a_longer_tier() -> None:
    """People are named by their names."""
    groups = {**HOTEL.groups, Group.TIER_2: ("omar", "lea")}
    assert after(groups=groups) == ["Harbour Hotel: tier 2 is now Omar, Lea (was Omar)."]


def test_a_changed_time() -> None:
    """The old value is said even where it was the shipped one."""
    policy = replace(STANDARD, abusive=replace(STANDARD.abusive, repage_every=timedelta(seconds=45)))
    assert after(policy=policy) == [
        "Harbour Hotel: policy for ABUSIVE, repage every is now 45 s (was 1 min).",
    ]


def test_how_the_channel_shows_who_is_on_call() -> None:
    """What was so without a word is said as what it was."""
    assert after(announce=False, topic=True, user_group="S0DESK") == [
        "Harbour Hotel: posts at shift changes is now no (was yes).",
        "Harbour Hotel: topic is now yes (was nothing).",
        "Harbour Hotel: user group is now S0DESK (was nothing).",
    ]


def test_places_and_their_order() -> None:
    """A place that turns silent, one that goes, and another order are each a sentence."""
    assert after(places=(replace(HOTEL.places[0], silent=True), HOTEL.places[1])) == [
        "Harbour Hotel: place bar is now Bar, silent (was Bar)."
    ]
    assert after(places=HOTEL.places[:1]) == ["Harbour Hotel: place desk is now nothing (was Front desk)."]
    assert after(places=HOTEL.places[::-1]) == ["The order of the places of Harbour Hotel is now desk, bar."]


def test_the_backup_list_says_who_is_only_a_number() -> None:
    """Somebody without an account is never shown as paged."""
    backup = (BackupContact("Night Shield", "030 1"), BackupContact("Lea", "", "lea"))
    assert after(backup=backup) == [
        "Harbour Hotel: backup is now Night Shield 030 1 (by phone only), Lea (paged as Lea) (was nothing)."
    ]


def test_people_come_change_and_go() -> None:
    """Each in one sentence."""
    dana = replace(PEOPLE[0], roles=frozenset({Role.MANAGER, Role.ADMIN}))
    new = Person("pia", "Pia", "U0PIA", frozenset({Role.ADMIN}))
    assert differences(BEFORE, replace(BEFORE, people=(dana, PEOPLE[2], new))) == [
        "Dana: role is now manager, admin (was nothing).",
        "New: Pia (U0PIA), admin.",
        "Omar leaves the file.",
        "Harbour Hotel: tier 2 is now a colleague (was Omar).",
    ]


def test_sites_come_and_go() -> None:
    """A site that is no longer in the file is said loudly enough."""
    kiosk = replace(HOTEL, id="kiosk", name="Quay Kiosk")
    assert differences(BEFORE, replace(BEFORE, sites=(kiosk,))) == [
        "New site: Quay Kiosk, zone Europe/Berlin, tier 1 Dana.",
        "Harbour Hotel is no longer a site.",
    ]
