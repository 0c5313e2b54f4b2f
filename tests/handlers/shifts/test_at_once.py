"""Two taps at the same moment: one has it, the other reads who, and the rota names one person (invariant 7)."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier

import pytest

from domain.errors import EscalationError
from handlers.ports import Ports
from handlers.shifts import answering, starting
from handlers.shifts.due import shifts_due
from handlers.shifts.payloads import Asked
from storage.unit_of_work import SqlStore
from tests.handlers.shifts.given import AT, HANDOFF, HOUR, kim_asks, on_call, outbox, replica
from tests.storage.given import at_once


def together(*acts: Callable[[], None]) -> list[str]:
    """What each was told, in order; nothing where it worked."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], None]) -> str:
        ready.wait(10)
        try:
            act()
        except EscalationError as refused:
            return refused.sentence
        return ""

    return at_once(*[lambda act=act: one(act) for act in acts])  # type: ignore[misc]


@pytest.mark.parametrize("_again", range(4))
def test_two_take_it_at_once(store: SqlStore, ports: Ports, _again: int) -> None:
    """Dana and Omar tap in the same moment, on two replicas: one covers, the other reads that name."""
    kim_asks(ports)
    other = replica(store, "other")
    said = together(
        lambda: answering.take(ports, "r1", "dana", AT), lambda: answering.take(other, "r1", "omar", AT)
    )  # fmt: skip
    winner = "dana" if said[0] == "" else "omar"
    assert sorted(said) == ["", f"{winner.title()} took it. Thank you."]
    assert on_call(ports, HANDOFF) == winner
    with store.read() as uow:
        (site,) = uow.people.directory().sites
    assert len(next(iter(site.rotas.values())).overrides) == 1


@pytest.mark.parametrize("_again", range(4))
def test_taken_and_withdrawn_at_once(store: SqlStore, ports: Ports, _again: int) -> None:
    """Whichever comes second sees the first: in the end Kim is on call, and nothing of it is left in the rota."""
    kim_asks(ports)
    other = replica(store, "other")
    together(lambda: answering.take(ports, "r1", "dana", AT), lambda: answering.withdraw(other, "r1", "kim", AT))
    assert on_call(ports, HANDOFF) == "kim"


@pytest.mark.parametrize("_again", range(4))
def test_the_holder_and_the_next_tap_at_once(store: SqlStore, ports: Ports, _again: int) -> None:
    """Kim was not heard of for a quarter of an hour, Omar was asked; both tap: one of them has it, and says so."""
    for minutes in (-60, 0, 15):
        shifts_due(ports, HANDOFF + HOUR * minutes / 60)
    asked, at = Asked("hotel", next(iter(ports.memory.directory.sites[0].rotas)), HANDOFF, "kim"), HANDOFF + HOUR / 3
    other = replica(store, "other")
    said = together(
        lambda: starting.be_on(ports, asked, "kim", at), lambda: starting.be_on(other, asked, "omar", at)
    )  # fmt: skip
    assert sorted(map(bool, said)) == [False, True]
    assert on_call(ports, at) == ("kim" if said[0] == "" else "omar")


def test_two_replicas_make_the_same_rounds_at_once(store: SqlStore, ports: Ports) -> None:
    """Each message is there once, whoever was first."""
    other = replica(store, "other")
    for minutes in (-60, 0, 15):
        at = HANDOFF + HOUR * minutes / 60
        together(lambda at=at: void(ports, at), lambda at=at: void(other, at))  # type: ignore[misc]
    told = [(one.person_id, one.detail["what"]) for one in outbox(ports, HANDOFF + HOUR)]
    # At the handoff Kim is asked and Omar warned; a quarter of an hour later Omar is asked, and the admin hears.
    assert sorted(told) == [
        ("ines", "admin"), ("kim", "ahead"), ("kim", "on"), ("omar", "on"), ("omar", "warn"),
    ]  # fmt: skip


def void(ports: Ports, at: object) -> None:
    """One round."""
    shifts_due(ports, at)  # type: ignore[arg-type]
