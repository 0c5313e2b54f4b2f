"""What is kept only for a time (domain.md e.6).

`holding.py` a manager's hold, `emptying.py` one escalation without names and words, `night.py` one site's nightly
run, `nights.py` when each is made, `forgetting.py` one person's data.
"""
