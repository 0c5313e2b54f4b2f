"""The pictures on a surface, as a person sees them: what they show, and their bytes where Slack keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.local_slack.act.hands import Surface
from bot.local_slack.block_kit.images import images_in
from bot.local_slack.plain import words
from bot.local_slack.workspace import Workspace


@dataclass(frozen=True)
class ShownImage:
    """One picture; `file_id` and `content` are empty for one that comes from an address (`url`)."""

    alt_text: str
    title: str
    url: str
    file_id: str
    content: bytes


def shown_on(space: Workspace, surface: Surface) -> Iterator[ShownImage]:
    """Give the pictures of a message or view, from top to bottom."""
    for _, image in images_in(surface.blocks, ""):
        source = image.get("slack_file") or {}
        file = space.files.find(str(source.get("id") or source.get("url"))) if source else None
        yield ShownImage(
            alt_text=image["alt_text"],
            title=words(image.get("title")),
            url=image.get("image_url") or "",
            file_id=file.id if file else "",
            content=(file.content or b"") if file else b"",
        )
