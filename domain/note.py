"""The resolution note: its fields, pick-lists, and what is required at which severity (domain.md d.2, d.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import NoteIncomplete
from domain.severity import Severity

TEXT_LIMIT = 3000


class Need(StrEnum):
    """Whether a field is asked for at a level: required to finish, offered, or not shown (domain.md d.2)."""

    REQUIRED = "R"
    OFFERED = "o"
    HIDDEN = "-"


@dataclass(frozen=True)
class Field:
    """One field of the note. `number` is its row in domain.md d.2; `needs` run UPSET to VIOLENT."""

    number: int
    id: str
    label: str
    needs: str
    choices: tuple[str, ...] = ()
    many: bool = False
    one_line: bool = True

    def need(self, highest: Severity) -> Need:
        """What the highest level reached makes of this field."""
        return Need(self.needs[highest - 1])


ENDED = (
    "Solved",
    "Promise made",
    "Calmed, not solved",
    "Left by themselves",
    "Contact ended by us",
    "Asked to leave",
    "Police removed",
    "False alarm",
)

TRIGGERS = (
    "Wait or queue",
    "Price or charge",
    "Refund or return",
    "Out of stock / no room / no slot",
    "Refusal by law (age, identity, prescription)",
    "Refusal by our rule",
    "Broken promise or no call-back",
    "Wrong information from us",
    "Billing or account error",
    "Delivery or repair failed",
    "Cleanliness or quality",
    "Treated disrespectfully (their view)",
    "Personal crisis or bad news",
    "Illness, pain, confusion",
    "Drink or drugs",
    "Caught stealing or fraud",
    "Dispute with another customer",
    "Asked to follow a site rule",
    "Discrimination claim",
    "Expectation from advert or third party",
    "Targeting of a staff member",
    "Robbery",
    "Unknown",
)

# The triggers that come from something of ours: then field 5 asks which (domain.md d.2).
OUR_TRIGGERS = frozenset(TRIGGERS[:11]) - {"Refusal by law (age, identity, prescription)"}

BEHAVIOURS = (
    "Shouting",
    "Swearing at a person",
    "Insult",
    "Hate remark",
    "Sexual remark",
    "Refuses to leave",
    "Blocks the way",
    "Follows",
    "Films",
    "Threat to job, complaint, review or lawsuit",
    "Threat to hurt",
    "Threat to family or home",
    "Damage",
    "Throws object",
    "Spits",
    "Grabs, pushes",
    "Hits, kicks, bites, other attack",
    "Sexual touching or exposure",
    "Weapon shown",
    "Weapon used",
    "Robbery",
    "Repeated contact / stalking",
    "Self-harm threat",
)

HELPED = (
    "Listening",
    "Repeating back",
    "Options",
    "Fact check",
    "Apology",
    "Gesture",
    "Second person",
    "Manager arrived",
    "Change of place",
    "Waiting",
    "Warning",
    "Ending contact",
    "Police",
    "Nothing did",
)

HARDER = (
    "Alone",
    "Short of staff",
    "Rush",
    "Queue",
    "Noise",
    "No exit",
    "Poor light",
    "No answer from chain",
    "System down",
    "Rule unclear",
    "Not allowed to decide",
    "Language",
    "Unfamiliar place",
    "Could not get help",
    "Nothing",
)

FIELDS = (
    Field(3, "ended", "How did it end?", "RRRR", ENDED),
    Field(4, "trigger", "Why were they upset?", "RRRR", TRIGGERS, many=True),
    Field(10, "helped", "What helped?", "RRRR", HELPED, many=True),
    Field(8, "behaviour", "What was seen or heard?", "-RRR", BEHAVIOURS, many=True),
    Field(11, "harder", "What made it harder?", "oRRR", HARDER, many=True),
    Field(5, "rule", "Which rule, price, promise or process of ours?", "oooo"),
    Field(6, "their_words", "In the customer's words", "ooRo"),
    Field(21, "change", 'What should change? ("nothing" is fine)', "ooRR"),
    Field(25, "narrative", "What happened, in order", "--oR", one_line=False),
)


@dataclass(frozen=True)
class Note:
    """What has been entered so far: picks by field id, texts by field id. Either may be incomplete."""

    escalation_id: str
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    written_by: str | None = None
    done: bool = False

    def value(self, field_id: str) -> tuple[str, ...]:
        """What stands in a field: its picks, or its text as one item; empty where nothing does."""
        text = self.texts.get(field_id, "").strip()
        return tuple(self.picks.get(field_id, ())) or ((text,) if text else ())


def shown_fields(highest: Severity) -> tuple[Field, ...]:
    """The fields that this level shows, taps before text (domain.md d.1)."""
    return tuple(one for one in FIELDS if one.need(highest) != Need.HIDDEN)


def is_required(one: Field, highest: Severity, note: Note) -> bool:
    """Whether this field must be filled; field 5 only where the trigger is one of ours (domain.md d.2)."""
    if one.id == "rule" and highest <= Severity.ABUSIVE:
        return bool(set(note.value("trigger")) & OUR_TRIGGERS)
    return one.need(highest) == Need.REQUIRED


def missing(note: Note, highest: Severity) -> dict[str, str]:
    """A sentence for each required field that is still empty, by field id."""
    return {
        one.id: "Pick at least one." if one.choices else "Write a few words."
        for one in shown_fields(highest)
        if is_required(one, highest, note) and not note.value(one.id)
    }


def check(note: Note, highest: Severity) -> None:
    """Raises NoteIncomplete where something required is missing."""
    if missing(note, highest):
        raise NoteIncomplete
