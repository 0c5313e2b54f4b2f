"""Every screen as Slack gets it, with made-up people: what `stepin doctor` holds against Slack's own validation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.slack import blocks
from bot.slack.sample_on_call import on_call_answers, on_call_forms, turns_at_home
from bot.slack.sample_scenes import AT, STATES, Samples, Typed, reader
from domain.note import FIELDS, Note
from domain.severity import Flag, Severity
from handlers.screens import Form, Screen
from handlers.screens import forms as f
from handlers.screens import picker as k
from handlers.screens import raiser as r
from handlers.screens import responder as p
from handlers.screens.channel import channel_call, channel_card, thread_line
from handlers.screens.home import HomeFacts, home, phone_test

Payload = dict[str, Any]
Named = Iterator[tuple[str, Screen]]

_KEY = "k" * 32
_LONG = 40


def sample_screens(typed: Typed | None = None) -> dict[str, Payload]:
    """Each screen by a name: {"text", "blocks"} of a message or {"view"} of a dialog or App Home, for blocks.validate.

    `typed` stands wherever people write.
    """
    samples = Samples(typed or Typed())
    payloads = {name: blocks.message(screen) for name, screen in messages(samples)}
    payloads |= {f"home: {name}": {"view": blocks.home(screen)} for name, screen in _homes(samples)}
    payloads |= {f"form: {name}": {"view": blocks.modal(form, "raise-key")} for name, form in forms(samples)}
    card = r.live_card(samples.scene(samples.everything_said()))
    return payloads | {"form: the card": {"view": blocks.modal_of(card, "raise-key")}}


def messages(samples: Samples) -> Named:
    """All screens that are messages, by name."""
    yield from raiser_screens(samples)
    yield from _pages(samples)
    yield from channel_screens(samples)
    yield from on_call_answers(samples)
    yield "phone test", phone_test(rang=False)
    yield "phone rang", phone_test(rang=True)


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


def _pages(samples: Samples) -> Named:
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


def _homes(samples: Samples) -> Named:
    person = samples.directory.person("dana")
    facts = HomeFacts(person, samples.site, samples.directory, AT, _KEY)
    many = tuple(replace(samples.raised(Severity.VIOLENT, "acknowledged"), id=f"e{n}") for n in range(_LONG))
    over = tuple(replace(samples.raised(Severity.VIOLENT, "resolved"), id=f"r{n}") for n in range(_LONG))
    gaps = tuple(f"nobody holds tier {n}; the next tier is paged at once." for n in (1, 2, 3))
    yield "quiet", home(facts)
    yield (
        "busy",
        home(replace(facts, on_call=turns_at_home(), own=many, waiting=many, notes=over, on_duty=True, gaps=gaps)),
    )
    yield "tested", home(replace(facts, on_call=turns_at_home(), on_duty=True, tested_at=AT))
    yield "without a site", home(replace(facts, site=None))


def forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """All dialogs, by name."""
    site, e = samples.site, samples.everything_said()
    scene = samples.scene(e, replace(e, id="e2", reference="9KQ"))
    context = {"key": _KEY, "site": site.id, "words": samples.typed.words[:250], "url": "https://hooks.example/" + _KEY}
    people = tuple((f"p{n}", samples.typed.name) for n in range(_LONG))
    yield "raise", k.raise_form(site, site.places[0], _KEY, context)
    yield "raise without a site", k.raise_form(None, None, _KEY, {})
    yield "place", f.place_form(site, "desk", {"escalation": e.id})
    yield "place, none", f.place_form(replace(site, places=()), None, {})
    many = tuple(replace(site.places[0], id=f"p{n}") for n in range(3 * _LONG))
    yield "place, many", f.place_form(replace(site, places=many), "p7", {})
    yield "flags", f.flags_form(e)
    for severity in Severity:
        yield f"severity {severity.word}", f.severity_form(samples.raised(severity))
        yield f"note {severity.word}", f.note_form(samples.scene(samples.raised(severity)), Note("e1"), scene.directory)
    yield "note, full", f.note_form(scene, _full_note(samples.typed.words), scene.directory)
    for name, label in (("hand_on", "Hand on"), ("colleague", "About a colleague")):
        yield name, f.people_form(name, label, "Who?", people, e)
        yield f"{name}, nobody", f.people_form(name, label, "Who?", (), e)
    yield "same event", f.same_event_form(scene)
    yield "same event, none", f.same_event_form(samples.scene(e))
    yield "stand down", f.stand_down_form(samples.scene(samples.raised(Severity.UPSET)))
    yield "stand down, safety", f.stand_down_form(samples.scene(samples.raised(Severity.THREATENING)))
    yield "seen", f.seen_form(scene)
    yield "minutes", f.minutes_form(e)
    yield from on_call_forms(samples)


def _full_note(words: str) -> Note:
    long = (words * (3000 // max(len(words), 1) + 1))[:3000]
    picks = {one.id: one.choices if one.many else one.choices[:1] for one in FIELDS if one.choices}
    return Note("e1", picks, {one.id: long for one in FIELDS if not one.choices})
