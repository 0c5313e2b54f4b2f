"""A request for cover or a swap, to whoever asked, to those who could, to a manager, and in the channel.

The channel and those who did not ask see no reason. Until it is agreed each of them reads who is on call: the asker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.edits.words import capital
from domain.planning import Cover, CoverState
from domain.shifts.cover import first_start
from domain.site import Directory, Site
from handlers.screens.parts import Button, Buttons, Inline, Part, Quote, Screen, Small, Text
from handlers.screens.shifts.words import screen, span, where

S = CoverState


@dataclass(frozen=True)
class CoverFacts:
    """A request as it stands at `at`, to `reader` (nobody: the channel). `stage` is what the message was sent for;
    only the newest of a reader's messages has buttons. `asker_holds`: whoever asked is on call in all of the span."""

    request: Cover
    site: Site
    directory: Directory
    at: datetime
    reader: str | None
    stage: str
    asker_holds: bool

    def name(self, person_id: str | None) -> str:
        """A name, or "you"."""
        return "you" if person_id and person_id == self.reader else self.directory.name(person_id)

    def shift(self) -> Text:
        """ "tier 1, Harbour Hotel, Sat 22:00 to 06:00" """
        r = self.request
        return (f"{where(self.site, r.tier)}, ", *span(r.start, r.end, self.site))

    def other(self) -> Text:
        """The shift that a swap gives for it."""
        r = self.request
        return span(r.swap_start, r.swap_end, self.site) if r.swap_start and r.swap_end else ()


def cover_screen(view: CoverFacts) -> Screen | None:
    """What this reader sees now."""
    r = view.request
    if view.reader is None:
        return _channel(view)
    if view.stage == "approve":
        return _to_manager(view)
    return _to_asker(view) if view.reader == r.by else _to_colleague(view)


def _channel(view: CoverFacts) -> Screen:
    r, asker, taker = view.request, view.name(view.request.by), view.name(view.request.taken_by)
    if r.state != S.AGREED:
        return screen((f"{asker} is on call after all: ", *view.shift(), "."))
    swap: Text = (f"; {asker} covers ", *view.other(), f" for {taker}") if r.is_swap else ()
    return screen((f"{taker} covers ", *view.shift(), f" for {asker}", *swap, "."))


def _to_asker(view: CoverFacts) -> Screen:
    r = view.request
    on_call = " You are on call." if view.asker_holds else ""
    taker = view.name(r.taken_by)
    swap: Text = (", you take ", *view.other()) if r.is_swap else ()
    says: Mapping[CoverState, Text] = {
        S.ASKED: (*_asked(view), f". You are on call until {_until(view)}."),
        S.TAKEN: (f"{taker} would take ", *view.shift(), ". A manager has to agree; you are on call until then."),
        S.AGREED: (f"{taker} covers ", *view.shift(), " for you", *swap, "."),
        S.WITHDRAWN: (*_withdrawn(view), *view.shift(), f".{on_call}"),
        S.DECLINED: (f"{view.name(r.approved_by)} did not agree that {taker} takes ", *view.shift(), f".{on_call}"),
        S.LAPSED: ("Nobody has taken ", *view.shift(), "." + (" You are still on call." if on_call else "")),
    }
    may = r.state in (S.ASKED, S.TAKEN) or (r.state == S.AGREED and view.at < first_start(r))
    button = Buttons((Button("shift.cover.withdraw", "Withdraw", r.id),))
    return screen(says[r.state], *((button,) if may and _is_newest(view) else ()))


def _withdrawn(view: CoverFacts) -> Text:
    """By the asker's own tap; or as somebody else holds a part of it now, so that nobody has to take it."""
    return ("Withdrawn: ",) if view.asker_holds else ("Your shifts have changed, so nobody is asked any more: ",)


def _asked(view: CoverFacts) -> Text:
    r = view.request
    if not r.asked:
        return ("Nobody who was asked can take ", *view.shift())
    if r.is_swap:
        return (f"You asked {view.name(r.asked[0])} to swap ", *view.shift(), " for ", *view.other())
    names = ", ".join(view.name(one) for one in r.asked)
    return (f"You asked {names} to cover ", *view.shift())


def _until(view: CoverFacts) -> str:
    r = view.request
    return f"{view.name(r.asked[0])} agrees" if r.is_swap and r.asked else "somebody takes it"


def _is_newest(view: CoverFacts) -> bool:
    """An older message of the same request has made way for one that notified."""
    state = view.request.state
    if state == S.ASKED:
        return view.stage == ("asked" if view.request.asked else "nobody")
    return state == S.TAKEN or view.stage == state.value


def _to_colleague(view: CoverFacts) -> Screen:
    r = view.request
    if r.state == S.ASKED:
        return _question(view) if view.reader in r.asked else _cannot(view)
    if view.reader == r.taken_by:
        return screen(_to_taker(view))
    if r.taken_by and r.state in (S.TAKEN, S.AGREED):
        return screen((f"{view.name(r.taken_by)} took it. Thank you. (", *view.shift(), ")"))
    return screen(("Not needed any more, thank you: ", *view.shift(), "."))


def _question(view: CoverFacts) -> Screen:
    r, asker = view.request, view.name(view.request.by)
    parts: list[Part] = [Quote(r.note)] if r.note else []
    yes = Button("shift.cover.take", "Swap" if r.is_swap else "I'll take it", r.id, "primary")
    parts.append(Buttons((yes, Button("shift.cover.cannot", "I can't", r.id))))
    if r.is_swap:
        parts.append(Small(("Until you agree nothing changes.",)))
        return screen(
            (f"{asker} asks to swap. You would take ", *view.shift(), f"; {asker} ", *view.other(), "."), *parts
        )
    parts.append(Small((f"The first tap has it. Until then {asker} is on call.",)))
    return screen((f"{asker} needs cover: ", *view.shift(), "."), *parts)


def _cannot(view: CoverFacts) -> Screen:
    r = view.request
    again = Button("shift.cover.take", "I can after all", r.id)
    words: Text = ("You can't take ", *view.shift(), ". Thank you for saying so.")
    return screen(words, *(() if r.is_swap else (Buttons((again,)),)))


def _to_taker(view: CoverFacts) -> Text:
    r, asker = view.request, view.name(view.request.by)
    swap: Text = (f"; {asker} takes ", *view.other()) if r.is_swap else ()
    on_call = f" {asker} is on call." if view.asker_holds else ""
    on = "are on call:" if view.at >= r.start else "take"
    says: Mapping[CoverState, Callable[[], tuple[Inline, ...]]] = {
        S.TAKEN: lambda: ("A manager has to agree that you take ", *view.shift(), f". {asker} is on call until then."),
        S.AGREED: lambda: (f"You {on} ", *view.shift(), f", for {asker}", *swap, "."),
        S.DECLINED: lambda: (f"{view.name(r.approved_by)} did not agree that you take ", *view.shift(), f".{on_call}"),
        S.LAPSED: lambda: ("No manager agreed in time that you take ", *view.shift(), f".{on_call}"),
    }
    withdrawn: Text = (f"{asker} withdrew it: ", *view.shift(), f".{on_call} Thank you.")
    return says[r.state]() if r.state in says else withdrawn


def _to_manager(view: CoverFacts) -> Screen:
    r = view.request
    asker, taker = view.name(r.by), view.name(r.taken_by)
    if r.state == S.TAKEN:
        row = (
            Button("shift.cover.approve", "Approve", r.id, "primary"),
            Button("shift.cover.decline", "Decline", r.id),
        )
        line: Text = (f"{taker} would cover ", *view.shift(), f" for {asker}. Do you agree?")
        return screen(line, Buttons(row), Small((f"Until then {asker} is on call.",)))
    who = capital(view.name(r.approved_by))
    said = {S.AGREED: f"{who} agreed: {taker} covers ", S.DECLINED: f"{who} did not agree: {asker} keeps "}
    return screen((said.get(r.state, "Not needed any more: "), *view.shift(), "."))
