"""The answers to `/oncall` with made-up people: for `stepin doctor` and the tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.slack.sample_scenes import AT, Samples
from domain.policy import TIERS, Group
from domain.rota import ALWAYS, Layer, Override, OverrideKind, Revision, Rota, Turn, Unit
from domain.site import Directory, Place, Site
from handlers.oncall.answer import answer, answer_to_form, form_about
from handlers.oncall.holding import GapAhead, Held, SiteNow, Spell
from handlers.screens import Form, Screen

_MANY = 40
_LINES = (
    "",
    "help",
    "saturday 21:30",
    "tonight violent",
    "desk abusive 25 october 02:30",
    "line upset 29 march 02:30",
    "14 march 2020 9pm",
    "14 march 2090",
)


def on_call_answers(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """What is read after each kind of line, at a site with turns, with many other sites, and with nobody."""
    mia = samples.directory.people[0]
    houses = {"": house_with_turns(samples), ", many sites": _many_sites(samples), ", nobody": _nobody(samples)}
    for name, house in houses.items():
        for line in (*_LINES, samples.typed.words):
            yield f"on call{name}: {line[:30]}", answer(house, mia, house.sites[0], line, AT, "k" * 32)
    yield "on call without a site", answer(replace(samples.directory, sites=()), mia, None, "", AT, "")


def on_call_forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """The form behind *Another time*, and the answer in it."""
    site = samples.site
    places = tuple(Place(f"p{n}", samples.typed.place) for n in range(3 * _MANY))
    house = replace(
        house_with_turns(samples), sites=(replace(site, places=places), replace(site, id="bare", places=()))
    )
    yield "on call", form_about(house, f"{site.id}|violent|p7", AT)
    yield "on call, no places", form_about(house, "bare", AT)
    asked = {"day": "2026-10-25", "time": "02:30"}
    yield "on call, answered", answer_to_form(house_with_turns(samples), site.id, {"level": ("violent",)}, asked, AT)


def turns_at_home() -> SiteNow:
    """Every tier with a gap between two people."""
    spells = (Spell("dana", AT), Spell(None, AT + timedelta(hours=2)), Spell("omar", None))
    gaps = tuple(GapAhead(tier, AT, AT + timedelta(hours=2), 12) for tier in TIERS)
    return SiteNow(tuple(Held(tier, spells, ("lea",)) for tier in TIERS), gaps)


def house_with_turns(samples: Samples) -> Directory:
    """Turns in tier 1 and somebody who stands in, a list in tier 2, and somebody who cannot be paged in tier 3."""
    turns = Layer("turns", samples.typed.name, ("dana", "omar"), Turn(Unit.DAYS), starts_on=date(2026, 1, 1))
    cover = Override("o1", OverrideKind.STAND_IN, AT, AT + timedelta(days=9), "lea", instead_of="dana")
    rota = Rota((Revision(ALWAYS, (turns,)),), (cover,))
    groups = {**samples.site.groups, Group.TIER_3: ("gone", "lea"), Group.SECURITY: ("lea", "gone")}
    site = replace(samples.site, rotas={Group.TIER_1: rota}, groups=groups, lone=True)
    gone = replace(samples.directory.people[1], id="gone", user_id="U0GONE", deactivated=True)
    return Directory(1, (site,), (*samples.directory.people, gone))


def _many_sites(samples: Samples) -> Directory:
    house = house_with_turns(samples)
    others = tuple(replace(house.sites[0], id=f"s{n}") for n in range(_MANY))
    return replace(house, sites=(house.sites[0], *others))


def _nobody(samples: Samples) -> Directory:
    empty: Site = replace(samples.site, groups={}, last_resort=(), places=())
    return replace(samples.directory, sites=(empty,))
