"""Quick fixes: agreed on in a form, told to their owner, and to whoever raised it once done (domain.md d.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.escalation import Escalation
from domain.learning.proposal import Fix
from domain.site import Directory, Site
from handlers.screens.learning.proposal_words import day, day_of
from handlers.screens.parts import (
    Button,
    Buttons,
    Choice,
    Form,
    Line,
    Pick,
    PickDate,
    Quote,
    Screen,
    Small,
    Strong,
    Write,
)
from handlers.screens.scene import Scene

WHAT_FITS = 200


@dataclass(frozen=True)
class FixFacts:
    """A quick fix with what its screens name, as of `at`; `case` is the escalation that it comes from."""

    fix: Fix
    site: Site
    directory: Directory
    at: datetime
    case: Escalation | None = None


def fix_form(context: dict[str, str], people: tuple[tuple[str, str], ...], due: date) -> Form:
    """*Add a quick fix*: what, who, by when."""
    choices = tuple(Choice(id_, name) for id_, name in people)
    return Form(
        "fix_add",
        "Quick fix",
        (
            Write("what", "What to fix?", optional=False, limit=WHAT_FITS,
                  hint="A lamp, a door, a second person at nine. Everybody of the site reads it."),
            *((Pick("owner", "Who does it?", choices),) if choices else ()),
            PickDate("due", "By when?", day=due, optional=False),
            Small(("It stands on App Home of the site until it is done. Then whoever called hears of it.",)),
        ),
        submit="Add",
        context=context,
    )  # fmt: skip


def fix_screen(facts: FixFacts, due: bool) -> Screen:
    """To whoever does it; `due`: its day has come."""
    fix = facts.fix
    if fix.done_at:
        words = f"Quick fix · done · {fix.what}"
        return Screen(words, (Line((f"{words}. Thank you.",)),))
    lead = "Quick fix · due today" if due else f"Quick fix for you · by {day(fix.due)}"
    if due and fix.owner_id is None:
        lead = "Quick fix · due today, nobody has it"
    preview = f"{lead} · {fix.what}"
    button = Button("fix.done", "Done", fix.id, "primary")
    return Screen(preview, (Line((Strong(preview),)), Small((facts.site.name,)), Buttons((button,))))


def fix_news(facts: FixFacts, behind_a_tap: bool) -> Screen:
    """To whoever raised it: what was done; it opens neutrally (screens.md rules 3 and 11)."""
    case = facts.case
    tag = Scene(case, facts.site, facts.directory, facts.at).tag() if case else "Quick fix"
    preview = f"{tag} · for you"
    if behind_a_tap:
        return Screen(preview, (Line((preview,)), Buttons((Button("fix.read", "Read", facts.fix.id),))))
    since = f"Because of your call on {day_of(case.raised_at, facts.site.zone)}: " if case else ""
    return Screen(preview, (Line((f"{preview}. ", Strong(since), "this is fixed now.")), Quote(facts.fix.what)))
