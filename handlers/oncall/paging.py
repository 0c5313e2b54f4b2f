"""Who would be paged if somebody called for help at an instant: group by group, with when each joins (domain.md b.4).

The same rules as `domain/escalation/draft.py`, asked ahead: one holder for each tier, everybody of the other groups, a
tier with nobody brings in the next one at once, and the last resort stands behind them all. A test holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.oncall import Because, Candidate, on_call
from domain.policy import TIERS, Column, Group
from domain.severity import Severity
from domain.site import Directory, Place, Site
from handlers.oncall.holding import can_be_paged, line_at

_AT_ONCE = timedelta()


@dataclass(frozen=True)
class Call:
    """One group that would be called, `after` the call for help (None where no severity is named).

    `people` are those paged: of a tier whoever holds it. `skipped` come before them and cannot be paged. `instead` is
    called at once where there is nobody.
    """

    group: Group
    after: timedelta | None
    people: tuple[Candidate, ...] = ()
    skipped: tuple[str, ...] = ()
    instead: Group | None = None


@dataclass(frozen=True)
class Chain:
    """All calls in their order. `last_resort` are paged at once where those called first are nobody."""

    calls: tuple[Call, ...]
    last_resort: tuple[str, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether no page at all can go out."""
        return not self.last_resort and not any(call.people for call in self.calls)


def following(tier: Group) -> Group:
    """The group that is called at once where nobody holds this tier (principle 8)."""
    return (*TIERS, Group.BACKUP)[TIERS.index(tier) + 1]


def works_alone(site: Site, place: Place | None) -> bool:
    """Whether the lone worker's times hold there (domain.md b.5)."""
    return site.lone or bool(place and place.lone)


def chain(directory: Directory, site: Site, place: Place | None, severity: Severity | None, at: datetime) -> Chain:
    """Who would be paged at `at`; each group as it is when it joins. Without a severity the tiers alone."""
    column = site.policy.column(severity, works_alone(site, place)) if severity else None
    joined = _joined(directory, site, column, at) if column else tuple(_tiers(directory, site, at))
    calls = tuple(sorted(joined, key=lambda call: (call.after or _AT_ONCE, list(Group).index(call.group))))
    first = [one for call in calls if not call.after for one in call.people]
    return Chain(calls, () if first else _last_resort(directory, site, at))


def _tiers(directory: Directory, site: Site, at: datetime) -> Iterable[Call]:
    for tier in TIERS:
        yield _call(directory, site, tier, None, at)


def _joined(directory: Directory, site: Site, column: Column, at: datetime) -> tuple[Call, ...]:
    calls: dict[Group, Call] = {}
    for after in sorted({join.after for join in column.joins}):
        due = set(column.joined_by(after))
        # In the order of the tiers: a gap in one joins the next, which is then asked in its turn.
        for group in Group:
            if group in due and group not in calls:
                calls[group] = _call(directory, site, group, after, at + after)
                if instead := calls[group].instead:
                    due.add(instead)
    return tuple(call for call in calls.values() if call.people or call.group in (*TIERS, Group.BACKUP))


def _call(directory: Directory, site: Site, group: Group, after: timedelta | None, at: datetime) -> Call:
    if group in TIERS:
        holder, skipped = line_at(directory, site, group, at)
        return Call(group, after, (holder,) if holder else (), skipped, None if holder else following(group))
    named = _named(site, group)
    able = tuple(Candidate(one, Because.FIXED, "") for one in named if can_be_paged(directory, one))
    return Call(group, after, able, tuple(one for one in named if not can_be_paged(directory, one)))


def _named(site: Site, group: Group) -> tuple[str, ...]:
    if group is Group.BACKUP:
        return tuple(contact.person_id for contact in site.backup if contact.person_id)
    return tuple(site.groups.get(group, ()))


def _last_resort(directory: Directory, site: Site, at: datetime) -> tuple[str, ...]:
    """Those named for it; where none of them can be paged, anybody whom the site has in any group (principle 8)."""
    tiers = [one.person_id for tier in TIERS for one in on_call(directory.tier(site, tier), at)]
    others = [one for group in Group if group not in TIERS for one in _named(site, group)]
    for people in (site.last_resort, (*tiers, *others)):
        if able := tuple(dict.fromkeys(one for one in people if can_be_paged(directory, one))):
            return able
    return ()
