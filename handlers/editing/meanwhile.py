"""Whether a thing still is as an admin saw it when the form was opened, and who changed it if not."""

from __future__ import annotations

from hashlib import sha256

from domain.edits import as_it_stands
from domain.edits.words import moment
from domain.errors import EscalationError
from domain.planning import Change
from domain.site import Directory
from handlers.editing.ports import EditPorts, Text
from handlers.ports import UnitOfWork

_LETTERS = 32


class ChangedMeanwhile(EscalationError):
    """Somebody changed this meanwhile. Look at it again, then save."""

    def __init__(self, sentence: str | None = None, change: Change | None = None) -> None:
        """`change` is what the other admin did; None where it was no edit (a site file was applied)."""
        super().__init__(sentence)
        self.change = change


def base_of(ports: EditPorts, subject: str) -> str:
    """What `commit` takes as `base`: the subject as it stands now (domain/edits/subjects.py). For opening a form."""
    with ports.ports.store.read() as uow:
        return base_in(uow.people.directory(), subject, ports.text)


def base_in(directory: Directory, subject: str, text: Text) -> str:
    """The same in a directory that is in hand."""
    digest = sha256(text.to_text(as_it_stands(directory, subject)).encode()).hexdigest()
    return f"{subject} {digest[:_LETTERS]}"


def check_base(uow: UnitOfWork, directory: Directory, base: str, text: Text) -> None:
    """Raises ChangedMeanwhile, with who changed what and when, where the subject is not as `base` has it."""
    subject = base.rpartition(" ")[0]
    if base_in(directory, subject, text) != base:
        raise changed_by(uow, directory, subject)


def changed_by(uow: UnitOfWork, directory: Directory, subject: str, but: str = "") -> ChangedMeanwhile:
    """The newest edit of a subject as an error, unless it is `but`."""
    newest = next(iter(uow.plans.changes(subject=subject, limit=1)), None)
    if newest is None or newest.id == but:
        return ChangedMeanwhile()
    site = directory.site(newest.site_id) or next(iter(directory.sites), None)
    when = moment(newest.at, site.zone if site else "UTC")
    sentence = f"{directory.name(newest.by)} changed this on {when}: {newest.sentence}"
    return ChangedMeanwhile(sentence, newest)
