"""What people see about their shifts: `cover.py`, `starting.py`, `handing.py`, `moved.py` are messages, `mine.py` the
part of App Home, `forms.py` the dialogs; `words.py` says tiers and spans. Who is on call until something is agreed is
said on every one of them.
"""
