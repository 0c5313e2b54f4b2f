"""Lets the stories of this folder run side by side: most of their time is spent waiting for leases to run out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.crash import people
from tests.crash.stage import Stage, Story, Theatre

STORES = ("sqlite", "postgres")
_AT_ONCE = 12


def story(*stores: str, houses: int = 1, repage: float = 2.0) -> Callable[[Story], Any]:
    """Makes a test on each of these stores (both where none is named) of a function that is given its stage."""

    def made(told: Story) -> Any:
        def test(playbill: Playbill, store: str) -> None:
            playbill.outcome(told, store)

        test.__name__ = test.__qualname__ = told.__name__
        test.__doc__, test.__module__ = told.__doc__, told.__module__
        test.told, test.town = told, (houses, repage)  # type: ignore[attr-defined]
        return pytest.mark.crash(pytest.mark.parametrize("store", stores or STORES)(test))

    return made


class Playbill:
    """All stories that were collected, begun together; each test waits for its own."""

    def __init__(self, theatre: Theatre, tests: Iterable[pytest.Item]) -> None:
        self._theatre = theatre
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="story")
        self._outcomes: dict[tuple[Story, str], Future[None]] = {}
        for test in tests:
            told = getattr(getattr(test, "obj", None), "told", None)
            if told is not None:
                self._begin(told, test.callspec.params["store"], test.obj.town)  # type: ignore[attr-defined]

    def _begin(self, told: Story, store: str, town: tuple[int, float]) -> None:
        self._outcomes[told, store] = self._pool.submit(self._play, told, store, town)

    def _play(self, told: Story, store: str, town: tuple[int, float]) -> None:
        name = f"{told.__name__}-{store}"
        with Stage(self._theatre, store, name, people.town(*town)) as stage:
            try:
                told(stage)
            except Exception as failed:
                for bot in stage.bots:
                    failed.add_note(f"a log ends:\n{bot.last_words()}")
                raise

    def outcome(self, told: Story, store: str) -> None:
        """Wait for the end of a story. Raises what it raised."""
        self._outcomes[told, store].result()

    def close(self) -> None:
        """Wait for all of them."""
        self._pool.shutdown(cancel_futures=True)
