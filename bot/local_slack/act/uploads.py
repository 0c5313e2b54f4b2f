"""A person puts files into a form, or takes them out again; the client checks what the form asks for."""

from __future__ import annotations

from pathlib import PurePath

from bot.local_slack.act.hands import Hands, Target
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.roster import Member
from bot.local_slack.settings import Json

MOST_FILES = 10
MOST_BYTES = 10 * 1024 * 1024


def upload(hands: Hands, who: Member, target: Target, name: str, content: bytes) -> Delivery:
    """Add a file to a file input; what it does not take comes back as an error at its field, and nothing changes.

    Limits: the element's filetypes and max_files (10 unless it says less), 10 MB (Slack: file-input-element).
    """
    space, block_id = hands.space, target.block["block_id"]
    with space.lock:
        held = held_files(hands, who, target)
        complaint = _complaint(target.element, len(held), name, len(content))
        if complaint:
            space.screens.errors.setdefault(getattr(target.surface, "id", ""), {})[block_id] = complaint
            space.touch()
            return Delivery("interactive", local=True, errors={block_id: complaint})
        file = space.files.add(name, content, who.id, space.app.now())
        added = [*held, file.as_slack(space.app, space.files.origin)]
    return hands.choose(who, target, added)


def take_out(hands: Hands, who: Member, target: Target, file_id: str) -> Delivery:
    """Take one file out of a file input."""
    held = held_files(hands, who, target)
    return hands.choose(who, target, [file for file in held if file["id"] != file_id])


def held_files(hands: Hands, who: Member, target: Target) -> list[Json]:
    """Give the file objects that a file input holds."""
    if target.element["type"] != "file_input":
        raise LookupError(f"{target.element['type']} takes no files")
    entry = hands.values(who, target.surface)[target.block["block_id"]][target.element["action_id"]]
    files: list[Json] = entry["files"]
    return files


def _complaint(element: Json, held: int, name: str, size: int) -> str:
    kinds = [kind.lower().lstrip(".") for kind in element.get("filetypes") or []]
    if kinds and PurePath(name).suffix.lower().lstrip(".") not in kinds:
        return f"Only files of these types: {', '.join(kinds)}."
    most = element.get("max_files", MOST_FILES)
    if held >= most:
        return f"No more than {most} {'file' if most == 1 else 'files'}."
    return "" if size <= MOST_BYTES else "A file may have 10 MB at most."
