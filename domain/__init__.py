"""The rules of StepIn: values in, values out, no clock, no I/O.

Staff call for help with a severity (severity.py) and read a card (playbook.py). The escalation
(escalation/) pages the people of its site (site.py, people.py) as the escalation policy says (policy.py),
again and further up, until enough of them answer; each change is an entry in its timeline (timeline.py).
A page is one message to one person (page.py). When it is over, a note says what was learned (note.py).
What a person did wrong comes back as a sentence (errors.py).
"""
