"""Every word of the index with how often it occurs: what is rare, and what somebody meant who mistyped."""

from __future__ import annotations

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, and_, func, or_, select

from storage.tables import LessonWordRow as W

# One wrong letter; two in a word that stays recognisable with them.
_LONG = 8
_SHORTEST = 4
_PIECE = 3
_MOST_NEAR = 5_000
_AFTER_ALL = "\U0010ffff"


class Vocabulary:
    """Looks words up within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def meant(self, word: str) -> tuple[str, ...]:
        """What stands for a word that nobody has typed: two that make it up ("keycard"), else the nearest, of equally
        near ones the most frequent; nothing where there is none."""
        if len(word) < _SHORTEST or not word.isalpha():
            return ()
        if two := self._two(word):
            return two
        nearest = self._nearest(word, 1) or (self._nearest(word, 2) if len(word) > _LONG else "")
        return (nearest,) if nearest else ()

    def _two(self, word: str) -> tuple[str, str] | None:
        pairs = [(word[:at], word[at:]) for at in range(_PIECE, len(word) - _PIECE + 1)]
        asked = select(W.word, W.lessons).where(W.typed, W.word.in_([piece for pair in pairs for piece in pair]))
        known = {row.word: row.lessons for row in self._connection.execute(asked)}
        whole = [pair for pair in pairs if pair[0] in known and pair[1] in known]
        return max(whole, key=lambda pair: min(known[pair[0]], known[pair[1]]), default=None)

    def _nearest(self, word: str, wrong: int) -> str:
        """Whatever was mistyped, a piece at the beginning or at the end still stands as it should. Of two wrong letters
        none is the first: or "working" would mean "booking"."""
        piece = (len(word) - 1) // 2 if wrong == 1 else max(3, len(word) // 3)
        start, end = word[:piece], word[::-1][:piece]
        near = select(W.word, W.lessons).where(
            W.typed,
            func.length(W.word).between(len(word) - wrong, len(word) + wrong),
            or_(
                and_(W.word >= start, W.word < start + _AFTER_ALL),
                and_(W.backwards >= end, W.backwards < end + _AFTER_ALL),
            ),
        )
        if wrong > 1:
            near = near.where(W.word >= word[0], W.word < word[0] + _AFTER_ALL)
        rows = self._connection.execute(near.limit(_MOST_NEAR)).all()
        found = [(OSA.distance(word, row.word, score_cutoff=wrong), -row.lessons, row.word) for row in rows]
        distance, _, nearest = min(found, default=(wrong + 1, 0, ""))
        return nearest if distance <= wrong else ""
