"""What somebody looks for survives a button and a form, and nothing that is not ours comes through them (F75)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.severity import Severity
from domain.site import Directory, Site
from handlers.learning.finding.asked import MOST_LETTERS, Asked
from tests.handlers.given import AT, SITE

FULL = {"words": "no receipt", "trigger": "refund-or-return", "level": "abusive", "site": "hotel", "days": "90"}


def test_it_comes_back_as_it_went() -> None:
    """Through a button's value and a form's context; the next page is five further on."""
    asked = Asked.of(FULL)
    assert Asked.of_text(asked.text()) == Asked.of(asked.context()) == asked
    assert asked.next_page().next_page().offset == "10"
    assert Asked.of_text("-") == Asked()


def test_the_store_is_asked_for_what_was_meant() -> None:
    """Names become values, days an instant, and every language of the sites is looked in."""
    directory = Directory(1, (SITE, Site("b", "B", "Europe/Berlin", "1", "112", language="de")))
    wanted = Asked.of({**FULL, "offset": "5"}).search(directory, AT)
    assert (wanted.words, wanted.trigger, wanted.site_id) == ("no receipt", "refund-or-return", "hotel")
    assert (wanted.severity, wanted.offset, wanted.languages) == (Severity.ABUSIVE, 5, ("", "de"))
    assert wanted.since == AT - timedelta(days=90)
    assert Asked().search(Directory(1), AT).languages == ("",)


@pytest.mark.parametrize(
    "odd",
    ['{"level": "worst"}', '{"days": "-1"}', '{"offset": "-5"}', '{"offset": "٣"}', "[1]", "null", "{", '{"x": 1}'],
)
def test_what_is_not_ours_is_left_out(odd: str) -> None:
    """A made-up payload asks for nothing in particular."""
    assert Asked.of_text(odd) == Asked()


@given(words=st.text(max_size=400))
def test_any_words_fit_into_a_button(words: str) -> None:
    """Slack takes 2,000 bytes as a value, and cuts none of ours."""
    asked = Asked.of({**FULL, "words": words})
    assert len(asked.text().encode("utf-8", "replace")) <= 2000
    assert len(asked.words) <= MOST_LETTERS
