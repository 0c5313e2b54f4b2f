"""What somebody looks for, as the index can be asked: each word with its forms and how many lessons have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from domain.learning.words import telling_words, words_in
from storage.lessons.engine import Engine
from storage.lessons.index import EVERY, mark
from storage.lessons.vocabulary import Vocabulary

MOST_ASKED = 12
_MOST_MENDED = 4


@dataclass(frozen=True)
class Wanted:
    """One word: its forms in the index, how many lessons have the commonest of them (those with the stem are those
    with the word as well), and what it weighs: the rarer, the more."""

    forms: tuple[str, ...]
    count: int
    weight: float


@dataclass(frozen=True)
class Question:
    """The words that some lesson has, rarest first; the marks of those that may be a reference; how many lessons have
    the rarest filter, or there are; and what was searched in place of a mistyped word ("" where nothing was)."""

    words: tuple[Wanted, ...]
    references: tuple[str, ...]
    lessons: int
    instead: str = ""


def question_of(
    engine: Engine, vocabulary: Vocabulary, words: str, languages: Sequence[str], filters: Sequence[str]
) -> Question:
    """The question behind these words; a word that nobody has typed is taken for the nearest that somebody has."""
    typed = telling_words(words)[:MOST_ASKED]
    forms = _forms(engine, typed, languages)
    counts = dict(engine.counts({EVERY, *filters, *(one for each in forms.values() for one in each)}))
    unknown = [word for word in typed if not _most(counts, forms[word])]
    mended = {word: meant for word in unknown[:_MOST_MENDED] if (meant := vocabulary.meant(word))}
    said = list(dict.fromkeys(one for word in typed for one in mended.get(word, (word,))))
    if mended:
        forms = _forms(engine, said, languages)
        counts |= engine.counts({one for each in forms.values() for one in each})
    every = counts.get(EVERY, 0)
    known = sorted((_wanted(forms[word], counts, every) for word in said), key=lambda one: one.count)
    named = {*unknown, *(word for word in typed if not word.isalpha()), *_in_capitals(words)}
    return Question(
        tuple(one for one in known if one.count),
        tuple(mark("r", word) for word in typed if word in named),
        min([every, *(counts.get(one, 0) for one in filters)]),
        " ".join(said) if mended else "",
    )


def _forms(engine: Engine, words: list[str], languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Each word as typed, with its stem in every language that lessons are written in."""
    stems = [engine.stems(words, language) for language in dict.fromkeys(languages)]
    all_forms = zip(words, *stems, strict=True)
    return {word: tuple(dict.fromkeys(filter(None, (word, *found)))) for word, *found in all_forms}


def _wanted(forms: tuple[str, ...], counts: Mapping[str, int], every: int) -> Wanted:
    count = _most(counts, forms)
    others = max(every - count, 0)
    return Wanted(forms, count, log(1 + (others + 0.5) / (count + 0.5)))


def _most(counts: Mapping[str, int], forms: Sequence[str]) -> int:
    return max(counts.get(form, 0) for form in forms)


def _in_capitals(words: str) -> list[str]:
    return words_in(" ".join(word for word in words.split() if word.isupper()))
