"""Every edit that an admin makes in chat, as a pure function from one directory to the next.

`edit(directory, at, ...)` gives `Edited` or raises `Refused` with a field and a sentence. Nothing that an edit does
changes who held a tier before `at`. `rotations.py`, `overrides.py`, `members.py`, `absences.py` and `opening.py` edit
who is on call, `sites.py`, `places.py`, `people.py`, `times.py` and `site_times.py` the rest. `checks.py` says
what no edit may leave behind, `gaps.py` and `moves.py` what it would change for whom, `undoing.py` takes one back.
"""

from domain.edits.absences import add_absence, end_absence, set_days_off
from domain.edits.checks import leaves_nobody
from domain.edits.edited import Edited, has_left, listed, present
from domain.edits.gaps import new_gaps
from domain.edits.keeping import set_keeping
from domain.edits.kept import Kept, kept
from domain.edits.learning import set_digest
from domain.edits.members import remove_person, set_members
from domain.edits.moves import Moved, who_it_changes
from domain.edits.note_lists import add_entry, offer_entry, rename_entry, retire_entry
from domain.edits.opening import set_opening
from domain.edits.overrides import add_override, end_override
from domain.edits.people import add_person, set_name, set_phone, set_roles, set_staff
from domain.edits.places import add_place, remove_place, set_place
from domain.edits.refused import ChangedSince, Refused
from domain.edits.rotations import move_layer, remove_layer, set_layer
from domain.edits.sequence import in_short, in_words
from domain.edits.showing import set_showing
from domain.edits.site_times import set_site_times
from domain.edits.sites import add_site, remove_site, set_backup, set_last_resort, set_site, set_texts
from domain.edits.subjects import as_it_stands
from domain.edits.times import set_times
from domain.edits.undoing import undo

__all__ = [
    "ChangedSince",
    "Edited",
    "Kept",
    "Moved",
    "Refused",
    "add_absence",
    "add_entry",
    "add_override",
    "add_person",
    "add_place",
    "add_site",
    "as_it_stands",
    "end_absence",
    "end_override",
    "has_left",
    "in_short",
    "in_words",
    "kept",
    "leaves_nobody",
    "listed",
    "move_layer",
    "new_gaps",
    "offer_entry",
    "present",
    "remove_layer",
    "remove_person",
    "remove_place",
    "remove_site",
    "rename_entry",
    "retire_entry",
    "set_backup",
    "set_days_off",
    "set_digest",
    "set_keeping",
    "set_last_resort",
    "set_layer",
    "set_members",
    "set_name",
    "set_opening",
    "set_phone",
    "set_place",
    "set_roles",
    "set_showing",
    "set_site",
    "set_site_times",
    "set_staff",
    "set_texts",
    "set_times",
    "undo",
    "who_it_changes",
]
