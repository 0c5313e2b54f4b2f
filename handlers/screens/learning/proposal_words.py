"""The words that every screen shares about a proposal: what it is about, where it stands, its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.escalation import Escalation
from domain.learning.deadlines import decide_by
from domain.learning.proposal import Cause, Move, Proposal, ProposalState, Strength
from domain.note import words_of
from domain.site import Directory, Site
from handlers.screens.scene import Scene

# domain.md d.2, small groups: below this a figure says no more than that it is small.
FEWEST = 3
STRENGTHS = {
    Strength.STRONGER: "Stronger: remove the rule, change layout, staffing or equipment",
    Strength.MIDDLE: "Middle: checklist, software, second person",
    Strength.WEAKER: "Weaker: training, reminder",
}
_LISTS = {Cause.RULE: "rule", Cause.TRIGGER: "trigger", Cause.HARDER: "harder"}
_TITLE_FITS = 80


@dataclass(frozen=True)
class ProposalFacts:
    """A proposal with what its screens name; `cases` are its source cases that are still known, `at` is now, and
    `reader` whoever reads it."""

    proposal: Proposal
    directory: Directory
    at: datetime
    cases: tuple[Escalation, ...] = ()
    reader: str | None = None

    @property
    def site(self) -> Site | None:
        """Its site; None where it is for all sites."""
        return self.directory.site(self.proposal.site_id)

    @property
    def zone(self) -> str:
        """The zone in which its days are said: its site's; for all sites that of the first one."""
        site = self.site or next(iter(self.directory.sites), None)
        return site.zone if site else "UTC"

    def where(self) -> str:
        """ "Harbour Hotel", or "all sites"."""
        return self.site.name if self.site else "all sites"


def about_words(proposal: Proposal, directory: Directory) -> str:
    """The words of what it is about: of a rule, a trigger, or what made it harder; "" where it is about none."""
    name = _LISTS.get(proposal.cause)
    if name is None or not proposal.about:
        return ""
    own = directory.site(proposal.site_id)
    for site in (own,) if own else directory.sites:
        words = words_of(name, proposal.about, site.note_lists)
        if words != proposal.about:
            return words
    plain = proposal.about.replace("-", " ")
    return plain[:1].upper() + plain[1:]


def title(proposal: Proposal, directory: Directory) -> str:
    """A short name for it."""
    words = about_words(proposal, directory) or " ".join(proposal.change.split()) or "A change"
    return words if len(words) <= _TITLE_FITS else f"{words[: _TITLE_FITS - 1].rstrip()}…"


def stands(proposal: Proposal, directory: Directory) -> str:
    """Where it stands, in a few words."""
    if proposal.state == ProposalState.OWNED:
        return f"{directory.name(proposal.owner_id)} owns it, to be decided by {day(decide_by(proposal))}"
    if proposal.state == ProposalState.REOPENED:
        return f"reopened, to be decided by {day(decide_by(proposal))}"
    return {
        ProposalState.PROPOSED: "nobody owns it yet",
        ProposalState.ACCEPTED: "accepted",
        ProposalState.REFUSED: "not accepted",
        ProposalState.IN_WORK: "in work",
        ProposalState.DONE: "done, checked after 60 days",
        ProposalState.KEPT: "done and kept",
    }[proposal.state]


def last_move(proposal: Proposal, state: ProposalState) -> Move | None:
    """The last move to this state."""
    return next((move for move in reversed(proposal.moves) if move.state == state), None)


def figures(proposal: Proposal) -> str:
    """What the check counted: "5 in the 60 days before, fewer than 3 in the 60 days after"."""
    if proposal.before is None or proposal.after is None:
        return ""
    return f"{_guarded(proposal.before)} in the 60 days before, {_guarded(proposal.after)} in the 60 days after"


def _guarded(number: int) -> str:
    return str(number) if number >= FEWEST else f"fewer than {FEWEST}"


def case_line(e: Escalation, directory: Directory, with_site: bool) -> str:
    """A source case as a reference with its place and day: "4F2 · Front desk · 3 Nov"."""
    site = directory.site(e.site_id)
    if site is None:
        return e.reference
    scene = Scene(e, site, directory, e.raised_at)
    place = site.place(e.place_id)
    where = scene.where() if with_site else place.name if place else site.name
    return f"{e.reference} · {where} · {day_of(e.raised_at, site.zone)}"


def day_of(at: datetime, zone: str) -> str:
    """The day of an instant on the wall there: "3 Nov"."""
    return day(at.astimezone(ZoneInfo(zone)).date())


def day(one: date) -> str:
    """ "3 Nov"."""
    return f"{one:%-d %b}"
