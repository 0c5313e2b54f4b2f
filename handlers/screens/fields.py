"""The fields of a form, as plain data: what is asked, what stands there already, and what may be entered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True)
class Choice:
    """One option of a pick-list; a long list is shown under its `group`s, where it has any."""

    id: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Pick:
    """A pick-list; `live` sends each pick as it is made, so that nothing is lost.

    `ordered`: the order of the picks counts, is shown, and comes back.
    """

    id: str
    label: str
    choices: tuple[Choice, ...]
    many: bool = False
    picked: tuple[str, ...] = ()
    optional: bool = True
    live: bool = False
    hint: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class Write:
    """A field to write in; `live` sends what stands in it when Enter is pressed, so that a preview can follow it."""

    id: str
    label: str
    text: str = ""
    optional: bool = True
    one_line: bool = True
    limit: int = 3000
    hint: str = ""
    live: bool = False


@dataclass(frozen=True)
class Asked:
    """What the fields below share; `live` sends each change as it is made, so that a preview can follow it."""

    id: str
    label: str
    optional: bool = field(default=True, kw_only=True)
    hint: str = field(default="", kw_only=True)
    live: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class PickDate(Asked):
    """A day of the calendar; comes back as "2026-03-02"."""

    day: date | None = None


@dataclass(frozen=True)
class PickTime(Asked):
    """A time on the wall, to the minute; comes back as "09:00". `zone` (IANA) is shown beside it: whose wall."""

    at: time | None = None
    zone: str = ""


@dataclass(frozen=True)
class PickMoment(Asked):
    """An instant; comes back as seconds since 1970, as text.

    It is shown and picked in the reader's own zone: for a time of the site's wall ask PickDate and PickTime.
    """

    at: datetime | None = None


@dataclass(frozen=True)
class Number(Asked):
    """A whole number from `least` to `most`; comes back as text."""

    value: int | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class PickAccount(Asked):
    """An account of the platform, for somebody who is not in our directory yet (all others are picked by Pick)."""

    account: str = ""


@dataclass(frozen=True)
class PickChannel(Asked):
    """A channel of the platform, public or private; comes back as its id."""

    channel: str = ""


@dataclass(frozen=True)
class File(Asked):
    """Up to `most` files of these `kinds` (endings without a dot; none: any kind); comes back as file ids.

    The platform checks kinds by name only: whoever reads the file checks what is in it.
    """

    kinds: tuple[str, ...] = ()
    most: int = 1


Field = Pick | Write | PickDate | PickTime | PickMoment | Number | PickAccount | PickChannel | File
