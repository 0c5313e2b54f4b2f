"""Everything that is read about shifts, with made-up people: for `stepin doctor` and the tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.slack.sample_scenes import AT, Samples
from domain.planning import Cover, CoverState, HandOver
from domain.policy import Group
from domain.severity import Severity
from domain.shifts.held import Held
from domain.site import Directory
from handlers.screens import Form, Scene, Screen
from handlers.screens.shifts.cover import CoverFacts, cover_screen
from handlers.screens.shifts.forms import cover_form, hand_over_form, swap_form
from handlers.screens.shifts.handing import HandOverFacts, hand_over_screen
from handlers.screens.shifts.mine import MyShifts
from handlers.screens.shifts.moved import moved_screen
from handlers.screens.shifts.starting import ShiftFacts, starting_screen

_MANY = 100
_DAY = timedelta(days=1)
_TIER = Group.TIER_1
_STAGES = {CoverState.ASKED: "asked", CoverState.TAKEN: "taken"}


def shift_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """Every message about a shift, to everybody who gets one, at each step."""
    # Most steps look the same to several people, and the doctor asks Slack about each screen.
    drawn: dict[Screen, str] = {}
    for name, screen in (*_covers(samples), *_starts(samples), *_hand_overs(samples)):
        if screen:
            drawn.setdefault(screen, name)
    yield from ((name, screen) for screen, name in drawn.items())
    span = f"{samples.site.id}|{_TIER.value}|{AT.isoformat()}|{(AT + _DAY).isoformat()}"
    four = ";".join([span] * 4)
    yield "moved", moved_screen({"by": samples.typed.name, "new": span}, samples.directory)
    detail = {"by": samples.typed.name, "new": four, "gone": four, "more": str(_MANY)}
    yield "moved, many", moved_screen(detail, samples.directory)


def _request(samples: Samples, state: CoverState, swap: bool, asked: tuple[str, ...]) -> Cover:
    end = AT + timedelta(hours=8)
    request = Cover("c1", samples.site.id, _TIER, "dana", AT + _DAY, end + _DAY, asked, AT, samples.typed.words, state)
    if state in (CoverState.TAKEN, CoverState.AGREED, CoverState.DECLINED):
        request = replace(request, taken_by="omar", approved_by="lea")
    return replace(request, swap_start=AT + 2 * _DAY, swap_end=end + 2 * _DAY) if swap else request


def _covers(samples: Samples) -> Iterator[tuple[str, Screen | None]]:
    """Asked of a hundred colleagues, of one for a swap, and of nobody any more."""
    crowd, everybody = _crowd(samples)
    for kind, asked in (("cover", ("omar", *everybody)), ("swap", ("omar",)), ("cover, nobody left", ())):
        for state in CoverState:
            request = _request(samples, state, kind == "swap", asked)
            for reader in ("dana", "omar", "lea", None):
                stage = "approve" if reader == "lea" else _STAGES.get(state, state.value)
                stage = stage if asked or state != CoverState.ASKED else "nobody"
                facts = CoverFacts(request, samples.site, crowd, AT, reader, stage, asker_holds=bool(asked))
                yield f"{kind} {state.value} to {reader or 'the channel'}", cover_screen(facts)


def _starts(samples: Samples) -> Iterator[tuple[str, Screen | None]]:
    """Before and at the start of a shift, to its person, the next of the line and the admins."""
    for what in ("reminder", "ahead", "on", "warn", "admin"):
        for name, at in (("before", AT - _DAY), ("running", AT + timedelta(hours=1)), ("over", AT + 2 * _DAY)):
            for end in (AT + _DAY, None):
                for taken in (None, "dana", "omar"):
                    facts = _starting(samples, what, at, end, taken)
                    label = f"shift {what}, {name}, {'open end, ' if end is None else ''}taken on by {taken}"
                    yield label, starting_screen(facts)
                    yield f"{label}, to the next", starting_screen(replace(facts, reader="omar"))


def _starting(samples: Samples, what: str, at: datetime, end: datetime | None, taken: str | None) -> ShiftFacts:
    return ShiftFacts(what, samples.site, samples.directory, at, _TIER, AT, end, "dana", "dana", taken, "dana")


def _hand_overs(samples: Samples) -> Iterator[tuple[str, Screen | None]]:
    asked = HandOver("h1", samples.site.id, _TIER, "dana", "omar", samples.typed.words, AT)
    steps = {"asked": asked, "accepted": replace(asked, accepted_at=AT), "over": None}
    for step, hand_over in steps.items():
        for reader in ("dana", "omar"):
            for open_now in ((), _open(samples)):
                facts = HandOverFacts(
                    "h1", samples.site, samples.directory, AT, _TIER, "dana", "omar", reader, hand_over, AT + _DAY,
                    "dana", open_now,
                )  # fmt: skip
                yield f"hand-over {step} to {reader}, {len(open_now)} open", hand_over_screen(facts)


def shift_forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """The dialogs of *My shifts*, with a hundred to choose from, and with nobody."""
    site, (crowd, people), key = samples.site, _crowd(samples), {"shift": "k" * 150}
    shift = Held(AT, AT + _DAY, site.id, _TIER, "dana")
    others = [replace(shift, start=AT + n * _DAY, end=AT + (n + 1) * _DAY, person_id=people[n]) for n in range(_MANY)]
    named = [(one, samples.typed.name) for one in people]
    yield "cover", cover_form(site, shift, AT, key)
    yield "cover, endless", cover_form(site, replace(shift, endless=True), AT, key)
    yield "swap", swap_form(site, crowd, shift, others, key)
    yield "swap, nobody", swap_form(site, crowd, shift, (), key)
    yield "hand over", hand_over_form(site, shift, named, _open(samples), key)
    yield "hand over, nobody", hand_over_form(site, shift, (), (), key)


def my_many_shifts(samples: Samples) -> MyShifts:
    """*My shifts* with many of all that it shows."""
    shifts = tuple(Held(AT + n * _DAY, AT + (n + 1) * _DAY, samples.site.id, _TIER, "dana") for n in range(_MANY))
    states = (CoverState.ASKED, CoverState.TAKEN, CoverState.AGREED)
    requests = tuple(_request(samples, state, swap, ("omar",)) for state in states for swap in (True, False))
    hand_over = HandOver("h1", samples.site.id, _TIER, "dana", "omar", samples.typed.words, AT)
    return MyShifts(samples.directory, AT, shifts, requests, (hand_over,), 12, takes_turns=True)


def _crowd(samples: Samples) -> tuple[Directory, tuple[str, ...]]:
    """A hundred more people with the same long name, and their ids."""
    one = samples.directory.people[1]
    more = tuple(replace(one, id=f"p{n}", user_id=f"U0P{n}") for n in range(_MANY))
    return replace(samples.directory, people=(*samples.directory.people, *more)), tuple(each.id for each in more)


def _open(samples: Samples) -> tuple[Scene, ...]:
    return tuple(samples.scene(replace(samples.raised(Severity.VIOLENT), id=f"e{n}")) for n in range(_MANY))
