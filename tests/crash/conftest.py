"""The theatre that all crash stories share, and the playbill that begins them together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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


@pytest.fixture(scope="session")
def playbill(theatre: Theatre, request: pytest.FixtureRequest) -> Iterator[Playbill]:
    """All collected stories, running."""
    made = Playbill(theatre, request.session.items)
    yield made
    made.close()
