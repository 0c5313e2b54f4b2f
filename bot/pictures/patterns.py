"""Fills that can be told apart without colour: a ground and, on it, lines or dots in a second colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PIL import Image, ImageDraw


class Marking(Enum):
    """What is drawn on the ground. HATCHED is kept for gaps, in which nobody holds."""

    PLAIN = "plain"
    LEVEL = "level lines"
    DOTS = "dots"
    RISING = "rising lines"
    UPRIGHT = "upright lines"
    FALLING = "falling lines"
    GRID = "a grid"
    SQUARES = "squares"
    HATCHED = "hatched"


PERSONAL = tuple(marking for marking in Marking if marking is not Marking.HATCHED)


@dataclass(frozen=True)
class Pattern:
    """A ground and what is drawn on it."""

    ground: str
    ink: str = "#ffffff"
    marking: Marking = Marking.PLAIN

    def piece(self, width: int, height: int, scale: int) -> Image.Image:
        """A rectangle of this pattern; `scale` is how many pixels of it make one of the finished picture."""
        image = Image.new("RGB", (max(width, 1), max(height, 1)), self.ground)
        draw = ImageDraw.Draw(image)
        if self.marking in _SLANTED:
            self._slanted(draw, image.size, scale)
        elif self.marking in (Marking.DOTS, Marking.SQUARES):
            self._spots(draw, image.size, scale)
        else:
            self._straight(draw, image.size, scale)
        return image

    def _slanted(self, draw: ImageDraw.ImageDraw, size: tuple[int, int], scale: int) -> None:
        width, height = size
        step, thick, falling = _SLANTED[self.marking]
        for x in range(-height, width + height, step * scale):
            ends = (x, 0, x + height, height) if falling else (x, height, x + height, 0)
            draw.line(ends, self.ink, thick * scale)

    def _straight(self, draw: ImageDraw.ImageDraw, size: tuple[int, int], scale: int) -> None:
        width, height = size
        if self.marking in (Marking.LEVEL, Marking.GRID):
            for y in range(4 * scale, height, 8 * scale):
                draw.rectangle((0, y, width, y + 2 * scale - 1), self.ink)
        if self.marking in (Marking.UPRIGHT, Marking.GRID):
            for x in range(4 * scale, width, 7 * scale):
                draw.rectangle((x, 0, x + 2 * scale - 1, height), self.ink)

    def _spots(self, draw: ImageDraw.ImageDraw, size: tuple[int, int], scale: int) -> None:
        width, height = size
        for row, y in enumerate(range(5 * scale, height + 5 * scale, 8 * scale)):
            for x in range(4 * scale + row % 2 * 4 * scale, width + 4 * scale, 8 * scale):
                r = 2.2 * scale
                box = (x - r, y - r, x + r, y + r)
                (draw.ellipse if self.marking is Marking.DOTS else draw.rectangle)(box, self.ink)


# By marking: from line to line, how thick, and whether the lines fall; in pixels of the finished picture.
_SLANTED = {Marking.RISING: (9, 3, False), Marking.FALLING: (9, 3, True), Marking.HATCHED: (13, 4, False)}
