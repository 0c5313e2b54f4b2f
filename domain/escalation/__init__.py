"""One call for help, from the first tap to its end: a value, the inputs it takes, and one function that decides.

`inputs.py` what can be done, `rights.py` by whom, `decide.py` the one door, `draft.py` a decision in the making
and its round of pages, `opening.py` `answering.py` `safety.py` `ending.py` `clockwork.py` what each does,
`fold.py` how an entry changes the value, `state.py` the value.
"""

from domain.escalation.clockwork import due_at
from domain.escalation.decide import decide
from domain.escalation.draft import Decision, PageOrder
from domain.escalation.fold import apply, fold
from domain.escalation.inputs import RaiseEscalation
from domain.escalation.opening import raise_escalation
from domain.escalation.state import Escalation, NoteState, SafeAnswer, State

__all__ = [
    "Decision",
    "Escalation",
    "NoteState",
    "PageOrder",
    "RaiseEscalation",
    "SafeAnswer",
    "State",
    "apply",
    "decide",
    "due_at",
    "fold",
    "raise_escalation",
]
