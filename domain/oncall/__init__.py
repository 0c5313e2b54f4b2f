"""Who is on call: asked of a Tier (domain/rota.py), pure, and as fast for a rotation of ten years as for a new one.

`asking.py` the questions, `candidate.py` the answers, `timetable.py` a tier made ready to be asked, out of
`layers.py` and `overriding.py`; `hours.py` and `in_force.py` find what is on at an instant, `kept.py` keeps what was
made ready.
"""

from domain.oncall.asking import gaps, holder, next_handoff_after, on_call, shifts
from domain.oncall.candidate import Because, Candidate, Shift

__all__ = ["Because", "Candidate", "Shift", "gaps", "holder", "next_handoff_after", "on_call", "shifts"]
