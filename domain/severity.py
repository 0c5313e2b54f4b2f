"""The four everyday words for how bad it is, and the flags that change what they mean (domain.md b.1, b.2)."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How bad it is, ordered; staff see the word and never the number (domain.md b.1 rule 1)."""

    UPSET = 1
    ABUSIVE = 2
    THREATENING = 3
    VIOLENT = 4

    @property
    def word(self) -> str:
        """The word as it stands on every screen."""
        return self.name


class Flag(StrEnum):
    """One-tap facts about the event, never required (domain.md b.2)."""

    WEAPON = "weapon"
    SEXUAL_CONTACT = "sexual_contact"
    SEXUAL_REMARK = "sexual_remark"
    HATE = "hate"
    ALONE = "alone"
    VULNERABLE = "vulnerable"
    DRUNK = "drunk"
    SEVERAL = "several"
    SELF_HARM = "self_harm"
    FILMING = "filming"
    REFUSES = "refuses"
    KNOWN = "known"


FLAG_WORDS: dict[Flag, str] = {
    Flag.WEAPON: "Weapon seen",
    Flag.SEXUAL_CONTACT: "Sexual contact",
    Flag.SEXUAL_REMARK: "Sexual remark",
    Flag.HATE: "Hate",
    Flag.ALONE: "I am alone",
    Flag.SEVERAL: "More than one aggressor",
    Flag.VULNERABLE: "Child or vulnerable person here",
    Flag.DRUNK: "Drunk or drugged",
    Flag.SELF_HARM: "May harm themselves",
    Flag.FILMING: "Filming",
    Flag.REFUSES: "Refuses to leave",
    Flag.KNOWN: "Known person",
}

# Slack's checkbox group holds ten options, so twelve flags are two groups (screens.md).
DANGER_FLAGS = (Flag.WEAPON, Flag.SEXUAL_CONTACT, Flag.SEXUAL_REMARK, Flag.HATE, Flag.ALONE, Flag.SEVERAL)
ABOUT_FLAGS = (Flag.VULNERABLE, Flag.DRUNK, Flag.SELF_HARM, Flag.FILMING, Flag.REFUSES, Flag.KNOWN)

_SETS_VIOLENT = frozenset({Flag.WEAPON, Flag.SEXUAL_CONTACT})
_MAKES_ABUSE_A_SAFETY_CASE = frozenset({Flag.HATE, Flag.SEXUAL_REMARK, Flag.SEXUAL_CONTACT})


def with_flags(severity: Severity, flags: frozenset[Flag]) -> Severity:
    """The severity once the flags are known: a weapon or sexual contact sets VIOLENT (domain.md b.2)."""
    return Severity.VIOLENT if flags & _SETS_VIOLENT else severity


def is_safety_case(highest: Severity, flags: frozenset[Flag]) -> bool:
    """True if it is, or ever was, THREATENING or VIOLENT, or ABUSIVE with a hate or sexual flag."""
    if highest >= Severity.THREATENING:
        return True
    return highest == Severity.ABUSIVE and bool(flags & _MAKES_ABUSE_A_SAFETY_CASE)
