"""Names as letters: the one font that comes with Pillow has plain Latin letters only, so accents are put on here.

A letter is a base letter of the font and the marks that Unicode takes it apart into (é is e and an acute); what has no
such parts is spelled (ß is ss). Other scripts cannot be drawn: `can_spell` says so, and the caller draws a number.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from bot.pictures.marks import MARKS, STRUCK, Stem, strike

_FONT_HAS = frozenset(string.printable[:95] + "©«°±´·»‘’“”…‹›™")
_SPELLED = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ĳ": "ij", "Ĳ": "IJ",
    "ŉ": "’n", "–": "-", "—": "-", "−": "-", "\u2010": "-", "\u2011": "-", "\u00a0": " ", "ʼ": "’",
    # Tall letters have their caron beside them.
    "ď": "d’", "ť": "t’", "ľ": "l’", "Ľ": "L’",
}  # fmt: skip
_DOTTED = frozenset("ij")
_OVER = frozenset(mark for mark, (above, _) in MARKS.items() if above)


@dataclass(frozen=True)
class Glyph:
    """Letters of the font as they are; or one letter with `marks` on it, `struck` through, or without its dot."""

    letters: str
    marks: str = ""
    struck: bool = False
    dotless: bool = False


@lru_cache(4096)
def spelled(words: str) -> tuple[Glyph, ...]:
    """The glyphs of these words. Signs that are no letters (emoji, for one) are left out where the font lacks them."""
    glyphs: list[Glyph] = []
    for char in unicodedata.normalize("NFC", words):
        for glyph in _glyphs(char):
            plain = not (glyph.marks or glyph.struck or glyph.dotless)
            if plain and glyphs and glyphs[-1] == Glyph(glyphs[-1].letters):
                glyphs[-1] = Glyph(glyphs[-1].letters + glyph.letters)
            else:
                glyphs.append(glyph)
    return tuple(glyphs)


def can_spell(words: str) -> bool:
    """Whether each letter of these words can be drawn, and there is one."""
    letters = [char for char in unicodedata.normalize("NFC", words) if char.isalnum()]
    return bool(letters) and all(any(True for _ in _glyphs(char)) for char in letters)


def _glyphs(char: str) -> Iterator[Glyph]:
    if char in _FONT_HAS or char in _SPELLED:
        yield Glyph(_SPELLED.get(char, char))
    elif char in STRUCK:
        yield Glyph(STRUCK[char], struck=True)
    elif char == "ı":
        yield Glyph("i", dotless=True)
    else:
        base, *marks = list(unicodedata.normalize("NFD", char))
        if base in _FONT_HAS:
            yield Glyph(base, "".join(marks), dotless=base in _DOTTED and not _OVER.isdisjoint(marks))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: pictures need it")
    return font


@dataclass(frozen=True)
class Lettering:
    """Letters of one size (pixels of the canvas) and weight (pixels that each stroke is widened by, on each side)."""

    size: int
    weight: int = 0

    def width(self, words: str) -> float:
        """How wide these words are, in pixels of the canvas."""
        return sum(_font(self.size).getlength(glyph.letters) for glyph in spelled(words))

    def fitted(self, words: str, width: float) -> str:
        """The words, cut with an ellipsis where they are wider than this."""
        if self.width(words) <= width:
            return words
        while words and self.width(words + "…") > width:
            words = words[:-1]
        return words.rstrip() + "…"

    def write(self, draw: ImageDraw.ImageDraw, left: float, baseline: float, words: str, ink: str) -> None:
        """Draw the words, their first letter at `left`, on this baseline."""
        for glyph in spelled(words):
            self._glyph(draw, left, baseline, glyph, ink)
            left += _font(self.size).getlength(glyph.letters)

    def _glyph(self, draw: ImageDraw.ImageDraw, left: float, baseline: float, glyph: Glyph, ink: str) -> None:
        font = _font(self.size)
        if glyph.dotless:
            self._dotless(draw, left, baseline, glyph.letters, ink)
        else:
            draw.text((left, baseline), glyph.letters, ink, font, "ls", stroke_width=self.weight, stroke_fill=ink)
        if not (glyph.marks or glyph.struck):
            return
        shape = font.getbbox("x" if glyph.dotless else glyph.letters, anchor="ls")
        box = font.getbbox(glyph.letters, anchor="ls")
        stem = Stem(draw, ink, self.size, self.weight, left + box[0], left + box[2], baseline + shape[1], baseline)
        if glyph.struck:
            strike(stem, glyph.letters)
        for mark in glyph.marks:
            if mark in MARKS:
                stem = MARKS[mark][1](stem)

    def _dotless(self, draw: ImageDraw.ImageDraw, left: float, baseline: float, letter: str, ink: str) -> None:
        """An i or a j without its dot: what of it lies below the height of an x."""
        font = _font(self.size)
        mask = Image.new("L", (self.size, self.size * 2))
        ImageDraw.Draw(mask).text((self.size // 4, self.size), letter, 255, font, "ls", stroke_width=self.weight)
        above = self.size + font.getbbox("x", anchor="ls")[1] - self.weight
        mask.paste(0, (0, 0, self.size, int(above)))
        draw.bitmap((round(left) - self.size // 4, round(baseline) - self.size), mask, ink)
