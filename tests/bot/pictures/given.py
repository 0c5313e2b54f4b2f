"""What the tests of pictures draw and look at: rows, and the colours along a line of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image

from bot.pictures import Row, style

BERLIN = "Europe/Berlin"
Colour = tuple[int, int, int]


def at(wall: str, zone: str = BERLIN) -> datetime:
    """The instant of "2026-03-02 09:00" on the wall of a zone."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def row(start: str, end: str, name: str | None, zone: str = BERLIN) -> Row:
    """One shift, by the wall."""
    return Row(at(start, zone), at(end, zone), name)


def turns(start: str, hours: float, names: Sequence[str | None], count: int, zone: str = BERLIN) -> list[Row]:
    """`count` shifts of so many hours on the wall, the names in turn."""
    wall, rows = datetime.fromisoformat(start), []
    for number in range(count):
        end = wall + timedelta(hours=hours)
        rows.append(Row(at(str(wall), zone), at(str(end), zone), names[number % len(names)]))
        wall = end
    return rows


def opened(png: bytes) -> Image.Image:
    """The picture, as colours."""
    with Image.open(BytesIO(png)) as image:
        return image.convert("RGB")


def along(image: Image.Image, x: float, top: float, bottom: float) -> list[Colour]:
    """The colours down a line of the picture."""
    return [pixel(image, x, y) for y in range(round(top), round(bottom))]


def pixel(image: Image.Image, x: float, y: float) -> Colour:
    """One colour."""
    found = image.getpixel((round(x), round(y)))
    assert isinstance(found, tuple)
    return int(found[0]), int(found[1]), int(found[2])


def near(one: Colour, other: Colour) -> bool:
    """The same colour to the eye: a palette may move it a little."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 12


def colour(code: str) -> Colour:
    """The colour of "#rrggbb"."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def count_of(found: Iterable[Colour], code: str) -> int:
    """How many of these are this colour."""
    return sum(near(one, colour(code)) for one in found)


def left_of(weekday: int) -> float:
    """The left edge of a weekday's column; 0 is Monday."""
    return style.MARGIN + weekday * style.COLUMN
