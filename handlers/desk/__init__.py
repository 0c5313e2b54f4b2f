"""What admins set up in chat: one kind of form for each edit, and the pages that lead to them.

`kind.py` what a form is, `menu.py` the pages, `drafts.py` what is kept of a form between its steps, `preview.py` what
is shown before saving. Who holds a tier: `rotations.py`, `moving.py`, `standins.py`, `absences.py`, `hours.py`, out of
`about.py`, `asking.py`, `reading.py`, `turns.py` and `hour_rows.py`. The site itself: `sites.py`, `places.py`,
`people.py`, `tiers.py`, `policy.py` (what it asks: `severity_fields.py`), `site_times.py`, `texts.py`, `showing.py`.
Imported rotas: `calendars.py`. Notes and what comes of them: `learning.py` (the digest), `keeping.py`, `note_lists.py`.
"""

from handlers.desk import (
    absences,
    calendars,
    hours,
    keeping,
    learning,
    moving,
    note_lists,
    people,
    places,
    policy,
    rotations,
    showing,
    site_times,
    sites,
    standins,
    texts,
    tiers,
)
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.menu import menu

_SUBJECTS = (
    rotations, calendars, moving, standins, absences, hours, sites, showing, places, people, tiers, policy,
    site_times, texts, learning, keeping, note_lists,
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.name: kind for subject in _SUBJECTS for kind in subject.KINDS}

__all__ = ["KINDS", "Desk", "Edit", "Entered", "Kind", "menu"]
