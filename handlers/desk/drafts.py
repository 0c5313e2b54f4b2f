"""The steps of one form: what was entered is kept between the form, its preview and its saving, so nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.errors import EscalationError
from handlers.desk.kind import Desk, Entered
from handlers.editing import ChangedMeanwhile, Proposal
from handlers.editing.meanwhile import changed_by
from handlers.ports import Ports
from handlers.screens.parts import Form

_CHANGES_SHOWN = 10


class DraftGone(EscalationError):
    """This form was open too long, and what stood in it is gone. Nothing was changed; open it again."""


@dataclass(frozen=True)
class FormDraft:
    """Where somebody is in one form. `base` is how the thing stood when they saw it last, in form or preview.

    `page` is the page of the desk that it was opened from, with what that is about; nothing where it was none.
    """

    kind: str
    about: tuple[str, ...]
    draft: str
    entered: Entered = field(default_factory=Entered)
    base: str = ""
    at: datetime | None = None
    page: tuple[str, ...] = ()

    def within(self, form: Form) -> Form:
        """The form, with what brings us back here when it is sent."""
        return replace(form, name=form.name if form.name == "desk_preview" else "desk", context=self._context())

    def _context(self) -> dict[str, str]:
        page = {"page": "|".join(self.page)} if self.page else {}
        return {"kind": self.kind, "about": "|".join(self.about), "draft": self.draft, **page}

    @classmethod
    def of(cls, context: Mapping[str, str]) -> FormDraft:
        """The step of a form's context. Raises DraftGone where it is none of ours (reliability.md F75)."""
        if not context.get("kind") or not context.get("draft"):
            raise DraftGone
        about, page = (tuple(filter(None, context.get(name, "").split("|"))) for name in ("about", "page"))
        return cls(context["kind"], about, context["draft"], page=page)

    def with_entered(self, entered: Entered, base: str, at: datetime) -> FormDraft:
        """The step after something was entered at `at`."""
        return replace(self, entered=entered, base=base, at=at)


def keep(ports: Ports, step: FormDraft, by: str, at: datetime) -> None:
    """Keep where somebody is."""
    body = {
        "picks": {name: list(picked) for name, picked in step.entered.picks.items()},
        "texts": dict(step.entered.texts),
        "base": step.base,
        "at": step.at.isoformat() if step.at else "",
    }
    with ports.store.work() as uow:
        uow.plans.keep_draft(step.draft, by, {"step": json.dumps(body)}, at)
        uow.commit()


def load(ports: Ports, step: FormDraft, by: str) -> FormDraft:
    """The step with what was entered. Raises DraftGone where it is not one's own, or gone."""
    with ports.store.read() as uow:
        kept = uow.plans.draft(step.draft, by)
    if kept is None:
        raise DraftGone
    body = json.loads(str(kept["step"]))
    entered = Entered({name: tuple(picked) for name, picked in body["picks"].items()}, body["texts"])
    at = datetime.fromisoformat(body["at"]) if body["at"] else None
    return replace(step, entered=entered, base=body["base"], at=at)


def seen(ports: Ports, step: FormDraft, by: str) -> str:
    """The `base` of a step; nothing where that was not kept, or is gone."""
    try:
        return load(ports, step, by).base
    except DraftGone:
        return ""


def changed_since(ports: Ports, base: str, proposal: Proposal) -> ChangedMeanwhile | None:
    """What somebody else made of the same thing since it was seen as `base`; None where it is as it was."""
    subject = proposal.edited.subject
    if base == proposal.base or base.rpartition(" ")[0] != subject:
        return None
    with ports.store.read() as uow:
        return changed_by(uow, proposal.before, subject)


def begin(ports: Ports, desk: Desk) -> Desk:
    """The desk with the newest changes of its site, for the page that can take them back."""
    with ports.store.read() as uow:
        changes = uow.plans.changes(site_id=desk.about[0] if desk.about else "", limit=_CHANGES_SHOWN)
    return replace(desk, changes=tuple(changes))
