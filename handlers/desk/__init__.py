"""What admins set up in chat: one kind of form for each edit, and the pages that lead to them.

`kind.py` what a form is, `menu.py` the pages, `steps.py` what is kept between the steps of a form, `preview.py` what is
shown before saving. Every other file has the forms of one subject.
"""

from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.menu import menu

KINDS: dict[str, Kind] = {}

__all__ = ["KINDS", "Desk", "Edit", "Entered", "Kind", "menu"]
