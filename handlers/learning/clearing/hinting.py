"""What is pointed out of a note once it is saved: a hint, never a block (domain.md d.4)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.note import BY_ID, Note
from handlers.learning.clearing.finding import Known, personal_in
from handlers.learning.clearing.judging import judging_in

_QUOTED = "their_words"
_MOST = 6


@dataclass(frozen=True)
class Hints:
    """Words that read like a judgement, and words that say who somebody was; each as it stands, each once."""

    judging: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.judging or self.personal)


def hints_of(note: Note, known: Known, language: str = "") -> Hints:
    """Of all texts of a note; what the customer said is a quote and judges nobody."""
    texts = {name: note.texts.get(name, "") for name in BY_ID}
    judging = [word for name, text in texts.items() if name != _QUOTED for word in judging_in(text, language)]
    personal = [one.words for text in texts.values() for one in personal_in(text, known)]
    return Hints(tuple(dict.fromkeys(judging))[:_MOST], tuple(dict.fromkeys(personal))[:_MOST])
