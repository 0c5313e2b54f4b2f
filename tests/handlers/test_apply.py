"""A site file is put in force, and the DM channels are opened, while the server runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.people import Person
from domain.policy import Group
from domain.site import Directory, Site
from handlers.apply import apply_directory, open_dms
from handlers.ports import Account, NotSent, OutcomeUnknown, Store
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.migrated import give_tables

AT = datetime(2026, 3, 28, 21, 14, tzinfo=UTC)
NAMES = ("Mia", "Dana", "Omar", "Lea", "Ines")
PEOPLE = tuple(Person(name.lower(), name, f"U0{name.upper()}") for name in NAMES)
HOTEL = Site(
    "hotel",
    "Harbour Hotel",
    "Europe/Berlin",
    "030",
    "112",
    groups={Group.TIER_1: ("dana",), Group.TIER_2: ("omar",)},
    staff=("mia",),
    last_resort=("lea",),
)
FILE = Directory(0, (HOTEL,), PEOPLE)


class Slack:
    """A workspace that answers as it is told to; it counts what it is asked."""

    def __init__(self, **odd: Callable[[], Account]) -> None:
        self._odd = odd
        self.opened: list[str] = []
        self.asked: list[str] = []

    def account(self, user_id: str) -> Account:
        self.asked.append(user_id)
        return self._odd.get(user_id, lambda: Account(deactivated=False, guest=False))()

    def open_dm(self, user_id: str) -> str:
        self.opened.append(user_id)
        return "D" + user_id[1:]


def raising(error: Exception) -> Callable[[], Account]:
    """An answer that is none."""

    def answer() -> Account:
        raise error

    return answer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A migrated SQLite file."""
    database = Database(f"sqlite:///{tmp_path}/stepin.db")
    give_tables(database)
    yield SqlStore(database)
    database.close()


def directory(store: Store) -> Directory:
    """What is in force."""
    with store.read() as uow:
        return uow.people.directory()


def test_a_site_file_is_in_force_once_applied(store: Store) -> None:
    """Sites and people are all replaced, under a new version."""
    first = apply_directory(store, FILE)
    second = apply_directory(store, replace(FILE, sites=(replace(HOTEL, name="Quay Hotel"),), people=PEOPLE[:4]))
    assert second > first
    found = directory(store)
    assert [site.name for site in found.sites] == ["Quay Hotel"]
    assert found.person("ines") is None


def test_a_failure_before_the_commit_changes_nothing(store: Store) -> None:
    """Boundary apply.before_commit: whoever dies there leaves the old file in force."""
    apply_directory(store, FILE)

    def die(name: str) -> None:
        if name == "apply.before_commit":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_directory(store, replace(FILE, sites=()), die)
    assert [site.id for site in directory(store).sites] == ["hotel"]


def test_a_failure_after_the_commit_leaves_it_applied(store: Store) -> None:
    """Boundary apply.after_commit: the file is in force, and applying it again does no harm."""

    def die(name: str) -> None:
        if name == "apply.after_commit":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_directory(store, FILE, die)
    assert [site.id for site in directory(store).sites] == ["hotel"]
    apply_directory(store, FILE)
    assert directory(store).sites == FILE.sites


def test_everybody_named_at_a_site_gets_a_dm(store: Store) -> None:
    """Tiers, staff and last resort; with progress, one step a person."""
    apply_directory(store, FILE)
    steps: list[tuple[int, int, str]] = []
    found = open_dms(store, Slack(), lambda *step: steps.append(step))
    assert (found.kept, found.refused) == (4, ())
    assert steps == [(1, 4, "Mia"), (2, 4, "Dana"), (3, 4, "Omar"), (4, 4, "Lea")]
    assert [person.dm_id for person in directory(store).people] == ["D0MIA", "D0DANA", "D0OMAR", "D0LEA", None]


def test_a_kept_dm_is_not_opened_again(store: Store) -> None:
    """Applying a second time asks Slack about accounts only, and the channels stay."""
    apply_directory(store, FILE)
    open_dms(store, Slack())
    apply_directory(store, FILE)
    slack = Slack()
    assert open_dms(store, slack).kept == 4
    assert slack.opened == []


def test_one_refusal_does_not_keep_the_others_waiting(store: Store) -> None:
    """Each person who cannot be paged is a sentence; everybody else has a DM. F27, F76, F28."""
    apply_directory(store, FILE)
    slack = Slack(
        U0MIA=lambda: Account(deactivated=False, guest=True),
        U0DANA=lambda: Account(deactivated=True, guest=False),
        U0OMAR=raising(NotSent("user_not_visible", permanent=True)),
    )
    found = open_dms(store, slack)
    assert found.kept == 1
    assert found.refused == (
        "Mia cannot be paged: the account is a guest's.",
        "Dana cannot be paged: the account is deactivated.",
        "Omar cannot be paged: the account is not visible to the app.",
    )
    mia, dana, omar, lea, _ = directory(store).people
    assert (mia.guest, dana.deactivated) == (True, True)
    assert not mia.reachable
    assert not dana.reachable
    assert (omar.dm_id, lea.dm_id) == (None, "D0LEA")


def test_an_account_that_came_back_is_reachable_again(store: Store) -> None:
    """Somebody reactivated is paged again once the file was applied."""
    apply_directory(store, FILE)
    open_dms(store, Slack(U0DANA=lambda: Account(deactivated=True, guest=False)))
    assert open_dms(store, Slack()).kept == 4
    dana = directory(store).person("dana")
    assert dana is not None
    assert dana.reachable


def test_slack_asking_for_patience_is_heard_once(store: Store) -> None:
    """F22: Retry-After is waited for, and the person is asked again; a second refusal is said."""
    apply_directory(store, FILE)
    answers = [NotSent("ratelimited", retry_after=7.0)]

    def busy_once() -> Account:
        if answers:
            raise answers.pop()
        return Account(deactivated=False, guest=False)

    waited: list[float] = []
    assert open_dms(store, Slack(U0MIA=busy_once), wait=waited.append).kept == 4
    assert waited == [7.0]
    always = Slack(U0MIA=raising(NotSent("ratelimited", retry_after=7.0)))
    assert open_dms(store, always, wait=waited.append).refused == (
        "Mia cannot be paged: Slack takes no more calls now.",
    )
    assert always.asked.count("U0MIA") == 2


def test_silence_of_slack_is_said(store: Store) -> None:
    """F30: nobody is shown as reachable only because Slack did not answer."""
    apply_directory(store, FILE)
    found = open_dms(store, Slack(U0LEA=raising(OutcomeUnknown("deadline"))))
    assert found.refused == ("Lea cannot be paged: Slack did not answer; run stepin apply again.",)
