"""Modals and home tabs: who has what open, and what they have filled in."""

from __future__ import annotations

import secrets
from collections import defaultdict
from datetime import datetime

from bot.local_slack.ids import Serial
from bot.local_slack.settings import Json
from bot.local_slack.workspace.inputs import carried_values, first_values
from bot.local_slack.workspace.view import View

STACK_LIMIT = 3


class Screens:
    """All views of the workspace; the owner holds the lock."""

    def __init__(self) -> None:
        self.modals: dict[str, list[View]] = defaultdict(list)
        self.homes: dict[str, View] = {}
        self.values: dict[str, Json] = {}
        self.errors: dict[str, dict[str, str]] = {}
        self._ids = Serial("V")

    def new_id(self) -> str:
        """Give an id for a new view."""
        return self._ids.next()

    def find(self, view_id: str | None, external_id: str | None) -> View | None:
        """Give the open view with this id or external id."""
        for view in [*(v for stack in self.modals.values() for v in stack), *self.homes.values()]:
            if view.id == view_id or (external_id and view.payload["external_id"] == external_id):
                return view
        return None

    def show(self, view: View, *, push: bool) -> None:
        """Put a new modal in front of its owner: alone, or on top of the stack."""
        stack = self.modals[view.owner]
        if not push:
            for old in stack:
                self._forget(old)
            stack.clear()
        stack.append(view)
        self.values[view.id] = first_values(view.blocks)

    def publish(self, view: View) -> None:
        """Make it its owner's home tab."""
        before = self.homes.get(view.owner)
        self.homes[view.owner] = view
        self.values[view.id] = carried_values(view.blocks, self.values.get(before.id, {}) if before else {})

    def replace(self, view: View) -> None:
        """Draw an open view anew; what was filled in stays where the ids stay."""
        stack = self.modals[view.owner]
        for place, open_view in enumerate(stack):
            if open_view.id == view.id:
                stack[place] = view
        if view.kind == "home":
            self.homes[view.owner] = view
        self.values[view.id] = carried_values(view.blocks, self.values.get(view.id, {}))
        self.errors.pop(view.id, None)

    def close(self, view: View, *, all_of_them: bool = False) -> list[View]:
        """Take a modal (or the whole stack) away; give the views that went."""
        stack = self.modals[view.owner]
        gone = list(stack) if all_of_them else [v for v in stack if v.id == view.id]
        stack[:] = [v for v in stack if v not in gone]
        for old in gone:
            self._forget(old)
        return gone

    def _forget(self, view: View) -> None:
        self.values.pop(view.id, None)
        self.errors.pop(view.id, None)


def new_hash(at: datetime) -> str:
    """Give a fresh view hash: seconds, a dot, eight characters."""
    return f"{int(at.timestamp())}.{secrets.token_hex(4)}"
