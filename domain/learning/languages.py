"""The languages that notes may be written in, by the two letters that stand for them (ISO 639-1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

ENGLISH = ""
"""Where nothing is said."""

_TWO_LETTERS = re.compile(r"[a-z]{2}")

# Those whose words PostgreSQL can bring back to their stems; any other is searched as it is typed.
LANGUAGES: Mapping[str, str] = {
    ENGLISH: "English", "ar": "Arabic", "hy": "Armenian", "eu": "Basque", "ca": "Catalan", "da": "Danish",
    "nl": "Dutch", "fi": "Finnish", "fr": "French", "de": "German", "el": "Greek", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "ga": "Irish", "it": "Italian", "lt": "Lithuanian", "ne": "Nepali", "no": "Norwegian",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "es": "Spanish", "sv": "Swedish",
    "ta": "Tamil", "tr": "Turkish", "yi": "Yiddish",
}  # fmt: skip


def is_language(code: str) -> bool:
    """Whether these can be the letters of a language."""
    return code == ENGLISH or _TWO_LETTERS.fullmatch(code) is not None


def language_name(code: str) -> str:
    """Its name, or the letters themselves."""
    return LANGUAGES.get(code, code)
