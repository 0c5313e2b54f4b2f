"""The demo's clock: what comes by the day, the week or the month comes when its buttons are pressed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo import Demo, start_demo

BERLIN = ZoneInfo("Europe/Berlin")
CHANNEL = "C0DESK"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo with its year."""
    made = start_demo(0, tmp_path_factory.mktemp("demo"))
    yield made
    made.close()


def monday_after(at: datetime) -> datetime:
    """The next Monday, nine o'clock, on the wall of the hotel."""
    here = at.astimezone(BERLIN)
    day = here.date() + timedelta(days=-here.weekday() % 7)
    monday = datetime.combine(day, time(9), BERLIN)
    return monday if monday > here else datetime.combine(day + timedelta(days=7), time(9), BERLIN)


def test_nobody_is_sent_anything_about_the_year(demo: Demo) -> None:
    """Not by the ticks, and not by the rounds."""
    assert demo.server.app.heartbeat.look_now("learning", 30)
    demo.pass_time(1)

    # Beside the year, the channel reads who is on call; nothing of that is a message to somebody about a case.
    texts = [call.args.get("text", "") for call in demo.slack.calls if call.method == "chat.postMessage"]
    assert [text for text in texts if "on call" not in text] == []


def test_monday_brings_the_digest(demo: Demo) -> None:
    """In the channel, with a story and what was changed; days before it nothing comes in its place."""
    monday = monday_after(demo.clock.now())

    # In two steps: a short one over the hour brings it as well as a long one does.
    demo.pass_time((monday - demo.clock.now()).total_seconds() - 3600)
    demo.pass_time((monday - demo.clock.now()).total_seconds() + 1)

    dana = demo.slack.person("U0DANA")
    demo.slack.wait_until(lambda: any("Handled well" in m.plain() for m in dana.channel(CHANNEL)), 20)
    digest = next(m.plain() for m in dana.channel(CHANNEL) if "Handled well" in m.plain())
    assert "Harbour Hotel" in digest
    assert "Bar closes at 23:00" in digest
    assert "Dana" not in digest


def test_a_month_brings_the_trends_to_managers(demo: Demo) -> None:
    """Pressing on past the first working day of the next month; each manager gets them privately."""
    lea, month = demo.slack.person("U0LEA"), demo.clock.now().astimezone(BERLIN)
    day = month.replace(day=1)
    while day - month < timedelta(days=8) or day.day != 6:
        day += timedelta(days=1)

    demo.pass_time((day - month).total_seconds())

    before = day.replace(day=1) - timedelta(days=1)
    title = f"Harbour Hotel · {before:%B %Y}"
    demo.slack.wait_until(lambda: any(title in m.plain() for m in lea.dm()), 20)
    trends = next(m.plain() for m in lea.dm() if title in m.plain())
    assert "half within" in trends
    assert [m for m in demo.slack.person("U0JON").dm() if title in m.plain()] == []
