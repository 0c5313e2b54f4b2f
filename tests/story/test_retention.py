"""Names and words go when they were kept long enough, everywhere; what is counted stays (domain.md e.6, issue 4)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.escalation import Escalation, fold
from domain.learning.settings import Keeping, LearningSettings
from domain.wall import wall_of
from handlers.learning.keeping.nights import Nights
from tests.story.keeping import a_night, days_later, nights_pass
from tests.story.noting import noted, resolved, the_e, the_lesson, the_note
from tests.story.reading import read, shown
from tests.world import World

BERLIN = ZoneInfo("Europe/Berlin")
WORDS = "Mr Meier of 212 wants his money"


def over(world: World, level: str = "upset") -> str:
    """Mia called with words; Dana came, ended it and wrote the note. Its reference."""
    return noted(world, level, change="Tell Meier at check-in")


def called_with_words(world: World, level: str = "upset") -> str:
    """The same, with what Mia typed while it was going on."""
    world.mia.types(f"/escalate {level} front desk", channel="C0DESK")
    reference = str(world.the().reference)
    world.dana.presses("I have it")
    world.mia.says(WORDS)
    world.dana.presses("I'm with them")
    world.dana.presses("Resolve")
    world.dana.closes()
    return reference


def folded(world: World, e: Escalation) -> Escalation:
    """What its timeline gives."""
    with world.store.read() as uow:
        return fold(uow.escalations.timeline(e.id))


def test_a_week_after_the_end_chat_keeps_the_reference_alone(anywhere: World) -> None:
    """On every screen that ever showed it: pages, the raiser's card, the channel and its thread (e.6, last row)."""
    world = anywhere
    reference = called_with_words(world)
    nights_pass(world, 6)
    assert WORDS in read(world.dana)
    nights_pass(world, 2)
    for someone in (world.dana, world.mia):
        # What Mia wrote herself is her own message, which no app can change.
        ours = [shown(one) for one in someone.dm() if shown(one) != WORDS]
        assert {line.partition("\n")[0] for line in ours} == {f"{reference} · over"}
        assert "Meier" not in "\n".join(ours)
    assert {shown(one) for one in world.jon.channel("C0DESK")} == {f"{reference} · over"}
    assert "[Write the note]" in read(world.dana), "what is still to be done can be done"
    edits = len([call for call in world.slack.calls if call.method == "chat.update"])
    nights_pass(world, 2)
    assert len([call for call in world.slack.calls if call.method == "chat.update"]) == edits, "once is enough"


def test_edits_for_it_are_spread_so_that_live_cards_never_wait(world: World) -> None:
    """Slack takes fifty edits a minute from a workspace: no two of these within three seconds."""
    called_with_words(world)
    world.time_passes(hours=24 * 8)
    before = len(world.slack.calls)
    a_night(world)
    at = sorted(call.at for call in world.slack.calls[before:] if call.method == "chat.update")
    assert len(at) > 3
    assert min((later - sooner).total_seconds() for sooner, later in pairwise(at)) >= 2.9


def test_after_ninety_days_an_upset_case_names_nobody_and_says_nothing(anywhere: World) -> None:
    """Picks, instants, levels and tiers stay; its timeline still gives the row, and nobody owes or may do anything."""
    world = anywhere
    reference = over(world)
    before, note = the_e(world, reference), the_note(world, reference)
    days_later(world, 89)
    assert the_e(world, reference).texts_gone_at is None
    days_later(world, 2)
    e = the_e(world, reference)
    assert e.texts_gone_at is not None
    assert (e.raiser_id, e.ended_by, e.words) == ("raiser", "person-1", ())
    assert folded(world, e) == e
    same = ("state", "severity", "highest", "raised_at", "ended_at", "place_id", "round", "note", "epoch")
    assert [getattr(e, name) for name in same] == [getattr(before, name) for name in same]
    left = the_note(world, reference)
    assert (left.picks, left.texts, left.done_at) == (note.picks, {}, note.done_at)
    lesson = the_lesson(world, reference)
    assert lesson is not None
    assert (lesson.text, lesson.triggers) == ("", ("drink-or-drugs",))
    with world.store.read() as uow:
        assert uow.messages.of_escalation(e.id) == []
        assert uow.learning.owed(world.clock.now()) == []


def test_a_note_that_was_never_written_is_not_asked_for_when_its_names_are_gone(world: World) -> None:
    """Nobody can be chased who is not known."""
    reference = resolved(world)
    world.dana.closes()
    days_later(world, 91)
    assert the_e(world, reference).texts_gone_at is not None
    world.dana.opens_home()
    assert reference not in shown(world.dana.home())
    with world.store.read() as uow:
        assert uow.learning.owed(world.clock.now()) == []


def test_a_button_that_is_left_in_chat_says_why_nothing_happens(world: World) -> None:
    """Old screens can be pressed for ever; nothing is written down about who did."""
    reference = over(world)
    card = world.dana.card()
    days_later(world, 91)
    before = world.timeline(reference)
    world.dana.press_payload(card, "Amend the note")
    assert "were removed" in read(world.dana)
    assert world.timeline(reference) == before


def test_what_is_under_hold_keeps_its_words_until_the_hold_is_lifted(anywhere: World) -> None:
    """A manager holds it for the police; nobody learns from it meanwhile. Then it goes like any other (e.6)."""
    world = anywhere
    reference = over(world)
    world.dana.presses("Keep under hold")
    world.dana.picks("why", "The police")
    world.dana.submits()
    assert the_e(world, reference).held == "police"
    lesson = the_lesson(world, reference)
    assert lesson is not None
    assert lesson.held
    days_later(world, 200)
    assert the_note(world, reference).texts["change"] == "Tell Meier at check-in"
    assert "Meier" not in read(world.dana), "chat is shortened all the same: its content lives in the store"
    world.dana.presses("Lift the hold")
    lesson = the_lesson(world, reference)
    assert lesson is not None
    assert not lesson.held
    days_later(world, 1)
    assert the_e(world, reference).texts_gone_at is not None
    assert the_note(world, reference).texts == {}


def test_a_manager_reads_how_long_it_is_kept(world: World) -> None:
    """The last day, by the site's calendar; staff who are no managers see neither menu nor hold."""
    over(world)
    world.dana.presses("How long it is kept")
    assert "until 12 Jun 2026" in shown(world.dana.modal())
    assert "Keep under hold" not in str(world.mia.reads())


def test_a_site_sets_its_own_days(world: World) -> None:
    """Thirty-one days for UPSET, three before chat is shortened."""
    with world.store.work() as uow:
        directory = uow.people.directory()
        kept = LearningSettings(keeping=Keeping(upset=31, stub_after=3))
        uow.people.apply(replace(directory, sites=tuple(replace(site, learning=kept) for site in directory.sites)))
        uow.commit()
    world.app.memory.refresh(world.store, force=True)
    reference = over(world)
    days_later(world, 4)
    assert f"{reference} · over" in read(world.dana)
    days_later(world, 29)
    assert the_e(world, reference).texts_gone_at is not None


def test_the_others_are_kept_longer(world: World) -> None:
    """ABUSIVE for a year, a safety case until five years after its year are over."""
    abusive = over(world, "abusive")
    threatening = called_with_words_in_danger(world)
    days_later(world, 366)
    assert the_e(world, abusive).texts_gone_at is not None
    days_later(world, 4 * 365)
    assert the_e(world, threatening).texts_gone_at is None
    days_later(world, 366)
    assert the_e(world, threatening).texts_gone_at is not None
    assert folded(world, the_e(world, threatening)) == the_e(world, threatening)


def called_with_words_in_danger(world: World) -> str:
    """A threat, ended once Mia was safe. Its reference."""
    world.jon.types(f"/escalate threatening bar {WORDS}", channel="C0DESK")
    reference = str(world.the().reference)
    world.dana.presses("I have it")
    world.dana.presses("I'm with them")
    world.jon.presses("Safe now")
    world.dana.presses("Resolve")
    world.dana.closes()
    return reference


def test_what_is_open_is_never_touched(world: World) -> None:
    """However long it lasts (invariant 8)."""
    world.mia.types(f"/escalate upset front desk {WORDS}", channel="C0DESK")
    world.dana.presses("I'm with them")
    world.down_for(days=400)
    a_night(world)
    assert world.the().words[0].endswith(WORDS)


def test_it_is_done_at_three_in_the_morning_by_the_clock_of_the_site(world: World) -> None:
    """Berlin's three is two at UTC in winter; a night that was missed is made up for whenever somebody is back."""
    reference = over(world)
    days_later(world, 90)
    world.down_for(hours=10)
    runs = Nights(world.app.ports)
    runs.due(world.clock.now())
    assert the_e(world, reference).texts_gone_at is None, "the last day counts whole"
    while wall_of(world.clock.now(), BERLIN).hour < 3:
        runs.due(world.clock.now())
        assert the_e(world, reference).texts_gone_at is None
        world.down_for(minutes=10)
    runs.due(world.clock.now())
    gone_at = the_e(world, reference).texts_gone_at
    assert gone_at is not None
    assert wall_of(gone_at, BERLIN).hour == 3


def test_nobody_else_holds_it_or_reads_how_long(world: World) -> None:
    """Not the raiser and not a colleague, however they get at the menu; that they tried is on record (F75)."""
    reference = over(world)
    page = world.dana.card()
    for name in ("mia", "jon"):
        person = world.person(name)
        person.press_payload(page, "Keep under hold")
        person.press_payload(page, "How long it is kept")
        assert person.modal() is None, name
    assert the_e(world, reference).held == ""
    assert world.timeline(reference).count("Denied") == 4
