"""What the timelines of many escalations come to: figures without a person in them (domain.md f; docs/metrics.md).

`facts.py` what counts of one case, `counting.py` and `weekly.py` many of them in one pass, `figures.py` what comes out,
under the guard of `guard.py`; `closed.py` what became of proposals; `spans.py` weeks and months of a site; `rows.py`
all of it as rows.
"""

from domain.learning.figures.closed import DONE_WITHIN, Closed, Ratio, closed
from domain.learning.figures.counting import Counting
from domain.learning.figures.facts import BANDS, CaseFacts, band_words, facts_of
from domain.learning.figures.figures import Counted, Figures, Lists, Times, WeekCounts
from domain.learning.figures.guard import FEWER, FEWEST, LevelCounts, Share, guarded
from domain.learning.figures.names import Figure
from domain.learning.figures.rows import Row, rows_of
from domain.learning.figures.spans import (
    Span,
    digest_span,
    first_working_day,
    month_before,
    month_of,
    trends_span,
    weeks_until,
)
from domain.learning.figures.times import lasted, nearest_rank
from domain.learning.figures.weekly import WeekCounting

__all__ = [
    "BANDS",
    "DONE_WITHIN",
    "FEWER",
    "FEWEST",
    "CaseFacts",
    "Closed",
    "Counted",
    "Counting",
    "Figure",
    "Figures",
    "LevelCounts",
    "Lists",
    "Ratio",
    "Row",
    "Share",
    "Span",
    "Times",
    "WeekCounting",
    "WeekCounts",
    "band_words",
    "closed",
    "digest_span",
    "facts_of",
    "first_working_day",
    "guarded",
    "lasted",
    "month_before",
    "month_of",
    "nearest_rank",
    "rows_of",
    "trends_span",
    "weeks_until",
]
