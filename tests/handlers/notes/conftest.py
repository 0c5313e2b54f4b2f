"""The house that the notes' tests happen in, and a call in it that is over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.escalation.inputs import BeWithThem
from domain.severity import Severity
from handlers.act import act
from handlers.resolve import resolve
from tests.handlers.given import House, house


@pytest.fixture
def home() -> Iterator[House]:
    """A house on a new store."""
    with house() as opened:
        yield opened


@pytest.fixture
def over(home: House) -> str:
    """Mia called at the bar, Dana came and ended it: the id of the escalation."""
    id_ = home.call("mia", Severity.UPSET).e.id
    act(home.ports, id_, BeWithThem("dana"), home.now)
    assert resolve(home.ports, id_, "dana", home.now).refusal is None
    return id_
