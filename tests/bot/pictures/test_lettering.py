"""Names are drawn as they are written, with their accents, though the font has none."""

from __future__ import annotations

import unicodedata

import pytest
from PIL import Image, ImageDraw

from bot.pictures.lettering import Lettering, can_spell

NAMES = [
    "René", "Zoë", "Łukasz", "Jürgen", "Søren", "Åsa", "Šárka", "Jiří", "Žofie", "Ömer", "Şükrü", "Gülşen", "Işıl",
    "İlkay", "Ağnieszka", "Ąnna", "Ștefan", "Đorđe", "Núñez", "João", "François", "Ödön", "Gyűrű", "Ľuboš", "Ťapka",
    "Ďuro", "Ieviņa", "Ģirts", "Ñandú", "Ĉarlo", "Ŭ", "Þór", "Æva", "Großmann", "Nguyễn", "Ng\u1ecdc", "O’Neill",
]  # fmt: skip


def drawn(words: str, size: int = 48) -> bytes:
    """The words on a sheet, as bytes."""
    sheet = Image.new("L", (600, 120), 255)
    Lettering(size).write(ImageDraw.Draw(sheet), 20, 80, words, "#000000")
    return sheet.tobytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_drawn_with_all_its_marks(name: str) -> None:
    """Each name can be drawn, and is not drawn as if its accents were not there."""
    assert can_spell(name)
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    if bare != name:
        assert drawn(name) != drawn(bare)


@pytest.mark.parametrize(("one", "other"), ["éè", "üű", "lł", "öő", "çc", "ąa", "ıi", "íi", "oø", "dđ", "ăâ", "ñn"])
def test_letters_that_differ_are_drawn_differently(one: str, other: str) -> None:
    """A mark is not just any mark."""
    assert drawn(one) != drawn(other)


def test_an_accent_stands_above_its_letter_and_a_tail_below() -> None:
    """é is e with something above; ę is e with something below; nothing of the letter itself is gone."""
    e, acute, tail = (_box(letter) for letter in "eéę")
    assert acute[1] < e[1] - 6
    assert acute[3] == e[3]
    assert tail[3] > e[3] + 6
    assert tail[1] == e[1]


def test_an_i_with_an_accent_has_no_dot_under_it() -> None:
    """Between the stem of í and its accent is one gap, as between the letter i and its dot."""
    assert _strips("í") == _strips("i") == 2
    assert _strips("ı") == 1


@pytest.mark.parametrize("name", ["李雷", "Олена", "Ελένη", "محمد", "Dana 李", "🌞", "", " ", "…"])
def test_what_cannot_be_drawn_is_known(name: str) -> None:
    """A name in letters that the font lacks is no name of boxes: whoever draws it is told."""
    assert not can_spell(name)


def test_signs_that_are_no_letters_are_left_out() -> None:
    """A sun behind a name takes nothing from the name."""
    assert can_spell("Dana 🌞")
    assert drawn("Dana🌞") == drawn("Dana")


def test_words_are_cut_to_a_width_with_an_ellipsis() -> None:
    """Nothing is wider than its place, and what is cut says so."""
    letters = Lettering(24)
    for words in ("Maximiliane-Konstanze", "éééééééééééééééé", "W"):
        for width in (10, 40, 80, 500):
            fitted = letters.fitted(words, width)
            assert fitted == words or fitted.endswith("…")
            assert letters.width(fitted) <= max(width, letters.width("…"))


def _sheet(letter: str) -> Image.Image:
    sheet = Image.new("L", (200, 200), 0)
    Lettering(96).write(ImageDraw.Draw(sheet), 50, 120, letter, "#ffffff")
    return sheet.point(lambda value: 255 if value > 128 else 0)


def _box(letter: str) -> tuple[int, int, int, int]:
    found = _sheet(letter).getbbox()
    assert found
    return found


def _strips(letter: str) -> int:
    """How many separate strips of ink there are from top to bottom."""
    sheet = _sheet(letter)
    rows = [sheet.crop((0, y, 200, y + 1)).getbbox() is not None for y in range(200)]
    return sum(here and not above for above, here in zip([False, *rows], rows, strict=False))
