"""The long search as `make soak` runs it: STEPIN_SOAK holds other sizes, such as "--kills 60 --races 300"."""

from __future__ import annotations

import os
import shlex

import pytest

from tests.crash.soak import size_of, soak


@pytest.mark.soak
def test_kills_pauses_and_races_find_nothing(figures: list[str]) -> None:
    """At least 500 kills and 1,500 races on each store: 0 lost, 0 stuck, 0 claimed after the answer."""
    found = soak(size_of(shlex.split(os.environ.get("STEPIN_SOAK", ""))))
    figures += map(str, found)
    assert not [sentence for one in found for sentence in one.sentences]
