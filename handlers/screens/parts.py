"""The few parts of which every screen is made, as plain data; each platform draws them its own way (principle 10).

Text that a person typed only ever stands in a plain string: a platform escapes every string it draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.screens.fields import (
    Choice,
    Field,
    File,
    Number,
    Pick,
    PickAccount,
    PickChannel,
    PickDate,
    PickMoment,
    PickTime,
    Write,
)

__all__ = [
    "Button", "Buttons", "Choice", "Divider", "Field", "File", "Form", "Heading", "Inline", "Line", "Number", "Part",
    "Pick", "PickAccount", "PickChannel", "PickDate", "PickMoment", "PickTime", "Picture", "Quote", "Screen", "Small",
    "Steps", "Strong", "Text", "When", "Write",
]  # fmt: skip


@dataclass(frozen=True)
class When:
    """An instant, shown in the reader's own zone; `zone` (the site's) is for platforms that cannot."""

    at: datetime
    zone: str
    seconds: bool = False
    day: bool = False

    def local(self) -> str:
        """The instant as a wall-clock time in the site's zone."""
        shape = "%H:%M:%S" if self.seconds else "%H:%M"
        return self.at.astimezone(ZoneInfo(self.zone)).strftime(f"%-d %b {shape}" if self.day else shape)


@dataclass(frozen=True)
class Strong:
    """Words in bold."""

    words: str


Inline = str | When | Strong
Text = tuple[Inline, ...]


@dataclass(frozen=True)
class Button:
    """One tap. `action` names what it does, `value` to which escalation (or with which intake key)."""

    action: str
    label: str
    value: str
    style: str = ""


@dataclass(frozen=True)
class Line:
    """One line of text, with a menu of further acts or one button beside it."""

    text: Text
    menu: tuple[Button, ...] = ()
    button: Button | None = None


@dataclass(frozen=True)
class Small:
    """A line that may be overlooked."""

    text: Text


@dataclass(frozen=True)
class Heading:
    """The title of a part of App Home."""

    words: str


@dataclass(frozen=True)
class Steps:
    """The lines of a card, one below the other, large."""

    lines: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, shown literally."""

    words: str


@dataclass(frozen=True)
class Buttons:
    """A row of buttons."""

    row: tuple[Button, ...]


@dataclass(frozen=True)
class Divider:
    """A line across."""


@dataclass(frozen=True)
class Picture:
    """A picture that the platform keeps under `file_id`. `alt` says in words what it shows, for a screen reader."""

    file_id: str
    alt: str
    title: str = ""


Part = Line | Small | Heading | Steps | Quote | Buttons | Divider | Picture | Field


@dataclass(frozen=True)
class Screen:
    """What stands in a message or on App Home. `preview` is what a phone shows; it is the first part as well.

    `redraw_at`: when it must be drawn again although nothing happened (the end of *Undo*).
    `everyone`: posted so that everybody in the channel is notified.
    """

    preview: str
    parts: tuple[Part, ...]
    redraw_at: datetime | None = None
    everyone: bool = False


@dataclass(frozen=True)
class Form:
    """A dialog. Without `submit` it only has buttons. `context` comes back with whatever is tapped in it.

    With `closes_all`, closing it closes whatever lies below it, too.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    close: str = "Cancel"
    submit: str | None = None
    context: Mapping[str, str] = field(default_factory=dict)
    closes_all: bool = False
