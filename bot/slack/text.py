"""Text on its way to Slack: everything typed by a person shows literally, instants in the reader's zone (F74)."""

from __future__ import annotations

import re
import unicodedata

from handlers.screens.parts import Strong, Text, When

_MARKS = re.compile(r"([*_~`])")
_ZERO_WIDTH = "​"
_HALF_A_MARK = re.compile(_ZERO_WIDTH + r"[*_~`]$")


def literal(words: str) -> str:
    """Words as mrkdwn that shows exactly them: no mention, no link, no formatting (Slack: &, <, > are escaped)."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A zero-width space keeps a mark from pairing up with another one, without a visible trace.
    return _MARKS.sub(_ZERO_WIDTH + r"\1" + _ZERO_WIDTH, escaped) if _MARKS.search(escaped) else escaped


def plain(text: Text) -> str:
    """The text without any formatting, times in the site's zone: for `text`, which phones push."""
    return "".join(
        bit if isinstance(bit, str) else bit.words if isinstance(bit, Strong) else bit.local() for bit in text
    )


def mrkdwn(text: Text) -> str:
    """The text as mrkdwn."""
    return "".join(_inline(bit) for bit in text)


def _inline(bit: str | When | Strong) -> str:
    if isinstance(bit, When):
        shape = "{date_short} {time}" if bit.day else "{time_secs}" if bit.seconds else "{time}"
        return f"<!date^{int(bit.at.timestamp())}^{shape}|{bit.local()}>"
    if isinstance(bit, Strong):
        words = literal(bit.words).strip()
        lead, tail = bit.words[: len(bit.words) - len(bit.words.lstrip())], bit.words[len(bit.words.rstrip()) :]
        return f"{lead}*{words}*{tail}" if words else bit.words
    return literal(bit)


def cut(words: str, limit: int) -> str:
    """At most `limit` characters of mrkdwn, the last an ellipsis where something was cut; never half an escape, nor a
    typed mark without the space behind it that keeps it from pairing up."""
    if len(words) <= limit:
        return words
    return _HALF_A_MARK.sub("", re.sub(r"[&<][^;>]*$", "", words[: limit - 1])) + "…"


def shortened(words: str, limit: int) -> str:
    """At most `limit` characters of words that are not escaped, the last an ellipsis where something was cut."""
    return words if len(words) <= limit else words[: limit - 1] + "…"


def fitting(words: str, limit: int) -> str:
    """As much as fits into `limit` bytes of UTF-8: safe however a platform counts its characters."""
    return words.encode("utf-8", "ignore")[:limit].decode("utf-8", "ignore")


def clean(words: str, limit: int = 3000) -> str:
    """What a person typed, as it may be kept: no NUL, no lone surrogate, no control or direction marks (F15)."""
    kept = (
        c for c in words if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn") and c not in _BIDI)
    )
    return "".join(kept).strip()[:limit]


def typed(words: str, limit: int = 3000) -> str:
    """What was typed into a command or a message: Slack sends &, < and > as entities, once."""
    return clean(words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), limit)


_BIDI = frozenset("‪‫‬‭‮⁦⁧⁨⁩")
