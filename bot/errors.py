"""What keeps a command from running, said to the operator as sentences and never as a traceback."""

from __future__ import annotations

from collections.abc import Sequence


class CannotRun(Exception):
    """The environment does not allow it; each of `sentences` says what is wrong and what to do."""

    def __init__(self, sentences: str | Sequence[str]) -> None:
        self.sentences = (sentences,) if isinstance(sentences, str) else tuple(sentences)
        super().__init__(" ".join(self.sentences))
