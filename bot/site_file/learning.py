"""What a site sets about learning, in both directions: its language, its digest, how long texts are kept, training."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import fields, replace
from typing import Any

from bot.site_file.mistakes import Unclear
from bot.site_file.naming import Everybody
from bot.site_file.records import Record
from bot.site_file.times import clock_of, clock_text
from bot.site_file.weekdays import DAYS, days_of
from domain.learning.languages import is_language
from domain.learning.settings import LONGEST_KEPT, SHIPPED_SETTINGS, Keeping, LearningSettings
from domain.site import Site

LANGUAGE, LEARNING = "language", "learning"
_KEPT = tuple(each.name for each in fields(Keeping))
_FIELDS = ("digest", "digest_day", "digest_at", "training_owner", "keep")
_DAYS = re.compile(r"(\d{1,6})(?: days?)?")


def read_language(site: Record) -> str:
    """Two letters of ISO 639-1; none for English."""
    text = site.text(LANGUAGE).casefold()
    if not is_language(text):
        site.wrong(LANGUAGE, f'"{text}" is no language.', "Write its two letters, as de, fr or es.")
    return text


def read_learning(site: Record, people: Everybody) -> LearningSettings:
    """The settings of a site: the shipped ones with the changes below `learning:`."""
    record = site.record(LEARNING, _FIELDS)
    owner = people.one(record, "training_owner")
    return LearningSettings(
        digest=record.flag("digest") if record.has("digest") else SHIPPED_SETTINGS.digest,
        digest_day=_or(record.understood("digest_day", _day_of), SHIPPED_SETTINGS.digest_day),
        digest_at=_or(record.understood("digest_at", clock_of), SHIPPED_SETTINGS.digest_at),
        training_owner=owner.id if owner else None,
        keeping=_keeping(record.record("keep", _KEPT)),
    )


def _or(found: Any, otherwise: Any) -> Any:
    return otherwise if found is None else found


def _keeping(record: Record) -> Keeping:
    read = {name: record.understood(name, _days_of) for name in record.names()}
    return replace(Keeping(), **{name: days for name, days in read.items() if days is not None})


def _day_of(text: str) -> int:
    days = days_of(text)
    if len(days) != 1:
        raise Unclear(f'"{text}" is not one day.', "Write one weekday, as mon.")
    return next(iter(days))


def _days_of(text: str) -> int:
    found = _DAYS.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= LONGEST_KEPT:
        raise Unclear(f'"{text}" is no number of days.', f"Write 90 days: from 1 to {LONGEST_KEPT}.")
    return int(found[1])


def learning_fields(site: Site, people: Container[str]) -> dict[str, Any]:
    """What the file says of it: only what is not as it is without a word, and nobody who is not among `people`."""
    now, usual = _values(site.learning), _values(SHIPPED_SETTINGS)
    said: dict[str, Any] = {name: value for name, value in now.items() if value != usual[name]}
    if site.learning.training_owner in people:
        said["training_owner"] = site.learning.training_owner
    kept = _kept(site.learning.keeping)
    keep = {name: days for name, days in kept.items() if days != _kept(Keeping())[name]}
    said |= {"keep": keep} if keep else {}
    return ({LANGUAGE: site.language} if site.language else {}) | ({LEARNING: said} if said else {})


def learning_facts(site: Site, owner: str) -> dict[str, str]:
    """The settings in words, one by one, for a sentence about what changed; `owner` is the name to show."""
    facts = {name.replace("_", " "): str(value) for name, value in _values(site.learning).items()}
    facts["digest"] = "yes" if site.learning.digest else "no"
    facts |= {f"{name.replace('_', ' ')}, kept": days for name, days in _kept(site.learning.keeping).items()}
    return facts | ({"training owner": owner} if site.learning.training_owner else {})


def _values(learning: LearningSettings) -> dict[str, Any]:
    at = clock_text(learning.digest_at)
    return {"digest": learning.digest, "digest_day": DAYS[learning.digest_day], "digest_at": at}


def _kept(keeping: Keeping) -> dict[str, str]:
    return {name: f"{getattr(keeping, name)} days" for name in _KEPT}
