"""Answers against claims, against each other, and against a bot that dies (reliability.md, "Acknowledge and state")."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.crash import races
from tests.crash.bots import Bot, wait_for
from tests.crash.evidence import Told
from tests.crash.nurse import Nurse
from tests.crash.stage import Stage
from tests.crash.together import story


@story(houses=6, repage=races.REPAGE)
def test_no_page_is_claimed_after_the_answer_that_closed_its_epoch(stage: Stage) -> None:
    """F53: acknowledged in the instant in which the next round is due; claims come before that commit or never."""
    bot = stage.running()
    run = races.Races(stage, [bot], random.Random(53))
    for _ in range(2):
        run.run()
    assert run.count() >= 6
    stage.ends_well()


@story("postgres")
def test_of_two_answers_on_two_replicas_one_owns_and_the_other_is_told_who(stage: Stage) -> None:
    """F54: the same instant, two replicas; one owner, and the other manager reads whose it is."""
    bots = [stage.running(), stage.running()]
    for _ in range(5):
        escalation = _raised(stage)
        start = Barrier(2)

        def answer(bot: Bot, name: str, escalation: str = escalation, start: Barrier = start) -> int:
            start.wait(5)
            return stage.taps(bot, name, "act.acknowledge", escalation)

        with ThreadPoolExecutor(2) as people:
            assert list(people.map(answer, bots, ("dana0", "omar0"))) == [200, 200]
        owner = stage.the(escalation).owner_id
        loser = {"dana0": "omar", "omar0": "dana"}[str(owner)]
        _is_told(stage, f"U{loser.upper()}0", f"{str(owner)[:-1].title()} 0 has it already")
    stage.ends_well()


@story()
def test_an_answer_that_comes_with_the_end_does_not_open_it_again(stage: Stage) -> None:
    """F55: resolved and acknowledged in one instant; whatever came first, over is over."""
    bot = stage.running()
    for _ in range(5):
        escalation = _raised(stage, level="upset")
        assert stage.taps(bot, "dana0", "act.acknowledge", escalation) == 200
        with ThreadPoolExecutor(2) as people:
            end = people.submit(stage.taps, bot, "dana0", "act.resolve", escalation)
            people.submit(stage.taps, bot, "omar0", "act.with_them", escalation)
        assert end.result() == 200
        assert stage.taps(bot, "lea0", "act.acknowledge", escalation) == 200
        assert not stage.the(escalation).open
    assert stage.findings().of("two owners") == []


@story()
def test_an_answer_whose_bot_dies_before_its_commit_can_be_given_again(stage: Stage) -> None:
    """F56, before: nobody was told that it was taken; the same button works again."""
    _killed_by_an_answer(stage, "act.before_commit=kill")
    stage.ends_well()
    assert stage.open()[0].owner_id == "dana0"


@story()
def test_an_answer_whose_bot_dies_after_its_commit_is_kept_and_shown(stage: Stage) -> None:
    """F56, after: the state is true, and the raiser's card catches up."""
    escalation = _killed_by_an_answer(stage, "act.after_commit=kill")
    assert stage.the(escalation).owner_id == "dana0"
    wait_for(lambda: "Dana 0" in stage.slack.person("UMIA0").dm()[-1].plain(), 15, "the raiser's card")
    stage.ends_well()


def _is_told(stage: Stage, user: str, words: str) -> None:
    wait_for(lambda: words in stage.slack.person(user).reads(), 10, words)


def _raised(stage: Stage, level: str = "threatening") -> str:
    found = stage.calls(level)
    wait_for(lambda: len(stage.accepted(found.id)) >= 1, 10, "its first page")
    return found.id


def _killed_by_an_answer(stage: Stage, failpoint: str) -> str:
    """Dana answers, and the bot dies of it; the escalation's id once another bot serves."""
    bot = stage.running(failpoint)
    with Nurse(bot) as nurse:
        found = stage.calls()
        wait_for(lambda: stage.page_is_there("dana0", found.id), 10, "Dana's page")
        assert stage.acknowledges("dana0", found.id) == Told.NOTHING
        wait_for(lambda: nurse.deaths == 1, 10, "the end of a bot that kills itself")
        bot.ready()
    return found.id
