"""From the words a person picks by to the value that Slack holds: options, people, channels, dates, times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.local_slack.act.forms import options_in
from bot.local_slack.act.hands import Hands, Target
from bot.local_slack.plain import words
from bot.local_slack.roster import Member
from bot.local_slack.settings import Json
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.inputs import SLOTS

Pick = str | datetime


def chosen(hands: Hands, who: Member, target: Target, picks: Pick | Sequence[Pick]) -> Any:
    """Give what an element holds once these were picked: one value, a list where it holds several, None for none.

    Options, people and channels go by what is read on the screen (ids do too); a date by "2026-03-14", a time
    by "21:30", both by "2026-03-14 21:30" on the clock of whoever picks, or by an aware datetime. LookupError
    when that is not offered, ValueError when Slack's client could not hold it.
    """
    many = SLOTS[target.element["type"]].many
    asked = [picks] if isinstance(picks, str | datetime) else list(picks)
    most = target.element.get("max_selected_items") if many else 1
    if most is not None and len(asked) > most:
        raise ValueError(f"no more than {most} may be picked")
    held = [_one(hands, who, target, pick) for pick in asked]
    return held if many else next(iter(held), None)


def _one(hands: Hands, who: Member, target: Target, pick: Pick) -> Any:
    kind = target.element["type"]
    if kind in MOMENTS:
        return MOMENTS[kind](who, pick)
    if "external" in kind:
        return _among(hands.suggestions(who, target, str(pick)), str(pick))
    if kind.endswith("static_select") or kind in ("checkboxes", "radio_buttons"):
        return _among(options_in(target.element), str(pick))
    if "users" in kind:
        return _person(hands.space, str(pick))
    if "channels" in kind or "conversations" in kind:
        return _room(hands.space, who, str(pick))
    raise LookupError(f"{kind} is filled in, not picked")


def _among(offered: list[Json], label: str) -> Json:
    for option in offered:
        if words(option["text"]) == label:
            return option
    raise LookupError(f"no option {label!r}; there are: {[words(o['text']) for o in offered]}")


def _person(space: Workspace, label: str) -> str:
    people = [member for member in space.members.values() if not member.deleted]
    for member in people:
        if label in (member.id, member.name, member.real_name):
            return member.id
    raise LookupError(f"nobody called {label!r}; there are: {[m.real_name or m.name for m in people]}")


def _room(space: Workspace, who: Member, label: str) -> str:
    rooms = [room for room in space.conversations.values() if who.id in room.people or not room.is_private]
    for room in rooms:
        if label.lstrip("#") in (room.id, room.name):
            return room.id
    raise LookupError(f"no channel {label!r}; there are: {[room.name for room in rooms]}")


def _day(_who: Member, pick: Pick) -> str:
    return date.fromisoformat(str(pick)).isoformat()


def _clock(_who: Member, pick: Pick) -> str:
    return time.fromisoformat(str(pick)).strftime("%H:%M")


def _instant(who: Member, pick: Pick) -> int:
    at = datetime.fromisoformat(pick) if isinstance(pick, str) else pick
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(who.tz))
    return int(at.timestamp())


MOMENTS: dict[str, Callable[[Member, Pick], Any]] = {
    "datepicker": _day,
    "timepicker": _clock,
    "datetimepicker": _instant,
}
