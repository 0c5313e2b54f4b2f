"""A sheet to draw on, in pixels of the finished picture; drawn twice as large and shrunk, so that edges are soft."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from bot.pictures.lettering import Lettering
from bot.pictures.patterns import Pattern

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SCALE = 2
_ROUND = 7


class Canvas:
    """A sheet of one colour. All measures are pixels of the finished picture."""

    def __init__(self, width: int, height: int, colour: str) -> None:
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), colour)
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, box: Box, colour: str) -> None:
        """A plain rectangle."""
        left, top, right, bottom = _pixels(box)
        if right > left and bottom > top:
            self._draw.rectangle((left, top, right - 1, bottom - 1), colour)

    def frame(self, box: Box, colour: str, width: int) -> None:
        """The outline of a rectangle, drawn inwards."""
        left, top, right, bottom = _pixels(box)
        self._draw.rectangle((left, top, right - 1, bottom - 1), None, colour, width * SCALE)

    def bar(self, box: Box, fills: tuple[tuple[float, Pattern], ...], top: bool = True, bottom: bool = True) -> None:
        """A bar of patterns side by side (each with its width), its corners round at the `top` and the `bottom`."""
        left, upper, right, lower = _pixels(box)
        if right <= left or lower <= upper:
            return
        tile = Image.new("RGB", (right - left, lower - upper))
        x = 0
        for width, pattern in fills:
            piece = pattern.piece(min(round(width * SCALE), tile.width - x), tile.height, SCALE)
            tile.paste(piece, (x, 0))
            x += piece.width
        mask = Image.new("L", tile.size)
        radius = min(_ROUND * SCALE, tile.width // 2, tile.height // 2)
        corners = (top, top, bottom, bottom)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, *(n - 1 for n in tile.size)), radius, 255, corners=corners)
        self._image.paste(tile, (left, upper), mask)

    def write(self, left: float, baseline: float, words: str, letters: Lettering, ink: str) -> None:
        """One line of words."""
        larger = Lettering(letters.size * SCALE, letters.weight)
        larger.write(self._draw, round(left * SCALE), round(baseline * SCALE), words, ink)

    def png(self) -> bytes:
        """The finished picture."""
        width, height = self._image.size
        small = self._image.resize((width // SCALE, height // SCALE), Image.Resampling.BOX)
        written = BytesIO()
        # A palette makes a third of the bytes: the picture is uploaded and loaded over phones.
        small.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG")
        return written.getvalue()


def _pixels(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge * SCALE) for edge in box)
    return left, top, right, bottom
