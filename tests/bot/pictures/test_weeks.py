"""The calendar: looked at by its colours, as a person would, on the days that are easy to draw wrong."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from bot.pictures import Row, style, weeks_picture
from bot.pictures.named import persons
from bot.pictures.patterns import PERSONAL
from bot.pictures.weeks import GRID_TOP
from tests.bot.pictures.given import BERLIN, along, colour, count_of, left_of, near, opened, pixel, row, turns

BODY = 222
BODY_TOP = GRID_TOP + style.HEAD
MONDAY = date(2026, 3, 2)


def shares(rows: list[Row], start: date, weekday: int, *names: str) -> list[float]:
    """How much of what these people fill of a day of the first week's each of them fills, by their bars' colour."""
    people = persons(names)
    image = opened(weeks_picture(rows, start, 1, BERLIN, "tier 1"))
    # Right of the words, where a bar has nothing but its own pale colour.
    column = along(image, left_of(weekday) + style.COLUMN - 8, BODY_TOP, image.height)
    filled = [count_of(column, people[name].pale.ground) for name in names]
    assert sum(filled) > BODY - 12
    return [one / sum(filled) for one in filled]


def test_bars_are_as_tall_as_the_hours_held() -> None:
    """A quarter of a day and three quarters: one look says who has the longer part."""
    rows = [row("2026-03-02 00:00", "2026-03-02 06:00", "Dana"), row("2026-03-02 06:00", "2026-03-03 00:00", "Omar")]
    assert shares(rows, MONDAY, 0, "Dana", "Omar") == pytest.approx([0.25, 0.75], abs=0.02)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_day_of_23_or_25_hours_is_drawn_by_the_hours_that_it_has(day: str, hours: int) -> None:
    """From midnight to noon are 11 or 13 hours, and the afternoon still has twelve."""
    rows = [row(f"{day} 00:00", f"{day} 12:00", "Dana"), row(f"{day} 12:00", f"{day} 23:59", "Omar")]
    expected = [(hours - 12) / hours, 12 / hours]
    assert shares(rows, date.fromisoformat(day), 6, "Dana", "Omar") == pytest.approx(expected, abs=0.02)


def test_a_gap_is_hatched_in_red_and_in_nobodys_colour() -> None:
    """It is the one thing in the picture that nobody may overlook: red and white stripes, and words in red."""
    rows = [row("2026-03-02", "2026-03-03", "Dana"), row("2026-03-03", "2026-03-04", None)]
    image = opened(weeks_picture(rows, MONDAY, 1, BERLIN, "tier 1"))
    gap = along(image, left_of(1) + 8, BODY_TOP + 8, BODY_TOP + BODY - 8)
    stripes = sum(near(a, colour(style.GAP.ink)) != near(b, colour(style.GAP.ink)) for a, b in itertools.pairwise(gap))
    assert stripes > 10
    assert count_of((pixel(image, x, y) for x in range(165, 310) for y in range(200, 380)), style.WARNING) > 60
    monday = along(image, left_of(0) + 60, BODY_TOP, BODY_TOP + BODY)
    assert count_of(monday, style.GAP.ink) == 0


def test_a_gap_too_short_for_words_is_said_in_the_head_of_its_day() -> None:
    """Ten minutes without anybody are two pixels: the day says "gap" in red."""
    rows = [row("2026-03-02", "2026-03-02 12:00", "Dana"), row("2026-03-02 12:00", "2026-03-02 12:10", None),
            row("2026-03-02 12:10", "2026-03-04", "Dana")]  # fmt: skip
    image = opened(weeks_picture(rows, MONDAY, 1, BERLIN, "tier 1"))
    heads = [
        count_of((pixel(image, x, y) for x in range(round(left_of(n)) + 60, round(left_of(n)) + style.COLUMN)
                  for y in range(GRID_TOP, BODY_TOP)), style.WARNING)
        for n in (0, 1)
    ]  # fmt: skip
    assert heads[0] > 20
    assert heads[1] == 0


def test_today_and_closed_days_are_marked() -> None:
    """Today has a dark head, a closed day a grey one; the days beside them have neither."""
    closed = [date(2026, 3, 8)]
    image = opened(weeks_picture([], MONDAY, 1, BERLIN, "tier 1", today=date(2026, 3, 4), closed=closed))
    spots = [pixel(image, left_of(n) + 6, GRID_TOP + 6) for n in range(7)]
    assert near(spots[2], colour(style.INK))
    assert near(spots[6], colour(style.CLOSED))
    assert all(near(spots[n], colour(style.SHEET)) for n in (0, 1, 3, 4, 5))


def test_the_sheet_is_light_with_a_border_and_nothing_shines_through() -> None:
    """In a dark theme it is a light card, in a light theme the border shows where it ends."""
    png = weeks_picture(turns("2026-03-02 09:00", 8, ["Dana", "Omar"], 12), MONDAY, 4, BERLIN, "tier 1")
    image = opened(png)
    assert b"tRNS" not in png
    for x in range(0, image.width, 7):
        assert near(pixel(image, x, 0), colour(style.EDGE))
        assert near(pixel(image, x, image.height - 1), colour(style.EDGE))
    assert near(pixel(image, 8, 8), colour(style.SHEET))


def test_everybody_can_be_told_apart_without_colour() -> None:
    """The first eight have a pattern each; no two of sixty-four share colour and pattern; initials are unique too."""
    people = list(persons(f"P{n} Q{n}" for n in range(64)).values())
    grey = [person.strong.marking for person in people[: len(PERSONAL)]]
    assert len(set(grey)) == len(PERSONAL) == 8
    assert len({(person.strong.ground, person.strong.marking) for person in people}) == 64
    assert len({person.initials for person in people}) == 64
    pieces = {person.strong.marking: person.strong.piece(60, 60, 2).convert("1").tobytes() for person in people[:8]}
    assert len(set(pieces.values())) == 8


def test_namesakes_are_told_apart() -> None:
    """Two Danas are not both "Dana"; a name that cannot be drawn is a number in bar and legend."""
    people = persons(["Dana Novak", "Dana Ito", "Omar", "李雷", "Dana Novak"])
    assert [person.short for person in people.values()] == ["Dana N.", "Dana I.", "Omar", "no. 4"]
    assert people["李雷"].full == "no. 4"
    assert [person.initials for person in people.values()] == ["DN", "DI", "Om", "4"]


def test_a_name_is_the_same_however_its_accents_are_encoded() -> None:
    """An e with an accent after it is an é: initials keep their marks."""
    (composed,) = persons(["Émile Ångström"]).values()
    (taken_apart,) = persons(["E\u0301mile A\u030angstro\u0308m"]).values()
    assert (taken_apart.short, taken_apart.initials) == (composed.short, composed.initials) == ("Émile", "ÉÅ")


def test_a_shift_that_begins_at_night_shows_when_on_the_next_morning() -> None:
    """At 23:00 there is no room left on the day: the morning after says it, and a shift from noon does not."""
    ink = []
    for begin in ("23:00", "12:00"):
        rows = [row(f"2026-03-02 {begin}", "2026-03-03 08:00", "Dana")]
        image = opened(weeks_picture(rows, MONDAY, 1, BERLIN, "x"))
        spots = (pixel(image, x, y) for x in range(187, 250) for y in range(BODY_TOP + 2, BODY_TOP + 30))
        ink.append(sum(sum(spot) < 150 for spot in spots))
    assert ink[0] < ink[1] / 2


def test_no_letter_is_smaller_than_a_phone_shows() -> None:
    """At 1050 pixels on a phone's width, 22 pixels are eight points."""
    assert style.WIDTH == 1050
    assert min(letters.size for letters in (style.TITLE, style.WORDS, style.NAME, style.TIME)) >= 22


@pytest.mark.parametrize(("hours", "lines"), [(2, 1), (3, 1), (6, 2), (8, 2), (12, 2)])
def test_days_grow_until_the_usual_shift_has_room_for_its_words(hours: float, lines: int) -> None:
    """Shifts of two hours have room for a name, of six for time and name, without scrolling for ever."""
    count = round(28 * 24 / hours)
    rows = turns("2026-03-02 00:00", hours, ["Dana", "Omar", "Mia"], count)
    image = opened(weeks_picture(rows, MONDAY, 4, BERLIN, "tier 1"))
    body = (image.height - GRID_TOP - 80) / 4 - style.HEAD
    assert body * hours / 24 >= 27 * lines
    assert body <= 380


def test_the_same_rows_are_the_same_bytes() -> None:
    """In whatever order they come; another holder is another picture."""
    rows = turns("2026-03-02 09:00", 24, ["Dana", "Omar"], 20)
    assert weeks_picture(rows, MONDAY, 4, BERLIN, "x") == weeks_picture(rows[::-1], MONDAY, 4, BERLIN, "x")
    other = turns("2026-03-02 09:00", 24, ["Dana", "Mia"], 20)
    assert weeks_picture(rows, MONDAY, 4, BERLIN, "x") != weeks_picture(other, MONDAY, 4, BERLIN, "x")


HOSTILE = ["", " ", "\n", "W" * 300, "李雷", "🌞" * 50, "é" * 90, "\u202eevil", "a\u0301\u0302\u0303\u0304", "null\x00"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_picture(name: str) -> None:
    """Whatever somebody is called, the others can read the calendar; and it does not grow without end."""
    rows = turns("2026-03-02 09:00", 12, [name, "Dana", f"{name} {name}", None], 30)
    image = opened(weeks_picture(rows, MONDAY, 4, BERLIN, name * 3))
    assert image.width == style.WIDTH
    assert image.height < 2000


def test_a_large_team_and_an_empty_rota_are_pictures_too() -> None:
    """Forty people make a longer legend; nobody at all an empty calendar."""
    rows = turns("2026-03-02 00:00", 12, [f"Person Number{n}" for n in range(40)], 56)
    assert len(weeks_picture(rows, MONDAY, 4, BERLIN, "tier 1")) < 400_000
    assert opened(weeks_picture([], MONDAY, 4, BERLIN, "tier 1")).size[1] > 1000
