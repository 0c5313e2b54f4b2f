"""Two acts on one escalation in one instant, each on a replica of its own: one comes first, whole, then the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from domain.errors import AlreadyEnded, AlreadyTaken, NeedsSecondPerson
from domain.escalation import Escalation, State
from domain.escalation import inputs as i
from domain.severity import Severity
from domain.timeline import Acknowledged, Entry
from handlers.act import Outcome, act
from tests.storage.replicas import Replicas, in_one_instant

ENDS: dict[str, i.Input] = {
    "resolve": i.Resolve("omar"),
    "stand down": i.StandDown("omar"),
    "withdraw": i.SayMistake("mia"),
}
# What may come late, and whether Dana has it already by then.
LATE: dict[str, tuple[i.Input, bool]] = {
    "acknowledge": (i.Acknowledge("dana"), False),
    "on my way": (i.ComeOnTheWay("dana", 5), True),
    "with them": (i.BeWithThem("dana"), True),
    "pass on": (i.PassOn("dana"), True),
    "take over": (i.TakeOver("lea"), True),
    "hand on": (i.HandOn("dana", to="lea"), True),
    "raise severity": (i.RaiseSeverity("dana", to=Severity.VIOLENT), True),
}
ROUNDS = [2, pytest.param(300, marks=pytest.mark.soak)]


def raised(replicas: Replicas, key: str, held: bool) -> Escalation:
    """Mia's next call, in which Dana was paged, and has it where she does."""
    e = replicas.one.call("mia", Severity.ABUSIVE, key=key).e
    if held:
        assert act(replicas.one.ports, e.id, i.Acknowledge("dana"), replicas.one.now).refusal is None
    return e


@dataclass
class Race:
    """An end and a late act that were done in one instant, with the timeline before and after them."""

    before: tuple[Entry, ...]
    end: Outcome
    late: Outcome
    after: tuple[Entry, ...]

    @property
    def end_first(self) -> bool:
        """Whether the end won: then whoever came late was told."""
        return isinstance(self.late.refusal, AlreadyEnded)


def raced(replicas: Replicas, e: Escalation, end: i.Input, late: i.Input, swapped: bool) -> Race:
    """Both acts at once. Of threads that wait for each other the last one often goes first, so it is told who waits."""
    before = replicas.timeline(e.id)
    acts = [
        lambda: act(replicas.one.ports, e.id, end, replicas.one.now),
        lambda: act(replicas.other.ports, e.id, late, replicas.other.now),
    ]
    ended, came = in_one_instant(*acts) if not swapped else reversed(in_one_instant(*reversed(acts)))
    return Race(before, ended, came, replicas.timeline(e.id))


def over_for_good(replicas: Replicas, race: Race, e: Escalation) -> None:
    """It is ended, whatever was first: no page goes out any more, and no time that passes opens it again."""
    assert race.end.refusal is None
    assert not e.open
    assert replicas.pages_to_go(e.id) == []
    act(replicas.other.ports, e.id, i.Tick(), e.raised_at + e.policy.link_within)
    now = replicas.one.e(e.id)
    assert (now.open, now.state, now.epoch) == (False, e.state, e.epoch)
    assert replicas.pages_to_go(e.id) == []


def open_as_it_got_worse(replicas: Replicas, race: Race, e: Escalation, end: str) -> None:
    """A safety case does not end so (domain.md c.1, c.7): the end waits for somebody who saw Mia, and pages go on."""
    assert isinstance(race.end.refusal, NeedsSecondPerson) == (end != "withdraw")
    assert (e.state, e.severity, e.epoch_open) == (State.PAGING, Severity.VIOLENT, True)
    assert e.mistake_said == (end == "withdraw")
    assert {page.person_id for page in replicas.pages_to_go(e.id)} >= {"dana", "omar", "lea"}
    assert act(replicas.one.ports, e.id, i.StandDown("omar", saw=True), replicas.one.now).refusal is None


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("end", ENDS)
def test_an_end_and_a_late_act_in_one_instant(replicas: Replicas, end: str, rounds: int) -> None:
    """F55, every pair: ended after both, unless it legally got worse first; never opened again, nothing half done."""
    won: set[tuple[str, bool]] = set()
    for late, number in product(LATE, range(rounds)):
        came, held = LATE[late]
        e = raised(replicas, f"{late} {number}", held)
        race = raced(replicas, e, ENDS[end], came, swapped=bool(number % 2))
        won.add((late, race.end_first))
        in_order = [race.end, race.late] if race.end_first else [race.late, race.end]
        assert race.after == race.before + in_order[0].decision.entries + in_order[1].decision.entries, late
        assert race.end_first or race.late.refusal is None, late
        now = replicas.one.e(e.id)
        if late == "raise severity" and not race.end_first:
            open_as_it_got_worse(replicas, race, now, end)
        else:
            over_for_good(replicas, race, now)
    # Of so many each comes first now and then, or it was no race.
    assert rounds < 100 or won == set(product(LATE, (True, False)))


def test_two_answers_in_one_instant_on_two_replicas_have_one_owner(replicas: Replicas) -> None:
    """F54: one owns it and stops the pages; the other is refused, and sees on the screen whose it is."""
    for number in range(15):
        e = raised(replicas, f"{number}", held=False)
        answers = in_one_instant(
            lambda e=e: act(replicas.one.ports, e.id, i.Acknowledge("dana"), replicas.one.now, safety=True),
            lambda e=e: act(replicas.other.ports, e.id, i.Acknowledge("omar"), replicas.other.now, safety=True),
        )
        owner = str(replicas.one.e(e.id).owner_id)
        loser = answers[1 if owner == "dana" else 0]
        assert isinstance(loser.refusal, AlreadyTaken)
        assert loser.scene.e.owner_id == owner
        assert [entry.by for entry in replicas.timeline(e.id) if isinstance(entry, Acknowledged)] == [owner]
        assert replicas.pages_to_go(e.id) == []
        assert act(replicas.one.ports, e.id, i.StandDown(owner), replicas.one.now).refusal is None
