"""The theatre that all crash stories share, and the playbill that begins them together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.crash.theatre import Theatre
from tests.crash.together import Playbill


@pytest.fixture(scope="session")
def theatre() -> Iterator[Theatre]:
    """A nursery for bots, and a PostgreSQL that may be crashed."""
    with TemporaryDirectory(prefix="stepin-crash-") as folder:
        built = Theatre(Path(folder))
        yield built
        built.close()


_FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> list[str]:
    """What is added here is printed when everything is over."""
    return request.config.stash.setdefault(_FIGURES, [])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The figures of the soak come last."""
    for line in config.stash.get(_FIGURES, []):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def playbill(theatre: Theatre, request: pytest.FixtureRequest) -> Iterator[Playbill]:
    """All collected stories, running."""
    made = Playbill(theatre, request.session.items)
    yield made
    made.close()
