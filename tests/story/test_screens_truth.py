"""screens.md rule 6: the bold line says where help is, in words that hold at that second."""

from __future__ import annotations

from tests.story.reading import paged_at, shown
from tests.world import World


def truth(world: World) -> str:
    """Mia's card as she reads it."""
    return shown(world.mia.card())


def test_every_step_has_its_words(world: World) -> None:
    """Paging, has it, says when, said when, is with you; below stands the number, while chat is the only channel."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert "Paging Dana, by chat only. Nobody has answered yet." in truth(world)
    assert "Phone +49 30 5550199 · Emergency 112" in truth(world)
    world.until(1)
    world.dana.presses("I have it")
    assert "Dana has it, not on the way yet." in truth(world)
    world.dana.presses("5 min")
    assert "Dana says 13:06." in truth(world)
    world.until(5, 59)
    assert "Dana says 13:06." in truth(world)
    world.until(6)
    assert "Dana said 13:06, not with you yet." in truth(world)
    world.dana.presses("I'm with them")
    assert "You can step away. Dana is with you." in truth(world)
    world.mia.presses("Safe now")
    world.dana.presses("Resolve")
    assert "Dana closed it at 13:06." in truth(world)


def test_two_and_the_next_tier_are_named(world: World) -> None:
    """The line names whom it pages now, also after somebody passed it on."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    assert "Paging Dana, Omar and Rob, by chat only. Nobody has answered yet." in truth(world)
    world.dana.presses("Can't, pass on")
    assert "Dana" not in truth(world)
    world.until(1, 30)
    assert "Lea" in truth(world)


def test_the_raiser_can_say_that_dana_is_here(world: World) -> None:
    """*Dana is here* counts as arrival and spares Dana the page that a stale answer would bring."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.dana.presses("I have it")
    world.mia.presses("Dana is here")
    assert "Dana is with you." in truth(world)
    pages = paged_at(world, "dana")
    world.until(12)
    assert paged_at(world, "dana") == pages
    assert "AnswerWentStale" not in world.timeline(world.the().reference)


def test_here_is_offered_only_once_somebody_answered(world: World) -> None:
    """Nobody can be here whom nobody has called."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert not [label for label in world.mia.card().labels() if label.endswith("is here")]


def test_who_is_nearer_is_named(world: World) -> None:
    """Of two on the way the one who is there first."""
    world.mia.types("/escalate violent front desk", channel="C0DESK")
    world.omar.presses("I have it")
    world.omar.presses("10 min")
    world.petra.presses("I have it")
    world.petra.presses("2 min")
    assert "Petra says 13:02." in truth(world)
    assert "Petra is here" in world.mia.card().labels()


def test_the_channel_says_the_same_to_everybody(world: World) -> None:
    """One card, edited in place; human acts alone in its thread; no name of the raiser, no words."""
    world.mia.types("/escalate abusive front desk he shouts", channel="C0DESK")
    (card,) = world.jon.channel("C0DESK")
    assert shown(card).startswith("ABUSIVE · Front desk · nobody has it yet")
    world.until(1)
    world.dana.presses("I have it")
    world.dana.presses("2 min")
    world.dana.presses("I'm with them")
    (card,) = world.jon.channel("C0DESK")
    assert "Dana has it" in shown(card)
    thread = [shown(m) for m in world.jon.thread("C0DESK", card.ts)[1:]]
    assert thread == ["Dana has it.", "Dana is on the way.", "Dana is with them."]
    assert "Mia" not in shown(card)
    assert "shouts" not in shown(card)


def test_only_violence_and_silence_call_the_whole_channel(world: World) -> None:
    """A post that notifies everybody comes for VIOLENT and UNANSWERED, never for less."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    world.until(2, 50)
    assert not [m for m in world.jon.channel("C0DESK") if "<!here>" in m.text]
    world.until(3)
    assert [m for m in world.jon.channel("C0DESK") if "<!here>" in m.text]
    world.ines.types("/escalate violent bar", channel="C0DESK")
    assert [m.text for m in world.jon.channel("C0DESK") if "<!here>" in m.text][-1] == "<!here> VIOLENT · Bar"
