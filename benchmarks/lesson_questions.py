"""Questions to the made-up lessons, each asked by somebody who remembers some words of one of them."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.lesson_case import TELLING, LessonCase, reference

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_FORMS = ("", "s", "ing", "ed")


def own_words(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """Three telling words of this lesson, as they stand there."""
    common = set(case.words[:TELLING])
    typed = dict(zip(case.text(number).split(), case.bases(number), strict=True))
    telling = sorted(word for word, base in typed.items() if base not in common)
    return rng.sample(telling, min(3, len(telling)))


def inflected(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """The same in another form than they stand there."""
    typed = dict(zip(case.text(number).split(), case.bases(number), strict=True))
    words = own_words(case, rng, number)
    return [rng.choice([typed[word] + form for form in _FORMS if typed[word] + form != word]) for word in words]


def mistyped(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """The same with one letter of one of them wrong, missing, too many or swapped."""
    words = own_words(case, rng, number)
    if words:
        at = rng.randrange(len(words))
        words[at] = _wrong(rng, words[at])
    return words


def _wrong(rng: random.Random, word: str) -> str:
    at, letter = rng.randrange(len(word)), rng.choice(_ALPHABET)
    changed = (
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
    )
    return rng.choice([one for one in changed if one != word])


def by_reference(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """Its reference, and a word that is in many others."""
    return [reference(number), rng.choice(case.words[20:40])]


def rare(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """For the clock: three telling words of one lesson."""
    return own_words(case, rng, number)


def mixed(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """Two telling words of one lesson and one that is everywhere."""
    return [*own_words(case, rng, number)[:2], rng.choice(case.words[:20])]


def scattered(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """Three telling words that no lesson has together, more often than not."""
    return rng.sample(case.words[TELLING : TELLING * 10], 3)


def common(case: LessonCase, rng: random.Random, number: int) -> list[str]:
    """Two words that are everywhere."""
    return rng.sample(case.words[:8], 2)


Asking = Callable[[LessonCase, random.Random, int], list[str]]


def asked(kind: Asking, case: LessonCase, times: int) -> list[tuple[int, str]]:
    """So many questions of this kind: the number of the lesson that is meant, and the words."""
    rng = random.Random(kind.__name__)
    found: list[tuple[int, str]] = []
    while len(found) < times:
        number = rng.randrange(case.count)
        words = kind(case, rng, number)
        if len(words) > 1:
            found.append((number, " ".join(words)))
    return found
