"""The site file that ships as the example."""

from __future__ import annotations

from pathlib import Path

import bot
from bot.site_file import differences, read, write
from domain.policy import STANDARD, Group
from domain.site import Directory

EXAMPLE = Path(bot.__file__).parent / "demo" / "harbour-hotel.yaml"


def example() -> Directory:
    """The example as read; any mistake in it fails the test with its sentence."""
    parsed = read(EXAMPLE.read_text(encoding="utf-8"))
    assert not parsed.mistakes, [mistake.sentence for mistake in parsed.mistakes]
    assert parsed.directory is not None
    return parsed.directory


def test_the_example_is_without_mistakes() -> None:
    """What a newcomer copies works, with the people and places that the demo shows."""
    hotel, kiosk = example().sites
    assert (hotel.name, hotel.zone, hotel.channel_id) == ("Harbour Hotel", "Europe/Berlin", "C0DESK")
    assert [place.name for place in hotel.places] == ["Front desk", "Bar", "Lobby bar kiosk", "Switchboard", "Car park"]
    assert [place.id for place in hotel.places if place.silent] == ["lobby-kiosk"]
    assert [place.id for place in hotel.places if place.phone_contact] == ["switchboard"]
    assert hotel.groups[Group.TIER_1] == ("dana",)
    assert (hotel.backup[0].name, hotel.backup[0].person_id) == ("Night Shield security", None)
    assert hotel.policy == STANDARD
    assert kiosk.lone


def test_everybody_has_their_account() -> None:
    """The accounts are those of the demo's workspace."""
    assert {person.id: person.user_id for person in example().people} == {
        name: f"U0{name.upper()}" for name in ("mia", "jon", "dana", "omar", "lea", "ines", "petra", "rob", "kim")
    }


def test_export_and_apply_is_no_change() -> None:
    """What `stepin export` writes says the same as the file that was applied."""
    directory = example()
    parsed = read(write(directory))
    assert parsed.directory == directory
    assert differences(directory, directory) == []


def test_export_of_a_canonical_file_gives_the_same_bytes() -> None:
    """A file that was exported, kept in version control and applied comes back byte by byte."""
    canonical = write(example())
    again = read(canonical).directory
    assert again is not None
    assert write(again) == canonical


def test_the_commented_out_policy_of_the_example_works() -> None:
    """Whoever takes the # away from the example's last lines gets what it says."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.strip() == "# policy:")
    for number in range(first, first + 4):
        lines[number] = lines[number].replace("# ", "", 1)
    directory = read("\n".join(lines)).directory
    assert directory is not None
    assert directory.sites[0].policy.abusive.repage_every.total_seconds() == 45
