"""Figures on screens: the weekly digest, the monthly trends, the question for which site and month (domain.md d.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.people import Person, Role
from handlers.screens.parts import (
    Button,
    Buttons,
    Choice,
    Form,
    Line,
    Part,
    Pick,
    Picture,
    Screen,
    Small,
    Steps,
    Strong,
)

Sections = Sequence[tuple[str, Sequence[str]]]
Shown = Sequence[tuple[str, str]]
NAMELESS = "No names, and no number with fewer than 3 cases behind it."
_MANAGES = frozenset({Role.MANAGER, Role.ADMIN})


def digest_screen(title: str, sections: Sections, pictures: Shown) -> Screen:
    """The digest of a week: counts, then the picture, then what to learn from it."""
    counts, *others = sections
    parts: list[Part] = [Line((Strong(title),)), *_lines(counts[1]), *_pictures(pictures)]
    for heading, lines in others:
        parts += [Line((Strong(heading),)), *_lines(lines)]
    parts.append(Small((f"{NAMELESS} /escalate learn finds how others handled it.",)))
    return Screen(title, tuple(parts))


def trends_screen(title: str, sections: Sections, pictures: Shown, about: str) -> Screen:
    """The trends of a month, with the files to take away. `about` names site and month."""
    return Screen(title, (Line((Strong(title),)), *month_parts(sections, pictures, about)))


def month_parts(sections: Sections, pictures: Shown, about: str) -> Iterator[Part]:
    """Everything about a month: how much there was, the pictures, the rest in words, files."""
    for number, (heading, lines) in enumerate(sections):
        yield Line((Strong(heading),))
        yield Steps(tuple(lines), numbered=False)
        if number == 0:
            yield from _pictures(pictures)
    yield Buttons((Button("figures.csv", "Download CSV", about), Button("figures.pdf", "Download PDF", about)))
    yield Small((NAMELESS,))


def _lines(lines: Sequence[str]) -> Iterator[Part]:
    yield from (Line((one,)) for one in lines)


def _pictures(pictures: Shown) -> Iterator[Part]:
    yield from (Picture(file_id, alt) for file_id, alt in pictures)


def ask_form(sites: Sequence[tuple[str, str]], months: Sequence[tuple[str, str]]) -> Form:
    """Which site and which month."""
    offered = tuple(Choice(*one) for one in sites)
    when = tuple(Choice(*one) for one in months)
    parts = (
        Pick("site", "Site", offered, picked=(offered[0].id,), optional=False),
        Pick("month", "Month", when, picked=(when[1].id,), optional=False),
        Small((NAMELESS,)),
    )
    return Form("figures", "Figures", parts, submit="Show")


def counting_form(title: str) -> Form:
    """While the figures are counted."""
    return Form("figures_shown", "Figures", (Line((Strong(title),)), Line(("Counting …",))), close="Close")


def month_form(title: str, sections: Sections, pictures: Shown, about: str) -> Form:
    """The figures of a month in a dialog."""
    return Form("figures_shown", "Figures", (Line((Strong(title),)), *month_parts(sections, pictures, about)), "Close")


def ways_to_figures(person: Person | None) -> tuple[Button, ...]:
    """On App Home, for those who manage or administer a site."""
    if person is None or not _MANAGES & person.roles:
        return ()
    return (Button("figures.open", "Figures", "-"),)
