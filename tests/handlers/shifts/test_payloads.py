"""What a button gives back is read strictly: anything that is none of ours is refused with a sentence (F75)."""

from __future__ import annotations

import pytest

from domain.errors import EscalationError
from domain.policy import Group
from handlers.shifts.payloads import Asked, own_shift
from tests.handlers.shifts.given import HANDOFF

RUBBISH = (
    "", "|", "|||", "hotel|tier_1||kim", "hotel|tier_9|2026-03-14T15:00:00+00:00|kim", "hotel|security|x|kim",
    "hotel|helpers|2026-03-14T15:00:00+00:00|kim", "hotel|tier_1|2026-03-14T15:00:00|kim", "hotel|tier_1|1e99|kim",
)  # fmt: skip


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_refused(text: str) -> None:
    """No tier, no instant, or an instant without an offset."""
    with pytest.raises(EscalationError):
        Asked.of(text)
    with pytest.raises(EscalationError):
        own_shift(text, "kim")


def test_what_we_wrote_is_read() -> None:
    """As it was written; a person's id may have any letters."""
    value = f"hotel|tier_1|{HANDOFF.isoformat()}|kim|o"
    assert Asked.of(value) == Asked("hotel", Group.TIER_1, HANDOFF, "kim|o")
    assert own_shift(f"hotel|tier_1|{HANDOFF.isoformat()}|", "kim").endless
