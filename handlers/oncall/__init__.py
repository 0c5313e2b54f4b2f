"""`/oncall`: what was asked, who holds each tier, and who would be paged; all of it from memory (principle 9).

`question.py` reads the words, with `spelling.py`, `days.py`, `clocks.py` and `places.py`; `holding.py` says who holds a
tier now and next, `paging.py` who would be paged at an instant; `answer.py` puts question and answer together.
"""
