"""Pictures of figures in a message: uploaded before it is made, and left out where that fails."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from handlers.ports import NotSent, OutcomeUnknown, Pictures
from handlers.ports.charts import Drawn

log = structlog.get_logger()


def picture_detail(pictures: Pictures, name: str, drawn: Drawn) -> dict[str, str]:
    """What a message keeps of a picture: its id on the platform and its words; nothing where it could not be put there.

    Never inside a transaction: it calls the platform.
    """
    png, alt = drawn
    try:
        file_id = pictures.upload(f"{name}.png", png, alt)
    except (NotSent, OutcomeUnknown) as failed:
        log.warning("picture_not_shown", error=failed.reason)
        return {}
    return {f"picture {name}": file_id, f"alt {name}": alt}


def pictures_in(detail: Mapping[str, str]) -> list[tuple[str, str]]:
    """The (id, words) of each picture that a message keeps, in the order in which they were put there."""
    begin = "picture "
    return [
        (value, detail.get(f"alt {name.removeprefix(begin)}", ""))
        for name, value in detail.items()
        if name.startswith(begin)
    ]
