"""SQLite's own stemmer, asked directly: what its porter tokenizer makes of a word is read from an index in memory."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence

_REMEMBERED = 50_000
_TABLES = """
CREATE VIRTUAL TABLE asked USING fts5(words, content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE answer USING fts5vocab(asked, instance);
"""


class Porter:
    """Stems of English words; what was asked once is remembered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._connection.executescript(_TABLES)

    def stems(self, words: Sequence[str]) -> list[str]:
        """The stem of each word, in their order."""
        with self._lock:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            new = [word for word in dict.fromkeys(words) if word not in self._known]
            if new:
                self._learn(new)
            return [self._known[word] for word in words]

    def _learn(self, words: list[str]) -> None:
        ask = self._connection.execute
        ask("BEGIN")
        self._connection.executemany("INSERT INTO asked(rowid, words) VALUES (?, ?)", enumerate(words))
        found = dict(ask("SELECT doc, term FROM answer WHERE offset = 0").fetchall())
        ask("INSERT INTO asked(asked) VALUES ('delete-all')")
        ask("COMMIT")
        self._known |= {word: found.get(number, word) for number, word in enumerate(words)}
