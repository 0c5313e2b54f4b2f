"""For every kind of form: what is right in it, and for each of its fields what must be refused there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.people import Role
from tests.domain.edits.given import AT, DAY, WEEK
from tests.handlers.desk.rota_given import Filled, seconds

_LONG = "x" * 4000
# No calendar, clock or list of the platform's holds these: they come from nobody who fills a form in (F75).
FORGED = frozenset({"25:00", "nine", "9", "tomorrow", "2026-02-30", "-1", "1e9", "soon"})
_NO_CLOCK = ("25:00", "nine", "9")
_NO_DAY = ("tomorrow", "2026-02-30", "1999-12-31", "9999-12-31", "")
_NO_MOMENT = ("-1", "1e9", "soon", "9999999999")
_NOT_FROM = (*_NO_MOMENT, seconds(AT - WEEK))
_NAME = ("", _LONG)
_NOBODY = ([], ["nobody"], ["kim", "nobody"])
_NONE_OF_THESE = (["rubbish"],)
_HOTEL, _TIER_1 = ("hotel",), ("hotel", "tier_1")
_BOOKED = json.dumps([[(AT + DAY).timestamp(), (AT + 2 * DAY).timestamp(), "kim"]])
# What somebody could have written: it is kept and shown as it is, on every store.
ODD = "é 🙂 <!here> *b* & 'q' \\ {0} %s"


@dataclass(frozen=True)
class Tried:
    """A form about these ids. As filled in by `right` it is saved; with any `rubbish` of a field in it, refused there.

    `takes_all` are the fields in which nothing is wrong: boxes, of which only ours count.
    """

    about: tuple[str, ...]
    right: Filled = field(default_factory=dict)
    rubbish: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    takes_all: frozenset[str] = frozenset()


_LAYER: Mapping[str, Sequence[Any]] = {
    "name": (*_NAME, "nIGHTS"), "people": _NOBODY, "windows": _NONE_OF_THESE, "holds_from": _NOT_FROM,
}  # fmt: skip
_TURNS: Mapping[str, Sequence[Any]] = {
    **_LAYER, "pattern": _NONE_OF_THESE, "handoff": (*_NO_CLOCK, ""), "starts_on": _NO_DAY,
}  # fmt: skip
_ROWS: Mapping[str, Sequence[Any]] = {
    **{f"window_{n}_days": (["7"], ["monday"]) for n in (1, 2)},
    **{f"window_{n}_{what}": _NO_CLOCK for n in (1, 2) for what in ("start", "end")},
}
_MORE_ROWS: Mapping[str, Sequence[Any]] = {
    **{f"window_{n}_days": (["7"],) for n in (3, 4)},
    **{f"window_{n}_{what}": _NO_CLOCK[:1] for n in (3, 4) for what in ("start", "end")},
}
_HOURS = frozenset({"opening_hours"})
_SITE: Mapping[str, Sequence[Any]] = {
    "name": (*_NAME, "Corner Shop"), "zone": (*_NAME, "Berlin", "Europe/Atlantis", "../etc"), "phone": _NAME,
    "emergency_number": _NAME, "address": (_LONG,), "door": (_LONG,), "channel_id": ("#x",),
}  # fmt: skip
_PLACE: Mapping[str, Sequence[Any]] = {"name": (*_NAME, "Front desk"), "safe_place": (_LONG,), "door": (_LONG,)}
_PERSON: Mapping[str, Sequence[Any]] = {"name": _NAME, "roles": (["king"],), "phone": (_LONG,)}
_TIMES = (
    "tier_1", "tier_2", "tier_3", "security", "helpers", "safety", "backup", "repage_every", "raiser_told_after",
    "raiser_told_every", "unanswered_after", "stale_after", "check_after", "check_every", "check_answer_within",
    "note_due_after", "answers_needed", "missed_check",
)  # fmt: skip
_SITE_TIMES = (
    "loop_at_interval_for", "loop_every", "far_eta", "eta_grace", "undo_within", "link_within", "reopen_within",
    "lone_check_every",
)  # fmt: skip

TRIED: dict[str, Tried] = {
    "rotation_new": Tried(
        _TIER_1, {"name": ODD, "people": ["dana", "kim"], "handoff": "09:00", "starts_on": "2026-03-05"},
        _TURNS, _HOURS,
    ),
    "rotation_change": Tried(("hotel", "tier_1", "nights"), {"name": ODD}, {**_TURNS, "name": _NAME, **_ROWS}, _HOURS),
    "fixed_new": Tried(("hotel", "tier_3"), {"name": ODD, "people": ["lea"]}, {**_LAYER, "name": _NAME}, _HOURS),
    "fixed_change": Tried(("hotel", "tier_1", "later"), {"name": ODD}, {**_LAYER, "holds_from": _NO_MOMENT}, _HOURS),
    "calendar_import": Tried(
        _TIER_1,
        {"tier": ["tier_1"], "name": ODD, "address": "https://c.example/a.ics", "booked": _BOOKED, "odd": "[]"},
        {"tier": _NONE_OF_THESE, "name": _NAME, "address": ("",), "booked": ("", "[[1, 2]]", '[["x", 1, "kim"]]')},
    ),
    "rotation_remove": Tried(("hotel", "tier_1", "nights")),
    "rotation_up": Tried(("hotel", "tier_1", "in-order")),
    "rotation_down": Tried(("hotel", "tier_1", "nights")),
    "standin_new": Tried(
        _HOTEL, {"person": ["lea"], "start": seconds(AT + WEEK), "end": seconds(AT + WEEK + DAY), "note": ODD},
        {"tier": _NONE_OF_THESE, "kind": _NONE_OF_THESE, "person": ([], ["nobody"]), "start": (*_NO_MOMENT[:-1], ""),
         "end": (*_NO_MOMENT, ""), "note": (_LONG,)},
    ),
    "standin_end": Tried(("hotel", "tier_1", "o1")),
    "absence_new": Tried(
        ("hotel", "lea"), {"start": "2026-03-05", "end": "2026-03-06"},
        {"start": _NO_DAY, "end": _NO_DAY, "start_time": _NO_CLOCK, "end_time": _NO_CLOCK},
    ),
    "absence_end": Tried(("hotel", "dana", "a1")),
    "days_off": Tried(("hotel", "kim"), {"weekdays": ["6"]}, {"weekdays": (["7"], ["x"]), "holds_from": _NOT_FROM}),
    "opening_hours": Tried(
        _HOTEL, {"windows": ["some"], "window_1_start": "09:00", "window_1_end": "17:00"},
        {"windows": _NONE_OF_THESE, "holds_from": _NOT_FROM, **_ROWS, **_MORE_ROWS},
    ),
    "closed_days": Tried(_HOTEL, {"closed": "2026-05-01"}, {"closed": _NO_DAY, "until": _NO_DAY[:-1]}),
    "open_again": Tried(("hotel", "2026-12-25")),
    "site_new": Tried(
        (), {"name": ODD, "zone": "Europe/Lisbon", "phone": "030 1", "emergency_number": "112", "address": ODD,
             "door": ODD, "tier_1": ["kim"], "last_resort": ["lea"]},
        {**_SITE, "channel_id": ("#x", "C0HOTEL"), "tier_1": _NOBODY, "last_resort": _NOBODY}, frozenset({"settings"}),
    ),
    "site_change": Tried(_HOTEL, {"name": ODD, "address": ODD, "door": ODD}, _SITE, frozenset({"settings"})),
    "site_remove": Tried(("shop",)),
    "showing": Tried(_HOTEL, {"user_group": "S0NEW"}, {"user_group": (_LONG, "@managers")}, frozenset({"showing"})),
    "place_new": Tried(_HOTEL, {"name": ODD, "safe_place": ODD, "door": ODD}, _PLACE, frozenset({"traits"})),
    "place_change": Tried(("hotel", "bar"), {"name": ODD, "door": ODD}, _PLACE, frozenset({"traits"})),
    "place_remove": Tried(("hotel", "bar")),
    "person_new": Tried(
        _HOTEL, {"name": ODD, "account": ["U0NEW"], "roles": [Role.MANAGER.value]},
        {**_PERSON, "account": ([], ["U0KIM"], ["#x"]), "where": _NONE_OF_THESE},
    ),
    "person_change": Tried(("hotel", "dana"), {"name": ODD, "phone": "030 77"}, _PERSON),
    "person_remove": Tried(("hotel", "mia")),
    "tier_people": Tried(_TIER_1, {"people": ["kim", "dana"]}, {"people": _NOBODY}),
    "last_resort": Tried(_HOTEL, {"last_resort": ["omar"]}, {"last_resort": _NOBODY}),
    "backup": Tried(
        _HOTEL, {"name_1": ODD, "number_1": "030 200"},
        {"people": (["nobody"],), **{f"name_{n}": (_LONG,) for n in range(3)}, "number_0": ("", _LONG),
         "number_1": (_LONG,), "number_2": (_LONG,)},
    ),
    "times": Tried(("hotel", "upset"), {"tier_2": ["240"]}, dict.fromkeys(_TIMES, _NONE_OF_THESE)),
    "site_times": Tried(_HOTEL, {"undo_within": ["60"]}, dict.fromkeys(_SITE_TIMES, _NONE_OF_THESE)),
    "digest": Tried(
        _HOTEL, {"digest_day": ["4"]}, {"digest_day": _NONE_OF_THESE, "digest_at": _NO_CLOCK}, frozenset({"digest"}),
    ),
    "keeping": Tried(
        _HOTEL, {"upset": "180", "training_owner": ["kim"], "language": ["de"]},
        {**dict.fromkeys(("upset", "abusive", "safety", "stub_after"), ("0", "36526", "soon", "-1", "")),
         "training_owner": _NOBODY[:2], "language": (["xx1"], [])},
    ),
    "note_entry_new": Tried(("hotel", "rule"), {"words": ODD}, {"words": (*_NAME, "?!")}),
    "note_entry_words": Tried(
        ("hotel", "trigger", "wait-or-queue"), {"words": ODD}, {"words": (*_NAME, "price or  CHARGE")},
    ),
    "note_entry_retire": Tried(("hotel", "trigger", "wait-or-queue")),
    "note_entry_back": Tried(("hotel", "trigger", "robbery")),
    "texts": Tried(
        _HOTEL, {"safe_place": ODD, "door": ODD},
        dict.fromkeys(("safe_place", "exit_phrase", "silent_emergency_text", "address", "door"), (_LONG,)),
        frozenset({"card"}),
    ),
}  # fmt: skip
