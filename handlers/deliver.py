"""Claim, call, record: how one message of the outbox reaches its reader (principle 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.page import (
    LEASE,
    LIST_ABOVE,
    LOOKS,
    Claim,
    Delivery,
    Job,
    Kind,
    Message,
    Ref,
    look_up_after,
    retry_after,
)
from handlers.follow_up import undeliverable
from handlers.outbox import opaque
from handlers.ports import Messenger, NotSent, OutcomeUnknown, Ports, no_boundary
from handlers.render import screen_of
from handlers.screens import Screen

_WAIT_FOR_CARD = timedelta(seconds=1)


@dataclass(frozen=True)
class Delivered:
    """What became of one claim: "sent", "redrawn", "not_sent", "unknown", "found", "dropped" or "late"."""

    claim: Claim
    outcome: str
    first_page_after: timedelta | None = None


def claim(ports: Ports, at: datetime, limit: int) -> list[Claim]:
    """Take up to `limit` messages in hand, worst first; too many pages for one person become one list first."""
    with ports.store.work() as uow:
        crowded = uow.messages.crowded(at, LIST_ABOVE)
        for person_id, pages in crowded.items():
            page_list = uow.messages.waiting_list(person_id) or _list_of(ports, person_id, pages, at)
            uow.messages.add([page_list])
            uow.messages.carry([page.id for page in pages], page_list.id)
        claims = uow.messages.claim(at, limit)
        reach = ports.boundary if claims else no_boundary
        reach("send.before_claim_commit")
        uow.commit()
        reach("send.after_claim_commit")
    return claims


def _list_of(ports: Ports, person_id: str, pages: list[Message], at: datetime) -> Message:
    key = f"list:{person_id}:{ports.identity.new_id()}"
    rank = min((page.rank for page in pages), default=0)
    return Message(opaque(key), key, Kind.LIST, pages[0].target, rank, at, person_id=person_id, made_at=at)


class _TooLate(Exception):
    """Paused too long: somebody else may have it by now; the lease decides (reliability.md invariant 11, F32)."""


@dataclass
class Courier:
    """Carries claims to a platform. `now` reads the clock again, since a call takes time.

    `edits_wait_until`: the platform limits edits for the whole workspace, posts for each channel. A refused edit must
    hold up edits, and never a page (reliability.md, Slack's method tiers).
    """

    ports: Ports
    messenger: Messenger
    now: Callable[[], datetime]
    edits_wait_until: datetime | None = None

    def carry(self, one: Claim) -> Delivered:
        """Bring one claim to its end and record what came of it. Only the holder of the token changes the row."""
        if one.job == Job.LOOK_UP:
            return self._look_up(one)
        if one.job == Job.EDIT and (wait := self.edits_wait_until) and self.now() < wait:
            return self._record(one, "late", lambda m: m.record_not_sent(one, Delivery.SENT, wait))
        screen = self._screen(one)
        if screen is None:
            return self._record(one, "dropped", lambda m: m.record_not_sent(one, Delivery.CANCELLED, None))
        try:
            ref = self._call(one, screen)
        except _TooLate:
            return Delivered(one, "late")
        except NotSent as refused:
            return self._not_sent(one, refused)
        except OutcomeUnknown:
            return self._unknown(one)
        self.ports.boundary("send.after_call")
        return self._shown(one, ref, screen)

    def _screen(self, one: Claim) -> Screen | None:
        with self.ports.store.read() as uow:
            return screen_of(uow, one.message, self.ports.memory.directory, self.now())

    def _call(self, one: Claim, screen: Screen) -> Ref:
        message = one.message
        thread = self._thread(message)
        self.ports.boundary("send.before_call")
        if self.now() > one.lease_until - LEASE / 2:
            raise _TooLate
        if one.job == Job.EDIT and message.ref:
            self.messenger.redraw(message.ref, screen)
            return message.ref
        return self.messenger.post(message.target, screen, message.id, thread)

    def _thread(self, message: Message) -> Ref | None:
        """A line in the thread waits until its card is there."""
        if message.kind != Kind.THREAD or message.escalation_id is None:
            return None
        with self.ports.store.read() as uow:
            rows = uow.messages.of_escalation(message.escalation_id)
        card = next((row for row in rows if row.kind == Kind.CHANNEL_CARD), None)
        if card is None or card.state in (Delivery.FAILED, Delivery.CANCELLED):
            raise NotSent("no card", permanent=True)
        if card.ref is None:
            raise NotSent("card not posted yet", retry_after=_WAIT_FOR_CARD.total_seconds())
        return card.ref

    def _shown(self, one: Claim, ref: Ref, screen: Screen) -> Delivered:
        at = self.now()
        redraw_at = screen.redraw_at
        outcome = "redrawn" if one.job == Job.EDIT else "sent"
        done = self._record(one, outcome, lambda m: m.record_shown(one, ref, at, redraw_at))
        made_at = one.message.made_at
        is_first = one.message.kind == Kind.PAGE and one.message.detail.get("times") == "1" and outcome == "sent"
        return Delivered(one, done.outcome, at - made_at if is_first and made_at else None)

    def _not_sent(self, one: Claim, refused: NotSent) -> Delivered:
        at = self.now()
        message = one.message
        wait = timedelta(seconds=refused.retry_after) if refused.retry_after else retry_after(message.attempts)
        gone = refused.permanent
        if refused.reason == "ratelimited" and one.job == Job.EDIT:
            self.edits_wait_until = at + wait
        elif refused.reason == "ratelimited":
            self._mute(message.target, at + wait)
        if one.job == Job.EDIT:
            state, due = Delivery.SENT, (None if gone else at + wait)
        else:
            state, due = (Delivery.FAILED, None) if gone else (Delivery.DUE, at + wait)
        done = self._record(one, "not_sent", lambda m: m.record_not_sent(one, state, due))
        if one.job == Job.POST:
            for page in self._pages_of(message):
                if self._hopeless(page, refused, wait):
                    undeliverable(self.ports, str(page.escalation_id), str(page.person_id), refused.reason, at)
        return done

    def _pages_of(self, message: Message) -> list[Message]:
        """The pages that a refused message was, or carried."""
        if message.kind != Kind.LIST:
            return [message] if message.kind == Kind.PAGE else []
        with self.ports.store.read() as uow:
            return uow.messages.of_list(message.id)

    def _mute(self, target: str, until: datetime) -> None:
        with self.ports.store.work() as uow:
            uow.messages.mute(target, until)
            uow.commit()

    def _hopeless(self, page: Message, refused: NotSent, wait: timedelta) -> bool:
        """This person will not be reached in time: the next one is called (reliability.md F22, F25)."""
        if refused.permanent:
            return True
        with self.ports.store.read() as uow:
            e = uow.escalations.get(page.escalation_id or "")
        return e is not None and bool(refused.retry_after) and wait > e.column.repage_every

    def _unknown(self, one: Claim) -> Delivered:
        at = self.now()
        wait = look_up_after(one.message.unknowns + 1) or retry_after(one.message.unknowns)
        if one.job == Job.EDIT:
            wait = retry_after(one.message.attempts)
        return self._record(one, "unknown", lambda m: m.record_unknown(one, at + wait))

    def _look_up(self, one: Claim) -> Delivered:
        """Nobody knows whether it arrived: look in the conversation before anything is sent again."""
        self.ports.boundary("send.before_look_up")
        at = self.now()
        message = one.message
        try:
            ref = message.ref or self.messenger.find(message.target, message.id, self._thread(message))
        except (OutcomeUnknown, NotSent) as refused:
            if (isinstance(refused, NotSent) and refused.permanent) or look_up_after(message.unknowns + 1) is None:
                # It cannot be looked up: a page twice is better than a page never (principle 5).
                return self._record(one, "unknown", lambda m: m.post_again(one, at))
            return self._unknown(one)
        if ref is None and message.unknowns < LOOKS:
            return self._unknown(one)
        if ref is None:
            return self._record(one, "unknown", lambda m: m.post_again(one, at))
        return self._record(one, "found", lambda m: m.record_shown(one, ref, at, at))

    def _record(self, one: Claim, outcome: str, write: Callable[..., bool]) -> Delivered:
        self.ports.boundary("send.before_record")
        with self.ports.store.work() as uow:
            held = write(uow.messages)
            uow.commit()
        self.ports.boundary("send.after_record")
        return Delivered(one, outcome if held else "late")
