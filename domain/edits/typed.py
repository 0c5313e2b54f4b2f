"""Reads what a person typed, or refuses it at its field; the rules and the words are those of the site file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date, time
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from domain.edits.refused import refuse

NAME_FITS = 60
TEXT_FITS = 200
NUMBER_FITS = 40
_KEY_FITS = 40

_ACCOUNT = re.compile(r"[UW][A-Z0-9]{2,}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")


def text(typed: str, field: str, longest: int = TEXT_FITS) -> str:
    """Words on one line."""
    words = " ".join(typed.split())
    if len(words) > longest:
        refuse(field, f"This has {len(words)} letters.", f"Say it in at most {longest}.")
    return words


def name(typed: str, field: str = "name") -> str:
    """A name that people read."""
    words = text(typed, field, NAME_FITS)
    if not words:
        refuse(field, "This is missing.", "Write the name that people read.")
    return words


def same_name(shown: str, others: Collection[str]) -> str:
    """Which of the other names people would take for this one; case tells none apart. Nothing where none is."""
    return next((one for one in others if one.casefold() == shown.casefold()), "")


def number(typed: str, field: str, needed: str = "") -> str:
    """A number that a person can dial; `needed` is the remedy where it must not be missing."""
    words = text(typed, field, NUMBER_FITS)
    if needed and not words:
        refuse(field, "This is missing.", needed)
    if words and sum(letter.isdigit() for letter in words) < 2:
        refuse(field, f'"{words}" is no number to dial.', 'Write it as "+49 30 5550100" or "112".')
    return words


def account(typed: str, field: str = "account") -> str:
    """A Slack member id."""
    words = text(typed, field)
    if not words:
        refuse(field, "This is missing.", "Pick their account, or write the member id.")
    if not _ACCOUNT.fullmatch(words):
        refuse(field, f'"{words}" is no Slack member id.', "It begins with U, as in U024BE7LH; no name, no @.")
    return words


def channel(typed: str, field: str = "channel_id") -> str:
    """A Slack channel id, or nothing."""
    words = text(typed, field)
    if words and not _CHANNEL.fullmatch(words):
        refuse(field, f'"{words}" is no Slack channel id.', "It begins with C; in Slack: channel details, bottom.")
    return words


def zone(typed: str, field: str = "zone") -> str:
    """A time zone of which this machine knows the data (reliability.md F45)."""
    words = text(typed, field)
    if not words:
        refuse(field, "This is missing.", "Write the place's time zone, as Europe/Berlin.")
    if not _known_zone(words):
        like = get_close_matches(words, available_timezones(), 1)
        remedy = f"Did you mean {like[0]}?" if like else "Write it as Europe/Berlin or America/New_York."
        refuse(field, f'There is no time zone "{words}".', remedy)
    return words


def day_of(typed: str, field: str) -> date:
    """A day written as 2026-03-02."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        refuse(field, f'"{typed.strip()}" is no day.', "Write it as 2026-03-02.")


def time_of(typed: str, field: str) -> time:
    """A time of day written as 09:00, without a zone."""
    try:
        shown = time.fromisoformat(typed.strip())
    except ValueError:
        shown = None
    if shown is None or shown.tzinfo:
        refuse(field, f'"{typed.strip()}" is no time of day.', "Write it as 09:00.")
    return shown


def count_of(typed: str, field: str) -> int:
    """A whole number, 0 or more."""
    words = typed.strip()
    if not (words.isascii() and words.isdigit() and len(words) <= len("1000000")):
        refuse(field, f'"{words}" is no whole number.', "Write it as 1, 2 or 12.")
    return int(words)


def key_of(shown: str, taken: Collection[str], otherwise: str) -> str:
    """A key made from a name, none of `taken`; plain, so that it can never be taken for an account's id."""
    plain = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode().casefold()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _KEY_FITS - len("-999")].strip("-") or otherwise
    free = (key if not more else f"{key}-{more + 1}" for more in range(len(taken) + 1))
    return next(one for one in free if one not in taken)


def _known_zone(words: str) -> bool:
    try:
        ZoneInfo(words)
    except (KeyError, ValueError, OSError):
        return False
    return True
