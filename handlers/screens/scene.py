"""The words that every screen shares about an escalation: where, who, since when, where help is (screens.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.edits.sequence import length
from domain.escalation import Escalation, State
from domain.escalation.state import Answer, SafeAnswer
from domain.site import Directory, Place, Site
from handlers.screens.parts import Inline, Text, When


@dataclass(frozen=True)
class Scene:
    """One escalation at its site, as of `at` (aware, UTC), with the names of its people."""

    e: Escalation
    site: Site
    directory: Directory
    at: datetime
    others: tuple[Escalation, ...] = ()

    @property
    def place(self) -> Place | None:
        """The place at the site, if one is known."""
        return self.site.place(self.e.place_id)

    @property
    def silent(self) -> bool:
        """Customers can see the raiser's screen (screens.md rule 11)."""
        return self.e.silent

    def name(self, person_id: str | None) -> str:
        """The name to show."""
        return self.directory.name(person_id)

    def names(self, people: tuple[str, ...]) -> str:
        """Names in a row: "Dana", "Dana and Omar", "Dana, Omar and 2 more"."""
        names = list(dict.fromkeys(self.name(person) for person in people))
        if len(names) > 3:
            names = [*names[:2], f"{len(names) - 2} more"]
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else "")))

    def where(self) -> str:
        """ "Front desk, Harbour Hotel"; an unconfirmed place says so everywhere (screens.md rule 10)."""
        place = self.place
        if place is None:
            return self.site.name
        return f"{self.spot()}, {self.site.name}"

    def spot(self) -> str:
        """The place alone: "Front desk? (not confirmed)"."""
        place = self.place
        if place is None:
            return self.site.name
        return place.name if self.e.place_confirmed else f"{place.name}? (not confirmed)"

    def when(self, at: datetime, seconds: bool = False) -> When:
        """An instant on a screen."""
        return When(at, self.site.zone, seconds)

    def clock(self, at: datetime) -> str:
        """A wall-clock time at the site, for previews, which no platform converts."""
        return When(at, self.site.zone).local()

    def tag(self) -> str:
        """The neutral reference and time that open everything the raiser gets: "4F2 · 21:14"."""
        return f"{self.e.reference} · {self.clock(self.e.raised_at)}"

    def paged_now(self) -> tuple[str, ...]:
        """Who was called in the last round and has not answered."""
        if not self.e.called:
            return ()
        last = max(called.last_at for called in self.e.called)
        recent = [c for c in self.e.called if last - c.last_at <= self.e.column.repage_every]
        left_out = self.e.passed | self.e.excluded | self.e.undeliverable
        return tuple(c.person_id for c in recent if not self.e.answer_of(c.person_id) and c.person_id not in left_out)

    def truth(self) -> Text:
        """The one line that says honestly where help is (screens.md rule 6)."""
        nearest = self.e.nearest
        if not self.e.open:
            return self._over()
        if nearest is None:
            return self._nobody_yet()
        return self._answered(nearest)

    def _over(self) -> Text:
        who = self.name(self.e.ended_by)
        ended_at: Inline = self.when(self.e.ended_at) if self.e.ended_at else ""
        if self.e.state == State.RESOLVED:
            return (f"{who} closed it at ", ended_at, ".")
        if self.e.ended_how == "stood_down":
            return (f"{who} saw or spoke to you and stood it down at ", ended_at, ".")
        return ("Called off at ", ended_at, ". Nobody is paged any more.")

    def _nobody_yet(self) -> Text:
        paged = self.paged_now()
        if self.e.state == State.UNANSWERED:
            return ("Nobody has answered. Everybody is paged again and again, by chat only.",)
        if not paged:
            return ("Nobody can be reached by chat. Phone now.",)
        return (f"Paging {self.names(paged)}, by chat only. Nobody has answered yet.",)

    def _answered(self, nearest: Answer) -> Text:
        who = self.name(nearest.person_id)
        if nearest.stage == State.WITH_THEM:
            return (f"You can step away. {who} is with you.",)
        if nearest.stage == State.ACKNOWLEDGED:
            return (f"{who} has it, not on the way yet.",)
        if nearest.eta_at is None:
            return (f"{who} is on the way, over {length(self.e.policy.far_eta)}.{self._more()}",)
        if self.at >= nearest.eta_at:
            return (f"{who} said ", self.when(nearest.eta_at), ", not with you yet.")
        return (f"{who} says ", self.when(nearest.eta_at), f".{self._more() if nearest.far else ''}")

    def _more(self) -> str:
        return " Others are still paged." if self.e.epoch_open else ""

    def safe_words(self) -> str:
        """The raiser's last safe answer, for responders."""
        return {SafeAnswer.NONE: "none", SafeAnswer.SAFE: "safe", SafeAnswer.NOT_SAFE: "NOT SAFE"}[self.e.last_safe]

    def count(self) -> str:
        """ "0 of 2 have it" where more than one answer is needed."""
        needed = self.e.answers_needed()
        return f"{min(self.e.answered(), needed)} of {needed} have it." if needed > 1 else ""

    def in_case_of(self) -> Text:
        """Address, door and emergency number, for those who come or call on somebody's behalf."""
        place = self.place
        door = (place.door if place else "") or self.site.door
        bits = [self.site.address, f"Door: {door}" if door else "", f"Emergency: {self.site.emergency_number}"]
        return (" · ".join(bit for bit in bits if bit),)
