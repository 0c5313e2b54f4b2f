"""A note in somebody's hands, and the ids of the form's fields that are no fields of the note."""

from __future__ import annotations

from dataclasses import dataclass

from domain.note import Field, Note, asked_first, shown_fields
from handlers.screens.notes.known import known
from handlers.screens.scene import Scene

NEW_RULE = "rule_new"
THANKS_TO, THANKS_FOR = "thanks_to", "thanks_for"
NOTE, HINT, LESSON, ACCOUNT, READ = "note", "note_hint", "lesson", "note_account", "note_read"
"""The names of the dialogs."""


@dataclass(frozen=True)
class Writing:
    """A note as one person has it in the form, with what they entered and did not finish.

    `amends`: it was done before. `earlier`: how many versions there were before; `accounts`: of how many people an own
    account is there.
    """

    scene: Scene
    note: Note
    amends: bool = False
    earlier: int = 0
    accounts: int = 0

    def picked(self, field: Field) -> tuple[str, ...]:
        """The ids picked in a field; where nobody touched it, what the bot knows (domain.md d.1)."""
        if field.id in self.note.picks or self.amends:
            return tuple(self.note.picks.get(field.id, ()))
        return tuple(known(self.scene).get(field.id, ()))

    def first(self) -> tuple[Field, ...]:
        """The fields of the first screen."""
        return asked_first(self.scene.e.highest, self.note)

    def offered(self) -> tuple[Field, ...]:
        """Those behind *More*."""
        first = {one.id for one in self.first()}
        return tuple(one for one in shown_fields(self.scene.e.highest) if one.id not in first)

    @property
    def more_filled(self) -> bool:
        """Whether something stands behind *More*: then it is shown at once."""
        return any(self.note.value(one.id) for one in self.offered())
