"""Can those who are called be reached at all? Asked before it matters, and never in the way of a page (F27)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.page import Kind
from domain.severity import Severity
from handlers.ports import Account, NotSent, OutcomeUnknown
from handlers.reach import check_accounts, phone_rang
from handlers.reach import test_phone as send_test_page
from tests.handlers.given import House

LEFT, OUTSIDE = Account(deactivated=True, guest=False), Account(deactivated=False, guest=True)


def check(home: House) -> list[str]:
    """The daily look at everybody's account."""
    lost = check_accounts(home.ports, home.platform, home.now)
    home.memory.refresh(home.ports.store, force=True)
    return lost


@pytest.mark.parametrize("account", [LEFT, OUTSIDE])
def test_a_leaver_is_found_before_the_page_and_the_next_person_called(home: House, account: Account) -> None:
    """F27: posts to a deactivated account still succeed, so only the roster check can know."""
    home.platform.accounts["U0DANA"] = account
    assert check(home) == ["dana"]
    e = home.call(severity=Severity.UPSET).e
    assert [row.person_id for row in home.rows(e.id, Kind.PAGE)] == ["omar"]
    assert "GapFound" in home.entries(e.id)


def test_a_leaver_who_was_paged_already_is_followed_by_the_next_at_once(home: House) -> None:
    """F27: found in the middle of an escalation: the timeline says so and the next person is paged."""
    e = home.call(severity=Severity.UPSET).e
    home.platform.accounts["U0DANA"] = LEFT
    check(home)
    assert "PageUndeliverable" in home.entries(e.id)
    assert {row.person_id for row in home.rows(e.id, Kind.PAGE)} == {"dana", "omar"}


def test_only_those_who_can_be_called_are_asked_about_once_each(home: House) -> None:
    """The directory has its own small budget of calls: staff without a tier are not looked up."""
    check(home)
    assert sorted(home.platform.asked) == ["U0DANA", "U0LEA", "U0OMAR"]


def test_staff_who_take_turns_are_asked_about_too(home: House) -> None:
    """F27: whoever may hold a tier in the next weeks is looked at, whatever else they are."""
    directory = home.memory.directory
    with home.ports.store.work() as uow:
        uow.people.apply(replace(directory, sites=tuple(replace(s, staff=("mia", "dana")) for s in directory.sites)))
        uow.commit()
    home.memory.refresh(home.ports.store, force=True)
    check(home)
    assert sorted(home.platform.asked) == ["U0DANA", "U0LEA", "U0OMAR"]


@pytest.mark.parametrize("silent", [NotSent("ratelimited"), OutcomeUnknown("deadline")])
def test_where_slack_does_not_answer_what_was_known_stays(home: House, silent: Exception) -> None:
    """An outage of the directory makes nobody unreachable."""
    home.platform.silent = silent
    assert check(home) == []
    e = home.call(severity=Severity.UPSET).e
    assert [row.person_id for row in home.rows(e.id, Kind.PAGE)] == ["dana"]


def test_who_comes_back_is_called_again(home: House) -> None:
    """An account that was restored holds its tier again from the next check."""
    home.platform.accounts["U0DANA"] = LEFT
    check(home)
    del home.platform.accounts["U0DANA"]
    assert check(home) == []
    e = home.call(severity=Severity.UPSET).e
    assert [row.person_id for row in home.rows(e.id, Kind.PAGE)] == ["dana"]


def test_a_test_page_says_that_it_is_one_and_the_tap_proves_that_it_rang(home: House) -> None:
    """Rule 15: a real message to the real conversation, which nobody can take for a call for help."""
    dana = home.memory.directory.person("dana")
    assert dana
    send_test_page(home.ports, dana, home.now)
    home.settle()
    ((target, screen, _, _),) = home.platform.posts
    assert (target, screen.preview) == ("D0DANA", "Test page · nobody needs help")
    phone_rang(home.ports, dana, home.now)
    with home.ports.store.read() as uow:
        assert uow.people.tested_at() == {"dana": home.now}
