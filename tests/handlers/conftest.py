"""A new house for each test of the handlers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.handlers.given import House, house


@pytest.fixture
def home() -> Iterator[House]:
    """The handlers on SQLite in memory, with a stand-in platform."""
    with house() as made:
        yield made
