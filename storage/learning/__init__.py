"""What is counted and what gets changed (handlers/ports/learning.py, Learning), one file for each kind of thing.

Lock order on PostgreSQL: the escalation first, then the proposal.
"""

from __future__ import annotations

from storage.learning.cases import Cases
from storage.learning.fixes import Fixes
from storage.learning.proposals import Proposals


class Learning(Cases, Proposals, Fixes):
    """The repository within one transaction."""


__all__ = ["Learning"]
