"""Phone numbers, payment cards and bank accounts in a text, as libraries know them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import iban, luhn

from handlers.learning.clearing.found import Personal, What

_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{1,4}){3,9}\b", re.IGNORECASE)
# A number that is dialled: it begins with + or 0, and has eight digits or more, however they stand.
_DIALLED = re.compile(r"(?<![\w+])(?:\+|\(?0)[\d(](?:[ ()/.\-]{0,3}\d){6,14}(?![\d])")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_DIGITS = range(8, 16)


def numbers_in(text: str, region: str) -> Iterator[Personal]:
    """Phone numbers, cards and accounts. `region`: the two letters of the country whose numbers stand without +."""
    yield from _accounts(text)
    yield from _cards(text)
    yield from _phones(text, region)


def _phones(text: str, region: str) -> Iterator[Personal]:
    for found in PhoneNumberMatcher(text, region or None, leniency=Leniency.VALID):
        yield Personal(found.start, found.end, What.NUMBER, found.raw_string)
    for match in _DIALLED.finditer(text):
        if sum(letter.isdigit() for letter in match.group()) in _DIGITS and not _DAY.match(match.group()):
            yield Personal(match.start(), match.end(), What.NUMBER, match.group())


def _cards(text: str) -> Iterator[Personal]:
    for match in _CARD.finditer(text):
        if luhn.is_valid(re.sub("[ -]", "", match.group())):
            yield Personal(match.start(), match.end(), What.CARD, match.group())


def _accounts(text: str) -> Iterator[Personal]:
    """The longest beginning that is a valid IBAN: words may follow it without a mark between."""
    for match in _IBAN.finditer(text):
        ends = [match.end(), *(match.start() + gap.start() for gap in reversed(list(re.finditer(" ", match.group()))))]
        end = next((one for one in ends if iban.is_valid(text[match.start() : one])), None)
        if end:
            yield Personal(match.start(), end, What.ACCOUNT, text[match.start() : end])


def region_of(phone: str, zone: str) -> str:
    """The country of a site: that of its phone number where it says so, else that of its time zone; "" unknown."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(phone, None))
    except phonenumbers.NumberParseException:
        region = None
    return str(region or _countries().get(zone, ""))


@cache
def _countries() -> dict[str, str]:
    """The country of each time zone, from the table that comes with the zones (tz database, zone.tab)."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
