"""Takes out of a text what says who it was, and points out what judges: pure, and never in the way (d.4, e.6).

`finding.py` what is personal, out of `numbers.py` (phones, cards, accounts), `marks.py` (patterns) and `names.py`;
`judging.py` words that judge people, listed in `judging_words.py`; `taking_out.py` the text without it; `hinting.py`
what is pointed out of a note; `proposing.py` the lesson that is proposed for others to read.
"""

from handlers.learning.clearing.finding import Known, Personal, What, personal_in, words_known
from handlers.learning.clearing.hinting import Hints, hints_of
from handlers.learning.clearing.judging import judging_in
from handlers.learning.clearing.proposing import proposed
from handlers.learning.clearing.taking_out import rid_of

__all__ = [
    "Hints",
    "Known",
    "Personal",
    "What",
    "hints_of",
    "judging_in",
    "personal_in",
    "proposed",
    "rid_of",
    "words_known",
]
