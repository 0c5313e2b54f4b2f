"""One server on one file (reliability.md F65)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event

from storage.lock import SingleServer
from tests.storage.given import at_once

_HOLD = """
import sys
from storage.lock import SingleServer
server = SingleServer(sys.argv[1])
print(server.try_acquire(), flush=True)
sys.stdin.read()
"""


def test_a_second_server_stands_by_and_takes_over(tmp_path: Path) -> None:
    """It says who holds the file, and goes on as soon as that one lets go."""
    first, second = SingleServer(tmp_path / "stepin.db"), SingleServer(tmp_path / "stepin.db")
    assert first.try_acquire()
    assert not second.try_acquire()
    heard: list[str] = []
    told = Event()

    def standing_by(holder: str) -> bool:
        heard.append(holder)
        told.set()
        return True

    def let_go() -> bool:
        assert told.wait(10)
        first.release()
        return True

    assert at_once(lambda: second.acquire(standing_by, poll_every=0.01), let_go) == [True, True]
    assert heard[0].startswith("process ")
    assert not first.try_acquire()
    second.release()


def test_a_server_that_stands_by_can_be_told_to_stop(tmp_path: Path) -> None:
    """Whoever listens decides; it gives up without the lock."""
    first, second = SingleServer(tmp_path / "a.db"), SingleServer(tmp_path / "a.db")
    assert first.try_acquire()
    assert not second.acquire(lambda holder: False)
    first.release()


def test_a_killed_server_holds_nothing(tmp_path: Path) -> None:
    """The system frees the lock of a process that was killed."""
    path = tmp_path / "stepin.db"
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        mine = SingleServer(path)
        assert not mine.try_acquire()
        assert mine.holder() == f"process {other.pid} on {mine.holder().rsplit(' ', 1)[1]}"
        other.kill()
        other.wait(10)
        assert mine.acquire(lambda holder: True, poll_every=0.01)
        mine.release()


def test_before_anybody_held_it_nobody_is_named(tmp_path: Path) -> None:
    """There is no holder to read of."""
    assert SingleServer(tmp_path / "new.db").holder() == "an unknown process"
