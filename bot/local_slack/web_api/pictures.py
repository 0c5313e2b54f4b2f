"""What blocks ask of the workspace and not of Block Kit: images by file, and the right to take files."""

from __future__ import annotations

from bot.local_slack.block_kit.images import images_in
from bot.local_slack.plain import elements_of
from bot.local_slack.settings import Json
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.workspace import Workspace


def picture_problems(space: Workspace, blocks: list[Json], pointer: str) -> list[str]:
    """Give what Slack has against images by file: unknown, not looked at yet, or no png, jpg or gif."""
    problems = []
    for place, image in images_in(blocks, pointer):
        source = image.get("slack_file")
        if source is None:
            continue
        file = space.files.find(str(source.get("id") or source.get("url")))
        if file is None or not file.is_picture:
            problems.append(f"[ERROR] invalid slack file [json-pointer:{place}/slack_file]")
    return problems


def may_take_files(space: Workspace, blocks: list[Json]) -> None:
    """Refuse file inputs of an app without files:read (Slack: file-input-element, usage; it names the scope
    and not the code)."""
    asks = any(element["type"] == "file_input" for block in blocks for element in elements_of(block))
    if asks and "files:read" not in space.app.scopes:
        raise Refused("missing_scope", needed="files:read", provided=",".join(space.app.scopes))
