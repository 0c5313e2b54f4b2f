"""What a site sets about learning: when its digest comes, how long texts are kept, who looks after training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

LONGEST_KEPT = 36525
"""In days: nothing is set to be kept for longer than a hundred years."""


@dataclass(frozen=True)
class Keeping:
    """For how many days names and texts are kept after the end, by the highest level reached (domain.md e.6).

    A safety case's days count from the end of the year in which it ended.
    """

    upset: int = 90
    abusive: int = 365
    safety: int = 5 * 365 + 1
    stub_after: int = 7


@dataclass(frozen=True)
class LearningSettings:
    """Settings of one site. `digest_day` is 0 for Monday; the hour is the site's own. `training_owner` is a person."""

    digest: bool = True
    digest_day: int = 0
    digest_at: time = time(9)
    training_owner: str | None = None
    keeping: Keeping = Keeping()


SHIPPED_SETTINGS = LearningSettings()
