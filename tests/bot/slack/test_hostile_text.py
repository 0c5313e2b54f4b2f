"""Whatever people type, and whatever they are called: kept, cleaned, and shown literally (F15, F74)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.local_slack.block_kit import message_problems, view_problems
from bot.slack import blocks
from bot.slack.sample_scenes import Samples, Typed
from bot.slack.samples import messages, sample_screens
from bot.slack.text import clean, cut, fitting, literal
from tests.bot.slack.given import command, sent_form, signed
from tests.world import World

ATTACKS = (
    "<!channel>", "<!here>", "<!everyone>", "<@U0DANA>", "<#C0DESK>", "<!subteam^S1>", "<https://evil.example|click>",
    "<mailto:a@b.example|x>", "`rm -rf`", "```block```", "*bold*", "_it_", "~no~", "&lt;!channel&gt;", "&amp;lt;",
    "</escalate>", "<!date^1^{date}|x>", "@here", "<", ">", "&", "&&lt", "*", "<<@U1>>", "{by}", "{0}", "%s", "\\",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=12), min_size=1, max_size=6).map(" ".join)
LIVE = re.compile(r"<[@#!]?[^>]*>")
OURS = re.compile(r"<!date\^\d+\^\{[a-z_]+\}( \{[a-z_]+\})?\|[^<>&|]*>|^<!here> ")


def texts(node: Any) -> Iterator[tuple[str, str]]:
    """Every text object in a payload, as (type, text)."""
    if isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "plain_text") and isinstance(node.get("text"), str):
            yield node["type"], node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for one in node:
            yield from texts(one)


def live_in(payload: dict[str, Any]) -> list[str]:
    """What Slack would bring to life in this payload and we did not put there."""
    marked = [text for kind, text in texts(payload) if kind == "mrkdwn"] + [str(payload.get("text", ""))]
    return [found for text in marked for found in LIVE.findall(OURS.sub("", text))]


def formatting_in(payload: dict[str, Any]) -> list[str]:
    """Marks in this payload that could format what stands between two of them; bold is ours alone."""
    marked = [text for kind, text in texts(payload) if kind == "mrkdwn"]
    return [text for text in marked if re.search(r"(?<!\u200b)[_~`]|[_~`](?!\u200b)", OURS.sub("", text))]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=HOSTILE, name=HOSTILE, place=HOSTILE, site=HOSTILE)
def test_nothing_typed_comes_to_life_on_any_screen(words: str, name: str, place: str, site: str) -> None:
    """F74: no live mention, link or command out of words, names, place names or notes, in any renderer."""
    made = Typed(clean(words), clean(name) or "x", clean(place) or "x", clean(site) or "x", clean(words))
    for screen, payload in sample_screens(made).items():
        assert live_in(payload) == [], screen
        assert formatting_in(payload) == [], screen
        found = view_problems(payload["view"]) if "view" in payload else message_problems(payload["blocks"])
        assert found == [], screen
    for screen, drawn in messages(Samples(made)):
        assert live_in(blocks.plain_message(drawn)) == [], screen


@given(words=HOSTILE)
def test_literal_text_reads_back_as_it_was(words: str) -> None:
    """F74: what Slack shows of it, entities undone and invisible spaces left out, is what was typed."""
    shown = literal(words)
    assert html.unescape(shown).replace("\u200b", "") == html.unescape(html.escape(words, quote=False)).replace(
        "\u200b", ""
    )
    assert not LIVE.search(shown)
    assert not re.search(r"(?<!\u200b)[*_~`]|[*_~`](?!\u200b)", shown)


def test_attacks_in_the_words_reach_the_responders_as_words(world: World) -> None:
    """F74: through the whole wing: the page, the channel, and the line to the responders."""
    world.mia.types(f"/escalate violent bar {' '.join(ATTACKS)}", channel="C0DESK")
    for attack in ATTACKS:
        assert attack in world.the().words[0]
        assert attack in world.dana.reads()
    world.mia.says(" and ".join(ATTACKS))
    assert " and ".join(ATTACKS) in world.dana.reads()
    calls = [call for call in world.slack.calls if call.method in ("chat.postMessage", "chat.update", "views.publish")]
    assert [found for call in calls for found in live_in(call.args)] == []
    assert [call for call in calls if not call.ok] == []


STRANGE = st.text(
    st.characters() | st.sampled_from("\0\ud800\udfff\u202e\u2066\u200b🙂\n\t\x1b\uffff\U000e0001é"), max_size=300
)


@settings(max_examples=60, deadline=None)
@given(words=STRANGE)
def test_cleaned_text_can_be_kept_and_sent_anywhere(words: str) -> None:
    """F15: no NUL, no lone surrogate, no control or direction mark; what is fine stays."""
    kept = clean(words)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert not re.search("[\0\x01-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", kept)
    assert clean(kept) == kept
    assert json.loads(json.dumps(kept)) == kept
    assert len(clean("x" * 40_000)) == 3000
    assert clean("  Straße 🙂 ") == "Straße 🙂"


@given(words=st.text(max_size=400), limit=st.integers(1, 300))
def test_fitting_text_never_ends_in_half_a_character(words: str, limit: int) -> None:
    """Limits are kept however a platform counts."""
    kept = fitting(words, limit)
    assert len(kept.encode()) <= limit
    assert words.startswith(kept)


HOSTILE_WORDS = {
    "forty thousand": "x" * 40_000,
    "nul": "be\0fore",
    "lone surrogate": "a\ud83db",
    "right to left": "abc\u202egnp.exe",
    "only emoji": "🙂" * 900,
    "quotes and newlines": '"\n\\' * 900,
    "empty": "   ",
}


@pytest.mark.parametrize("kind", sorted(HOSTILE_WORDS))
def test_hostile_words_are_recorded_on_both_stores(either_world: World, kind: str) -> None:
    """F15: in one line, in the picker, in a form and in the DM: recorded cleaned, shown within limits."""
    world, words = either_world, HOSTILE_WORDS[kind]
    sendable = words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = signed(world, command("U0MIA", f"violent bar {sendable}", trigger="1.1.h"))
    assert answer.status == 200
    e = world.the()
    assert e.reference in answer.body
    field = {"words": {"words": {"type": "plain_text_input", "value": words}}}
    assert signed(world, sent_form("U0MIA", "flags", {"escalation": e.id}, field)).status == 200
    world.settle()
    world.slack.person("U0JON").types(f"/escalate zzzz {sendable}", channel="C0DESK")
    world.settle()
    assert world.slack.person("U0JON").modal()
    world.jon.presses("🔵 UPSET", where="modal")
    kept = [said for each in world.escalations() for said in each.words]
    assert all(said.strip() == clean(said) and len(said) <= 3000 for said in kept)
    refused = [(call.method, call.error) for call in world.slack.calls if not call.ok]
    assert refused == []
    assert world.slack.refused_answers == []


@pytest.mark.parametrize("limit", range(4, 14))
def test_a_cut_leaves_no_mark_that_could_pair_up(limit: int) -> None:
    """Wherever the end falls, a typed mark has its spaces on both sides or is gone with them."""
    assert not re.search("[*_~`](?!\u200b)", cut(literal("say `no` and *stop*"), limit))
