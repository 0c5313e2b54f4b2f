"""An admin's edit from preview to journal: proposed, committed in one transaction, and undone.

`propose` reads and says what would change for whom; `commit` does it, unless somebody else was first, and everybody
whose shifts moved gets a note; `undo_change` takes it back. The edits themselves are in domain/edits/.
"""

from handlers.editing.committing import Committed, NothingToUndo, OpensGaps, commit, undo_change
from handlers.editing.meanwhile import ChangedMeanwhile, base_of
from handlers.editing.ports import EditPorts, Text
from handlers.editing.proposing import Edit, Proposal, propose
from handlers.editing.rights import may_edit

__all__ = [
    "ChangedMeanwhile",
    "Committed",
    "Edit",
    "EditPorts",
    "NothingToUndo",
    "OpensGaps",
    "Proposal",
    "Text",
    "base_of",
    "commit",
    "may_edit",
    "propose",
    "undo_change",
]
