"""The fields of the resolution note and who must fill which, row by row (domain.md d.2).

Rows 1 and 2 are known to the timeline; rows 12, 13 and 16 to 18 are picks and a line here; row 23 goes to the person
named and row 24 belongs to the raiser alone, so neither is a field of this form.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.note.lists import id_of
from domain.severity import Severity


class Need(StrEnum):
    """Whether a field is asked for at a level: required to finish, offered, or not shown (domain.md d.2)."""

    REQUIRED = "R"
    OFFERED = "o"
    HIDDEN = "-"


@dataclass(frozen=True)
class Field:
    """One field of the note. `number` is its row in domain.md d.2; `needs` run UPSET to VIOLENT.

    A pick has the pick-list of its own id (domain/note/lists.py); any other field is text. `may_add`: what is not in
    the list can be written, and joins the list of the site.
    """

    number: int
    id: str
    label: str
    needs: str
    picked: bool = True
    many: bool = False
    one_line: bool = True
    may_add: bool = False
    hint: str = ""

    def need(self, highest: Severity) -> Need:
        """What the highest level reached makes of this field."""
        return Need(self.needs[highest - 1])


def _text(number: int, id_: str, label: str, needs: str, one_line: bool = True, hint: str = "") -> Field:
    return Field(number, id_, label, needs, picked=False, one_line=one_line, hint=hint)


# Taps first, text last (domain.md d.1).
FIELDS = (
    Field(3, "ended", "How did it end?", "RRRR"),
    Field(4, "trigger", "Why were they upset?", "RRRR", many=True),
    Field(5, "rule", "Which rule, price, promise or process of ours?", "oooo", may_add=True),
    Field(8, "behaviour", "What was seen or heard?", "-RRR", many=True),
    Field(9, "tried", "What was offered or tried?", "oRo-", many=True),
    Field(10, "helped", "What helped?", "RRRR", many=True),
    Field(11, "harder", "What made it harder?", "oRRR", many=True),
    Field(14, "harmed", "Was anybody harmed?", "-oRR"),
    Field(15, "weapon", "A weapon or object?", "--RR"),
    Field(16, "called", "Security or police called?", "-oRR"),
    Field(17, "safer", "What keeps staff safe from now on?", "-oRR", many=True),
    Field(18, "decision", "What was decided about them?", "-oRR"),
    Field(19, "violence_type", "Type of violence", "-oRR"),
    Field(19, "who", "Who was it?", "-oRR"),
    Field(19, "place_class", "Where was it?", "-oRR"),
    Field(19, "kinds", "What kind of event?", "-oRR", many=True),
    Field(20, "exception", "Was an exception made to a rule?", "ooo-"),
    Field(22, "training", "Training that would have helped", "oooo", many=True),
    Field(0, "journey", "At which step was it?", "oooo"),
    _text(6, "their_words", "In the customer's words", "ooRo"),
    _text(7, "our_record", "What our record shows", "oooo"),
    _text(12, "gesture", "Gesture: how much, and what for", "oo--"),
    _text(13, "promise", "Promise: what, by when, who does it", "oooo"),
    _text(20, "exception_reason", "Why the exception was made", "ooo-", hint="Your colleague reads this."),
    _text(21, "change", "What should change?", "ooRR", hint='"Nothing" is fine.'),
    _text(25, "narrative", "What happened, in order", "--oR", one_line=False),
)
BY_ID = {one.id: one for one in FIELDS}

NO_EXCEPTION = id_of("No exception")
RULE_WAS_RIGHT = id_of("Exception made, my colleague had the rule right")
NOTHING = id_of("Nothing")

# The triggers that come from something of ours: then field 5 asks which (domain.md d.2).
OUR_TRIGGERS = frozenset(
    map(
        id_of,
        (
            "Wait or queue",
            "Price or charge",
            "Refund or return",
            "Out of stock / no room / no slot",
            "Refusal by our rule",
            "Broken promise or no call-back",
            "Wrong information from us",
            "Billing or account error",
            "Delivery or repair failed",
            "Cleanliness or quality",
        ),
    )
)
