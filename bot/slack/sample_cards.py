"""Cards, pages and channel posts with made-up people: for `stepin doctor` and the tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.slack.sample_scenes import STATES, Samples, reader
from domain.severity import Flag, Severity
from handlers.screens import Screen
from handlers.screens import picker as k
from handlers.screens import raiser as r
from handlers.screens import responder as p
from handlers.screens.channel import channel_call, channel_card, thread_line

Named = Iterator[tuple[str, Screen]]

_KEY = "k" * 32
_LONG = 40


def raiser_screens(samples: Samples) -> Named:
    """What the raiser sees: the picker, the answer, and the card in each state and setting."""
    site, place = samples.site, samples.site.places[0]
    yield "picker", k.picker_answer(site, place, _KEY, samples.typed.words)
    yield "picker without a site", k.picker_answer(None, None, _KEY)
    yield "house rules", k.house_rules(site, _KEY)
    yield "not recorded", k.not_recorded(site.phone, site.emergency_number, k.try_again("violent", _KEY))
    for severity in Severity:
        yield f"called {severity.word}", r.called(samples.scene(samples.raised(severity)))
        for state in STATES:
            yield f"card {severity.word} {state}", r.live_card(samples.scene(samples.raised(severity, state)))
        yield f"card {severity.word} unanswered", r.live_card(samples.scene(samples.unanswered(severity)))
    settings: dict[str, dict[str, Any]] = {
        "silent": {"silent": True},
        "on the phone": {"place_id": "line"},
        "alone": {"lone": True},
        "about a colleague": {"about_colleague": True},
        "hate on the phone": {"place_id": "line", "flags": frozenset({Flag.HATE})},
        "self-harm": {"flags": frozenset({Flag.SELF_HARM})},
        "weapon": {"flags": frozenset({Flag.WEAPON})},
    }
    for name, setting in settings.items():
        for severity in (Severity.ABUSIVE, Severity.THREATENING):
            yield f"card {severity.word} {name}", r.live_card(samples.scene(samples.raised(severity, **setting)))
    e = samples.everything_said()
    yield "called silent", r.called(samples.scene(samples.raised(Severity.VIOLENT, silent=True)))
    yield "card with everything", r.live_card(samples.scene(e, replace(e, reference="9KQ")), asking=True)
    yield "card, an older one", r.live_card(samples.scene(e), newest=False)


def page_screens(samples: Samples) -> Named:
    """What responders see: pages in each state and setting, what they are told, and many pages in one message."""
    words, e = samples.typed.words, samples.everything_said()
    for severity in Severity:
        for state in STATES:
            scene = samples.scene(samples.raised(severity, state))
            yield f"page {severity.word} {state}", p.page(scene, reader("dana"), times=3)
        yield (
            f"page {severity.word} to another",
            p.page(samples.scene(samples.raised(severity, "acknowledged")), reader("omar", "7HX"), times=12),
        )
    whole = samples.scene(e, replace(e, id="e2", reference="9KQ"))
    yield "page with everything", p.page(whole, reader("dana"), times=12, note=f"{samples.typed.name} asks you")
    yield "page silent", p.page(samples.scene(samples.raised(Severity.VIOLENT, silent=True)), reader("dana"), times=1)
    yield "page, an older one", p.page(whole, reader("dana"), times=1, newest=False)
    yield "page passed on", p.page(samples.scene(replace(e, passed=frozenset({"lea"}))), reader("lea"), times=2)
    yield "page stood down", p.page(samples.scene(replace(e, excluded=frozenset({"lea"}))), reader("lea"), times=2)
    yield "told", p.told(whole, f"{samples.typed.name} writes", quote=words, answer=True)
    many = tuple(samples.scene(replace(samples.raised(Severity.VIOLENT), id=f"e{n}")) for n in range(_LONG))
    yield "list", p.page_list(many, reader("dana"))


def channel_screens(samples: Samples) -> Named:
    """What everybody in the channel sees."""
    for severity in Severity:
        for state in STATES:
            yield f"channel {severity.word} {state}", channel_card(samples.scene(samples.raised(severity, state)))
        unanswered = samples.scene(samples.unanswered(severity))
        yield f"channel {severity.word} unanswered", channel_card(unanswered)
        yield f"channel call {severity.word}", channel_call(unanswered, "unanswered")
    yield "channel call", channel_call(samples.scene(samples.raised(Severity.VIOLENT)), "violent")
    yield "channel call, over", channel_call(samples.scene(samples.raised(Severity.VIOLENT, "resolved")), "violent")
    yield "thread", thread_line(samples.scene(samples.raised(Severity.VIOLENT)), f"{samples.typed.name} has it.")
