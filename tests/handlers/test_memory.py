"""What a raise needs before its answer is in memory, and follows the store (principle 9)."""

from __future__ import annotations

from dataclasses import replace

from domain.people import Person
from domain.severity import Severity
from domain.site import Directory
from handlers.memory import Memory
from tests.handlers.given import PEOPLE, SITE, House

OTHER = replace(SITE, id="kiosk", name="Quay", channel_id="C0QUAY", places=SITE.places[:1], staff=("jon",), groups={})


def applied(home: House, directory: Directory) -> None:
    """The site file is put in force, by this process or another one."""
    with home.ports.store.work() as uow:
        uow.people.apply(directory)
        uow.commit()


def test_it_is_read_again_only_when_its_version_moved(home: House) -> None:
    """One cheap look-up a tick, and the whole file only after `stepin apply`."""
    assert home.memory.refresh(home.ports.store) is False
    applied(home, Directory(0, (replace(SITE, phone="030 200"),), PEOPLE))
    assert home.memory.refresh(home.ports.store) is True
    assert home.memory.directory.sites[0].phone == "030 200"
    assert home.memory.refresh(home.ports.store) is False


def test_the_place_of_last_time_is_the_prefill(home: House) -> None:
    """Rule 10: suggested, to be confirmed; known again after a restart, since it is read from the escalations."""
    assert home.memory.prefill("mia", "C0DESK") == (SITE, None)
    home.call(place_id="desk")
    site, place = home.memory.prefill("mia", "C0DESK")
    assert (site and site.id, place and place.id) == ("hotel", "desk")
    restarted = Memory()
    restarted.refresh(home.ports.store, force=True)
    assert restarted.prefill("mia", "C0DESK")[1] == place
    assert restarted.prefill("jon", "C0DESK")[1] is None


def test_the_channel_decides_the_site_and_the_only_place_needs_no_choice(home: House) -> None:
    """Typed in another site's channel: that site, without the place of the first one."""
    applied(home, Directory(0, (SITE, OTHER), PEOPLE))
    home.memory.refresh(home.ports.store)
    home.memory.remember_place("mia", "hotel", "bar")
    site, place = home.memory.prefill("mia", "C0QUAY")
    assert (site and site.id, place and place.id) == ("kiosk", "desk")
    assert home.memory.prefill("mia", "")[0] == home.memory.directory.site("hotel")


def test_a_stranger_is_somebody_and_is_kept_with_their_first_call(home: House) -> None:
    """Any member of the workspace may raise; who they are is known from then on, and survives a new site file."""
    zoe = home.memory.person_of("U0ZOE", "Zoe")
    assert home.memory.is_stranger(zoe)
    assert home.memory.person_of("U0ZOE") == zoe
    home.call("U0ZOE", Severity.VIOLENT)
    applied(home, Directory(0, (SITE,), PEOPLE))
    home.memory.refresh(home.ports.store)
    assert home.memory.directory.name("U0ZOE") == "Zoe"
    assert not home.memory.is_stranger(home.memory.person_of("U0ZOE"))


def test_a_stranger_who_has_not_called_yet_is_not_forgotten_by_a_refresh(home: House) -> None:
    """A new site file between the first hello and the first call loses nobody."""
    home.memory.person_of("U0ZOE", "Zoe")
    applied(home, Directory(0, (SITE,), PEOPLE))
    home.memory.refresh(home.ports.store)
    assert home.memory.directory.person("U0ZOE") == Person("U0ZOE", "Zoe", "U0ZOE")


def test_without_any_site_there_is_nothing_to_suggest() -> None:
    """An empty installation: no site and no place, and no error."""
    assert Memory().prefill("mia", "C0DESK") == (None, None)
