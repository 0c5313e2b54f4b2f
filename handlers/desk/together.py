"""One form can change several things: its edits as one, which is saved, and undone, as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.edits import Edited
from domain.edits.edited import nothing_new
from domain.site import Directory
from handlers.desk.kind import Edit


def together(*edits: Edit, field: str) -> Edit:
    """One edit out of several, each made on what the one before gave. `field` is where a sentence about all stands.

    What the first is about, the whole is about. Refused at `field` where there is none, since nothing would change.
    """

    def edit(directory: Directory, at: datetime) -> Edited:
        done: list[Edited] = []
        for one in edits:
            done.append(one(done[-1].directory if done else directory, at))
        if not done:
            nothing_new(field)
        return replace(
            done[0],
            directory=done[-1].directory,
            sentence=" ".join(one.sentence for one in done),
            notes=tuple(dict.fromkeys(note for one in done for note in one.notes)),
            field=field,
            site_id=next((one.site_id for one in done if one.site_id), ""),
        )

    return edit


def same(typed: str, stands: str) -> bool:
    """Whether what was typed is what is there: space counts once (domain/edits/typed.py)."""
    return " ".join(typed.split()) == stands
