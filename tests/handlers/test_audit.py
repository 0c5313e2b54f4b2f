"""Is anything stuck? The auditor finds it, mends what it can, and counts the rest ("Watching the watcher")."""

from __future__ import annotations

from datetime import timedelta

from domain.escalation import due_at
from domain.escalation import inputs as i
from handlers.act import act
from handlers.audit import audit
from handlers.follow_up import follow_up, next_look
from tests.handlers.given import House


def test_all_is_well(home: House) -> None:
    """Invariants 3 and 4 hold: something is open, and nothing is late."""
    home.call()
    home.settle()
    found = audit(home.ports, home.now)
    assert (found.open, found.clean) == (1, True)


def test_an_escalation_that_nobody_would_look_at_is_armed_again(home: House) -> None:
    """Invariant 3: its next instant was lost, so no tick would ever see it: found, and looked at from then on."""
    e = home.call().e
    with home.ports.store.work() as uow:
        uow.escalations.rearm(e.id, None)
        uow.commit()
    with home.ports.store.read() as uow:
        assert uow.escalations.unarmed() == [e.id]
    found = audit(home.ports, home.now)
    assert (found.rearmed, found.clean) == (1, False)
    with home.ports.store.read() as uow:
        assert uow.escalations.unarmed() == []
        assert uow.escalations.next_due_at() == due_at(e)
    assert audit(home.ports, home.now).clean
    home.now += timedelta(minutes=3)
    assert follow_up(home.ports, home.now) == 1
    assert len(home.entries(e.id)) > 3


def test_what_has_ended_is_left_alone(home: House) -> None:
    """Only people end an escalation, and what they ended is not stuck."""
    e = home.call().e
    act(home.ports, e.id, i.StandDown("dana", saw=True), home.now)
    home.settle()
    found = audit(home.ports, home.now + timedelta(days=30))
    assert (found.open, found.rearmed, found.overdue) == (0, 0, 0)


def test_what_is_late_is_counted(home: House) -> None:
    """Invariant 4: overdue by more than five seconds, messages by more than thirty, is an alarm."""
    home.call()
    due = next_look(home.ports)
    assert due
    assert audit(home.ports, home.now + timedelta(seconds=29)).clean is True
    late = audit(home.ports, home.now + timedelta(seconds=60))
    assert late.overdue == 1
    assert late.messages_overdue >= 2
    assert not late.clean
