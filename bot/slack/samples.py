"""Every screen as Slack gets it, with made-up people: what `stepin doctor` holds against Slack's own validation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.slack import blocks
from bot.slack.sample_cards import channel_screens, page_screens, raiser_screens
from bot.slack.sample_changes import change_forms, change_messages, many_changes
from bot.slack.sample_desk import desk_forms, desk_messages
from bot.slack.sample_finding import finding_forms, finding_messages
from bot.slack.sample_keeping import kept_forms, kept_messages
from bot.slack.sample_notes import note_forms, note_messages
from bot.slack.sample_on_call import on_call_answers, on_call_forms, turns_at_home
from bot.slack.sample_scenes import AT, Samples, Typed
from bot.slack.sample_shifts import my_many_shifts, shift_forms, shift_messages
from bot.slack.sample_watch import many_links, watch_messages, watch_posts
from domain.severity import Severity
from handlers.screens import Form, Screen
from handlers.screens import forms as f
from handlers.screens import picker as k
from handlers.screens import raiser as r
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
    payloads = {name: blocks.message(screen) for name, screen in (*messages(samples), *watch_posts(samples))}
    payloads |= {name: blocks.message(screen) for name, screen in desk_messages(samples)}
    payloads |= {f"home: {name}": {"view": blocks.home(screen)} for name, screen in _homes(samples)}
    payloads |= {f"form: {name}": {"view": blocks.modal(form, "raise-key")} for name, form in forms(samples)}
    card = r.live_card(samples.scene(samples.everything_said()))
    return payloads | {"form: the card": {"view": blocks.modal_of(card, "raise-key")}}


def messages(samples: Samples) -> Named:
    """All screens that are messages, by name."""
    yield from raiser_screens(samples)
    yield from page_screens(samples)
    yield from channel_screens(samples)
    yield from note_messages(samples)
    yield from kept_messages(samples)
    yield from finding_messages(samples)
    yield from change_messages(samples)
    yield from on_call_answers(samples)
    yield from shift_messages(samples)
    yield from watch_messages(samples)
    yield "phone test", phone_test(rang=False)
    yield "phone rang", phone_test(rang=True)


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
    mine, links = my_many_shifts(samples), many_links(samples)
    yield (
        "on many shifts",
        home(replace(facts, on_call=turns_at_home(), mine=mine, links=links, on_duty=True, gaps=gaps)),
    )
    yield "with many changes", home(replace(facts, on_call=turns_at_home(), changes=many_changes(samples)))
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
    for name, label in (("hand_on", "Hand on"), ("colleague", "About a colleague")):
        yield name, f.people_form(name, label, "Who?", people, e)
        yield f"{name}, nobody", f.people_form(name, label, "Who?", (), e)
    yield "same event", f.same_event_form(scene)
    yield "same event, none", f.same_event_form(samples.scene(e))
    yield "stand down", f.stand_down_form(samples.scene(samples.raised(Severity.UPSET)))
    yield "stand down, safety", f.stand_down_form(samples.scene(samples.raised(Severity.THREATENING)))
    yield "seen", f.seen_form(scene)
    yield "minutes", f.minutes_form(e)
    yield from note_forms(samples)
    yield from kept_forms(samples)
    yield from finding_forms(samples)
    yield from change_forms(samples)
    yield from on_call_forms(samples)
    yield from shift_forms(samples)
    yield from desk_forms(samples)
