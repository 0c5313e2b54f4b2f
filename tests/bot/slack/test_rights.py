"""Who may do what, pressed through the whole wing (reliability.md, "Who may do what", F76)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.errors import NotAllowed, NotYourOwn
from storage.database import Database
from tests.bot.slack.given import names, sent_form, signed, tap, timeline
from tests.world import World, world_on

TAPS = {
    "acknowledge": "Acknowledge", "on_the_way.5": "ComeOnTheWay", "with_them": "BeWithThem", "help": "OfferHelp",
    "pass": "PassOn", "take_over": "TakeOver", "worse.violent": "RaiseSeverity", "seen_safe": "SeeSafe",
    "resolve": "Resolve", "reopen": "Reopen", "here": "SayHere", "safe.yes": "AnswerSafe", "safe.no": "AnswerSafe",
    "unsafe_again": "TakeBackSafe", "ok.no": "AnswerOk", "swap": "AskSwap", "mistake": "SayMistake", "undo": "Undo",
    "police.yes": "AnswerPolice", "boundary.warned": "KeepBoundary", "only_words": "SayOnlyWords",
}  # fmt: skip
SENT = {
    "place": "SetPlace", "flags": "SetFlags", "severity": "LowerSeverity", "hand_on": "HandOn", "note": "KeepNote",
    "colleague": "NameColleague", "same_event": "SaySameEvent", "stand_down": "StandDown", "seen": "Resolve",
    "minutes": "ComeOnTheWay",
}  # fmt: skip
NEVER_OWN = ("acknowledge", "on_the_way.5", "with_them", "help", "pass", "take_over", "seen_safe", "resolve")
NEVER_OWN_FORMS = ("severity", "hand_on", "stand_down", "seen", "minutes", "note", "same_event")
FIELDS = {
    "place": {"type": "radio_buttons", "selected_option": {"value": "bar"}},
    "severity": {"type": "radio_buttons", "selected_option": {"value": "upset"}},
    "reason": {"type": "plain_text_input", "value": "calmer"},
    "person": {"type": "radio_buttons", "selected_option": {"value": "omar"}},
    "other": {"type": "radio_buttons", "selected_option": {"value": "e2"}},
    "minutes": {"type": "plain_text_input", "value": "5"},
    "danger": {"type": "checkboxes", "selected_options": [{"value": "weapon"}]},
}


@pytest.fixture(scope="module")
def case() -> Iterator[World]:
    """A world with one open safety case at the bar, with Petra a guest and Rob's account deactivated."""
    with world_on(Database("sqlite://")) as world:
        with world.store.work() as uow:
            uow.people.keep_account("petra", False, True)
            uow.people.keep_account("rob", True, False)
            uow.commit()
        world.app.memory.refresh(world.store, force=True)
        world.mia.types("/escalate threat bar", channel="C0DESK")
        yield world


def replies(world: World, user: str) -> list[str]:
    """The sentences that were sent to this account alone."""
    person = next((p for p in world.app.memory.directory.people if p.user_id == user), None)
    mine = {user, person.dm_id if person else user}
    posts = [call.args for call in world.slack.calls if call.method == "chat.postMessage"]
    return [str(args["text"]) for args in posts if args["channel"] in mine]


def denied(world: World, before: int) -> list[tuple[str | None, str]]:
    """Who was denied what since then; anything else that was recorded shows as itself."""
    entries = timeline(world, world.the().id)[before:]
    return [(entry.by, getattr(entry, "action", type(entry).__name__)) for entry in entries]


@pytest.mark.parametrize(("user", "person"), [("U0PETRA", "petra"), ("U0ROB", "rob"), ("U0STRANGER", "U0STRANGER")])
def test_guests_leavers_and_strangers_may_do_nothing(case: World, user: str, person: str) -> None:
    """F76: a guest, a deactivated account and somebody whom no site names: each act is refused, noted in the
    timeline, and answered with a sentence that only they see. The case stays as it was."""
    world = case
    e = world.the()
    for verb, action in TAPS.items():
        before, told = len(timeline(world, e.id)), len(replies(world, user))
        assert signed(world, tap(user, f"act.{verb}", e.id)).status == 200
        assert world.app.in_hand.wait_idle(10)
        assert denied(world, before) == [(person, action)], verb
        assert replies(world, user)[told:] == [NotAllowed().sentence], verb
    now = world.the()
    assert (now.state, now.severity, now.answers, now.flags) == (e.state, e.severity, e.answers, e.flags)


@pytest.mark.parametrize(("user", "person"), [("U0PETRA", "petra"), ("U0ROB", "rob"), ("U0STRANGER", "U0STRANGER")])
def test_their_forms_are_refused_in_place(case: World, user: str, person: str) -> None:
    """F76: the same for every form: the sentence stands in the dialog, where only they see it."""
    world = case
    e = world.the()
    for form, action in SENT.items():
        before = len(timeline(world, e.id))
        answer = signed(world, sent_form(user, form, {"escalation": e.id}, {"b": FIELDS}))
        assert NotAllowed().sentence[:20] in answer.body, form
        assert denied(world, before) == [(person, action)], form


def test_the_raiser_may_not_answer_or_end_their_own_safety_case(case: World) -> None:
    """F76: acknowledge, come, pass on, take over, confirm, stand down, resolve and the note are somebody else's."""
    world = case
    e = world.the()
    for verb in NEVER_OWN:
        before, told = len(timeline(world, e.id)), len(replies(world, "U0MIA"))
        signed(world, tap("U0MIA", f"act.{verb}", e.id))
        assert world.app.in_hand.wait_idle(10)
        assert denied(world, before) == [("mia", TAPS[verb])], verb
        assert replies(world, "U0MIA")[told:][0] in (NotAllowed().sentence, NotYourOwn().sentence), verb
    for form in NEVER_OWN_FORMS:
        before = len(timeline(world, e.id))
        assert signed(world, sent_form("U0MIA", form, {"escalation": e.id}, {"b": FIELDS})).status == 200
        assert denied(world, before) == [("mia", SENT[form])], form
    assert world.the().state == "paging"


def test_an_admin_has_no_right_by_role(case: World) -> None:
    """The table: an administrator of the site, not on call, acknowledges nothing, takes over nothing, ends nothing."""
    world = case
    e = world.the()
    for verb in ("acknowledge", "with_them", "take_over", "pass", "resolve"):
        before = len(timeline(world, e.id))
        signed(world, tap("U0INES", f"act.{verb}", e.id))
        assert denied(world, before) == [("ines", TAPS[verb])], verb


def test_a_denied_act_pages_nobody_and_redraws_nothing(case: World) -> None:
    """Principle 8 of the outbox: a refusal costs one entry, one private sentence, and no message to anybody else."""
    world = case
    world.settle()
    before = len(world.slack.calls)
    signed(world, tap("U0STRANGER", "act.acknowledge", world.the().id))
    world.settle()
    assert [call.args.get("channel") for call in world.slack.calls[before:]] == ["U0STRANGER"]


def test_what_the_raiser_may_do_is_done(case: World) -> None:
    """The table's other half: NOT SAFE, words, the police and a worse level are the raiser's own."""
    world = case
    e = world.the()
    before = len(timeline(world, e.id))
    for verb in ("police.yes", "swap", "mistake", "safe.no"):
        assert signed(world, tap("U0MIA", f"act.{verb}", e.id)).status == 200
    world.settle()
    assert "Denied" not in names(timeline(world, e.id)[before:])
    assert world.the().severity.word == "VIOLENT"
