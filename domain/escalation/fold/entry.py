"""The door through which each kind of entry reaches its rule."""

from __future__ import annotations

from functools import singledispatch

from domain import timeline as t
from domain.escalation.state import Escalation


@singledispatch
def change(entry: t.Entry, e: Escalation) -> Escalation:
    """The escalation as this entry changes it, its version aside; an entry without a rule changes nothing."""
    return e
