"""The admin's form about the words of a site on its cards, with the cards as they would read (domain.md b.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.edits import Edited, set_site, set_texts
from domain.edits.edited import site_in
from domain.edits.typed import TEXT_FITS
from domain.escalation import Escalation
from domain.playbook import meanwhile, raiser_card
from domain.severity import Severity
from domain.site import Directory, Site
from handlers.desk import asking as ask
from handlers.desk.about import part, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.together import same, together
from handlers.screens.parts import Choice, Divider, Form, Line, Part, Pick, Small, Steps, Strong
from handlers.screens.scene import Scene

_TEXTS = ("safe_place", "exit_phrase", "silent_emergency_text")
_FACTS = ("address", "door")
# The label of each, what fits in, and a hint.
_ASKED = {
    "safe_place": ("Safe place", TEXT_FITS, "Where staff can lock themselves in. For example: the back office."),
    "exit_phrase": ("Exit phrase", TEXT_FITS, f"What staff say as they walk away. Empty: {Site.exit_phrase}"),
    "silent_emergency_text": ("If staff cannot speak", TEXT_FITS, "How to reach the police silently from here."),
    "address": ("Address", TEXT_FITS, "For those who come."),
    "door": ("Door", TEXT_FITS, "How those who come get in."),
}
_SHOWN = {"threatening": "Card: THREATENING", "violent": "Card: VIOLENT", "page": "For those who come"}


def cards(desk: Desk, site: Site) -> Iterator[Part]:
    """Everything on which the site's words stand, as staff and those who come would read it."""
    for name in _SHOWN:
        yield from _shown(desk, site, name)


def _shown(desk: Desk, site: Site, name: str) -> Iterator[Part]:
    e = _made_up(desk, site, Severity.THREATENING)
    yield Line((Strong(_SHOWN[name]),))
    if name == "page":
        yield Line(Scene(e, site, desk.directory, desk.at).in_case_of())
        return
    yield Steps(_lines(desk, site, Severity[name.upper()]))
    if name == "threatening":
        yield Line(("While nobody has answered: ", meanwhile(e, site)))


def _lines(desk: Desk, site: Site, severity: Severity) -> tuple[str, ...]:
    return raiser_card(_made_up(desk, site, severity), site).lines


def _made_up(desk: Desk, site: Site, severity: Severity) -> Escalation:
    """An escalation that never was, at no place in particular."""
    return Escalation("", "", site.id, desk.person.id, desk.at, site.policy, severity, severity, clocks=())


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    entered = entered or Entered(texts={name: getattr(site, name) for name in (*_TEXTS, *_FACTS)})
    card = entered.pick("card") if entered.pick("card") in _SHOWN else "threatening"
    choices = tuple(Choice(name, words) for name, words in _SHOWN.items())
    parts = (
        Line((Strong(site.name),)),
        *(ask.write(entered, name, *asked, optional=True) for name, asked in _ASKED.items()),
        Divider(),
        # Text is not sent as it is typed; a pick is, with all the text.
        Pick("card", "How it reads", choices, picked=(card,), optional=False, live=True),
        *_shown(desk, _as_entered(site, entered), card),
        Small(("A place can have a safe place and a door of its own.",)),
    )
    return Form("texts", "Words on the cards", parts, close="Back", submit="Save")


def _as_entered(site: Site, entered: Entered) -> Site:
    words: dict[str, Any] = {name: " ".join(entered.text(name).split()) for name in (*_TEXTS, *_FACTS)}
    return replace(site, **{**words, "exit_phrase": words["exit_phrase"] or Site.exit_phrase})


def _read(desk: Desk, entered: Entered) -> Edit:
    site_id = site_of(desk).id

    def edit(directory: Directory, at: datetime) -> Edited:
        site = site_in(directory, site_id)
        texts, facts = (
            {name: entered.text(name) for name in names if not same(entered.text(name), getattr(site, name))}
            for names in (_TEXTS, _FACTS)
        )
        if not texts.get("exit_phrase", "-") and same(Site.exit_phrase, site.exit_phrase):
            del texts["exit_phrase"]
        steps: list[Edit] = []
        if texts:
            steps.append(lambda now, then: set_texts(now, then, site_id, texts))
        if facts:
            steps.append(lambda now, then: set_site(now, then, site_id, facts))
        return together(*steps, field="safe_place")(directory, at)

    return edit


def _subject(desk: Desk) -> str:
    return f"texts:{part(desk, 0)}"


KINDS: tuple[Kind, ...] = (Kind("texts", _form, _read, subject=_subject),)
