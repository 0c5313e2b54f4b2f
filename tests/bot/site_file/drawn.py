"""Any directory that a site file may describe, for tests that hold for all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from domain.learning.settings import LONGEST_KEPT, Keeping, LearningSettings
from domain.note import SHIPPED, ListEntry, OwnLists, id_of, offered
from domain.note.lists import WORDS_FIT
from domain.people import Person, Role
from domain.policy import STANDARD, EscalationPolicy, Group, Join
from domain.rota import (
    ALWAYS,
    Absence,
    Booked,
    DaysOff,
    Layer,
    Moment,
    Opening,
    Override,
    OverrideKind,
    Revision,
    Rota,
    Turn,
    Unit,
    Window,
)
from domain.site import BackupContact, Directory, Place, Site

NAMES = ("ann", "ben", "cem", "dora")
LEFT = Person("zoe", "Zoë", "", deactivated=True)
EVER = (*NAMES, LEFT.id)
GROUPS = [group for group in Group if group is not Group.BACKUP]
# Half an hour, three quarters, a change at midnight, a day that was left out: whatever clocks do.
ZONES = ("Europe/Berlin", "Asia/Kolkata", "UTC", "Australia/Lord_Howe", "Asia/Beirut", "Asia/Kathmandu", "Pacific/Apia")

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30).map(
    lambda text: " ".join(text.split())
)
some_words = words.filter(bool)
notes = st.just("") | st.text(st.characters(codec="utf-8"), max_size=60).filter(lambda text: bool(text.strip()))
numbers = st.from_regex(r"\+?[0-9]{2,12}", fullmatch=True)
keys = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
named = st.lists(st.sampled_from(NAMES), unique=True, max_size=3).map(tuple)
somebody = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=3).map(tuple)
contacts = st.lists(st.builds(BackupContact, some_words, numbers, st.none() | st.sampled_from(NAMES)), max_size=3).map(
    tuple
)
lengths = st.integers(5, 100_000).map(lambda seconds: timedelta(seconds=seconds))

days = st.dates(date(2001, 1, 1), date(2099, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 59]), st.sampled_from([0, 0, 0, 7]))
# By the minute, and around the clock changes of 2026, where one time on the wall can be two instants.
_HOURS = [
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 10, 24, 22, tzinfo=UTC),
    datetime(2026, 4, 4, 14, tzinfo=UTC),
]
instants = st.one_of(
    st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - UTC is added
    st.builds(lambda day, minutes: day + timedelta(minutes=minutes), st.sampled_from(_HOURS), st.integers(0, 300)),
)
spans = st.tuples(instants, instants).filter(lambda pair: pair[0] != pair[1]).map(sorted)
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
windows = st.lists(st.builds(Window, weekdays, clocks, clocks), max_size=3).map(tuple)
moments = st.lists(st.builds(Moment, st.integers(0, 6), clocks), unique=True, min_size=1, max_size=3)
turns = st.builds(Turn, st.sampled_from([Unit.HOURS, Unit.DAYS, Unit.WEEKS]), st.integers(1, 500)) | moments.map(
    lambda found: Turn(Unit.MOMENTS, moments=tuple(sorted(found)))
)


@st.composite
def since(draw: st.DrawFn, most: int) -> list[datetime]:
    """Instants from which something holds, the first perhaps always."""
    later = draw(st.lists(instants, unique=True, max_size=most).map(sorted))
    return ([ALWAYS] if draw(st.booleans()) else []) + later


@st.composite
def layers(draw: st.DrawFn, people: tuple[str, ...]) -> tuple[Layer, ...]:
    """The layers of one revision, among these people."""
    names = draw(st.lists(some_words, unique_by=str.casefold, max_size=3))
    ids = draw(st.lists(keys, unique=True, min_size=len(names), max_size=len(names)))
    return tuple(draw(layer(*both, people)) for both in zip(ids, names, strict=True))


@st.composite
def layer(draw: st.DrawFn, key: str, name: str, people: tuple[str, ...]) -> Layer:
    """A rotation, fixed people or an imported calendar."""
    some = st.lists(st.sampled_from(people), min_size=1, max_size=4)
    kind = draw(st.sampled_from(["rotation", "fixed", "calendar"]))
    made = Layer(key, name, windows=draw(windows), opening_hours=draw(st.booleans()))
    if kind == "calendar":
        shifts = st.builds(lambda span, person: Booked(*span, person), spans, st.sampled_from(EVER))
        booked, source = tuple(draw(st.lists(shifts, max_size=4))), draw(st.sampled_from(["", "https://x.example/a#b"]))
        return replace(made, booked=booked, source=source or ("" if booked else "https://x.example/?a: b"))
    if kind == "fixed":
        return replace(made, people=tuple(dict.fromkeys(draw(some))))
    return replace(made, people=tuple(draw(some)), turn=draw(turns), handoff=draw(clocks), starts_on=draw(days))


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    """Revisions, of which only earlier ones name people who have left, and overrides."""
    begins = draw(since(2))
    revisions = [Revision(at, draw(layers(NAMES if at == begins[-1] else EVER))) for at in begins]
    made = st.builds(
        lambda key, kind, span, person, other, note: Override(
            key, kind, *span, person, other if kind is OverrideKind.STAND_IN else None, note
        ),
        keys, st.sampled_from(OverrideKind), spans, st.sampled_from(EVER), st.none() | st.sampled_from(EVER), notes,
    )  # fmt: skip
    overrides = draw(st.lists(made, unique_by=lambda one: one.id, max_size=4))
    return Rota(tuple(revisions), tuple(overrides))


@st.composite
def openings(draw: st.DrawFn) -> tuple[Opening, ...]:
    """Opening hours by when they hold from."""
    return tuple(Opening(at, draw(windows), draw(st.frozensets(days, max_size=3))) for at in draw(since(2)))


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
def note_lists(draw: st.DrawFn) -> OwnLists:
    """Some lists with entries of a site's own, and shipped ones renamed or retired; no two offered read alike."""
    own: dict[str, tuple[ListEntry, ...]] = {}
    for name in draw(st.lists(st.sampled_from(sorted(SHIPPED)), unique=True, max_size=3)):
        ids = st.sampled_from([entry.id for entry in SHIPPED[name]] or ["spare"]) | some_words.map(id_of).filter(bool)
        made = st.builds(ListEntry, ids, some_words.filter(id_of).map(lambda text: text[:WORDS_FIT]), st.booleans())
        own[name] = tuple(draw(st.lists(made, unique_by=lambda entry: entry.id, min_size=1, max_size=4)))
        words = [entry.words.casefold() for entry in offered(name, own)]
        if len(words) > len(set(words)) or (SHIPPED[name] and not words):
            del own[name]
    return own


kept = st.integers(1, LONGEST_KEPT)
learning = st.builds(
    LearningSettings,
    st.booleans(),
    st.integers(0, 6),
    clocks,
    st.none() | st.sampled_from(NAMES),
    st.builds(Keeping, kept, kept, kept, kept),
)


@st.composite
def sites(draw: st.DrawFn, key: str) -> Site:
    """Any site that a file may describe."""
    places = draw(
        st.lists(st.builds(Place, keys, some_words, st.booleans()),
                 unique_by=(lambda place: place.id, lambda place: place.name), max_size=4)
    )  # fmt: skip
    groups = {group: draw(named) for group in GROUPS} | {Group.TIER_1: draw(somebody)}
    turning = draw(st.dictionaries(st.sampled_from(GROUPS), rotas(), max_size=2))
    groups |= dict.fromkeys(turning, NAMES)
    return Site(
        id=key,
        name=f"Site {key}",
        zone=draw(st.sampled_from(ZONES)),
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
        rotas=turning,
        openings=draw(openings()),
        cover_needs_approval=draw(st.booleans()),
        announce=draw(st.booleans()),
        topic=draw(st.booleans()),
        user_group=draw(st.sampled_from(["", "S0DESK"])),
        note_lists=draw(note_lists()),
        learning=draw(learning),
        language=draw(st.sampled_from(["", "de", "fr"])),
    )  # fmt: skip


@st.composite
def persons(draw: st.DrawFn, key: str) -> Person:
    """Somebody with an account, who may be away."""
    roles = st.frozensets(st.sampled_from(Role))
    away = st.lists(
        st.builds(lambda key, span: Absence(key, *span), keys, spans), unique_by=lambda one: one.id, max_size=3
    )
    off = tuple(DaysOff(at, draw(st.frozensets(st.integers(0, 6)))) for at in draw(since(1)))
    user, phone = f"U0{key.upper()}", draw(st.just("") | numbers)
    return Person(key, draw(some_words), user, draw(roles), phone=phone, absences=tuple(draw(away)), days_off=off)


@st.composite
def directories(draw: st.DrawFn, *keys: str) -> Directory:
    """Any directory that a file may describe, with these sites, or two of them."""
    people = [draw(persons(key)) for key in NAMES]
    return Directory(0, tuple(draw(sites(key)) for key in keys or ("one", "two")), (*people, LEFT))


# Drawing is most of the time of what compares two of them, and what is compared is compared site by site.
ONE_SITE = directories("one")
