"""The product as a process of its own, as an operator runs it: what `bot.serve` does, on a port of its own.

Run as a module with a database's and Slack's URL it serves at once and prints its memory when it is ready. Run with
`fork` it imports everything, then forks a server for each pair of URLs on its input and prints the process id.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass


class Nursery:
    """Starts servers without paying for their imports each time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "benchmarks.serving", "fork"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def start(self, url: str, api_url: str) -> int:
        """A server on this database; its process id, once it serves."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([url, api_url]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def end(self, pid: int, number: signal.Signals) -> None:
        """Send the signal, and wait until the process is gone."""
        os.kill(pid, number)
        until = time.monotonic() + 30
        while _lives(pid) and time.monotonic() < until:
            time.sleep(0.005)

    def close(self) -> None:
        """No further servers."""
        self._process.terminate()
        self._process.wait()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@dataclass(frozen=True)
class Started:
    """A fresh process: seconds from its start until it was ready, its memory then in MiB, and its handle."""

    ready: float
    memory: float
    process: subprocess.Popen[str]
    began: float


def started(*arguments: str, module: str = "benchmarks.serving") -> Started:
    """Start a fresh interpreter on a module that prints one line of its memory when it is ready."""
    began = time.monotonic()
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    memory = float(process.stdout.readline())
    return Started(time.monotonic() - began, memory, process, began)


def ended(one: Started) -> None:
    """End it, at once."""
    one.process.kill()
    one.process.wait()


def memory() -> float:
    """Resident memory of this process in MiB."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _serve(url: str, api_url: str, ready: str) -> None:
    """As `bot.serve.serve`, but for a word when it is ready; SIGTERM ends it in good order."""
    import threading

    from benchmarks.product import settings_for
    from bot.serve import clock_for, open_database, server_on
    from storage.migrate import upgrade_on

    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    settings = settings_for(url, api_url)
    database = open_database(settings)
    upgrade_on(database)
    server = server_on(settings, database, clock_for(database))
    server.start()
    print(ready or memory(), flush=True)
    parent = os.getppid()
    # Whoever started this one may be killed before it is ended: it would go on for ever, beside the next measurement.
    while not stopping.wait(0.5) and os.getppid() == parent:
        pass
    server.stop()
    os._exit(0)


def _fork() -> None:
    import bot.serve  # noqa: F401 - what every child needs
    import storage.migrate  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        url, api_url = json.loads(line)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _serve(url, api_url, str(os.getpid()))


if __name__ == "__main__":
    if sys.argv[1] == "fork":
        _fork()
    else:
        _serve(sys.argv[1], sys.argv[2], "")
