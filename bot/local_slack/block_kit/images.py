"""Images in blocks: from an address, or from a file kept at Slack (Slack: slack-file-object, image-block)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.local_slack.block_kit.shape import Place, Rule, also, anything, shape, string
from bot.local_slack.block_kit.texts import URL
from bot.local_slack.block_kit.values import FILE_ID
from bot.local_slack.settings import Json


def one_source(value: Json, place: Place) -> None:
    """Hold an image to exactly one source."""
    if bool(value.get("image_url")) == bool(value.get("slack_file")):
        place.complain("must provide exactly one of: image_url, slack_file")


def _id_or_url(value: Json, place: Place) -> None:
    if bool(value.get("id")) == bool(value.get("url")):
        place.complain("must provide exactly one of: id, url")


SLACK_FILE = also(shape({"id": FILE_ID, "url": URL}), _id_or_url)
IMAGE_FIELDS: dict[str, Rule] = {
    "type": anything,
    "alt_text": string(2000),
    "image_url": URL,
    "slack_file": SLACK_FILE,
}
IMAGE = also(shape(IMAGE_FIELDS, ("alt_text",)), one_source)


def images_in(blocks: list[Json], pointer: str) -> Iterator[tuple[str, Json]]:
    """Give each image (block, accessory, or in a context block) with the JSON pointer to it."""
    for number, block in enumerate(blocks):
        here = f"{pointer}/{number}"
        if block.get("type") == "image":
            yield here, block
        accessory = block.get("accessory") or {}
        if accessory.get("type") == "image":
            yield f"{here}/accessory", accessory
        if block.get("type") == "context":
            for index, element in enumerate(block["elements"]):
                if element.get("type") == "image":
                    yield f"{here}/elements/{index}", element
