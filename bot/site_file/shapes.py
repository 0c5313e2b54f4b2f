"""The forms that words of a site file must have: keys, accounts, channels, numbers to dial, time zones."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, available_timezones

from bot.site_file.mistakes import did_you_mean
from bot.site_file.records import Record

NAME_FITS = 60

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ACCOUNT = re.compile(r"[UW][A-Z0-9]{2,}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")


def check_key(record: Record, key: str) -> None:
    """A key stays the same for ever, so it is kept plain; it can never be taken for an account's id."""
    if not _KEY.fullmatch(key):
        record.wrong("", f'"{key}" cannot be a key.', "Use small letters, digits and dashes, at most 40: front-desk.")


def account(record: Record, name: str) -> str:
    """A Slack member id."""
    text = record.text(name, needed="Write the member id: in Slack, open the profile, More, Copy member ID.")
    if text and not _ACCOUNT.fullmatch(text):
        record.wrong(name, f'"{text}" is no Slack member id.', "It begins with U, as in U024BE7LH; no name, no @.")
    return text


def channel(record: Record, name: str) -> str:
    """A Slack channel id, or nothing."""
    text = record.text(name)
    if text and not _CHANNEL.fullmatch(text):
        record.wrong(name, f'"{text}" is no Slack channel id.', "It begins with C; in Slack: channel details, bottom.")
    return text


def number(record: Record, name: str, *, needed: str = "") -> str:
    """A number that a person can dial."""
    text = record.text(name, needed=needed, longest=40)
    if text and sum(letter.isdigit() for letter in text) < 2:
        record.wrong(name, f'"{text}" is no number to dial.', 'Write it in quotes, as "+49 30 5550100" or "112".')
    return text


def zone(record: Record, name: str) -> str:
    """A time zone of which this machine knows the data (reliability.md F45)."""
    text = record.text(name, needed="Write the place's time zone, as Europe/Berlin.")
    if text and zone_of(text) is None:
        known = available_timezones()
        if not known:
            remedy = "Install the package tzdata, of the system or of Python, and run this again."
            record.wrong(name, "This machine has no data of any time zone.", remedy)
            return text
        remedy = did_you_mean(text, known, "Write it as Europe/Berlin or America/New_York.")
        record.wrong(name, f'There is no time zone "{text}".', remedy)
    return text


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of this name; None where this machine has no data of it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
