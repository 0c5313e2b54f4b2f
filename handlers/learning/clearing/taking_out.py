"""A text without what is personal in it: in its place stands what kind of thing it was."""

from __future__ import annotations

import re
import unicodedata

from handlers.learning.clearing.finding import Known, personal_in

_TWICE = re.compile(r"(\[(?:name|number)\])(?:[ ,]+(?:and )?\1)+")


def rid_of(text: str, known: Known) -> str:
    """The text with each personal piece taken out: "Mia took +49 30 1234567" is "[name] took [number]"."""
    plain = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for one in personal_in(plain, known):
        pieces += [plain[end : one.start], one.what.value]
        end = one.end
    return _TWICE.sub(r"\1", "".join([*pieces, plain[end:]]))
