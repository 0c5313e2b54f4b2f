"""What holds for every test of the command line."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Logging is put back as it was."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.raiseExceptions, logging.lastResort)
    yield
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], logging.raiseExceptions, logging.lastResort = before[0], before[2], before[3]
    root.setLevel(before[1])
