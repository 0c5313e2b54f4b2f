"""Quick fixes at the handlers: rights, what is sent twice, who is reminded where the owner is gone (domain.md d.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.edits.refused import Refused
from domain.errors import NotAllowed
from domain.learning.fixes import UnknownFix
from domain.learning.proposal import Fix
from handlers.learning import fixing
from handlers.learning.fixing.adding import NotForTheSite
from handlers.learning.training.asking import NobodyLooksAfterIt, ask
from tests.handlers.given import AT, House
from tests.handlers.learning.past_notes import wrote
from tests.handlers.learning.test_proposing import read

TOMORROW = date(2026, 3, 15)


def agreed(home: House, owner: str | None = "jon", case: str = "", **more: str) -> Fix:
    """Dana agrees on a fix for tomorrow."""
    wish = fixing.FixWish("key", case or wrote(home, 1), "dana", "Lamp", owner, TOMORROW)
    fixing.add_fix(home.ports, replace(wish, **more), AT)
    with home.ports.store.read() as uow:
        return uow.learning.open_fixes("hotel")[0]


def test_sent_twice_it_is_there_once(home: House) -> None:
    """One fix, one message; done twice it is told once."""
    fix = agreed(home)
    agreed(home, case="past1")
    assert len(read(home, "D0JON")) == 1
    for _ in range(2):
        fixing.finish(home.ports, fix.id, "jon", AT)
    (news,) = read(home, "D0MIA")
    assert "Because of your call on 13 Mar: this is fixed now." in news


def test_only_those_with_a_right_to_it_agree_and_finish(home: House) -> None:
    """The raiser writes no note and agrees on no fix; another colleague does not say that it is done."""
    with pytest.raises(NotAllowed):
        agreed(home, by="mia")
    fix = agreed(home, case="past1")
    for who in ("mia", "nobody"):
        with pytest.raises(NotAllowed):
            fixing.finish(home.ports, fix.id, who, AT)
    with pytest.raises(UnknownFix):
        fixing.finish(home.ports, "nothing", "dana", AT)
    assert fixing.fix_read(home.ports, fix.id, "mia", AT) is None, "not before it is done"
    with pytest.raises(Refused):
        agreed(home, owner="nobody", case="past1")


def test_what_is_about_a_colleague_is_on_no_list(home: House) -> None:
    """Neither its form opens nor is anything kept."""
    case = wrote(home, 1, about_colleague=True)
    with pytest.raises((NotForTheSite, NotAllowed)):
        fixing.fix_form_for(home.ports, case, "omar", AT)
    with pytest.raises((NotForTheSite, NotAllowed)):
        agreed(home, case=case, by="omar")


def test_where_its_owner_left_the_managers_are_reminded(home: House) -> None:
    """Silence is no outcome."""
    agreed(home)
    with home.ports.store.work() as uow:
        uow.people.keep_account("jon", deactivated=True, guest=False)
        uow.commit()
    home.memory.refresh(home.ports.store, force=True)
    rounds = fixing.FixRounds(home.ports)
    rounds.due(AT)
    assert read(home, "D0OMAR") == []
    home.now = AT + timedelta(days=1)
    rounds.due(home.now)
    rounds.due(home.now + timedelta(minutes=10))
    assert len(read(home, "D0OMAR")) == 1


def test_from_a_silent_place_the_words_come_behind_a_tap(home: House) -> None:
    """Customers can read that screen; only whoever called can tap it."""
    fix = agreed(home, case=wrote(home, 1, silent=True))
    fixing.finish(home.ports, fix.id, "dana", AT)
    (told,) = read(home, "D0MIA")
    assert "Lamp" not in told
    assert fixing.fix_read(home.ports, fix.id, "jon", AT) is None
    assert fixing.fix_read(home.ports, fix.id, "mia", AT) is not None


def test_where_nobody_looks_after_training_that_is_said(home: House) -> None:
    """The only admin is gone, and nobody is named: no message vanishes."""
    with home.ports.store.work() as uow:
        uow.people.keep_account("ines", deactivated=True, guest=False)
        uow.commit()
    home.memory.refresh(home.ports.store, force=True)
    with pytest.raises(NobodyLooksAfterIt):
        ask(home.ports, "mia", "key", "", "Please", AT)
    with pytest.raises(Refused):
        ask(home.ports, "mia", "key", "", " ", AT)
    with pytest.raises(NotAllowed):
        ask(home.ports, "U0NOBODY", "key", "", "Please", AT)
