"""The admin's desk with made-up people: its pages, the forms behind their buttons, and what is shown before saving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.slack.sample_on_call import house_with_turns
from bot.slack.sample_scenes import AT, Samples
from domain.edits import Edited, Moved
from domain.note import ListEntry
from domain.planning import Change
from domain.policy import TIERS, Group
from domain.rota import Absence, Booked, Layer, Opening
from domain.site import Directory, Place
from handlers.desk import KINDS, Desk, menu
from handlers.desk.drafts import FormDraft
from handlers.desk.menu import PAGES
from handlers.desk.preview import changed_meanwhile, preview, saved, taken_back
from handlers.editing import ChangedMeanwhile, Proposal
from handlers.screens import Form, Screen
from handlers.screens.parts import Button, Buttons, Line, Part

# What a page is about beside a site.
_BESIDE_SITE = {"note_list": ("rule",)}
_MANY = 100
_ID = "d" * 32
_DAY = timedelta(days=1)


def desk_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """What an admin keeps of an edit."""
    yield "desk, saved", saved(_change(samples))
    yield "desk, undone", taken_back(_change(samples))


def desk_forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """Every page of a large site, the form behind the first button of each kind on them, and the previews."""
    house, opened = _large(samples), set[str]()
    for page in PAGES:
        shown = menu(_desk(samples, house, (samples.site.id, *_BESIDE_SITE.get(page, ()))), page)
        yield f"desk page {page}", shown
        for button in _buttons(shown.parts):
            kind = button.action.removeprefix("desk.form.")
            if kind in KINDS and kind not in opened:
                opened.add(kind)
                about = tuple(one for one in button.value.split("|") if one != "-")
                form = KINDS[kind].form(_desk(samples, house, about), None)
                yield f"desk form {kind}", FormDraft(kind, about, _ID).within(form)
    yield from _previews(samples, house)


def _previews(samples: Samples, house: Directory) -> Iterator[tuple[str, Form]]:
    desk, words = _desk(samples, house, (samples.site.id,)), samples.typed.words
    moved = tuple(
        Moved(samples.site.id, tier, AT + n * _DAY, AT + (n + 1) * _DAY, "dana", None)
        for n in range(_MANY) for tier in TIERS
    )  # fmt: skip
    edited = Edited(house, "site:site", words, (words,) * 25, "name", samples.site.id)
    full = Proposal(house, edited, moved, (words,) * 4, "base", AT + _DAY)
    none = replace(full, edited=replace(edited, notes=()), moved=(), gaps=(), since=AT)
    faster = ChangedMeanwhile(words, _change(samples))
    for name, proposal in (("full", full), ("nothing moves", none), ("one tier", replace(full, moved=moved[::3]))):
        yield f"desk preview, {name}", preview(desk, proposal, drawing=True)
        yield f"desk changed meanwhile, {name}", changed_meanwhile(desk, faster, proposal)


def _desk(samples: Samples, house: Directory, about: tuple[str, ...]) -> Desk:
    changes = (_change(samples), replace(_change(samples), undone_at=AT)) * 5
    return Desk(house, house.people[0], AT, about, _ID, lambda: _ID, changes)


def _change(samples: Samples) -> Change:
    return Change(_ID, AT, "dana", "site:site", samples.typed.words, "", "", samples.site.id)


def _buttons(parts: tuple[Part, ...]) -> Iterator[Button]:
    for part in parts:
        if isinstance(part, Buttons):
            yield from part.row
        elif isinstance(part, Line):
            yield from (one for one in (*part.menu, part.button) if one)


def _large(samples: Samples) -> Directory:
    """A hundred people with long names, places and sites; somebody away, a closed day, two layers and a calendar."""
    house, site = house_with_turns(samples), house_with_turns(samples).sites[0]
    crowd = tuple(replace(house.people[1], id=f"p{n}", user_id=f"U0P{n}") for n in range(_MANY))
    ids = tuple(one.id for one in crowd)
    away = replace(house.people[1], absences=(Absence("a1", AT, AT + 9 * _DAY),))
    rota = site.rotas[Group.TIER_1]
    layers = (
        *rota.revisions[0].layers,
        Layer("fixed", samples.typed.name, ids),
        Layer(
            "calendar", samples.typed.name, booked=(Booked(AT, AT + _DAY, "dana"),), source="https://c.example/a.ics"
        ),
    )
    rota = replace(rota, revisions=(replace(rota.revisions[0], layers=layers),))
    site = replace(
        site,
        rotas={Group.TIER_1: rota},
        groups={**site.groups, Group.TIER_2: ids},
        places=tuple(Place(f"p{n}", samples.typed.place, door=samples.typed.text) for n in range(_MANY)),
        openings=(Opening(AT - _DAY, (), frozenset({date(2026, 12, 25)})),),
        note_lists={"rule": tuple(ListEntry(f"r{n}", samples.typed.name, retired=n % 2 > 0) for n in range(_MANY))},
    )
    others = tuple(replace(site, id=f"s{n}", groups={}, rotas={}) for n in range(_MANY))
    return Directory(1, (site, *others), (house.people[0], away, *house.people[2:], *crowd))
