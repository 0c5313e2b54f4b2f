"""Fault rows about too many at once: after an outage, in a flood, and a manager whom a hundred people call (P25)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from domain.page import Kind, Message, rank_of
from domain.policy import Group
from domain.severity import Severity
from handlers.deliver import claim
from handlers.outbox import opaque
from handlers.screens import Screen
from handlers.screens.parts import Line, Small
from tests.story.herd import Herd, Post, herd
from tests.world import harbour

ALONE = harbour(groups={Group.TIER_1: ("dana",)}, backup=(), last_resort=("dana",))


def listed(screen: Screen) -> int:
    """How many calls for help a page or a list of them names."""
    if "· call " in screen.preview:
        return 1
    named = sum(isinstance(part, Line) for part in screen.parts[1:])
    return named + sum(str(part.text[0]).count("\n") + 1 for part in screen.parts if isinstance(part, Small))


def first_of(screen: Screen) -> str:
    """The level that stands first in a list."""
    return next(part.text[0].words for part in screen.parts[1:] if isinstance(part, Line))  # type: ignore[union-attr]


def pages(posts: list[Post]) -> list[Post]:
    """Pages and lists of pages among these."""
    return [post for post in posts if "open and answer" in post.screen.preview]


def test_f51_after_four_hours_down_everybody_hears_once_and_the_worst_comes_first() -> None:
    """F51: 500 open, 4 h of missed rounds: lists, worst first, one line for each escalation, all out within 15 s."""
    levels = [Severity.VIOLENT if n % 25 == 0 else Severity.ABUSIVE if n % 2 else Severity.UPSET for n in range(500)]
    with herd(500) as hotel:
        hotel.raise_all(levels)
        hotel.works_off(30)
        hotel.clock.move(timedelta(hours=4).total_seconds())
        back = hotel.clock.now()
        assert hotel.works_off(60) <= 15
        for manager in ("D0DANA", "D0OMAR", "D0LEA"):
            got = pages(hotel.platform.to(manager, back))
            assert sum(listed(post.screen) for post in got) == 500
            assert first_of(got[0].screen) == "VIOLENT"
            assert len(got) <= 2
        to_raisers = Counter(post.target for post in hotel.platform.posts if post.at >= back)
        assert max(to_raisers[f"D0R{n}"] for n in range(500)) == 1
        assert to_raisers["D0INES"] == 1, "the admin hears once, not five hundred times (F35)"
        assert hotel.platform.too_early == []


def test_f52_low_levels_never_hold_up_a_critical_one() -> None:
    """F52: 2,000 messages of the lowest level are due; one VIOLENT call, and its pages are the first to leave."""
    with herd(1) as hotel:
        at = hotel.clock.now()
        rank = rank_of(Kind.PAGE, Severity.UPSET)
        flood = [
            Message(opaque(f"low:{n}"), f"low:{n}", Kind.TOLD, f"D0LOW{n}", rank, at, person_id="mia", made_at=at)
            for n in range(2000)
        ]
        with hotel.ports.store.work() as uow:
            uow.messages.add(flood)
            uow.commit()
        hotel.clock.move(5)
        hotel.raise_all([Severity.VIOLENT])
        first = [one.message for one in claim(hotel.ports, hotel.clock.now(), 6)]
        assert [message.kind for message in first[:5]] == [Kind.PAGE] * 5
        assert {message.person_id for message in first[:5]} == {"dana", "omar", "lea", "petra", "rob"}


def test_p25_a_hundred_calls_for_one_manager_are_three_messages() -> None:
    """P25: 100 raises within a second at one post a second: at most three messages that name all, none too early."""
    with herd(100, ALONE) as hotel:
        for start in range(0, 100, 10):
            part = Herd(hotel.ports, hotel.clock, hotel.platform, hotel.engine, hotel.site, hotel.raisers[start:])
            part.raise_all([Severity.ABUSIVE] * 10)
            hotel.engine.tick(hotel.clock.now())
            hotel.clock.move(0.1)
        hotel.works_off(20)
        got = pages(hotel.platform.posts)
        assert len(got) <= 3
        assert sum(listed(post.screen) for post in got) == 100
        assert hotel.platform.too_early == []


def test_f49_the_last_tier_is_silent_for_a_day() -> None:
    """F49: it never ends alone, cycles at its slowest interval for 24 h, and the raiser's card is true each time."""
    with herd(1, ALONE) as hotel:
        hotel.raise_all([Severity.UPSET])
        start = hotel.clock.now()
        end = start + timedelta(hours=24)
        while (due := hotel.engine.tick(hotel.clock.now())) is not None and due <= end:
            hotel.clock.move(max((due - hotel.clock.now()).total_seconds(), 0.0))
        times = [post.at - start for post in pages(hotel.platform.posts)]
        assert times[:3] == [timedelta(0), timedelta(minutes=2), timedelta(minutes=4)]
        assert times[-1] >= timedelta(hours=23, minutes=55)
        late = [later - earlier for earlier, later in pairwise(times) if earlier > timedelta(hours=1)]
        assert set(late) == {timedelta(minutes=5)}
        with hotel.ports.store.read() as uow:
            (e,) = uow.escalations.open_at()
        assert e.state == "unanswered"
