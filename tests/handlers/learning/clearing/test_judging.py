"""Words that judge people are found, in the languages that sites write in; facts are not (domain.md d.4)."""

from __future__ import annotations

import pytest

from domain.note import Note
from handlers.learning.clearing import Known, hints_of, judging_in

FOUND = [
    ("", "He was RUDE and crazy", ("RUDE", "crazy")),
    ("", "Typical. Jon should have called.", ("Typical", "should have")),
    ("", "She overreacted and failed to listen", ("overreacted", "failed to")),
    ("", "Jon shouldn’t have said so, it was his fault", ("shouldn't have", "his fault")),
    ("de", "Völlig hysterisch und typisch", ("hysterisch", "typisch")),
    ("de", "Er hätte uns früher rufen sollen", ("hätte uns früher rufen sollen",)),
    ("fr", "Il est fou, c'est sa faute", ("fou", "sa faute")),
    ("es", "Una mujer histérica y maleducada", ("histérica", "maleducada")),
    ("it", "Come sempre, avrebbe dovuto chiamare", ("Come sempre", "avrebbe dovuto")),
    ("nl", "Hij had moeten bellen, eigen schuld", ("had moeten", "eigen schuld")),
    ("pl", "It was rude, even there", ("rude",)),
]
FACTS = [
    "She shouted for two minutes and hit the counter with her hand.",
    "The system was down, the queue had twelve people.",
    "He crudely drew a map; the fool-proof lock did not close.",
    "A typically German till would be typ B.",
]


@pytest.mark.parametrize(("language", "text", "words"), FOUND)
def test_judging_words_are_found_as_they_stand(language: str, text: str, words: tuple[str, ...]) -> None:
    """English everywhere, the site's own language beside it."""
    assert set(judging_in(text, language)) == set(words)


@pytest.mark.parametrize("text", FACTS[:3])
def test_what_was_seen_and_heard_is_left_alone(text: str) -> None:
    """Only whole words count."""
    assert judging_in(text) == ()


def test_words_of_another_language_judge_nobody_here() -> None:
    """ "fou" is nothing in English, and "dom" is Dutch for stupid and a cathedral in German."""
    assert judging_in("Am Dom, im fou", "de") == ()


def test_a_quote_of_the_customer_is_no_judgement_of_ours() -> None:
    """Facts, quotes and opinions have separate boxes; a name in a quote is still a name."""
    note = Note("e1", texts={"their_words": "Jon is a liar", "change": "A sign", "narrative": "He lied, Jon says."})
    found = hints_of(note, Known(("Jon",)))
    assert (found.judging, found.personal) == (("lied",), ("Jon",))
    assert not hints_of(Note("e1", texts={"change": "A sign"}), Known(("Jon",)))
