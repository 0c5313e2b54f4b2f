"""The first tap and what stands around it: the picker, the raise dialog, the house rules, NOT RECORDED (screens.md)."""

from __future__ import annotations

from domain.severity import Severity
from domain.site import Place, Site
from handlers.screens.parts import Button, Buttons, Divider, Form, Line, Part, Screen, Small, Steps, Strong

SHAPES = {
    Severity.VIOLENT: "🟥",
    Severity.THREATENING: "🔶",
    Severity.ABUSIVE: "🟡",
    Severity.UPSET: "🔵",
}
_MEANS = {
    Severity.VIOLENT: "Hit, grabbed, weapon, robbery, or about to",
    Severity.THREATENING: "You fear someone gets hurt",
    Severity.ABUSIVE: "Insults, hate, won't leave",
    Severity.UPSET: "Angry about the matter",
}
ONE_TAP = "One tap calls people. Cancel calls nobody."
WHO_NEEDS_HELP = "Who needs help?"


def level_button(severity: Severity, key: str) -> Button:
    """The one tap that calls people at this level; shape and word, so that it reads without colour."""
    style = "danger" if severity == Severity.VIOLENT else ""
    return Button(f"raise.{severity.word.lower()}", f"{SHAPES[severity]} {severity.word}", key, style)


def not_sure(key: str) -> Button:
    """Unsure means one higher: paged as THREATENING (domain.md b.1 rule 3)."""
    return Button("raise.not_sure", "Not sure - help now", key, "primary")


def _rows(key: str) -> tuple[Part, ...]:
    rows: list[Part] = [Line((Strong("If in doubt, this one"),), button=not_sure(key))]
    for severity in sorted(Severity, reverse=True):
        rows.append(Line((_MEANS[severity],), button=level_button(severity, key)))
    return tuple(rows)


def raise_form(site: Site | None, place: Place | None, key: str, context: dict[str, str]) -> Form:
    """The raise dialog: "Get help", one button a row, worst first, no submit (screens.md, "Raise modal")."""
    where = _where(site, place)
    change = Button("place.change", "Change", key) if site and site.places else None
    return Form(
        name="raise",
        title="Get help",
        close="Cancel",
        parts=(
            Line((where,), button=change),
            *_rows(key),
            Divider(),
            Buttons((Button("raise.colleague", "About a colleague", key),)),
            Small((ONE_TAP,)),
        ),
        context=context,
    )


def _where(site: Site | None, place: Place | None) -> str:
    if site is None:
        return "Your site is not set up yet. You can still call for help."
    return f"{place.name}, {site.name}?" if place else f"{site.name}"


def picker_answer(site: Site | None, place: Place | None, key: str, words: str = "") -> Screen:
    """The answer to the slash command: the same buttons, in case the dialog never opens (screens.md rule 2).

    What was typed travels in the buttons, so that it is kept whichever of the two pickers is used (rule 7).
    """
    key = f"{key} {words}".strip()
    levels = tuple(level_button(severity, key) for severity in sorted(Severity, reverse=True))
    return Screen(
        WHO_NEEDS_HELP,
        (
            Line((Strong(WHO_NEEDS_HELP),)),
            Small((f"{_where(site, place)} · {ONE_TAP}",)),
            Buttons((not_sure(key),)),
            Buttons(levels),
            Buttons((Button("raise.colleague", "About a colleague", key),)),
        ),
    )


def house_rules(site: Site | None, key: str) -> Screen:
    """`/escalate help`: the house rules, with *Not sure - help now* on top (screens.md rule 7)."""
    rules = (
        "Your safety comes before any sale. You may always leave, end the contact and call the police.",
        "Type /escalate and tap, or in one line: /escalate violent back door",
        "We keep paging until a person takes it. If we cannot, we tell you whom to phone.",
    )
    number = (f"Phone any time: {site.phone} · Emergency: {site.emergency_number}",) if site else ()
    return Screen(
        "House rules",
        (
            Line((Strong("House rules"),), button=not_sure(key)),
            Steps(rules, numbered=False),
            *((Small(number),) if number else ()),
        ),
    )


def try_again(level: str, key: str) -> Button:
    """The same tap once more, with the same key: never a second escalation."""
    return Button(f"raise.{level}", "Try again", key, "primary")


def not_recorded(phone: str, emergency_number: str, again: Button) -> Screen:
    """It could not be recorded: nobody has been called (principle 4)."""
    call = f"Phone {phone} now." if phone else "Phone your manager now."
    danger = f" In danger: {emergency_number}." if emergency_number else ""
    preview = f"NOT RECORDED. {call}"
    return Screen(preview, (Line((Strong(preview),)), Line((f"Nobody has been called.{danger}",)), Buttons((again,))))
