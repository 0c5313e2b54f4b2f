"""Figures reach people: a weekly digest in the site's channel, monthly trends for those who manage it, and files.

`gathering.py` counts, `words.py` and `sections.py` say it, `digest.py` and `trends.py` send it when it is due,
`story.py` picks what is told, `asked.py` answers whoever asks, `sheet.py` and `cells.py` make the files.
"""
