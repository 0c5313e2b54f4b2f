"""Every table; rows never leave `storage/`.

What is asked for by a query has a column, the rest of a value is JSON text in `body`. What is finished leaves the
partial indexes, so that neither a tick nor a screen grows with history (performance.md, "Growth laws").
"""

from storage.tables.escalations import EscalationRow, IntakeRow, TimelineRow
from storage.tables.learning import LessonRow, LessonVoteRow, ProposalCaseRow, ProposalRow, QuickFixRow
from storage.tables.messages import DestinationRow, MessageRow
from storage.tables.notes import AccountRow, NoteRow, NoteVersionRow
from storage.tables.people import PersonRow, SettingRow, SiteRow
from storage.tables.plans import ChangeRow, CoverPersonRow, CoverRow, DraftRow, FeedRow, HandOverRow, TakenOnRow
from storage.tables.row import Row
from storage.tables.search import LessonIndexRow, LessonWordRow

__all__ = [
    "AccountRow",
    "ChangeRow",
    "CoverPersonRow",
    "CoverRow",
    "DestinationRow",
    "DraftRow",
    "EscalationRow",
    "FeedRow",
    "HandOverRow",
    "IntakeRow",
    "LessonIndexRow",
    "LessonRow",
    "LessonVoteRow",
    "LessonWordRow",
    "MessageRow",
    "NoteRow",
    "NoteVersionRow",
    "PersonRow",
    "ProposalCaseRow",
    "ProposalRow",
    "QuickFixRow",
    "Row",
    "SettingRow",
    "SiteRow",
    "TakenOnRow",
    "TimelineRow",
]
