"""One server at a time on a SQLite file: a second one stands by and takes over (reliability.md F65)."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout


class SingleServer:
    """The lock beside the database at `path`. The system frees it when its process ends, however that ends."""

    def __init__(self, path: str | Path) -> None:
        self._lock = FileLock(f"{path}.lock", thread_local=False)
        # The lock's own file is emptied by whoever tries, so the holder's name stands in another.
        self._name = Path(f"{path}.holder.lock")

    def try_acquire(self) -> bool:
        """Take it if it is free."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        self._name.write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")
        return True

    def acquire(self, standing_by: Callable[[str], bool], poll_every: float = 0.5) -> bool:
        """Wait for it, looking every `poll_every` seconds.

        `standing_by` hears each time who holds it, and answers whether to go on waiting; False is given where not.
        """
        pause = threading.Event()
        while not self.try_acquire():
            if not standing_by(self.holder()):
                return False
            pause.wait(poll_every)
        return True

    def holder(self) -> str:
        """Who has it, or had it last, in words: "process 4711 on till-3"."""
        try:
            return self._name.read_text(encoding="utf-8")
        except OSError:
            return "an unknown process"

    def release(self) -> None:
        """Let the next one have it."""
        self._lock.release()
