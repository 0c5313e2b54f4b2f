"""What the site file says: its people, its places, and whose site it is."""

from __future__ import annotations

from domain.people import Person
from domain.policy import Group
from domain.site import BackupContact, Directory, Place, Site


def _site(site_id: str, channel: str = "", **people: object) -> Site:
    known = {"places": (Place("desk", "Front desk"),), "channel_id": channel, **people}
    return Site(site_id, site_id.title(), "Europe/Berlin", "+49 30 5550199", "112", **known)  # type: ignore[arg-type]


HARBOUR = _site(
    "harbour",
    "C0DESK",
    staff=("mia", "jon"),
    groups={Group.TIER_1: ("dana",), Group.TIER_2: ("omar", "dana")},
    backup=(BackupContact("Night Shield", "+49 30 5550100"), BackupContact("Petra", "+49 30 5550101", "petra")),
    last_resort=("omar", "owner"),
)
KIOSK = _site("kiosk", "C0KIOSK", staff=("ada", "mia"))
PEOPLE = (Person("mia", "Mia", "U0MIA"), Person("dana", "Dana", "U0DANA"))
DIRECTORY = Directory(3, (HARBOUR, KIOSK), PEOPLE)


def test_everybody_of_a_site_is_named_once() -> None:
    """Staff, groups, backup and last resort, in the order of the file; a backup without an account is no person."""
    assert HARBOUR.people() == ("mia", "jon", "dana", "omar", "petra", "owner")


def test_a_place_is_known_by_its_id() -> None:
    """And no place is nowhere."""
    place = HARBOUR.place("desk")
    assert place is not None
    assert place.name == "Front desk"
    assert HARBOUR.place("cellar") is HARBOUR.place(None) is None


def test_the_site_is_the_channels_then_the_persons_then_the_first() -> None:
    """A call for help always has a site while there is one at all."""
    site_for = DIRECTORY.site_for
    assert site_for("mia", "C0KIOSK") is KIOSK
    assert site_for("mia") is HARBOUR
    assert site_for("ada", "C0OTHER") is KIOSK
    assert site_for("stranger") is HARBOUR
    assert Directory(0).site_for("mia") is None


def test_people_are_found_by_id_and_by_account() -> None:
    """Somebody who left the file is "a colleague" on every screen."""
    assert DIRECTORY.person("mia") is DIRECTORY.by_user("U0MIA") is PEOPLE[0]
    assert DIRECTORY.person(None) is DIRECTORY.by_user("U0X") is None
    assert DIRECTORY.site("kiosk") is KIOSK
    assert DIRECTORY.site("gone") is None
    assert (DIRECTORY.name("dana"), DIRECTORY.name("left"), DIRECTORY.name(None)) == (
        "Dana",
        "a colleague",
        "a colleague",
    )
