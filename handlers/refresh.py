"""Keeps App Home true for those who have looked at it lately, and calls the platform only where it changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from handlers.home import LOOKED_AT_WITHIN, home_of
from handlers.ports import Messenger, NotSent, OutcomeUnknown, Ports
from handlers.screens import Screen
from handlers.screens.parts import Buttons, Part


@dataclass
class HomeRefresh:
    """What each reader was last shown, in this process; another replica may show it once more, which harms nobody."""

    ports: Ports
    messenger: Messenger
    shown: dict[str, tuple[Part, ...]] = field(default_factory=dict)

    def refresh(self, at: datetime) -> int:
        """Publish every App Home that changed since it was last shown; how many there were."""
        with self.ports.store.read() as uow:
            readers = uow.people.homes_opened(at - LOOKED_AT_WITHIN)
        return sum(self._refresh_one(person_id, at) for person_id in readers)

    def _refresh_one(self, person_id: str, at: datetime) -> bool:
        person = self.ports.memory.directory.person(person_id)
        if person is None:
            return False
        screen = home_of(self.ports, person, at)
        look = _look(screen)
        if self.shown.get(person_id) == look:
            return False
        try:
            self.messenger.show(person.user_id, screen)
        except (NotSent, OutcomeUnknown):
            return False
        self.shown[person_id] = look
        return True


def _look(screen: Screen) -> tuple[Part, ...]:
    """The screen without the keys of its buttons, which are new each time."""
    return tuple(_keyless(part) for part in screen.parts)


def _keyless(part: Part) -> Part:
    if not isinstance(part, Buttons):
        return part
    return replace(part, row=tuple(replace(button, value="") for button in part.row))
