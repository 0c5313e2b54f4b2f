"""How long names and words of an escalation are kept, and what is left of its timeline without them (domain.md e.6).

`until.py` the day on which they go, `fields.py` where in the timeline they stand, `taking_out.py` how they leave it.
"""

from domain.learning.keeping.fields import people_in
from domain.learning.keeping.taking_out import Placeholders, TakenOut, forgotten, readable, taken_out
from domain.learning.keeping.until import gone_by, stub_from, text_until

__all__ = [
    "Placeholders",
    "TakenOut",
    "forgotten",
    "gone_by",
    "people_in",
    "readable",
    "stub_from",
    "taken_out",
    "text_until",
]
