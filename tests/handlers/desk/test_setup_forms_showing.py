"""The form about what the channel shows: posts, the topic, a user group."""

from __future__ import annotations

import pytest

from domain.edits import Refused
from tests.handlers.desk.setup_forms import FULL_HOUSE, hotel, refused, saved


def test_what_the_channel_shows_is_picked() -> None:
    """Shift changes are posted unless somebody says no; topic and group are there once wished for."""
    changed = saved(FULL_HOUSE, "showing", "hotel", showing=["topic"], user_group="S024BE7LH")
    site = hotel(changed)
    assert (site.announce, site.topic, site.user_group) == (False, True, "S024BE7LH")
    assert "shift changes are not posted, the topic says who is on call" in changed.sentence
    back = hotel(saved(changed.directory, "showing", "hotel", showing=["announce"], user_group=""))
    assert (back.announce, back.topic, back.user_group) == (True, False, "")


@pytest.mark.parametrize("odd", ["@desk-on-call", "s024be7lh", "S", "S0 24"])
def test_what_is_no_group_is_refused_at_its_field(odd: str) -> None:
    """A name is no id; the sentence stands at the field, and what was typed stays."""
    field, sentence = refused(FULL_HOUSE, "showing", "hotel", user_group=odd)
    assert field == "user_group"
    assert "It begins with S" in sentence


def test_saving_what_is_already_so_says_so() -> None:
    """Nothing would change, and nothing is written into the journal."""
    with pytest.raises(Refused, match="That is how it is already"):
        saved(FULL_HOUSE, "showing", "hotel")
