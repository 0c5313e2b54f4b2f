"""What happens with the resolution note: drafts kept, finished, amended, and what follows from it (domain.md d.1, d.2).

`entering.py` what a form may hand in, `opening.py` the note as one person has it, `drafting.py` what is not finished,
`finishing.py` the one transaction that finishes or amends it, `accounts.py` the raiser's own words, `rules.py` a rule
that joins the list of the site, `telling.py` what others are sent of it, `recent.py` the notes of the last weeks.
"""
