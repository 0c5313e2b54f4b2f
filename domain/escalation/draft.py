"""A decision in the making: entries recorded one by one, and the round of pages that they call for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain import timeline as t
from domain.errors import EscalationError
from domain.escalation.fold import apply
from domain.escalation.state import Escalation, State
from domain.people import Roster
from domain.policy import TIERS, Group

JUST_NOW = timedelta(seconds=2)
# Whoever was first paged this shortly before a handoff is still paged after it, beside the new holder.
HANDOFF_GRACE = timedelta(minutes=5)


@dataclass(frozen=True)
class PageOrder:
    """One logical page to make, unique by (escalation, epoch, round, person) (principle 6)."""

    person_id: str
    epoch: int
    round: int
    times: int


@dataclass(frozen=True)
class Decision:
    """What one input did: the escalation after it, the entries that led there, and the pages to make.

    `cancels_pages`: the epoch closed or changed, so pages that are still due must not go out.
    `refusal`: the sentence for the actor where nothing but a Denied entry, or nothing at all, came of it.
    """

    escalation: Escalation
    entries: tuple[t.Entry, ...] = ()
    pages: tuple[PageOrder, ...] = ()
    cancels_pages: bool = False
    refusal: EscalationError | None = None


@dataclass
class Draft:
    """Collects the entries of one decision, each folded at once."""

    escalation: Escalation
    at: datetime
    roster: Roster
    entries: list[t.Entry] = field(default_factory=list)
    pages: list[PageOrder] = field(default_factory=list)
    start_epoch: int = 0
    round_wanted: bool = False

    def __post_init__(self) -> None:
        self.start_epoch = self.escalation.epoch

    def record(self, entry: t.Entry) -> None:
        """Take one entry into the timeline."""
        self.escalation = apply(self.escalation, entry)
        self.entries.append(entry)

    def done(self, refusal: EscalationError | None = None) -> Decision:
        """The finished decision; a round that was wanted, however often, is made once."""
        if self.round_wanted and self.escalation.epoch_open and self.escalation.open:
            self._page_round()
        moved = self.escalation.epoch != self.start_epoch or not self.escalation.epoch_open
        return Decision(
            self.escalation,
            tuple(self.entries),
            tuple(self.pages),
            cancels_pages=moved and bool(self.entries),
            refusal=refusal,
        )

    def want_round(self) -> None:
        """Page whoever holds the groups called by the end of this decision, once."""
        self.round_wanted = True

    def _page_round(self) -> None:
        """Page whoever holds the groups called by now, and set when to page again (domain.md b.4)."""
        self._join_by_time()
        people = self._people(everybody=self.escalation.state == State.UNANSWERED)
        # Unanswered pages those again who passed on or whom no page could reach, but they are nobody to rely on.
        if not set(people) - self.escalation.undeliverable - self.escalation.passed:
            people = tuple(dict.fromkeys((*people, *self._last_resort())))
        self.page_only(tuple(person for person in people if not self._just_paged(person)))

    def _just_paged(self, person_id: str) -> bool:
        """Ticks come a little late, so two reasons to page can fall milliseconds apart: one page serves both."""
        if self.escalation.epoch != self.start_epoch:
            return False
        last = next((c.last_at for c in self.escalation.called if c.person_id == person_id), None)
        return last is not None and self.at - last < JUST_NOW

    def page_only(self, people: tuple[str, ...]) -> None:
        """Page these people and nobody else."""
        e = self.escalation
        entry = t.PagesMade(self.at, round=e.round + 1, people=people, next_round_at=self._next_round())
        self.record(entry)
        for person in people:
            order = PageOrder(person, e.epoch, entry.round, self.escalation.times_called(person))
            self.pages.append(order)

    def page_newly_joined(self) -> None:
        """Page whoever joins between two beats, and nobody else; the beat stays where it is."""
        before = self.escalation.groups
        self._join_by_time()
        if fresh := self._not_paged_yet(self._called_since(before)):
            self.page_only(fresh)

    def page_in_stead_of(self, person_id: str) -> None:
        """Page whoever is next where this person was called, unless this epoch has paged them (domain.md b.4)."""
        before = self.escalation.groups
        theirs = {group for group in before if person_id in self.roster.of(group)}
        if fresh := self._not_paged_yet(self._called_since(before - theirs)):
            self.page_only(fresh)
        elif not self._people(everybody=False):
            self.want_round()

    def _not_paged_yet(self, people: tuple[str, ...]) -> tuple[str, ...]:
        paged = {called.person_id for called in self.escalation.called if called.epoch == self.escalation.epoch}
        return tuple(person for person in people if person not in paged)

    def join(self, groups: frozenset[Group]) -> None:
        """Call further groups from here on."""
        if new := groups - self.escalation.groups:
            self.record(t.GroupsJoined(self.at, groups=new))

    def join_next_tier(self) -> bool:
        """Call the first tier not called yet, or the backup after the last; False where all are called."""
        for group in (*TIERS, Group.BACKUP):
            if group not in self.escalation.groups and not self._barred(group):
                self.join(frozenset({group}))
                return True
        return False

    def _barred(self, group: Group) -> bool:
        return group == Group.TIER_1 and self.escalation.about_colleague

    def _join_by_time(self) -> None:
        due: set[Group] = set()
        for column, started_at in self.escalation.columns():
            due |= column.joined_by(self.at - started_at)
        if self.escalation.about_colleague:
            due -= {Group.TIER_1}
            due |= {Group.TIER_2, Group.SAFETY}
        self.join(frozenset(due))

    def _people(self, everybody: bool) -> tuple[str, ...]:
        if everybody:
            left_out = Group.TIER_1 if self.escalation.about_colleague else Group.SAFETY
            self.join(frozenset(group for group in Group if group != left_out))
            whole = [p for group in Group for p in self.roster.of(group) if group in self.escalation.groups]
            return self._callable(whole, even_passed=True)
        return self._called_since(frozenset())

    def _called_since(self, before: frozenset[Group]) -> tuple[str, ...]:
        """Who is called of the groups that were not in `before`."""
        called: list[str] = []
        # In the order of the tiers: a gap in one joins the next, which is then asked in its turn.
        for group in Group:
            if group in self.escalation.groups - before:
                called += self._holders(group)
        return tuple(dict.fromkeys(called))

    def _holders(self, group: Group) -> tuple[str, ...]:
        """Who is called of a group; a tier with nobody, or only a busy holder, brings the next one in at once."""
        able = self._callable(self.roster.of(group))
        if group not in TIERS:
            return able
        holder = able[:1]
        if not holder:
            if not self._already_answering(group):
                self._gap(group)
        elif self.roster.busy(holder[0]):
            self._next_after(group)
        return (*holder, *self._just_handed_over(group))

    def _just_handed_over(self, group: Group) -> tuple[str, ...]:
        """Who held the tier until a handoff and was first paged so lately that they may be on their way already."""
        called = {called.person_id: called.first_at for called in self.escalation.called}
        lately = self._callable(self.roster.lately.get(group, ()))
        return tuple(one for one in lately if one in called and self.at - called[one] < HANDOFF_GRACE)

    def _already_answering(self, group: Group) -> bool:
        """One who is too far away does not hold their tier (domain.md b.4)."""
        answers = (self.escalation.answer_of(person) for person in self.roster.of(group))
        return any(answer and not answer.far for answer in answers)

    def _gap(self, group: Group) -> None:
        known = any(isinstance(entry, t.GapFound) and entry.group == group for entry in self.entries)
        # Somebody who is on the way from far is no gap, but the next tier is called all the same.
        if not known and not any(self.escalation.answer_of(person) for person in self.roster.of(group)):
            self.record(t.GapFound(self.at, group=group))
        self._next_after(group)

    def _next_after(self, group: Group) -> None:
        later = (*TIERS, Group.BACKUP)[TIERS.index(group) + 1]
        self.join(frozenset({later}))

    def off_limits(self, person_id: str) -> bool:
        """The raiser, whom it is about, and whoever is in tier 1 now where it is about one of them (screens.md 12)."""
        e = self.escalation
        barred = e.about_colleague and person_id in self.roster.belonging(Group.TIER_1)
        return barred or person_id == e.raiser_id or person_id in e.excluded

    def _callable(self, people: Iterable[str], even_passed: bool = False) -> tuple[str, ...]:
        e = self.escalation
        return tuple(
            dict.fromkeys(
                person
                for person in people
                if person in self.roster.reachable
                and not self.off_limits(person)
                and not e.answer_of(person)
                and (even_passed or (person not in e.passed and person not in e.undeliverable))
            )
        )

    def _last_resort(self) -> tuple[str, ...]:
        """Nobody can be called: the last resort, and the timeline says so (principle 8)."""
        if any(not answer.far for answer in self.escalation.answers):
            return ()
        self.record(t.GapFound(self.at))
        anybody = [person for group in Group for person in self.roster.of(group) if not self._barred(group)]
        for people in (self.roster.last_resort, anybody):
            able = self._callable(people, even_passed=True)
            if deliverable := tuple(person for person in able if person not in self.escalation.undeliverable):
                return deliverable
        return self._callable([*self.roster.last_resort, *anybody], even_passed=True)

    def _next_round(self) -> datetime:
        """The next beat, an interval after the last one; what is paged between two beats moves none."""
        e = self.escalation
        if e.next_round_at and e.next_round_at > self.at:
            return e.next_round_at
        every = min(column.repage_every for column, _ in e.columns())
        if e.state == State.UNANSWERED and e.unanswered_at:
            burst_over = self.at >= e.unanswered_at + e.policy.loop_at_interval_for
            every = max(every, e.policy.loop_every) if burst_over else every
        beat = e.next_round_at or self.at
        # After a standstill the beats that were missed are not made up for (reliability.md F51).
        return beat + every if self.at - beat < every else self.at + every
