"""What a site sets about its notes stands in its file: pick-lists, digest, how long texts are kept, training."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from bot.site_file import differences, read, write
from domain.learning.settings import Keeping, LearningSettings
from domain.note import ListEntry, all_words, offered, words_of
from domain.site import Directory, Site
from tests.bot.site_file.hotel import edited, the

LEARNING = """\
    last_resort: [lea]
    language: de
    learning:
      digest_day: fri
      digest_at: 08:30
      training_owner: kim
      keep:
        upset: 365 days
        stub_after: 3
    note_lists:
      rule:
        - Refund of a prepaid rate
        - words: Parking fee, old
          id: parking-fee
          retired: yes
      trigger:
        - words: Queue at breakfast
          id: wait-or-queue
        - words: Robbery
          retired: yes
"""


NO_WEAPON = ", ".join(f"{{words: {words}, retired: yes}}" for words in ('"None"', "Shown", "Used"))


def hotel(text: str = LEARNING) -> Site:
    """The hotel with these lines in the place of its last resort."""
    return the(edited(("    last_resort: [lea]\n", text))).sites[0]


def mistakes(text: str) -> list[str]:
    """What is said about a file with these lines."""
    return [mistake.sentence for mistake in read(edited(("    last_resort: [lea]\n", text))).mistakes]


def test_a_file_sets_what_the_digest_and_the_keeping_go_by() -> None:
    """What it does not mention stays as shipped."""
    site = hotel()

    keeping = Keeping(upset=365, stub_after=3)
    assert site.learning == LearningSettings(True, 4, time(8, 30), "kim", keeping)
    assert site.language == "de"
    assert hotel("    last_resort: [lea]\n").learning == LearningSettings()


def test_a_file_changes_the_lists_of_the_note() -> None:
    """Words alone are a new entry; with the id of a shipped one they rename it; retired ones read right and are not
    offered."""
    own = hotel().note_lists

    assert [entry.words for entry in offered("rule", own)] == ["Refund of a prepaid rate"]
    assert words_of("rule", "parking-fee", own) == "Parking fee, old"
    assert all_words("trigger", ["wait-or-queue", "robbery"], own) == ("Queue at breakfast", "Robbery")
    assert "robbery" not in [entry.id for entry in offered("trigger", own)]
    assert own["rule"][0] == ListEntry("refund-of-a-prepaid-rate", "Refund of a prepaid rate")


def test_what_is_exported_says_it_all_again() -> None:
    """`stepin export`, then `stepin apply`: the same site; what is as shipped is not written."""
    directory = the(edited(("    last_resort: [lea]\n", LEARNING)))
    text = write(directory)

    assert read(text).directory == directory
    assert "digest: " not in text
    assert "abusive" not in text
    assert "learning" not in write(the())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("language: de", "language: German", 'language: "german" is no language. Write its two letters'),
        ("digest_day: fri", "digest_day: mon-fri", 'digest_day: "mon-fri" is not one day. Write one weekday'),
        ("digest_day: fri", "digest_day: fryday", 'learning > digest_day: "fryday" is no weekday.'),
        ("digest_at: 08:30", "digest_at: early", 'digest_at: "early" is no time of day.'),
        ("owner: kim", "owner: kym", 'training_owner: "kym" is not among the people. Did you mean kim?'),
        ("owner: kim", "owner: mia", "mia has left."),
        ("upset: 365 days", "upset: a year", 'keep > upset: "a year" is no number of days. Write 90 days'),
        ("upset: 365 days", "upset: 0 days", '"0 days" is no number of days.'),
        ("upset: 365 days", "upest: 365 days", "upest: There is no such field. Did you mean upset?"),
        ("      rule:", "      rules:", "note_lists > rules: There is no such field. Did you mean rule?"),
        ("- Refund of a prepaid rate", "- " + "x" * 76, "This has 76 letters. Say it in at most 75."),
        ("- Refund of a prepaid rate", "- Car park\n        - car park", '"car park" stands here twice.'),
        ("- Refund of a prepaid rate", '- "?!"', "This has no words."),
        ("id: parking-fee", "id: Parking Fee", '"Parking Fee" cannot be an id. Write it as parking-fee.'),
        ("Queue at breakfast", "Price or charge", 'Two entries read "price or charge".'),
        (
            "    note_lists:\n",
            f"    note_lists:\n      weapon: [{NO_WEAPON}]\n",
            "Every entry is retired. Keep one that can be picked.",
        ),
        ("- Refund of a prepaid rate", "- [a, b]", "This should be a list of fields"),
        ("retired: yes", "retired: maybe", '"maybe" is neither yes nor no.'),
    ],
)
def test_a_mistake_says_where_and_what_to_do(old: str, new: str, says: str) -> None:
    """With its line and the way to the field."""
    assert old in LEARNING
    assert any(says in sentence for sentence in mistakes(LEARNING.replace(old, new, 1)))


def test_a_change_is_said_before_it_is_made() -> None:
    """Setting by setting, list by list."""
    was, now = the(), the(edited(("    last_resort: [lea]\n", LEARNING)))

    said = differences(was, now)

    assert "Harbour Hotel: language is now de (was nothing)." in said
    assert "Harbour Hotel: digest day is now fri (was mon)." in said
    assert "Harbour Hotel: upset, kept is now 365 days (was 90 days)." in said
    assert "Harbour Hotel: training owner is now Kim (was nothing)." in said
    rule = "Refund of a prepaid rate, Parking fee, old (for parking-fee) (retired)"
    assert f"Harbour Hotel: note list rule is now {rule} (was nothing)." in said


def test_a_training_owner_who_has_left_is_not_written() -> None:
    """Otherwise what was exported could not be applied."""
    directory = the()
    site = replace(directory.sites[0], learning=LearningSettings(training_owner="mia"))

    text = write(Directory(0, (site,), directory.people))

    assert "training_owner" not in text
    assert read(text).mistakes == ()
