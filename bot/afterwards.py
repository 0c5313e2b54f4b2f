"""Work that waits until the answer is out, and is dropped where the answer failed (principle 9).

A listener queues it with `afterwards(...)`; whoever sends the answer collects it with `collecting()` and hands it
to the executor once the platform has its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Work = Callable[[], object]

_queue: ContextVar[list[Work] | None] = ContextVar("work after the answer", default=None)


def afterwards(work: Work) -> None:
    """Queue `work` until the answer is out. Raises RuntimeError outside of an answer."""
    queue = _queue.get()
    if queue is None:
        raise RuntimeError("nobody is answering")
    queue.append(work)


@contextmanager
def collecting() -> Iterator[list[Work]]:
    """Everything that is queued while one request is answered."""
    queue: list[Work] = []
    token = _queue.set(queue)
    try:
        yield queue
    finally:
        _queue.reset(token)
