"""The form about a site's weekly digest."""

from __future__ import annotations

from datetime import time

import pytest

from domain.edits import Refused
from tests.handlers.desk.setup_forms import FULL_HOUSE, hotel, refused, saved


def test_when_the_digest_comes_is_picked() -> None:
    """Another day and hour; the other settings of learning stay."""
    changed = saved(FULL_HOUSE, "digest", "hotel", digest_day=["4"], digest_at="16:30")
    settings = hotel(changed).learning
    assert (settings.digest, settings.digest_day, settings.digest_at) == (True, 4, time(16, 30))
    assert settings.keeping == hotel(saved(changed.directory, "digest", "hotel", digest=[])).learning.keeping
    assert "the weekly digest comes each Friday at 16:30" in changed.sentence


def test_the_digest_can_be_left_out() -> None:
    """Without the tick it does not come; trends keep their time of day."""
    changed = saved(FULL_HOUSE, "digest", "hotel", digest=[])
    assert not hotel(changed).learning.digest
    assert changed.sentence.endswith("the weekly digest does not come; trends come at 09:00.")


def test_saving_what_is_already_so_says_so() -> None:
    """Nothing would change, and a time is needed."""
    with pytest.raises(Refused, match="That is how it is already"):
        saved(FULL_HOUSE, "digest", "hotel")
    assert refused(FULL_HOUSE, "digest", "hotel", digest_at="")[0] == "digest_at"
