"""Lets the stories of this folder run side by side: most of their time is spent waiting for leases to run out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from inspect import Parameter, Signature, signature
from typing import Any

import pytest

from tests.crash import people
from tests.crash.stage import Stage
from tests.crash.theatre import Theatre

Story = Callable[..., None]
STORES = ("sqlite", "postgres")
_AT_ONCE = 12


def story(*stores: str, houses: int = 1, repage: float = people.REPAGE) -> Callable[[Story], Any]:
    """Makes a test on each of these stores (both where none is named) of a function that is given its stage.

    Further parameters of the function come from `pytest.mark.parametrize` above this.
    """

    def made(told: Story) -> Any:
        def test(playbill: Playbill, request: pytest.FixtureRequest, **_: object) -> None:
            playbill.outcome(request.node.name)

        wanted = ("playbill", "request", "store", *list(signature(told).parameters)[1:])
        test.__signature__ = Signature([Parameter(name, Parameter.KEYWORD_ONLY) for name in wanted])  # type: ignore[attr-defined]
        test.__name__ = test.__qualname__ = told.__name__
        test.__doc__, test.__module__ = told.__doc__, told.__module__
        test.told, test.town = told, (houses, repage)  # type: ignore[attr-defined]
        stores_mark = pytest.mark.parametrize("store", stores or STORES)
        for mark in (pytest.mark.crash, stores_mark):
            test = mark(test)
        return test

    return made


class Playbill:
    """All stories that were collected, begun together; each test waits for its own."""

    def __init__(self, theatre: Theatre, tests: Iterable[pytest.Item]) -> None:
        self._theatre = theatre
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="story")
        self._stories = {test.name: test for test in tests if hasattr(getattr(test, "obj", None), "told")}
        self._outcomes: dict[str, Future[None]] = {}
        # Where several processes run tests, others may run some of these: then each story begins when its test does.
        if "PYTEST_XDIST_WORKER" not in os.environ:
            for name in self._stories:
                self._begin(name)

    def _begin(self, name: str) -> None:
        self._outcomes[name] = self._pool.submit(self._play, name)

    def _play(self, name: str) -> None:
        test: Any = self._stories[name]
        more = dict(test.callspec.params)
        with Stage(self._theatre, more.pop("store"), _file_name(name), people.town(*test.obj.town)) as stage:
            try:
                test.obj.told(stage, **more)
            except Exception as failed:
                for bot in stage.bots:
                    failed.add_note(f"a log ends:\n{bot.last_words()}")
                raise

    def outcome(self, name: str) -> None:
        """Wait for the end of a story. Raises what it raised."""
        if name not in self._outcomes:
            self._begin(name)
        self._outcomes[name].result()

    def close(self) -> None:
        """Wait for all of them."""
        self._pool.shutdown(cancel_futures=True)


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name)[:120]
