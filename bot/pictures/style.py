"""Colours, sizes and measures of the calendar, in one place; pixels of the finished picture.

Made for a phone that shows the picture about as wide as the screen: no letter is smaller than 22 pixels at a width of
1050. The sheet is light with a border of its own, so that it reads the same in a light and in a dark theme.
"""

from __future__ import annotations

from bot.pictures.lettering import Lettering
from bot.pictures.patterns import Marking, Pattern

WIDTH, MARGIN = 1050, 21
COLUMN = (WIDTH - 2 * MARGIN) // 7
HEAD = 34
STRIP = 15

SHEET, INK, SOFT, LINE, EDGE = "#ffffff", "#16191d", "#50575f", "#c9ced4", "#7d858e"
CLOSED, CLOSED_INK = "#e3e6e9", "#50575f"
WARNING = "#b00020"
GAP = Pattern("#ffffff", "#e0304a", Marking.HATCHED)

TITLE, WORDS, NAME, TIME = Lettering(36, 1), Lettering(24), Lettering(24, 1), Lettering(22)
