"""The admin's form about how long notes are kept, who looks after training, and the language they are in (d.6, e.6)."""

from __future__ import annotations

from dataclasses import fields

from domain.edits import Refused, set_keeping
from domain.edits.typed import count_of
from domain.learning.languages import LANGUAGES, language_name
from domain.learning.settings import LONGEST_KEPT, Keeping
from domain.site import Site
from handlers.desk import asking as ask
from handlers.desk.about import part, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Choice, Form, Line, Number, Part, Small, Strong

_ADMINS, _ENGLISH = "admins", "english"
_ASKED = {
    "upset": "UPSET: days after the end",
    "abusive": "ABUSIVE: days after the end",
    "safety": "THREATENING, VIOLENT: days after the year's end",
    "stub_after": "Messages in Slack: days until only a reference stays",
}
_ABOUT = "Then names and words go: from notes, messages and search. Counts stay, and what is under hold waits."


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    entered = entered or _as_it_is(site)
    owners = (Choice(_ADMINS, "The admins"), *ask.choices(desk.directory, site))
    parts: tuple[Part, ...] = (
        Line((Strong("How long names and words are kept"),)),
        *(_days(entered, name, label) for name, label in _ASKED.items()),
        Small((_ABOUT,)),
        ask.one_of(entered, "training_owner", "Who reads that training would help", owners),
        ask.one_of(entered, "language", "Language of the notes", _languages(site)),
    )
    return Form("keeping", "Notes kept", parts, close="Back", submit="Save")


def _as_it_is(site: Site) -> Entered:
    keeping = site.learning.keeping
    picks = {
        "training_owner": (site.learning.training_owner or _ADMINS,),
        "language": (site.language or _ENGLISH,),
    }
    return Entered(picks, {name: str(getattr(keeping, name)) for name in _ASKED})


def _days(entered: Entered, name: str, label: str) -> Number:
    shown = entered.text(name)
    value = int(shown) if shown.isascii() and shown.isdigit() and len(shown) <= len(str(LONGEST_KEPT)) else None
    return Number(name, label, value, optional=False, least=1, most=LONGEST_KEPT)


def _languages(site: Site) -> tuple[Choice, ...]:
    codes = dict.fromkeys([*LANGUAGES, site.language])
    return tuple(Choice(code or _ENGLISH, language_name(code)) for code in codes)


def _read(desk: Desk, entered: Entered) -> Edit:
    site = site_of(desk)
    keeping = Keeping(**{each.name: count_of(entered.text(each.name), each.name) for each in fields(Keeping)})
    owner, language = entered.pick("training_owner"), entered.pick("language")
    if language not in {choice.id for choice in _languages(site)}:
        raise Refused("language", "Pick one from the list.")
    if not owner:
        raise Refused("training_owner", "Pick somebody, or the admins.")
    owner_id, code = None if owner == _ADMINS else owner, "" if language == _ENGLISH else language
    return lambda directory, at: set_keeping(directory, at, site.id, keeping, owner_id, code)


KINDS: tuple[Kind, ...] = (Kind("keeping", _form, _read, subject=lambda desk: f"learning:{part(desk, 0)}"),)
