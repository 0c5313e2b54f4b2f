"""Whatever a directory holds, its site file says it, and says it the same way each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.site_file import differences, read, write
from bot.site_file.durations import duration_of, duration_text
from domain.people import Person, Role
from domain.policy import STANDARD, EscalationPolicy, Group, Join
from domain.site import BackupContact, Directory, Place, Site

NAMES = ("ann", "ben", "cem", "dora")
GROUPS = [group for group in Group if group is not Group.BACKUP]

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30).map(
    lambda text: " ".join(text.split())
)
some_words = words.filter(bool)
numbers = st.from_regex(r"\+?[0-9]{2,12}", fullmatch=True)
named = st.lists(st.sampled_from(NAMES), unique=True, max_size=3).map(tuple)
somebody = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=3).map(tuple)
contacts = st.lists(st.builds(BackupContact, some_words, numbers, st.none() | st.sampled_from(NAMES)), max_size=3).map(
    tuple
)
lengths = st.integers(5, 100_000).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def policies(draw: st.DrawFn) -> EscalationPolicy:
    """The shipped policy with a few changes."""
    column = replace(
        STANDARD.abusive,
        repage_every=draw(lengths),
        raiser_told_every=draw(st.none() | lengths),
        answers_needed=draw(st.integers(1, 5)),
        joins=(Join(Group.TIER_1, timedelta()), Join(Group.TIER_2, draw(lengths))),
    )
    return replace(STANDARD, abusive=draw(st.sampled_from([STANDARD.abusive, column])), far_eta=draw(lengths))


@st.composite
def sites(draw: st.DrawFn, key: str) -> Site:
    """Any site that a file may describe."""
    places = draw(
        st.lists(st.builds(Place, st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), some_words, st.booleans()),
                 unique_by=(lambda place: place.id, lambda place: place.name), max_size=4)
    )  # fmt: skip
    groups = {group: draw(named) for group in GROUPS} | {Group.TIER_1: draw(somebody)}
    return Site(
        id=key,
        name=f"Site {key}",
        zone=draw(st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "UTC"])),
        phone=draw(numbers),
        emergency_number=draw(numbers),
        door=draw(words),
        exit_phrase=draw(st.sampled_from(["Excuse me.", "no", "I'll be back: soon"])),
        lone=draw(st.booleans()),
        places=tuple(places),
        groups={group: people for group, people in groups.items() if people},
        staff=draw(named),
        backup=draw(contacts),
        last_resort=draw(somebody),
        policy=draw(policies()),
    )  # fmt: skip


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Any directory that a file may describe."""
    roles = st.frozensets(st.sampled_from(Role))
    phones = st.just("") | numbers
    people = tuple(Person(key, draw(some_words), f"U0{key.upper()}", draw(roles), phone=draw(phones)) for key in NAMES)
    return Directory(0, (draw(sites("one")), draw(sites("two"))), people)


@settings(max_examples=60, deadline=None)
@given(directories())
def test_what_is_written_reads_the_same(directory: Directory) -> None:
    """Export, apply: no change. Apply, export: the same bytes."""
    text = write(directory)
    parsed = read(text)
    assert [mistake.sentence for mistake in parsed.mistakes] == []
    assert parsed.directory == directory
    assert parsed.directory is not None
    assert write(parsed.directory) == text


@settings(max_examples=40, deadline=None)
@given(directories(), directories())
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
