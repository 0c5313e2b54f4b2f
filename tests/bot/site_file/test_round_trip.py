"""Whatever a directory holds, its site file says it, and says it the same way each time."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.site_file import differences, read, write
from domain.durations import duration_of, duration_text
from domain.people import Person
from domain.site import Directory
from tests.bot.site_file.drawn import ONE_SITE, directories


@settings(max_examples=30, deadline=None)
@given(directories())
def test_what_is_written_reads_the_same(directory: Directory) -> None:
    """Export, apply: no change. Apply, export: the same bytes."""
    text = write(directory)
    parsed = read(text)
    assert [mistake.sentence for mistake in parsed.mistakes] == []
    assert parsed.directory == directory
    assert parsed.directory is not None
    assert write(parsed.directory) == text


@settings(max_examples=20, deadline=None)
@given(ONE_SITE, ONE_SITE)
def test_what_differs_is_said_and_nothing_else(one: Directory, other: Directory) -> None:
    """Two files differ exactly when there is a sentence about it."""
    assert differences(one, one) == []
    assert bool(differences(one, other)) == (write(one) != write(other))


@given(st.integers(0, 10_000_000))
def test_a_duration_in_words_is_the_same_duration(seconds: int) -> None:
    """However long, to the second."""
    length = timedelta(seconds=seconds)
    assert duration_of(duration_text(length)) == length


def test_durations_are_written_as_people_write_them() -> None:
    """Forms that a person would try."""
    for text, seconds in {
        "30 s": 30, "30s": 30, "2 min": 120, "2 minutes": 120, "1 h": 3600, "1 h 30 min": 5400,
        "1 hour, 30 minutes": 5400, "30 days": 2_592_000, "At once": 0, " 45  seconds ": 45,
    }.items():  # fmt: skip
        assert duration_of(text) == timedelta(seconds=seconds), text
    for text in ("", "30", "s", "-5 s", "1.5 h", "2 fortnights", "5 s or so", "never"):
        assert duration_of(text) is None, text


def test_somebody_known_by_their_account_alone_is_not_exported() -> None:
    """A stranger who raised once is no line of the site file, and applying it says nothing of them."""
    stranger = Person("U0STRANGER", "A colleague", "U0STRANGER")
    base = Directory(0, (), (Person("ann", "Ann", "U0ANN"),))
    with_stranger = Directory(0, (), (*base.people, stranger))
    assert write(with_stranger) == write(base)
    assert differences(with_stranger, base) == []


def test_what_is_known_of_accounts_is_not_exported() -> None:
    """Kept DM channels and the state of an account are no part of the file, and no difference."""
    base = Directory(0, (), (Person("ann", "Ann", "U0ANN"),))
    kept = Directory(7, (), (Person("ann", "Ann", "U0ANN", dm_id="D1", deactivated=True),))
    assert write(kept) == write(base)
    assert differences(kept, base) == []
