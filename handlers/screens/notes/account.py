"""The raiser's own account: their words, which nobody else changes (domain.md d.2 row 24, c.2)."""

from __future__ import annotations

from domain.note import TEXT_LIMIT, Account
from handlers.screens.notes.writing import ACCOUNT, READ
from handlers.screens.parts import Form, Line, Part, Quote, Small, Strong, Write
from handlers.screens.scene import Scene

_AT_MOST = 20
_PIECE = 2900


def account_form(scene: Scene, words: str) -> Form:
    """To write it, and to read it back. From a silent place neutral words only (screens.md rule 11)."""
    label, title = ("Words", "Words") if scene.silent else ("In your own words", "My own account")
    small = "Only you change this. Whoever may read the note reads it too."
    return Form(
        ACCOUNT,
        title,
        (Small((scene.tag(),)), Write("words", label, words, False, one_line=False, limit=TEXT_LIMIT), Small((small,))),
        submit="Keep it",
        close="Close",
        context={"escalation": scene.e.id},
    )


def accounts_form(scene: Scene, accounts: tuple[Account, ...]) -> Form:
    """Own accounts, as they were written."""
    parts: list[Part] = []
    for one in accounts[:_AT_MOST]:
        name = "A colleague" if scene.e.about_colleague else scene.name(one.person_id)
        parts += [Line((Strong(name), " · ", scene.when(one.at))), *quotes(one.words)]
    return Form(READ, "Own account", tuple(parts) or (Line(("There is none.",)),), close="Back")


def quotes(words: str) -> list[Part]:
    """Words of any length, in pieces that fit (Slack limit: 3000 characters a block)."""
    return [Quote(words[at : at + _PIECE]) for at in range(0, len(words), _PIECE)]
