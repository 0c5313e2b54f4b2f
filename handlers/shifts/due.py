"""What time does around shifts, looked at within each minute by every replica (architecture.md principle 3).

Each message has a key of its shift, so that nothing is told twice, by a second replica or after a restart
(invariant 5). An idle round asks the store a handful of questions, however many tiers there are; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.page import Message
from domain.shifts.around import USUAL_REMINDER, Around, is_asked, reminder_is_due, tap_is_due, whole
from domain.shifts.held import Held
from domain.shifts.outlook import Outlook
from domain.site import Directory, Site
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.answering import close, closing
from handlers.shifts.begun import Begun, begun
from handlers.shifts.handing_over import give_up, given_up
from handlers.shifts.outgoing import redraw, to_person
from handlers.shifts.rota import step
from handlers.shifts.starting import key_for
from handlers.shifts.starting_drawn import detail_of


@dataclass
class Rounds:
    """The rounds of one process."""

    ports: Ports
    outlook: Outlook = field(default_factory=Outlook)

    def due(self, at: datetime) -> int:
        """Tell whoever has to be told by now, and end what nobody took in time; how many of these there were."""
        ports, directory = self.ports, self.ports.memory.directory
        near = list(self.outlook.around(directory, at))
        with ports.store.read() as uow:
            found = [*_coming(uow, directory, near, at), *begun(uow, directory, _running(near), at)]
            known = {one.id for one in uow.messages.these([one.id for one in found])}
            over = [one.id for one in uow.plans.open_covers() if closing(directory, one, at)]
            given = [one for one in given_up(directory, at) if _is_open(uow, one)]
        new = [one for one in found if one.id not in known]
        if new:
            step(ports, lambda uow: _add(uow, new, at))
        for request_id in over:
            close(ports, request_id, at)
        for hand_over_id in given:
            give_up(ports, hand_over_id, at)
        return len(new) + len(over) + len(given)


def shifts_due(ports: Ports, at: datetime) -> int:
    """A single round, with nothing remembered from one before."""
    return Rounds(ports).due(at)


def _is_open(uow: UnitOfWork, hand_over_id: str) -> bool:
    found = uow.plans.hand_over(hand_over_id)
    return found is not None and found.accepted_at is None


def _add(uow: UnitOfWork, new: list[Message], at: datetime) -> None:
    """The message of the hour before makes way for the one at the start of the shift."""
    began = [one.key.removeprefix("on:").rpartition(":")[0] for one in new if one.key.startswith("on:")]
    redraw(uow, [f"ahead:{shift}" for shift in began], at)
    uow.messages.add(new)


def _running(near: Iterable[tuple[Site, Around]]) -> list[Begun]:
    return [Begun(site, one.running) for site, one in near if one.running and is_asked(one.running)]


def _coming(
    uow: UnitOfWork, directory: Directory, near: Iterable[tuple[Site, Around]], at: datetime
) -> Iterator[Message]:
    reminders = uow.plans.reminders()
    for site, one in near:
        for shift in one.coming:
            what = _what(shift, reminders, at)
            if what:
                detail = detail_of(what, whole(directory, site, shift))
                yield from to_person(directory, shift.person_id, key_for(what, shift.key), at, detail)


def _what(shift: Held, reminders: Mapping[str, int], at: datetime) -> str:
    if reminder_is_due(shift, reminders.get(shift.person_id, USUAL_REMINDER), at):
        return "reminder"
    return "ahead" if tap_is_due(shift, at) else ""
