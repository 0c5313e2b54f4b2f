"""Lessons are found by their words, on both stores alike: all of them, some, inflected, mistyped, or by a reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from domain.learning.lesson import RIGHT_TO_CORRECT, Found, Lesson, LessonState, Search
from domain.severity import Severity
from storage.lessons.index import engine_of
from storage.lessons.vocabulary import Vocabulary
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, at_once, look, raised, write

LATER = AT + RIGHT_TO_CORRECT


def keep(store: SqlStore, name: str, words: str, hours: float = 0, **lesson: Any) -> Lesson:
    """A cleared lesson with this text, of an escalation that ended so many hours before AT."""
    if look(store, lambda unit: unit.escalations.get(name)) is None:
        raised(store, name)
    ended_at = AT - timedelta(hours=hours)
    known = {"state": LessonState.CLEARED, "text": words, "reference": name.upper()}
    kept = Lesson(**{"escalation_id": name, "site_id": "shop", "severity": Severity.UPSET, "ended_at": ended_at,
                     **known, **lesson})  # fmt: skip
    write(store, lambda unit: unit.lessons.keep(kept))
    return kept


def found(store: SqlStore, words: str, at: datetime = LATER, **more: Any) -> list[str]:
    """Ids of what these words find, best first."""
    return [one.escalation_id for one in searched(store, words, at, **more).lessons]


def searched(store: SqlStore, words: str, at: datetime = LATER, **more: Any) -> Found:
    return look(store, lambda unit: unit.lessons.search(Search(words, **more), at))


def words_kept(store: SqlStore) -> dict[str, int]:
    """Every word of the index and how many lessons have it."""
    with store.database.connect(store.database.read) as connection:
        return {row.word: row.lessons for row in connection.execute(text("SELECT word, lessons FROM lesson_word"))}


def test_all_words_come_before_some_of_them(store: SqlStore) -> None:
    """Who has all of the words comes first, then who has the more telling ones; who has none does not come."""
    keep(store, "a", "refund without receipt at the till")
    keep(store, "b", "receipt was lost", 1)
    keep(store, "c", "refund refused", 2)
    keep(store, "d", "refund paid in cash", 3)
    keep(store, "e", "queue at the bar", 4)
    assert found(store, "receipt refund") == ["a", "b", "c", "d"]


def test_words_of_the_picks_say_more_than_a_text_that_names_them(store: SqlStore) -> None:
    """Who was upset about a refund comes before who mentioned one."""
    keep(store, "named", "no refund was asked for")
    keep(store, "picked", "he wanted his money", 5, index_words="Refund or return")
    assert found(store, "refund") == ["picked", "named"]


@pytest.mark.parametrize(
    ("typed", "language", "kept"),
    [
        ("refunding", "", "refunded"),
        ("customers'", "en", "customer"),
        ("Café", "", "cafe"),
        ("check-ins", "", "check in"),
        ("STRASSE", "de", "Straße"),
        ("gasten", "de", "Gäste gasten"),
        ("заказ", "ru", "Заказ 12"),
    ],
)
def test_a_word_is_found_however_it_is_written(store: SqlStore, typed: str, language: str, kept: str) -> None:
    """Endings, accents, hyphens, capitals, apostrophes and scripts; hostile punctuation is only a space."""
    keep(store, "a", f"before {kept}; 'after' \" * ( ) : AND NOT | & !", language=language)
    for line in (typed, f'"{typed}" OR (', f"{typed} AND NEAR -:*'"):
        assert found(store, line, languages=("", language)) == ["a"]


def test_stems_of_other_languages_where_the_database_has_them(store: SqlStore) -> None:
    """PostgreSQL knows German endings; on SQLite a German word is found as it was typed, or nearly so."""
    keep(store, "a", "Rechnungen waren falsch", language="de")
    assert found(store, "Rechnung", languages=("de",)) == (["a"] if store.database.is_postgres else [])
    answer = searched(store, "Rechnunge", languages=("de",))
    assert [one.escalation_id for one in answer.lessons] == ["a"]
    assert answer.instead == ("" if store.database.is_postgres else "rechnungen")
    assert found(store, "rechnungen", languages=("de", "xx")) == ["a"]


@pytest.mark.parametrize("typed", ["recipt", "receit", "reciept", "receiptt", "eceipt", "rexeipt"])
def test_a_mistyped_word_is_taken_for_the_nearest(store: SqlStore, typed: str) -> None:
    """A letter too few, too many, wrong or swapped, wherever; what was searched is said."""
    keep(store, "a", "receipt was lost")
    keep(store, "b", "recipe was praised")
    answer = searched(store, f"{typed} lost")
    assert [one.escalation_id for one in answer.lessons] == ["a"]
    assert answer.instead == "receipt lost"


def test_of_equally_near_words_the_more_frequent_is_meant(store: SqlStore) -> None:
    """And a long word may have two wrong letters, a short one none."""
    keep(store, "a", "parking parked")
    keep(store, "b", "packing")
    keep(store, "c", "parking bay")
    assert searched(store, "paxking").instead == "parking"
    keep(store, "d", "reservation")
    assert searched(store, "resarvetion").instead == "reservation"
    assert found(store, "ba") == []
    assert found(store, "zzzzzz") == []


def test_two_words_written_as_one_are_two(store: SqlStore) -> None:
    """Where both are known and the whole is not; the whole, where somebody has typed it."""
    keep(store, "a", "key card failed at night")
    keep(store, "b", "the key was lost", 1)
    assert found(store, "keycard") == ["a", "b"]
    assert searched(store, "Keycard").instead == "key card"
    keep(store, "c", "keycard", 2)
    assert found(store, "keycard") == ["c"]


def test_nothing_is_said_of_words_that_others_may_not_read_yet(store: SqlStore) -> None:
    """A correction that finds nothing to show is not told: it would tell what nobody may see yet."""
    keep(store, "a", "marzipan was promised")
    assert searched(store, "marzipen", at=LATER - timedelta(seconds=1)) == Found(())
    assert searched(store, "marzipen").instead == "marzipan"


def test_a_named_reference_comes_first(store: SqlStore) -> None:
    """Whatever else the words find comes behind it; the reference alone finds it alone."""
    keep(store, "a7k", "the lift stood still")
    keep(store, "b2", "refund", 1)
    assert found(store, "refund a7k") == ["a7k", "b2"]
    assert found(store, "A7K?") == ["a7k"]


def test_filters_hold_for_every_way_of_finding(store: SqlStore) -> None:
    """Trigger, severity, site and span, with words, with some of them, with a reference, and without any."""
    keep(store, "a", "refund lift", 10, triggers=("wait-or-queue",), severity=Severity.ABUSIVE)
    keep(store, "b", "refund lift", 20, site_id="depot", triggers=("price-or-charge", "wait-or-queue"))
    keep(store, "c", "refund bar", 30)
    hours = {name: AT - timedelta(hours=n) for name, n in (("a", 10), ("b", 20), ("c", 30))}
    for words in ("refund", "refund lift", "refund nonsense", "", "a b c refund"):
        every = found(store, words)
        assert sorted(every) == ["a", "b", "c"], words
        assert sorted(found(store, words, trigger="wait-or-queue")) == ["a", "b"]
        assert found(store, words, severity=Severity.ABUSIVE) == ["a"]
        assert found(store, words, site_id="depot") == ["b"]
        assert found(store, words, site_id="nowhere") == []
        assert sorted(found(store, words, since=hours["b"])) == ["a", "b"]
        assert sorted(found(store, words, until=hours["b"])) == ["c"]
        assert found(store, words, trigger="wait-or-queue", site_id="shop", since=hours["c"]) == ["a"]


def test_nobody_finds_what_they_may_not_see(store: SqlStore) -> None:
    """Not before 48 h, not proposed, not kept back, not held; from then on, at that very instant."""
    keep(store, "a", "refund")
    for name, state in (("b", LessonState.PROPOSED), ("c", LessonState.KEPT_BACK)):
        keep(store, name, "refund", state=state)
    keep(store, "d", "refund", held=True)
    assert found(store, "refund", LATER - timedelta(milliseconds=1)) == []
    assert found(store, "refund", LATER) == ["a"]
    assert found(store, "", LATER) == ["a"]


def test_pages_follow_one_another(store: SqlStore) -> None:
    """No lesson twice and none left out, however many end in the same instant; `more` until the last."""
    for number in range(12):
        keep(store, f"e{number}", "refund")
    pages = [searched(store, "refund", offset=offset, limit=5) for offset in (0, 5, 10)]
    ids = [one.escalation_id for page in pages for one in page.lessons]
    assert len(ids) == len(set(ids)) == 12
    assert [page.more for page in pages] == [True, True, False]
    assert found(store, "", limit=12) == sorted(ids, key=lambda name: -int(name[1:]))


def test_of_what_ended_the_newest_comes_first(store: SqlStore) -> None:
    """Equally good ones, and all of them where nothing was typed."""
    for name, hours in (("old", 500), ("new", 1), ("middle", 50)):
        keep(store, name, "refund", hours)
    assert found(store, "refund") == found(store, "") == ["new", "middle", "old"]


def test_the_index_follows_the_lesson(store: SqlStore) -> None:
    """Other words, another end: found by the new ones alone, and every word is counted once."""
    lesson = keep(store, "a", "marzipan refund", 1)
    keep(store, "b", "refund")
    before = words_kept(store)
    assert (before["refund"], before["marzipan"], before[""]) == (2, 1, 2)
    write(store, lambda unit: unit.lessons.keep(replace(lesson, text="chocolate", ended_at=AT + timedelta(hours=1))))
    assert found(store, "marzipan") == []
    assert found(store, "chocolate", LATER + timedelta(hours=1)) == ["a"]
    write(store, lambda unit: unit.lessons.keep(lesson))
    assert words_kept(store) == before


def test_forgotten_words_leave_no_trace(store: SqlStore) -> None:
    """Neither in the answers nor among the words, and after a sweep nowhere in what the database keeps."""
    keep(store, "a", "marzipan refund", index_words="Sugar")
    keep(store, "b", "refund")
    write(store, lambda unit: unit.lessons.forget("a"))
    assert found(store, "marzipan refund") == ["b"]
    assert set(words_kept(store)) & {"marzipan", "sugar"} == set()
    assert words_kept(store)["refund"] == 1
    done = write(store, lambda unit: unit.lessons.sweep(begin=True))
    for _ in range(50):
        done = done or write(store, lambda unit: unit.lessons.sweep(begin=False))
    assert done
    if not store.database.is_postgres:
        with store.database.connect(store.database.read) as connection:
            blocks = connection.execute(text("SELECT block FROM lesson_fts_data")).scalars().all()
        assert not any(b"arzipan" in bytes(block) for block in blocks)
        assert any(b"refund" in bytes(block) for block in blocks)


def test_many_at_once_count_every_word(store: SqlStore) -> None:
    """Lessons that are cleared at the same moment, with words in common: none waits in a circle, none is lost."""
    for number in range(8):
        raised(store, f"e{number}")
    orders = ("refund receipt lift", "lift receipt refund")
    at_once(*[lambda n=n: keep(store, f"e{n}", f"{orders[n % 2]} only{n}") for n in range(8)])
    kept = words_kept(store)
    assert (kept[""], kept["refund"], kept["only3"]) == (8, 8, 1)
    assert len(found(store, "receipt", limit=20)) == 8


def test_very_many_words_and_very_long_ones_do_no_harm(store: SqlStore) -> None:
    """Neither in a lesson nor in a question."""
    keep(store, "a", " ".join(f"word{n}" for n in range(2000)) + " " + "x" * 3000)
    assert found(store, " ".join(f"word{n}" for n in range(500))) == ["a"]
    assert found(store, "y" * 3000) == []
    assert found(store, "\0 \ud800 ?") == []


def test_stems_stay_right_however_many_there_were(store: SqlStore) -> None:
    """What is remembered of earlier words has an end, and no stem is lost with it."""
    with store.read() as unit:
        engine = engine_of(unit._connection)
        assert engine.stems(["refunds", "waiting"], "") == ["refund", "wait"]
        engine.stems([f"x{n}s" for n in range(60_000)], "")
        assert engine.stems(["refunds", "waiting", "queues"], "") == ["refund", "wait", "queue"]
        assert engine.stems(["refunds"], "xx") == [""]


def test_a_short_or_odd_word_means_only_itself(store: SqlStore) -> None:
    """Three letters are as near to dozens of words; a number is not another number."""
    keep(store, "a", "bar 1234")
    with store.read() as unit:
        vocabulary = Vocabulary(unit._connection)
        assert [vocabulary.meant(word) for word in ("baz", "1235", "", "ba")] == [(), (), (), ()]
