"""Random casts and random acts, from which whole lives of an escalation are made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.escalation import inputs as i
from domain.people import Role, Roster, Standing
from domain.policy import STANDARD, Group
from domain.severity import Flag, Severity

START = datetime(2026, 3, 14, 21, 14, tzinfo=UTC)
RAISER = "mia"
POOL = ("ana", "ben", "cem", "dan", "eva", "fay")
BYSTANDERS = ("boss", "colleague", "admin", "stranger", "guest", "gone", "unknown")
EVERYBODY = (RAISER, *POOL, *BYSTANDERS)

_pool = st.lists(st.sampled_from(POOL), max_size=3, unique=True).map(tuple)
_few = st.lists(st.sampled_from(POOL), max_size=2, unique=True).map(tuple)
_with_raiser = st.lists(st.sampled_from((RAISER, *POOL)), max_size=3, unique=True).map(tuple)
_some = st.frozensets(st.sampled_from(POOL), max_size=3)


def standing(person: str, **known: Any) -> Standing:
    """Somebody of whom everything is known."""
    return Standing(person, **{"active": True, "of_site": True, **known})


def roster_of(
    groups: dict[Group, tuple[str, ...]],
    last_resort: tuple[str, ...] = (),
    unreachable: frozenset[str] = frozenset(),
    busy: frozenset[str] = frozenset(),
) -> Roster:
    """A roster with these groups, and beside them a manager, a colleague, an admin and people who may do nothing."""
    named = [person for people in groups.values() for person in people]
    standings = {"colleague": standing("colleague")}
    for person in dict.fromkeys((RAISER, *POOL, *named, *last_resort)):
        tiers = frozenset(g for g, people in groups.items() if person in people and g.value.startswith("tier_"))
        standings[person] = standing(person, tiers=tiers, busy_in="4F2" if person in busy else None)
    standings["boss"] = standing("boss", roles=frozenset({Role.MANAGER}))
    standings["admin"] = standing("admin", of_site=False, roles=frozenset({Role.ADMIN}))
    standings["stranger"] = Standing("stranger", active=True)
    standings["guest"] = Standing("guest", of_site=True, roles=frozenset({Role.MANAGER}))
    standings["gone"] = Standing("gone", of_site=True, tiers=frozenset({Group.TIER_3}))
    reachable = frozenset((RAISER, *POOL, *named, *last_resort, "boss", "colleague", "admin")) - unreachable
    return Roster(groups, standings, reachable, last_resort)


@dataclass(frozen=True)
class Cast:
    """Who is where, briefly, so that a failing life can be read."""

    groups: dict[str, tuple[str, ...]]
    last_resort: tuple[str, ...] = ()
    unreachable: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()

    def roster(self) -> Roster:
        """The roster of these people."""
        groups = {Group(name): people for name, people in self.groups.items()}
        return roster_of(groups, self.last_resort, self.unreachable, self.busy)

    def after(self, tier: str, holders: tuple[str, ...], unreachable: frozenset[str]) -> Cast:
        """The cast after a handoff."""
        return replace(self, groups={**self.groups, tier: holders}, unreachable=unreachable)


_groups = st.fixed_dictionaries(
    {"tier_1": _with_raiser},
    optional={"tier_2": _pool, "tier_3": _pool, "security": _few, "helpers": _few, "safety": _few, "backup": _few},
)
casts = st.builds(Cast, _groups, _few, _some, _some)


def tap(severity: Severity, **more: Any) -> i.RaiseEscalation:
    """Mia calls for help at the desk, by the shipped policy."""
    return i.RaiseEscalation(
        "e1", "4F2", "harbour", RAISER, severity, **{"policy": STANDARD, "place_id": "desk", **more}
    )


severities = st.sampled_from(Severity)
flags = st.frozensets(st.sampled_from(Flag), max_size=2)
seldom = st.integers(0, 4).map(lambda number: number == 0)
people = st.sampled_from(EVERYBODY)
_paged = st.sampled_from(POOL)
_yes_or_no = st.booleans()

_answers = st.one_of(
    st.builds(i.Acknowledge, _paged),
    st.builds(i.ComeOnTheWay, _paged, st.sampled_from((2, 5, 10, 18, None))),
    st.builds(i.BeWithThem, _paged),
    st.builds(i.PassOn, _paged),
)
_raisers = st.one_of(
    st.builds(i.AnswerSafe, st.just(RAISER), _yes_or_no),
    st.builds(i.SayHere, st.just(RAISER)),
    st.builds(i.SetFlags, st.just(RAISER), flags),
    st.builds(i.RaiseSeverity, st.just(RAISER), severities),
    st.builds(i.TakeBackSafe, st.just(RAISER)),
)
_anybodys = st.one_of(
    st.builds(i.Acknowledge, people),
    st.builds(i.OfferHelp, people),
    st.builds(i.ComeOnTheWay, people, st.sampled_from((2, 10, 18, None))),
    st.builds(i.BeWithThem, people),
    st.builds(i.SayHere, people),
    st.builds(i.PassOn, people),
    st.builds(i.HandOn, people, people),
    st.builds(i.TakeOver, people),
    st.builds(i.RaiseAgain, people, severities, st.just("again")),
    st.builds(i.RaiseSeverity, people, severities),
    st.builds(i.LowerSeverity, people, severities, st.sampled_from(("", "it was a toy"))),
    st.builds(i.SayOnlyWords, people),
    st.builds(i.SetFlags, people, flags),
    st.builds(i.SetPlace, people, st.sampled_from(("desk", "bar")), _yes_or_no, _yes_or_no),
    st.builds(i.NameColleague, people, people),
    st.builds(i.Say, people, st.sampled_from(("", "he has a bottle"))),
    st.builds(i.KeepBoundary, people, st.sampled_from(("warned", "ended"))),
    st.builds(i.AnswerPolice, people, _yes_or_no),
    st.builds(i.AskSwap, people),
    st.builds(i.AnswerSafe, people, _yes_or_no),
    st.builds(i.TakeBackSafe, people),
    st.builds(i.SeeSafe, people),
    st.builds(i.SayMistake, people),
    st.builds(i.Link, people, st.just("e2")),
    st.builds(i.SaySameEvent, people, st.just("e2")),
)
_endings = st.one_of(
    st.builds(i.Undo, people),
    st.builds(i.StandDown, people, _yes_or_no),
    st.builds(i.Resolve, people, _yes_or_no),
    st.builds(i.KeepNote, people, _yes_or_no),
    st.builds(i.AnswerOk, people, _yes_or_no),
    st.builds(i.Reopen, people),
    st.builds(i.SetHold, people, st.sampled_from(i.HOLDS)),
    st.builds(i.LiftHold, people),
)
# Endings are drawn seldom, so that lives are long.
acts = st.one_of(_answers, _answers, _raisers, _anybodys, _anybodys, _anybodys, _anybodys, _endings)
short_waits = st.integers(0, 40).map(lambda seconds: timedelta(seconds=seconds))
long_waits = st.sampled_from((1, 7, 90, 60 * 4, 60 * 30)).map(lambda minutes: timedelta(minutes=minutes))


handoffs = st.tuples(st.sampled_from(("tier_1", "tier_2", "tier_3")), _pool, _some)
