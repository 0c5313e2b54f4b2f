"""What managers do with their shifts in chat: cover and swaps, *I'm on*, hand-over, reminders, moved shifts.

`asking.py` and `answering.py` are the steps of a request for cover, `starting.py` the taps around the start of a
shift, `handing_over.py` those of a hand-over, `due.py` and `begun.py` what time does, `moving.py` the note after an
edit, `mine.py` and `opening.py` App Home and its forms. All write through `rota.py` and tell people through
`outgoing.py`; `drawing.py` says what each message says now.

Lock order: the cover request, then the directory, then the rest (storage/plans/).
"""
