"""Who would be paged: what `/oncall` says ahead is what happens when somebody calls for help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from domain.escalation import decide, due_at, raise_escalation
from domain.escalation import inputs as i
from domain.oncall import Because
from domain.policy import STANDARD, Group
from domain.rota import ALWAYS, Absence, Layer, Override, OverrideKind, Revision, Rota, Turn, Unit, Window
from domain.severity import Severity
from domain.site import BackupContact, Directory, Place, Site
from handlers.oncall.paging import Call, Chain, chain
from handlers.roster import roster_of
from tests.handlers.given import AT, PEOPLE, SITE, House, house

DAY = timedelta(days=1)
AWAY = (Absence("a1", AT - DAY, AT + DAY),)
SHORT = Layer("s", "Short turns", ("dana", "omar"), Turn(Unit.HOURS, 1), time(13, 2), date(2026, 3, 1))
OFFICE = Layer("o", "Office", ("dana",), windows=(Window(frozenset({0, 1, 2, 3, 4}), time(8), time(18)),))


def rota(*layers: Layer, cover: tuple[Override, ...] = ()) -> dict[Group, Rota]:
    """Tier 1 by these layers."""
    return {Group.TIER_1: Rota((Revision(ALWAYS, layers),), cover)}


@dataclass(frozen=True)
class Setup:
    """A site, and what is wrong with some of its people."""

    site: Site = SITE
    people: dict[str, dict[str, Any]] | None = None
    place: Place | None = None

    def directory(self) -> Directory:
        """With everybody as they are."""
        wrong = self.people or {}
        people = tuple(replace(one, **wrong.get(one.id, {})) for one in PEOPLE)
        return Directory(1, (self.site,), people)


_COLUMNS = ("upset", "abusive", "threatening", "violent")
_UNCHECKED = {one: replace(getattr(STANDARD, one), check_after=None, check_every=None) for one in _COLUMNS}
CALM = replace(STANDARD, **_UNCHECKED, lone_check_every=DAY)  # type: ignore[arg-type]
GROUPS = {**SITE.groups, Group.SECURITY: ("jon", "ines"), Group.HELPERS: ("lea",)}
ON_BACKUP = (BackupContact("Jon", "", "jon"), BackupContact("Night Shield", "030 100"))
SETUPS = {
    "as it is": Setup(),
    "all groups": Setup(replace(SITE, groups=GROUPS, backup=ON_BACKUP)),
    "tier 1 deactivated": Setup(people={"dana": {"deactivated": True}}),
    "the next of the list": Setup(replace(SITE, groups={**GROUPS, Group.TIER_1: ("dana", "ines")}),
                                  {"dana": {"guest": True}}),
    "nobody in tier 1 and 2": Setup(replace(SITE, groups={Group.TIER_3: ("lea",)})),
    "nobody in tier 3": Setup(replace(SITE, groups={Group.TIER_1: ("dana",)}, backup=ON_BACKUP)),
    "tier 2 away": Setup(people={"omar": {"absences": AWAY}}),
    "a lone worker's place": Setup(place=Place("cellar", "Cellar", lone=True)),
    "a lone worker's site": Setup(replace(SITE, groups=GROUPS, lone=True)),
    "a handoff in the second minute": Setup(replace(SITE, rotas=rota(SHORT))),
    "only in office hours": Setup(replace(SITE, rotas=rota(OFFICE))),
    "only the last resort": Setup(replace(SITE, groups={}, backup=())),
    "the last resort is gone": Setup(replace(SITE, groups={}, backup=ON_BACKUP), {"lea": {"deactivated": True}}),
    "nobody at all": Setup(replace(SITE, groups={}, backup=(), last_resort=())),
}  # fmt: skip


def first_pages(setup: Setup, severity: Severity, home: House) -> dict[str, timedelta]:
    """When each person is first paged after a call for help, by the rules themselves, until it is unanswered.

    Without safe checks: a missed one calls the next tier early, and nobody can know that ahead.
    """
    directory, site, place = setup.directory(), setup.site, setup.place
    site = replace(site, places=(*site.places, place)) if place else site
    lone = site.lone or bool(place and place.lone)

    def decisions() -> Iterator[tuple[datetime, Any]]:
        with home.ports.store.read() as uow:
            roster = roster_of(uow, directory, site, "mia", "e1", AT)
            request = i.RaiseEscalation("e1", "4F2", site.id, "mia", severity, policy=CALM, lone=lone)
            decision = raise_escalation(request, AT, roster)
            yield AT, decision
            end = AT + decision.escalation.column.unanswered_after
            while (at := due_at(decision.escalation)) is not None and at < end:
                roster = roster_of(uow, directory, site, "mia", "e1", at)
                decision = decide(decision.escalation, i.Tick(), at, roster)
                yield at, decision

    paged: dict[str, timedelta] = {}
    for at, decision in decisions():
        for page in decision.pages:
            paged.setdefault(page.person_id, at - AT)
    return paged


@pytest.fixture(scope="module")
def quiet() -> Iterator[House]:
    """A house in which nothing is open."""
    with house() as made:
        yield made


@pytest.mark.parametrize("name", SETUPS)
@pytest.mark.parametrize("severity", list(Severity))
def test_what_is_said_ahead_is_what_happens(name: str, severity: Severity, quiet: House) -> None:
    """For every severity and setting: the same people, first paged after the same time, as when it happens."""
    setup = SETUPS[name]
    said = chain(setup.directory(), setup.site, setup.place, severity, AT)
    end = setup.site.policy.column(severity, setup.site.lone or bool(setup.place)).unanswered_after
    expected = dict.fromkeys(said.last_resort, timedelta())
    for call in said.calls:
        assert call.after is not None
        for one in call.people:
            if call.after < end:
                expected[one.person_id] = min(call.after, expected.get(one.person_id, call.after))
    happened = first_pages(setup, severity, quiet)
    if name == "a handoff in the second minute":
        # Whoever takes over in the middle is paged then; the answer says who is paged when each tier joins.
        happened = {one: after for one, after in happened.items() if one in expected}
    assert happened == expected
    assert said.nobody == (not happened)


def calls(found: Chain) -> dict[Group, list[str]]:
    """The people of each group."""
    return {call.group: [one.person_id for one in call.people] for call in found.calls}


def of(found: Chain, group: Group) -> Call:
    """The call of one group."""
    (one,) = (call for call in found.calls if call.group == group)
    return one


def test_without_a_severity_it_is_the_tiers_alone() -> None:
    """Nothing is said of times that nobody asked about."""
    found = chain(SETUPS["all groups"].directory(), SETUPS["all groups"].site, None, None, AT)
    assert calls(found) == {Group.TIER_1: ["dana"], Group.TIER_2: ["omar"], Group.TIER_3: ["lea"]}
    assert {call.after for call in found.calls} == {None}


def test_each_tier_is_as_it_is_when_it_joins() -> None:
    """UPSET calls tier 2 after six minutes: by then the next one has taken over there."""
    turns = Layer("s", "Short turns", ("omar", "ines"), Turn(Unit.HOURS, 1), time(13, 5), date(2026, 3, 14))
    site = replace(SITE, rotas={Group.TIER_2: Rota((Revision(ALWAYS, (turns,)),))})
    directory = Directory(1, (site,), PEOPLE)
    late = chain(directory, site, None, Severity.UPSET, AT + timedelta(minutes=62))
    assert calls(late)[Group.TIER_2] == ["ines"]
    assert calls(chain(directory, site, None, Severity.VIOLENT, AT + timedelta(minutes=62)))[Group.TIER_2] == ["omar"]


def test_the_reason_is_the_layer_or_the_override() -> None:
    """A rotation by its name, a stand-in by the override."""
    cover = Override("c1", OverrideKind.STAND_IN, AT, AT + DAY, "ines", instead_of="dana")
    site = replace(SITE, rotas=rota(replace(SHORT, people=("dana",)), cover=(cover,)))
    found = chain(Directory(1, (site,), PEOPLE), site, None, None, AT)
    (holder,) = of(found, Group.TIER_1).people
    assert (holder.person_id, holder.because, holder.source) == ("ines", Because.STAND_IN, "c1")
    later = of(chain(Directory(1, (site,), PEOPLE), site, None, None, AT + 2 * DAY), Group.TIER_1).people[0]
    assert (later.person_id, later.because, later.source) == ("dana", Because.ROTATION, "Short turns")


def test_who_cannot_be_paged_is_named_beside_whoever_comes_instead() -> None:
    """F27: nobody is left out in silence."""
    setup = SETUPS["the next of the list"]
    first = of(chain(setup.directory(), setup.site, None, Severity.UPSET, AT), Group.TIER_1)
    assert (first.skipped, [one.person_id for one in first.people], first.instead) == (("dana",), ["ines"], None)
    gone = SETUPS["tier 1 deactivated"]
    first = of(chain(gone.directory(), gone.site, None, Severity.UPSET, AT), Group.TIER_1)
    assert (first.skipped, first.people, first.instead) == (("dana",), (), Group.TIER_2)
