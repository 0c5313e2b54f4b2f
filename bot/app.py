"""The wiring: the only file that sees handlers, storage and a platform at once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import structlog
from slack_bolt import App

from bot.calendar_round import CalendarRound
from bot.calendars import fetch
from bot.config import Settings
from bot.engine import WORKERS, Engine
from bot.failpoints import boundary_from
from bot.feed_page import FeedPage
from bot.front_door import FrontDoor, Page
from bot.heartbeat import Heartbeat
from bot.in_hand import InHand
from bot.metrics import Metrics
from bot.pictures.figures import FigureCharts
from bot.slack.bolt import Identity as BotIdentity
from bot.slack.bolt import bolt_app
from bot.slack.channels import SlackChannels
from bot.slack.messenger import SlackMessenger, client_for
from bot.slack.over_http import OverHttp
from bot.slack.pictures import SlackPictures
from bot.slack.wing import Wing
from handlers.apply import open_new_dms
from handlers.audit import audit
from handlers.deliver import Courier
from handlers.editing import EditPorts
from handlers.learning.due import LearningRounds, Work
from handlers.learning.figures.digest import Digests
from handlers.learning.figures.trends import Trends
from handlers.learning.fixing import FixRounds
from handlers.learning.keeping.nights import Nights
from handlers.learning.proposing import ProposalRounds
from handlers.learning.training import TrainingRounds
from handlers.memory import Memory
from handlers.notes.chasing import Chase
from handlers.notes.hour_later import HourLater
from handlers.ports import Clock, Identity, NotSent, OutcomeUnknown, Ports, Store, StoreUnavailable
from handlers.reach import check_accounts
from handlers.refresh import HomeRefresh
from handlers.shifts.due import Rounds
from handlers.watch.lookout import Lookout
from storage.kept import KeptText

log = structlog.get_logger()

# No 0, O, 1, I: a reference is read out loud (screens.md rule 3).
_READ_CLOCK_EVERY = timedelta(seconds=1)
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def identity() -> Identity:
    """Random ids, and short references that can be read out loud."""
    return Identity(
        new_id=lambda: uuid4().hex, new_reference=lambda: "".join(secrets.choice(_LETTERS) for _ in range(3))
    )


@dataclass
class StepIn:
    """Everything that one process runs, put together and not yet started."""

    settings: Settings
    store: Store
    clock: Clock
    ports: Ports
    memory: Memory
    messenger: SlackMessenger
    engine: Engine
    heartbeat: Heartbeat
    metrics: Metrics
    bot: BotIdentity
    bolt: App
    in_hand: InHand
    wing: Wing

    def front_door(self, pages: dict[str, Page]) -> FrontDoor:
        """The WSGI app, with the pages that operators look at and the calendars that phones ask for."""
        return FrontDoor(OverHttp(self.bolt), pages, self.in_hand, calendars=FeedPage(self.ports, self.clock.now))

    def greet(self) -> bool:
        """auth.test: the one Slack call at start (P24). False where Slack does not answer; nothing waits for it."""
        try:
            self.bot.learn(self.messenger.view("auth.test", {}))
        except (NotSent, OutcomeUnknown) as failed:
            log.error("slack_does_not_know_us", error=failed.reason)
            return False
        return True


def build(
    settings: Settings,
    store: Store,
    clock: Clock,
    workers: int = WORKERS,
    fetch_calendar: Callable[[str], bytes] = fetch,
) -> StepIn:
    """Put one process together. With `workers` 0 a tick sends everything before it returns (the story tests)."""
    memory, metrics, in_hand = Memory(), Metrics(), InHand()
    waker: list[Callable[[], None]] = []
    ports = Ports(
        store=store,
        memory=memory,
        identity=identity(),
        boundary=boundary_from(os.environ),
        wake=lambda: [wake() for wake in waker].clear(),
    )
    messenger = SlackMessenger(client_for(settings.bot_token, settings.api_url))
    refresh = HomeRefresh(ports, messenger)
    engine = Engine(ports, memory, Courier(ports, messenger, clock.now), refresh, metrics, workers)
    calendars = CalendarRound(ports, fetch_calendar, partial(memory.refresh, store))
    heartbeat = _heart(ports, _kept_to(clock, engine), clock, messenger, metrics, calendars)
    engine.wake = heartbeat.wake
    waker += [engine.changed.set, heartbeat.wake]
    bot = BotIdentity(settings.bot_token)
    wing = _wing(settings, ports, memory, messenger, clock, metrics, fetch_calendar)
    bolt = bolt_app(wing, bot, settings.signing_secret, settings.socket_mode)
    return StepIn(
        settings, store, clock, ports, memory, messenger, engine, heartbeat, metrics, bot, bolt, in_hand, wing
    )


def _wing(
    settings: Settings,
    ports: Ports,
    memory: Memory,
    messenger: SlackMessenger,
    clock: Clock,
    metrics: Metrics,
    fetch_calendar: Callable[[str], bytes],
) -> Wing:
    """What the listeners are given."""
    return Wing(
        ports,
        memory,
        messenger,
        clock,
        metrics,
        EditPorts(ports, KeptText(), partial(memory.refresh, ports.store)),
        SlackPictures(messenger),
        settings.fallback_phone,
        settings.record_within,
        public_url=settings.public_url,
        fetch_calendar=fetch_calendar,
    )


def _heart(
    ports: Ports,
    tick: Callable[[datetime], datetime | None],
    clock: Clock,
    messenger: SlackMessenger,
    metrics: Metrics,
    calendars: CalendarRound,
) -> Heartbeat:
    """The tick, and the rounds that go beside it."""
    return Heartbeat(
        tick,
        clock,
        audit=partial(_audited, ports, metrics),
        roster=partial(_accounts_checked, ports, messenger),
        shifts=Rounds(ports).due,
        watch=Lookout(ports, SlackChannels(messenger)).look,
        calendars=calendars.refresh,
        learning=LearningRounds(_learning_works(ports, messenger)).due,
    )


def _learning_works(ports: Ports, messenger: SlackMessenger) -> tuple[Work, ...]:
    """What time does after the note, in the order in which it is looked at."""
    pictures, charts = SlackPictures(messenger), FigureCharts()
    notes = (HourLater(ports).due, Chase(ports).due)
    changes = (ProposalRounds(ports).due, FixRounds(ports).due, TrainingRounds(ports).due)
    kept = Nights(ports).due
    return (*notes, *changes, kept, Digests(ports, pictures, charts).due, Trends(ports, pictures, charts).due)


def _kept_to(clock: Clock, engine: Engine) -> Callable[[datetime], datetime | None]:
    """The tick, with a shared clock read again before it at most once a second (principle 2)."""
    refresh: Callable[[], None] | None = getattr(clock, "refresh", None)
    read_at: list[datetime] = []

    def tick(at: datetime) -> datetime | None:
        if refresh and (not read_at or at - read_at[0] >= _READ_CLOCK_EVERY):
            read_at[:] = [at]
            try:
                refresh()
            except StoreUnavailable:
                log.error("clock_not_read")
        return engine.tick(at)

    return tick


def _audited(ports: Ports, metrics: Metrics, at: datetime) -> None:
    found = audit(ports, at)
    metrics.stands(open_escalations=found.open, overdue=found.overdue + found.messages_overdue, tick_age=0.0)
    if not found.clean:
        log.error("audit_found", overdue=found.overdue, messages=found.messages_overdue, rearmed=found.rearmed)


def _accounts_checked(ports: Ports, messenger: SlackMessenger, at: datetime) -> None:
    open_new_dms(ports.store, messenger)
    lost = check_accounts(ports, messenger, at)
    if lost:
        log.error("accounts_lost", count=len(lost))
