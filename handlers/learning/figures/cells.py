"""What may stand in a cell of a file that somebody opens in a spreadsheet: text is never taken for a formula."""

from __future__ import annotations

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """The text; with an apostrophe before it where a spreadsheet would reckon with it (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
