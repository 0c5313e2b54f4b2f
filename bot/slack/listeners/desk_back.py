"""After a form of the desk was saved: back to the page that it was opened from, as that is now."""

from __future__ import annotations

from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.listeners.desk import page_of
from bot.slack.wing import Wing
from domain.people import Person
from domain.planning import Change
from handlers.desk.drafts import FormDraft
from handlers.desk.menu import after_saving
from handlers.ports import StoreUnavailable

# Slack wants its answer within three seconds, and the saving has had its share.
_TURNS_WITHIN = 1.0


def back_to_page(wing: Wing, ack: Any, view: dict[str, Any], step: FormDraft, person: Person, change: Change) -> None:
    """Answer a form or a preview that was saved. Where there is no page to go back to, every dialog closes.

    A preview lies on its form, and Slack's answer can only take the preview away: the form becomes the page before
    the answer uncovers it. A dialog opened after one was cleared is not shown by every client, so none is.
    """
    page = _drawn(wing, person, step, change)
    below, root = (str(view.get(name) or "") for name in ("previous_view_id", "root_view_id"))
    if page is None or not below:
        ack(response_action="clear")
        return
    uncovered = {"view_id": below, "view": page}
    if below != root and not wing.quietly("views.update", uncovered, _TURNS_WITHIN):
        ack(response_action="clear")
        return
    ack()
    afterwards(lambda: wing.quietly("views.update", {"view_id": root, "view": page}))


def _drawn(wing: Wing, person: Person, step: FormDraft, change: Change) -> dict[str, Any] | None:
    if not step.page:
        return None
    try:
        page = page_of(wing, person, step.page[0], step.page[1:])
    except StoreUnavailable:
        return None
    return blocks.modal(after_saving(page, change))
