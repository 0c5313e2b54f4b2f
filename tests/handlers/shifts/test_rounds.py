"""The rounds: nothing is written while nothing is due, and nothing is told that is not true any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.shifts.around import REMINDERS
from domain.site import Directory
from handlers.ports import Ports
from handlers.render import screen_of
from handlers.shifts.due import shifts_due
from handlers.shifts.mine import remind
from storage.unit_of_work import SqlStore
from tests.handlers.shifts.given import AT, HANDOFF, HOUR, PEOPLE, SITE, kim_asks, outbox, replica, set_up


def test_an_idle_round_writes_nothing(ports: Ports) -> None:
    """The version of the directory stays, and nothing waits to be sent."""
    with ports.store.read() as uow:
        before = uow.people.version()
    assert shifts_due(ports, AT - 10 * HOUR) == 0
    with ports.store.read() as uow:
        assert (uow.people.version(), uow.messages.next_due_at()) == (before, None)


def test_each_choice_of_a_reminder_is_kept(ports: Ports) -> None:
    """What is none of the choices is left out."""
    for hours in (*REMINDERS, 7):
        remind(ports, "kim", hours)
    with ports.store.read() as uow:
        assert uow.plans.reminders() == {"kim": 24}


def test_a_reminder_that_is_not_true_any_more_is_not_sent(ports: Ports) -> None:
    """It waited in the outbox while Kim's shift went to Omar: it says nothing, and is dropped."""
    assert shifts_due(ports, HANDOFF - 12 * HOUR)
    (reminder,) = outbox(ports, HANDOFF - 12 * HOUR)
    with ports.store.read() as uow:
        directory = uow.people.directory()
        assert screen_of(uow, reminder, directory, HANDOFF - 12 * HOUR) is not None
        without = replace(directory, sites=(replace(SITE, rotas={}),))
        assert screen_of(uow, reminder, without, HANDOFF - 12 * HOUR) is None


def test_who_cannot_be_reached_is_told_nothing(store: SqlStore) -> None:
    """Kim's account is gone: Omar is paged in her place, so Omar is asked."""
    ports = set_up(store)
    with store.work() as uow:
        uow.people.keep_account("kim", deactivated=True, guest=False)
        uow.commit()
    ports = replica(store)
    shifts_due(ports, HANDOFF - HOUR)
    assert [one.person_id for one in outbox(ports, HANDOFF)] == ["omar"]
    assert "gone" in [one.id for one in PEOPLE if one.deactivated]


def test_a_late_start_of_the_bot_asks_once_and_not_everybody(ports: Ports) -> None:
    """The bot was down from before the handoff until 40 minutes after it: Kim is asked, and nobody else yet."""
    shifts_due(ports, HANDOFF + 40 * HOUR / 60)
    assert [one.person_id for one in outbox(ports, HANDOFF + HOUR)] == ["kim"]
    shifts_due(ports, HANDOFF + 54 * HOUR / 60)
    assert outbox(ports, HANDOFF + HOUR) == []
    shifts_due(ports, HANDOFF + 55 * HOUR / 60)
    assert {one.person_id for one in outbox(ports, HANDOFF + HOUR)} == {"omar", "ines"}


def test_a_request_that_nobody_needs_any_more_is_dropped(ports: Ports) -> None:
    """An admin gave Kim's shift to Omar: nobody is asked any more, and Kim reads why."""
    kim_asks(ports)
    outbox(ports, AT)
    layer = replace(next(iter(SITE.rotas.values())).revisions[0].layers[0], people=("dana", "omar", "kim"))
    rota = replace(next(iter(SITE.rotas.values())), revisions=())
    changed = replace(rota, revisions=(replace(next(iter(SITE.rotas.values())).revisions[0], layers=(layer,)),))
    set_up(ports.store, replace(SITE, rotas=dict.fromkeys(SITE.rotas, changed)))  # type: ignore[arg-type]
    again = replica(ports.store)  # type: ignore[arg-type]
    assert shifts_due(again, AT + timedelta(minutes=1)) >= 1
    (told,) = [one for one in outbox(again, AT + HOUR) if one.detail.get("about") == "cover"]
    with ports.store.read() as uow:
        screen = screen_of(uow, told, uow.people.directory(), AT)
    assert told.person_id == "kim"
    assert screen
    assert screen.preview.startswith("Your shifts have changed, so nobody is asked any more")


def test_a_request_of_a_site_that_is_gone_stops_no_round(ports: Ports) -> None:
    """Its site was removed: the request is dropped, and the rounds go on."""
    kim_asks(ports)
    with ports.store.work() as uow:
        uow.people.apply(Directory(0, (replace(SITE, id="other"),), PEOPLE))
        uow.commit()
    again = replica(ports.store)  # type: ignore[arg-type]
    shifts_due(again, AT)
    with ports.store.read() as uow:
        assert uow.plans.open_covers() == []
