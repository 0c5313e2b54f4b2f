"""What the handlers need from the outside: the store, the chat platform, the clock, and named boundaries.

Protocols only. `storage/` and `bot/` fit them; the tests fit them with a stand-in platform.
"""

from domain.store_errors import CommitUnknown, Conflict, DuplicateIntake, StoreUnavailable
from handlers.ports.charts import Charts
from handlers.ports.keeping import Keeping
from handlers.ports.learning import Case, FinishedNote, Learning, Lessons
from handlers.ports.plans import Plans
from handlers.ports.platform import Account, Channels, Files, Messenger, NotSent, OutcomeUnknown, Pictures, Workspace
from handlers.ports.repositories import Escalations, Messages, Notes, People
from handlers.ports.store import Store, UnitOfWork
from handlers.ports.wiring import Boundary, Clock, Identity, Ports, Remembers, no_boundary, nobody_waits

__all__ = [
    "Account",
    "Boundary",
    "Case",
    "Channels",
    "Charts",
    "Clock",
    "CommitUnknown",
    "Conflict",
    "DuplicateIntake",
    "Escalations",
    "Files",
    "FinishedNote",
    "Identity",
    "Keeping",
    "Learning",
    "Lessons",
    "Messages",
    "Messenger",
    "NotSent",
    "Notes",
    "OutcomeUnknown",
    "People",
    "Pictures",
    "Plans",
    "Ports",
    "Remembers",
    "Store",
    "StoreUnavailable",
    "UnitOfWork",
    "Workspace",
    "no_boundary",
    "nobody_waits",
]
