"""Every screen, as Slack gets it: within Slack's limits, and by the rules of screens.md."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.local_slack.block_kit import message_problems, view_problems
from bot.local_slack.plain import elements_of, plain_of, pressable, words
from bot.slack import blocks
from bot.slack.sample_cards import channel_screens, raiser_screens
from bot.slack.sample_scenes import Samples, Typed
from bot.slack.samples import messages, sample_screens
from domain.playbook import raiser_card, responder_lines
from domain.severity import FLAG_WORDS, Severity
from handlers.desk import KINDS
from handlers.desk.menu import PAGES
from handlers.screens.parts import Button, Choice, Form, Line, Pick, Screen, Steps, Write
from handlers.screens.responder import LIST_LINES

LONG = Typed("w" * 3000, "Wolkenstein-Oberhuber " * 20, "Reception " * 30, "Hotel " * 60, "Road " * 200)
SHORT, EMOJI = Typed("", "x", "x", "x", ""), Typed("🙂" * 3000, "🙂" * 90, "🙂" * 99)
MESSAGES = {name: blocks.message(screen) for name, screen in messages(Samples(Typed()))}


def problems(payload: dict[str, Any]) -> list[str]:
    """What Slack has against this message, dialog or home."""
    return view_problems(payload["view"]) if "view" in payload else message_problems(payload["blocks"])


@pytest.mark.parametrize("typed", [Typed(), LONG, SHORT, EMOJI])
def test_every_screen_is_within_block_kits_limits(typed: Typed) -> None:
    """Invariant 15, F29: whatever people are called and write, Slack would take every message, dialog and home."""
    refused = {name: found for name, payload in sample_screens(typed).items() if (found := problems(payload))}
    assert refused == {}


@pytest.mark.parametrize("typed", [Typed(), LONG])
def test_every_message_has_a_plain_form_that_always_fits(typed: Typed) -> None:
    """F29: where Slack refuses the blocks, the text alone still says what it is about."""
    for name, screen in messages(Samples(typed)):
        text = blocks.plain_message(screen)["text"]
        assert 0 < len(text) <= 3000, name


def literal(text: str) -> str:
    """The words behind a piece of mrkdwn: dates as their fallback, marks and entities undone."""
    text = re.sub(r"<!date\^[^|]*\|([^>]*)>", r"\1", text.replace("\u200b", ""))
    return html.unescape(text.replace("*", ""))


def test_the_preview_stands_in_the_text_and_in_the_first_block() -> None:
    """Rule 3: phones push the text, desktops read the blocks first: both open with the same sentence."""
    different = {
        name: (shown["text"], plain_of(shown["blocks"][:1]))
        for name, shown in MESSAGES.items()
        if not literal(plain_of(shown["blocks"][:1])).startswith(literal(shown["text"]))
    }
    assert different == {}


def test_what_the_raisers_phone_shows_is_neutral() -> None:
    """Rule 3: a short reference and a time, and nothing about what happened, who is paged or how bad it is."""
    samples = Samples(Typed())
    for name, screen in raiser_screens(samples):
        if not name.startswith(("card", "called")):
            continue
        neutral = r"(OK\? |Done\? )?4F2 · 21:14( · (sent|received|on the way|at door))?"
        assert re.fullmatch(neutral, screen.preview), name


def labels(payload: dict[str, Any]) -> Iterator[str]:
    """Everything that can be pressed in a message or view."""
    for block in (payload.get("view") or payload)["blocks"]:
        for element in elements_of(block):
            yield from pressable(element)


@pytest.mark.parametrize("typed", [Typed(), LONG])
def test_labels_stay_under_twenty_characters(typed: Typed) -> None:
    """Rule 8: a label that is cut on a phone is a label that is read wrong."""
    long = {label for payload in sample_screens(typed).values() for label in labels(payload) if len(label) >= 20}
    assert not long


def test_every_page_and_form_of_the_desk_is_among_the_samples() -> None:
    """What an admin can open is held against Slack's limits, at a site with a hundred people, places and sites."""
    names = sample_screens().keys()
    assert {f"form: desk form {kind}" for kind in KINDS} <= names
    assert {f"form: desk page {page}" for page in PAGES} <= names


def test_no_card_has_more_than_three_lines() -> None:
    """domain.md b.3: who is frightened reads three lines, not four."""
    samples = Samples(Typed())
    for name, screen in messages(samples):
        steps = [part for part in screen.parts if isinstance(part, Steps)]
        assert all(len(one.lines) <= 3 for one in steps), name
        assert len(steps) <= 1, name
    for severity in Severity:
        assert len(responder_lines(severity)) == 3
        assert len(raiser_card(samples.raised(severity), samples.site).lines) == 3


def test_nothing_of_the_raiser_stands_in_a_channel() -> None:
    """No raiser's name, words or flags in any channel screen, at any level and in any state."""
    typed = Typed(words="Quietly-typed-words")
    samples = Samples(typed)
    shown = [(name, blocks.message(screen)) for name, screen in channel_screens(samples)]
    e = samples.everything_said()
    shown += [(f"{one} with everything", blocks.message(screen)) for one, screen in _channel_of(samples, e)]
    for name, payload in shown:
        said = f"{payload['text']}\n{plain_of(payload['blocks'])}"
        assert not re.search(r"\bMia\b|Quietly|U0?MIA", said), name
        assert not any(flag in said for flag in FLAG_WORDS.values()), name


def _channel_of(samples: Samples, e: Any) -> Iterator[tuple[str, Screen]]:
    from handlers.screens.channel import channel_call, channel_card

    yield "card", channel_card(samples.scene(e))
    yield "call", channel_call(samples.scene(e), "violent")


def test_a_silent_place_shows_neutral_words_only() -> None:
    """Rule 11: a customer may read the raiser's screen: no level, no advice, and no name."""
    for name, screen in raiser_screens(Samples(Typed())):
        if "silent" in name:
            said = plain_of(blocks.message(screen)["blocks"])
            assert not re.search(r"VIOLENT|THREAT|ABUSIVE|UPSET|SAFE|Paging|LEAVE|Dana|police", said, re.I), name


def test_only_one_card_has_buttons() -> None:
    """Rule 4: an older card is a stub, which points to the newest and can be pressed nowhere."""
    assert list(labels(MESSAGES["card, an older one"])) == []
    assert "I have it" not in list(labels(MESSAGES["page, an older one"]))
    assert list(labels(MESSAGES["card VIOLENT paging"]))


@pytest.mark.parametrize("severity", list(Severity))
def test_nothing_stands_between_a_page_and_the_answer(severity: Severity) -> None:
    """Rule 8: *I have it* is the first and primary button of a page, and no button anywhere asks "are you sure"."""
    page = MESSAGES[f"page {severity.word} paging"]
    assert next(labels(page)) == "I have it"
    elements = [e for shown in MESSAGES.values() for block in shown["blocks"] for e in elements_of(block)]
    assert not any("confirm" in element for element in elements)


def test_the_raise_dialog_has_one_button_a_row_and_no_submit() -> None:
    """Rule 1 and "Raise modal": five rows, worst first after *Not sure*, one tap each; Cancel calls nobody."""
    view = sample_screens()["form: raise"]["view"]
    rows = [list(pressable(block["accessory"])) for block in view["blocks"] if "accessory" in block]
    assert rows == [
        ["Change"], ["Not sure - help now"], ["🟥 VIOLENT"], ["🔶 THREATENING"], ["🟡 ABUSIVE"], ["🔵 UPSET"]
    ]  # fmt: skip
    assert "submit" not in view
    assert (words(view["title"]), words(view["close"])) == ("Get help", "Cancel")


def test_a_list_of_forty_leaves_none_out() -> None:
    """F51: forty open calls are one message: the worst with a button each, the others as lines below."""
    assert MESSAGES["list"]["text"].startswith("40 calls for help wait for you")
    assert plain_of(MESSAGES["list"]["blocks"]).count(" · since ") == 40
    assert list(labels(MESSAGES["list"])) == ["I have it"] * LIST_LINES


def test_everybody_is_called_by_one_line_and_only_where_it_says_so() -> None:
    """Channel card: `<!here>` stands in new posts for VIOLENT and UNANSWERED, in text and first block, nowhere else."""
    calling = {name for name, shown in MESSAGES.items() if "<!here>" in str(shown)}
    assert calling == {"channel call", *(f"channel call {severity.word}" for severity in Severity)}
    for name in calling:
        assert MESSAGES[name]["text"].startswith("<!here> ")
        assert MESSAGES[name]["blocks"][0]["text"]["text"].startswith("<!here> *")


def test_what_is_too_much_for_slack_is_cut_where_it_hurts_least() -> None:
    """Sizes: too many blocks, options or buttons are cut with a sign that something is missing."""
    many = Screen("x", tuple(Line((f"line {n}",)) for n in range(80)))
    shown = blocks.message(many)["blocks"]
    assert len(shown) == 50
    assert words(shown[-1]["elements"][0]) == "…"
    choices = tuple(Choice(f"c{n}", f"R&D <{n}> " * 20) for n in range(150))
    button = Button("raise.violent", "x", "k " + "🙂" * 3000)
    parts = (Pick("a", "b", choices, picked=("c3",)), Write("w", "l", "x" * 9000), Line(("x",), button=button))
    form = Form("x", "t" * 90, parts, submit="s" * 90, context={"words": '"\n' * 250})
    assert view_problems(blocks.modal(form, "v")) == []
    # Words that are not escaped are cut as words: a sign like "&" or "<" takes nothing else with it.
    option = blocks.modal(form)["blocks"][0]["element"]["option_groups"][0]["options"][7]["text"]["text"]
    assert option.startswith("R&D <7> R&D <7>")
    assert len(option) == 75
