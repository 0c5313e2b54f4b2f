"""The nightly run under trouble: cut off, made twice at once, overtaken by people, ahead of its own version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.entry import editing_on
from domain.escalation import fold
from domain.learning.proposal import Fix
from domain.page import Delivery, Kind, Message, Ref
from domain.severity import Severity
from handlers.learning.keeping.holding import hold
from handlers.learning.keeping.night import BATCH, Night
from handlers.learning.keeping.nights import Nights
from handlers.ports import Ports, StoreUnavailable
from tests.bot.cli.on_a_store import Hotel, hotel
from tests.story.past_cases import happened

NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
LATER = NOON + timedelta(days=95)
CASES = 3 * BATCH


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest) -> Iterator[Hotel]:
    """Some refunds that were over in March."""
    url = "sqlite://" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
    with hotel(url) as opened:
        for number in range(CASES):
            happened(opened, number, NOON + timedelta(hours=number))  # type: ignore[arg-type]
        yield opened


def ports_of(house: Hotel) -> Ports:
    """A process on this store."""
    editing = editing_on(house.store)
    editing.follow()
    return editing.ports


def gone(house: Hotel) -> int:
    """How many have no names and words any more; each folds into its row."""
    with house.store.read() as uow:
        found = [uow.escalations.get(f"past{number}") for number in range(CASES)]
        for e in found:
            assert e is not None
            assert fold(uow.escalations.timeline(e.id)) == e
    return sum(e is not None and e.texts_gone_at is not None for e in found)


class Failing:
    """A store that does not answer any more after so many units of work that write."""

    def __init__(self, inner: Any, left: int) -> None:
        self._inner, self.left = inner, left

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def work(self) -> Any:
        self.left -= 1
        if self.left < 0:
            raise StoreUnavailable("gone")
        return self._inner.work()


def test_a_run_that_was_cut_off_goes_on_where_it_was(house: Hotel) -> None:
    """Each step is whole or did not happen; the next round does the rest, and the night is finished once."""
    ports = ports_of(house)
    failing = Failing(house.store, 2)
    runs = Nights(Ports(failing, ports.memory, ports.identity))  # type: ignore[arg-type]
    with pytest.raises(StoreUnavailable):
        runs.due(LATER)
    assert 0 < gone(house) < CASES
    with house.store.read() as uow:
        assert uow.keeping.nights() == {}
    failing.left = 1000
    runs.due(LATER)
    assert gone(house) == CASES
    with house.store.read() as uow:
        assert set(uow.keeping.nights()) == {"harbour"}
    failing.left = 0
    runs.due(LATER + timedelta(hours=1))
    assert failing.left == 0, "nothing is written again in the same night"


def test_a_process_that_died_is_followed_by_another(house: Hotel) -> None:
    """Nothing of where it was is in memory: a new one begins, and finds what is left."""
    night = Night(ports_of(house), house.site, LATER)
    next(night.steps())
    assert gone(house) == BATCH
    Nights(ports_of(house)).due(LATER)
    assert gone(house) == CASES


def test_two_processes_at_once_empty_each_once(house: Hotel) -> None:
    """Step by step side by side: one entry says that names are gone, and neither fails."""
    nights = [Night(ports_of(house), house.site, LATER) for _ in range(2)]
    walks = [night.steps() for night in nights]
    while walks:
        walks = [walk for walk in walks if next(walk, "over") != "over"]
    assert gone(house) == CASES
    assert sum(sum(night.removed.values()) for night in nights) == CASES
    with house.store.read() as uow:
        kinds = [type(entry).__name__ for entry in uow.escalations.timeline("past0")]
    assert kinds.count("TextsRemoved") == 1


def test_a_hold_that_comes_in_the_middle_of_it_is_heeded(house: Hotel) -> None:
    """What the run had already read is looked at again under the lock of its row."""
    night = Night(ports_of(house), house.site, LATER)
    steps = night.steps()
    next(steps)
    last = f"past{CASES - 1}"
    assert hold(ports_of(house), last, "omar", "legal", LATER).refusal is None
    for _ in steps:
        pass
    assert gone(house) == CASES - 1
    with house.store.read() as uow:
        e = uow.escalations.get(last)
    assert e is not None
    assert (e.held, e.raiser_id) == ("legal", "mia")


def test_what_a_newer_version_wrote_is_left_to_it(house: Hotel) -> None:
    """Nobody here can say what stands in an entry of a kind that is not known (F73)."""
    with house.store.database.connect(house.store.database.work) as connection:
        house.store.database.begin(connection, house.store.database.work, 5)
        connection.execute(text("UPDATE timeline SET kind = 'NotYetKnown' WHERE escalation_id = 'past0' AND seq = 6"))
        connection.exec_driver_sql("COMMIT")
    Nights(ports_of(house)).due(LATER)
    with house.store.read() as uow:
        e = uow.escalations.get("past0")
        other = uow.escalations.get("past1")
    assert e is not None
    assert e.texts_gone_at is None
    assert other is not None
    assert other.texts_gone_at is not None


def test_a_fix_that_is_still_to_be_done_can_still_be_read(house: Hotel) -> None:
    """Whoever has to mend it must know what; once it is done its words go with the next night."""
    fix = Fix("f1", "harbour", "past0", "The lamp that Meier broke", "rob", date(2026, 3, 12), "dana", NOON)
    with house.store.work() as uow:
        uow.learning.add_fixes([fix])
        uow.commit()
    Nights(ports_of(house)).due(LATER)
    with house.store.read() as uow:
        assert [one.what for one in uow.learning.open_fixes("harbour")] == [fix.what]
    with house.store.work() as uow:
        uow.learning.finish_fix("f1", "rob", LATER)
        uow.commit()
    Nights(ports_of(house)).due(LATER + timedelta(days=1))
    with house.store.read() as uow:
        done = uow.learning.fix("f1")
    assert done is not None
    assert (done.what, done.owner_id, done.done_by) == ("", None, "somebody")


def test_messages_that_chat_still_shows_in_full_are_shortened_before_their_rows_go(house: Hotel) -> None:
    """Chat refused the edit for weeks: the row stays until it took one, with nothing in it but the reference."""
    ref = Ref("D0DANA", "1.1")
    shown = Message(
        "m1", "told:past0:1:dana", Kind.TOLD, "D0DANA", 95, None, "past0", "harbour", "dana", state=Delivery.SENT,
        detail={"words": "Mia writes", "quote": "Mr Meier shouts"}, ref=ref, superseded=True, made_at=NOON,
    )  # fmt: skip
    with house.store.work() as uow:
        uow.messages.add([shown])
        uow.commit()
    Nights(ports_of(house)).due(LATER)
    with house.store.read() as uow:
        kept = uow.messages.get("m1")
    assert kept is not None
    assert (dict(kept.detail), kept.person_id, kept.escalation_id) == ({"stub": "P0"}, None, None)
    assert (kept.key, kept.ref, kept.due_at is not None) == ("gone:m1", ref, True)
    with house.store.work() as uow:
        (claim,) = uow.messages.claim(LATER + timedelta(hours=1), 5)
        assert uow.messages.record_shown(claim, ref, LATER + timedelta(hours=1), None)
        uow.commit()
    Nights(ports_of(house)).due(LATER + timedelta(days=1))
    with house.store.read() as uow:
        assert uow.messages.get("m1") is None


def test_the_night_of_a_level_is_its_own(house: Hotel) -> None:
    """A VIOLENT case of the same day stays as it is, and so do those of another site."""
    happened(house, 90, NOON, Severity.VIOLENT)  # type: ignore[arg-type]
    Nights(ports_of(house)).due(LATER)
    with house.store.read() as uow:
        e = uow.escalations.get("past90")
    assert e is not None
    assert e.texts_gone_at is None
