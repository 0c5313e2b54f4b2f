"""What counts of one case, read from its timeline and the picks of its finished note: no person, no text (domain.md f).

The escalation is the fold of the same timeline (invariant 12): of it are taken how far it came and where it was; all
times are those of the entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain import timeline as t
from domain.escalation import State
from domain.learning.case import Case
from domain.severity import Severity
from domain.timeline import Entry
from domain.wall import wall_of

BAND_HOURS = 3
BANDS = tuple(range(0, 24, BAND_HOURS))
_ANSWERS = (t.Acknowledged, t.OnTheWay, t.WithThem)


def band_words(band: int) -> str:
    """ "06-09": from the first hour until before the last, by the site's clock."""
    return f"{band:02d}-{band + BAND_HOURS:02d}"


@dataclass(frozen=True)
class CaseFacts:
    """One case. Picks are ids of pick-list entries; `band` is the first hour of its band on the site's clock.

    `acknowledged_after`: seconds from the first page to the first answer; `with_staff_after`: from the tap to the first
    *I'm with them*; both None where that never came. `answered_as`: see domain/escalation/answered_as.py.
    `withdrawn`: how, where it ended so. `note_due_at` is None where no note is owed.
    """

    site_id: str
    place_id: str | None
    raised_at: datetime
    band: int
    first: Severity
    highest: Severity
    safety: bool = False
    about_colleague: bool = False
    withdrawn: str = ""
    acknowledged_after: int | None = None
    with_staff_after: int | None = None
    answered: bool = False
    answered_as: str = ""
    unanswered: bool = False
    stale: bool = False
    triggers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    note_due_at: datetime | None = None
    note_done_at: datetime | None = None

    @property
    def undone(self) -> bool:
        """Taken back within ten seconds of the tap: only counted, and nowhere else (domain.md c.7)."""
        return self.withdrawn == "undo"

    @property
    def climbed(self) -> bool:
        """It began as UPSET and became worse."""
        return self.first == Severity.UPSET and self.highest > Severity.UPSET


def facts_of(case: Case, zone: str) -> CaseFacts:
    """What counts of this case. `zone` is the site's (IANA name): its hours are those on the wall there.

    Of a case about a colleague neither place nor picks are taken: they would point at somebody (domain.md c.6).
    """
    e, timeline, note = case.escalation, case.timeline, case.note
    raised = timeline[0]
    first = raised.severity if isinstance(raised, t.EscalationRaised) else e.highest
    answer = next((one for one in timeline if isinstance(one, _ANSWERS)), None)
    with_them = next((one for one in timeline if isinstance(one, t.WithThem)), None)
    picks = note.picks if note and note.done and not e.about_colleague else {}
    return CaseFacts(
        site_id=e.site_id,
        place_id=None if e.about_colleague else e.place_id,
        raised_at=e.raised_at,
        band=wall_of(e.raised_at, ZoneInfo(zone)).hour // BAND_HOURS * BAND_HOURS,
        first=first,
        highest=e.highest,
        safety=e.safety_case,
        about_colleague=e.about_colleague,
        withdrawn=e.ended_how if e.state == State.WITHDRAWN else "",
        acknowledged_after=_acknowledged_after(timeline, answer),
        with_staff_after=_seconds(e.raised_at, with_them.at) if with_them else None,
        answered=answer is not None,
        answered_as=answer.tier if isinstance(answer, t.Acknowledged) else "",
        unanswered=any(isinstance(one, t.WentUnanswered) for one in timeline),
        stale=any(isinstance(one, t.AnswerWentStale) for one in timeline),
        triggers=tuple(picks.get("trigger", ())),
        rules=tuple(picks.get("rule", ())),
        helped=tuple(picks.get("helped", ())),
        note_due_at=_note_due_at(timeline),
        note_done_at=next((one.at for one in timeline if isinstance(one, t.NoteKept) and one.done), None),
    )


def _acknowledged_after(timeline: Sequence[Entry], answer: Entry | None) -> int | None:
    """None also where somebody answered before any page was made."""
    paged = next((one for one in timeline if isinstance(one, t.PagesMade) and one.people), None)
    if paged is None or answer is None or answer.at < paged.at:
        return None
    return _seconds(paged.at, answer.at)


def _note_due_at(timeline: Sequence[Entry]) -> datetime | None:
    """By the last *Resolve*: what was reopened is owed a note when it ends again."""
    return next((one.note_due_at for one in reversed(timeline) if isinstance(one, t.Resolved)), None)


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())
