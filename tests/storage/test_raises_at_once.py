"""Two calls for help in one instant: of one raiser they are one event, of two they are two that know of each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.escalation import inputs as i
from domain.severity import Severity
from domain.store_errors import StoreUnavailable
from handlers.act import act
from handlers.escalate import link_same_place
from handlers.screens import Scene
from storage.database import Database
from storage.lanes import SAFETY
from storage.unit_of_work import SqlStore
from tests.handlers.given import House
from tests.storage.replicas import Replicas, in_one_instant


def ended(replicas: Replicas) -> None:
    """Everything that is open is over, so that the next round begins with nothing."""
    for e in replicas.open_ones():
        assert act(replicas.one.ports, e.id, i.StandDown("dana", saw=True), replicas.one.now).refusal is None
    assert replicas.open_ones() == []


def test_two_lines_of_one_raiser_in_one_instant_are_one_escalation(replicas: Replicas) -> None:
    """F16: each is a tap of its own, on two replicas; one is recorded, the other is a second call of it, words kept."""
    for number in range(15):
        words = (f"he has a bottle {number}", f"back door {number}")
        scenes = in_one_instant(
            lambda words=words: replicas.one.call("mia", Severity.VIOLENT, key=words[0], words=words[0]),
            lambda words=words: replicas.other.call("mia", Severity.VIOLENT, key=words[1], words=words[1]),
        )
        (e,) = replicas.open_ones()
        assert {scene.e.id for scene in scenes} == {e.id}
        kinds = [type(entry).__name__ for entry in replicas.timeline(e.id)]
        assert (kinds.count("EscalationRaised"), kinds.count("RaisedAgain")) == (1, 1)
        assert set(e.words) == set(words)
        ended(replicas)


def test_two_people_who_report_the_same_customer_in_one_instant_have_two_that_are_linked(replicas: Replicas) -> None:
    """F07: the same words from one place, on two replicas: neither is dropped or merged, and each names the other."""
    for number in range(15):

        def reports(home: House, who: str, number: int = number) -> Scene:
            scene = home.call(who, Severity.ABUSIVE, key=f"{who}{number}", words="the man at the bar shouts at us")
            link_same_place(home.ports, scene.e.id, home.now)
            return scene

        scenes = in_one_instant(lambda: reports(replicas.one, "mia"), lambda: reports(replicas.other, "jon"))
        mias, jons = (replicas.one.e(scene.e.id) for scene in scenes)
        assert {e.id for e in replicas.open_ones()} == {mias.id, jons.id}
        assert (mias.raiser_id, jons.raiser_id) == ("mia", "jon")
        assert (mias.linked, jons.linked) == ((jons.id,), (mias.id,))
        for e in (mias, jons):
            replicas.timeline(e.id)
            assert "dana" in {page.person_id for page in replicas.pages_to_go(e.id)}
        ended(replicas)


def test_a_raisers_turn_holds_up_nobody_else(postgres_url: str) -> None:
    """F16: a raise that hangs makes the same raiser's next one say so in time, and costs another raiser nothing."""
    database = Database(postgres_url, safety=replace(SAFETY, lock=0.2))
    store = SqlStore(database)
    with store.safety() as hanging:
        hanging.escalations.take_turn("mia")
        with store.safety() as another:
            another.escalations.take_turn("jon")
        with store.safety() as again, pytest.raises(StoreUnavailable):
            again.escalations.take_turn("mia")
    with store.safety() as after:
        after.escalations.take_turn("mia")
    database.close()
