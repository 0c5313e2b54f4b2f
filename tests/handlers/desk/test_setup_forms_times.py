"""The times of a severity and the words of the cards, with what they come to shown while an admin edits them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.policy import Group, Join
from domain.severity import Severity
from domain.site import Directory
from handlers.desk.kind import Entered
from handlers.desk.severity_fields import TIMES
from handlers.screens.parts import Form, Line, Small, Steps, Text
from tests.domain.edits.given import HOTEL, HOUSE
from tests.handlers.desk.setup_forms import (
    FULL,
    FULL_HOUSE,
    KINDS,
    desk,
    entered,
    fields_of,
    hotel,
    refusal,
    refused,
    saved,
    sent,
    words_of,
)

# domain.md b.4, column ABUSIVE, as shipped.
ABUSIVE = (
    "0:00  Tier 1 is paged.",
    "1:00  Whoever was paged is paged again, and then every minute.",
    "2:00  The raiser reads that nobody has answered yet.",
    "3:00  Tier 2 is paged too.",
    "5:00  The raiser is asked whether they are safe, and then every 5 minutes.",
    "7:00  Tier 3 is paged too.",
    "10:00  The backup list is paged too.",
    "10:00  Unanswered: everybody is paged at once, and paging goes on.",
    "Paging stops when somebody has it.",
    "Whoever has it and is not there 5 minutes later is paged again, and so is the next tier.",
    "A safe check without an answer for 1 minute is missed: whoever has it is told, and the next tier is paged.",
)


def opened(directory: Directory, what: Entered | None = None, severity: str = "abusive") -> Form:
    """The form of the hotel's times."""
    return KINDS["times"].form(desk(directory, "hotel", severity), what)


def steps(form: Form) -> tuple[str, ...]:
    """The card that a form shows."""
    return next(part.lines for part in form.parts if isinstance(part, Steps))


def lines(form: Form) -> list[Text]:
    """The lines that a form shows."""
    return [part.text for part in form.parts if isinstance(part, Line)]


def test_what_happens_after_a_tap_on_abusive_reads_as_the_shipped_table() -> None:
    """domain.md b.4: minute 0, 1, 3, 10, and what follows an answer."""
    assert steps(opened(FULL_HOUSE)) == ABUSIVE


def test_the_sentences_follow_what_is_written_too() -> None:
    """With Enter, or the next pick."""
    assert "1:40  Tier 2 is paged too." in steps(opened(FULL_HOUSE, other("tier_2", "100 s", FULL_HOUSE)))


def test_the_sentences_follow_each_pick() -> None:
    """Before anything is saved."""
    what = sent(opened(FULL_HOUSE), tier_2=["60"], repage_every=["30"], backup=["never"])
    shown = steps(opened(FULL_HOUSE, what))
    assert shown[:4] == (
        "0:00  Tier 1 is paged.",
        "0:30  Whoever was paged is paged again, and then every 30 seconds.",
        "1:00  Tier 2 is paged too.",
        "2:00  The raiser reads that nobody has answered yet.",
    )
    assert not any("backup" in line for line in shown)


def test_a_group_in_which_nobody_is_says_so() -> None:
    """A sentence that promises a page to nobody would be a lie."""
    empty = replace(FULL_HOUSE, sites=(replace(FULL, groups=HOTEL.groups, backup=HOTEL.backup[:1]),))
    shown = steps(opened(empty))
    assert "7:00  Tier 3 (nobody in it yet) is paged too." in shown
    assert "10:00  The backup list (numbers only) is paged too." in shown


def test_at_a_site_where_one_works_alone_the_sentences_are_those_of_somebody_alone() -> None:
    """domain.md b.5: ABUSIVE goes by THREATENING."""
    alone = replace(FULL_HOUSE, sites=(replace(FULL, lone=True),))
    assert steps(opened(alone))[0] == "0:00  Tier 1, tier 2, security and the helpers are paged."
    assert "ABUSIVE goes by THREATENING" in words_of(opened(alone))


@pytest.mark.parametrize("severity", [one.word.casefold() for one in Severity])
def test_every_time_of_every_severity_opens_with_what_is_and_can_be_changed(severity: str) -> None:
    """One list for each, whatever its length; sent as it was opened it changes nothing."""
    form = opened(HOUSE, severity=severity)
    assert set(fields_of(form)) == {"answers_needed", "missed_check", *(time.name for time in TIMES)}
    assert refused(HOUSE, "times", "hotel", severity)[1] == "That is how it is already. Nothing would change."
    edited = saved(HOUSE, "times", "hotel", severity, repage_every=["45"], tier_3=["never"])
    assert edited.subject == KINDS["times"].subject(desk(HOUSE, "hotel", severity))


def other(name: str, typed: str, directory: Directory = HOUSE) -> Entered:
    """*Other* picked, the field that opens then filled in."""
    again = opened(directory, sent(opened(directory), **{name: ["other"]}))
    return sent(again, **{f"{name}_other": typed})


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("45 s", 45), ("3 min", 180), ("1 h 30 min", 5400), ("100seconds", 100), ("1 H, 5 Min", 3900), ("2 days", 172800)],
)
def test_another_time_is_written_as_people_write_it(typed: str, seconds: int) -> None:
    """And is one of the list when the form is opened again."""
    what = other("stale_after", typed)
    edited = entered(HOUSE, "times", what, "hotel", "abusive")
    assert hotel(edited).policy.abusive.stale_after == timedelta(seconds=seconds)
    assert sent(opened(edited.directory)).picks["stale_after"] == (str(seconds),)


def test_a_group_joins_at_once_later_or_never() -> None:
    """Each by its pick; "at once" and "never" can be written too."""
    edited = saved(HOUSE, "times", "hotel", "abusive", security=["0"], tier_3=["never"], tier_2=["90"])
    joins = hotel(edited).policy.abusive.joins
    assert {Join(Group.SECURITY, timedelta()), Join(Group.TIER_2, timedelta(seconds=90))} <= set(joins)
    assert Group.TIER_3 not in {join.group for join in joins}
    for words, after in (("at once", timedelta()), ("NEVER", None)):
        changed = hotel(entered(HOUSE, "times", other("backup", words), "hotel", "abusive"))
        found = [join.after for join in changed.policy.abusive.joins if join.group is Group.BACKUP]
        assert found == ([] if after is None else [after])


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("repage_every", "45", '"45" is no length of time. Write it as 45 s or 45 min.'),
        ("repage_every", "soon", '"soon" is no length of time. Write it as 45 s, 3 min or 1 h.'),
        ("repage_every", "3 min later", '"3 min later" is no length of time.'),
        ("repage_every", "", "Write how long, as 45 s or 3 min, or pick another length."),
        ("repage_every", "2 s", '"2 seconds" cannot work here. Write 5 s or more'),
        ("repage_every", "never", '"never" is no length of time.'),
        ("note_due_after", "999999 days", "and no more than a year."),
        ("tier_1", "5 min", "Nobody would be called at once."),
        ("check_every", "never", "The first safe check and the later ones belong together."),
    ],
)
def test_a_time_that_cannot_be_is_said_where_it_was_written(name: str, typed: str, says: str) -> None:
    """With the sentences of what holds now meanwhile, and what was written still there."""
    what = other(name, typed)
    at_desk, kind = desk(HOUSE, "hotel", "abusive"), KINDS["times"]
    field, sentence = refusal(HOUSE, "times", what, "hotel", "abusive")
    assert (field, says in sentence) == (f"{name}_other", True), sentence
    again = kind.form(at_desk, what)
    assert f"{name}_other" in fields_of(again)
    assert sent(again).text(f"{name}_other") == typed
    assert steps(again) == steps(opened(HOUSE))
    assert any(isinstance(part, Small) and says in str(part.text) for part in again.parts)


def test_a_pick_that_cannot_be_is_said_at_the_list() -> None:
    """As where the one group that is called at once would be called later."""
    assert refused(HOUSE, "times", "hotel", "abusive", tier_1=["60"])[0] == "tier_1"
    assert refused(HOUSE, "times", "hotel", "abusive", check_after=["never"])[0] == "check_every"


def test_other_without_its_field_is_said_at_the_list() -> None:
    """The form was sent before it was drawn again with the field in it."""
    what = sent(opened(HOUSE), repage_every=["other"])
    field, sentence = refusal(HOUSE, "times", what, "hotel", "abusive")
    assert (field, "Write how long" in sentence) == ("repage_every", True)


def test_the_words_of_the_cards_change_and_so_does_the_address() -> None:
    """One form, one change."""
    edited = saved(
        HOUSE, "texts", "hotel", safe_place="the back office", exit_phrase="Excuse me, one moment.", door="left"
    )
    assert hotel(edited) == replace(
        HOTEL, safe_place="the back office", exit_phrase="Excuse me, one moment.", door="left"
    )
    assert edited.sentence == (
        "Harbour Hotel: safe place is now the back office (was nothing); "
        "exit phrase is now Excuse me, one moment. (was Excuse me.). "
        "Harbour Hotel: door is now left (was nothing)."
    )
    assert edited.subject == KINDS["texts"].subject(desk(HOUSE, "hotel"))
    assert hotel(saved(edited.directory, "texts", "hotel", exit_phrase="")).exit_phrase == "Excuse me."
    other_too = saved(HOUSE, "texts", "hotel", exit_phrase="", door="left")
    assert other_too.sentence == "Harbour Hotel: door is now left (was nothing)."
    assert refused(HOUSE, "texts", "hotel", exit_phrase="") == (
        "safe_place", "That is how it is already. Nothing would change.",
    )  # fmt: skip


def test_the_cards_read_as_they_would_with_what_stands_in_the_form() -> None:
    """domain.md b.3: the cards of THREATENING and VIOLENT, what one may do meanwhile, and where those who come go."""
    at_desk, kind = desk(HOUSE, "hotel"), KINDS["texts"]
    what = sent(
        kind.form(at_desk, None),
        safe_place="the back office", exit_phrase="One moment.", address="Quay Road 7", door="left",
        silent_emergency_text="Stay on the line.",
    )  # fmt: skip
    threatening, violent, page = (
        kind.form(at_desk, replace(what, picks={"card": (card,)})) for card in ("threatening", "violent", "page")
    )
    assert steps(threatening) == (
        'Say "One moment." Walk away now.',
        "Don't argue. Don't explain. Don't threaten back.",
        "Go to the back office. Call 112 any time. No permission needed.",
    )
    assert ("While nobody has answered: ", "Go to the back office. Lock it. Call 112 any time.") in lines(threatening)
    assert steps(violent) == ("LEAVE NOW.", "Lock a door or get outside.", "CALL 112. Stay on the line.")
    assert ("Quay Road 7 · Door: left · Emergency: 112",) in lines(page)
    assert sent(violent).texts == what.texts


@pytest.mark.parametrize("words", ["{", "}", "{emergency}", "{emergency", "a {b} c", "{{}}"])
def test_braces_in_the_words_of_a_site_are_just_braces(words: str) -> None:
    """They stand in the preview as they were typed."""
    at_desk, kind = desk(HOUSE, "hotel"), KINDS["texts"]
    form = kind.form(at_desk, sent(kind.form(at_desk, None), safe_place=words, exit_phrase=words))
    assert steps(form)[0] == f'Say "{words}" Walk away now.'
    assert steps(form)[2] == f"Go to {words}. Call 112 any time. No permission needed."
