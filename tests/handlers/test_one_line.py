"""`/escalate` in one line: the first word decides, however it was typed (screens.md rule 7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.severity import Severity
from domain.site import Place, Site
from handlers.one_line import Meaning, place_in, understand

HOTEL = Site(
    "hotel", "Harbour Hotel", "Europe/Berlin", "030", "112",
    places=(Place("front_desk", "Front desk"), Place("bar", "Bar"), Place("bar_2", "Bar upstairs")),
)  # fmt: skip


@pytest.mark.parametrize("severity", list(Severity))
def test_the_four_words_in_any_case_and_shape(severity: Severity) -> None:
    """Exact, shouted, with a mark behind it; what follows are words."""
    word = severity.word.lower()
    for typed in (word, word.upper(), word.capitalize(), f"{word}!", f"  {word}  ", f"{word},"):
        line = understand(f"{typed} he shouts at us")
        assert (line.meaning, line.severity, line.words) == (Meaning.RAISE, severity, "he shouts at us")


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("vi", 4), ("vio", 4), ("viol", 4), ("thr", 3), ("threat", 3), ("ab", 2), ("abus", 2), ("up", 1), ("ups", 1),
     ("sca", 3), ("kni", 4)],
)  # fmt: skip
def test_prefixes_are_enough(typed: str, severity: int) -> None:
    """ "thr" is THREATENING: thumbs that shake do not finish words."""
    assert understand(typed).severity == severity
    assert understand(typed).meaning == Meaning.RAISE


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("voilent", 4), ("vilent", 4), ("violnet", 4), ("viiolent", 4), ("thraetening", 3), ("threatning", 3),
     ("threatenign", 3), ("abusve", 2), ("absuive", 2), ("upste", 1), ("upsett", 1)],
)  # fmt: skip
def test_two_wrong_letters_are_forgiven(typed: str, severity: int) -> None:
    """ "voilent" calls for help as VIOLENT."""
    assert (understand(typed).meaning, understand(typed).severity) == (Meaning.RAISE, severity)


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("attack", 4), ("attacked", 4), ("assault", 4), ("hit", 4), ("punched", 4), ("weapon", 4), ("knife", 4),
     ("gun", 4), ("robbery", 4),
     ("scared", 3), ("danger", 3), ("threatened", 3), ("insult", 2), ("swearing", 2), ("rude", 2),
     ("hate", 2), ("drunk", 2), ("angry", 1), ("complaint", 1), ("crying", 1)],
)  # fmt: skip
def test_everyday_words_mean_a_level(typed: str, severity: int) -> None:
    """Nobody has to learn our four words."""
    assert (understand(typed).meaning, understand(typed).severity) == (Meaning.RAISE, severity)


@pytest.mark.parametrize("typed", ["help me", "HELP ME", "help me please", "sos", "SOS!", "help  me now"])
def test_a_cry_for_help_pages_as_threatening(typed: str) -> None:
    """ "help me" and "sos" page at once; they are no question about the house rules."""
    line = understand(typed)
    assert (line.meaning, line.severity) == (Meaning.RAISE, Severity.THREATENING)


def test_what_follows_a_cry_for_help_is_kept() -> None:
    """The words behind it reach the responders."""
    assert understand("help me back door").words == "back door"


@pytest.mark.parametrize("typed", ["help", "HELP", " help ", "help?", "help!"])
def test_help_alone_shows_the_house_rules(typed: str) -> None:
    """A newcomer's first word pages nobody, and has *Not sure - help now* on top."""
    assert understand(typed).meaning == Meaning.HOUSE_RULES


@pytest.mark.parametrize("typed", ["manager", "colleague shouts", "Manager!"])
def test_about_a_colleague(typed: str) -> None:
    """Pages around tier 1, as THREATENING (domain.md c.6)."""
    line = understand(typed)
    assert (line.meaning, line.severity, line.about_colleague) == (Meaning.RAISE, Severity.THREATENING, True)


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_nothing_typed_opens_the_picker(typed: str) -> None:
    """The command alone."""
    assert understand(typed).meaning == Meaning.PICKER
    assert understand(typed).words == ""


@pytest.mark.parametrize("typed", ["zzzzzz man at the till", "x", "42", "🙂 help", "bar somebody shouts", "printer on"])
def test_unknown_words_open_the_picker_and_are_kept(typed: str) -> None:
    """Nothing is guessed from a word that means no level, and nothing typed is lost."""
    line = understand(typed)
    assert (line.meaning, line.words) == (Meaning.PICKER, typed)


@given(line=st.text(max_size=60))
def test_whatever_is_typed_has_a_meaning(line: str) -> None:
    """No line raises an error, and none loses words that it does not use up."""
    meant = understand(line)
    if meant.meaning == Meaning.PICKER:
        assert meant.words == line.strip()
    assert isinstance(meant.severity, Severity)


@pytest.mark.parametrize(
    ("line", "words"),
    [("learn refund without receipt", "refund without receipt"), ("Learn: violent guests", "violent guests"),
     (" LEARN ", ""), ("learn help", "help")],
)  # fmt: skip
def test_learn_asks_what_helped_before(line: str, words: str) -> None:
    """The very word, first; whatever follows is looked for and calls nobody."""
    meant = understand(line)
    assert (meant.meaning, meant.words) == (Meaning.LEARN, words)


@pytest.mark.parametrize("line", ["lern", "learnt he has a knife", "lear", "clearn", "he will learn", "upset learn"])
def test_nothing_near_it_does(line: str) -> None:
    """A mistyped call for help is never taken for a question."""
    assert understand(line).meaning != Meaning.LEARN


@given(word=st.sampled_from(["violent", "threatening", "abusive", "upset"]), swap=st.integers(0, 5))
def test_any_two_neighbours_may_be_swapped(word: str, swap: int) -> None:
    """A swap of two letters never changes what the long words mean."""
    at = min(swap, len(word) - 2)
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert understand(typed).severity == Severity[word.upper()]


@pytest.mark.parametrize(
    ("words", "place"),
    [("bar he shouts", "bar"), ("at the Front Desk now", "front_desk"), ("front_desk", "front_desk"),
     ("bar upstairs, two men", "bar_2"), ("", None), ("somewhere", None)],
)  # fmt: skip
def test_a_place_in_the_words_is_found(words: str, place: str | None) -> None:
    """`/escalate violent back door` needs no dialog: the longest name that is there counts."""
    found = place_in(words, HOTEL)
    assert (found.id if found else None) == place


@pytest.mark.parametrize("words", ["he is barking", "embarrassed", "the barrier is down"])
def test_a_place_inside_another_word_is_no_place(words: str) -> None:
    """Help that runs to the bar because a dog was barking comes too late."""
    assert place_in(words, HOTEL) is None


def test_without_a_site_there_is_no_place() -> None:
    """A stranger's words still count as words."""
    assert place_in("bar", None) is None
