"""One run: a database with its witness, a Slack, bots, people who act, and what they were told."""

from __future__ import annotations

import secrets
import time
from itertools import count
from typing import Any

from bot.clock import wall_now
from bot.local_slack import LocalSlack
from domain.escalation import Escalation
from domain.page import Delivery, Kind, Message
from domain.policy import Group
from domain.site import Directory
from storage.database import Database
from tests.crash import people, witness
from tests.crash.bots import Bot, wait_for
from tests.crash.checker import Findings, judge
from tests.crash.evidence import Answered, PatientStore, Raised, Told, gathered
from tests.crash.taps import signed_tap, tap
from tests.crash.theatre import Theatre

TOKEN = "xoxb-local"
_TIERS = ("tier_1", "tier_2", "tier_3")
_WORDS = count(1)
_IN_HAND = (Delivery.DUE, Delivery.SENDING, Delivery.UNKNOWN)


class Stage:
    """Use it in a `with`; `bots` are started by the story. Acts give what the person was told."""

    def __init__(self, theatre: Theatre, store: str, name: str, directory: Directory | None = None) -> None:
        self.theatre, self.store, self.name = theatre, store, name
        self.directory = directory or people.town()
        self.url = theatre.new_url(store, name)
        self.database = Database(self.url, connections=2)
        self.rows = PatientStore(self.database)
        # A bot of another run that took over a port must not take this run's calls for help.
        self.secret = secrets.token_hex(16)
        self.slack = LocalSlack(
            people.members(self.directory),
            people.channels(self.directory),
            commands={"/escalate": "Get help"},
            signing_secret=self.secret,
            bot_token=TOKEN,
        )
        self.bots: list[Bot] = []
        self.raises: list[Raised] = []
        self.answers: list[Answered] = []

    def __enter__(self) -> Stage:
        witness.install(self.database)
        self.slack.start()
        with self.rows.work() as unit:
            unit.people.apply(self.directory)
            for person in self.directory.people:
                unit.people.keep_dm(person.id, self.slack.person(person.user_id).dm_channel)
            unit.commit()
        return self

    def __exit__(self, *_: object) -> None:
        for bot in self.bots:
            if bot.pid and not bot.gone():
                bot.kill()
        self.slack.stop()
        self.database.close()

    # bots

    def bot(self, url: str = "") -> Bot:
        """A place for one more bot on this database (or on the same by another way); not started."""
        environ = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": self.secret,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": url or self.url,
        }
        log = self.theatre.folder / f"{self.name}-{len(self.bots)}.log"
        self.bots.append(Bot(self.theatre.nursery, environ, log))
        return self.bots[-1]

    def running(self, failpoint: str = "") -> Bot:
        """One more bot, serving, and Slack calls it."""
        bot = self.bot()
        bot.start(failpoint)
        bot.ready()
        self.slack.bot_url = bot.url
        return bot

    # people

    def raises_one(self, words: str = "", level: str = "threatening", at: int = 0) -> Raised:
        """The raiser of a house types the one line. With the words of before it is the same call, tried again."""
        words = words or new_words()
        self.raises.append(self.types(words, level, at))
        return self.raises[-1]

    def calls(self, level: str = "threatening", at: int = 0) -> Escalation:
        """The raiser calls until one call is recorded, as a machine in haste may need; what it became."""
        wait_for(lambda: self.raises_one(level=level, at=at).told == Told.SUCCESS, 30, "a call that is recorded")
        found = self.raised(self.raises[-1].words, at)
        assert found, "answered with success, and not there"
        return found

    def types(self, words: str, level: str = "threatening", at: int = 0) -> Raised:
        """The same, not kept: for calls from many threads."""
        site = self.directory.sites[at]
        raiser = self.slack.person(self._user(site.staff[0]))
        delivery = raiser.types(f"/escalate {level} {words}", channel=site.channel_id)
        return Raised(words, told_by(delivery.status, delivery.body))

    def taps(self, bot: Bot, name: str, action: str, escalation_id: str) -> int:
        """A tap by this person straight to one bot; the status."""
        return tap(bot, signed_tap(self.secret, self._user(name), action, escalation_id))

    def answers_soon(self, bot: Bot, name: str, escalation_id: str) -> None:
        """A manager's answer straight to one bot, whether or not a page is there yet."""
        status = self.taps(bot, name, "act.acknowledge", escalation_id)
        self.answers.append(Answered(escalation_id, name, Told.SUCCESS if status == 200 else Told.NOTHING))

    def acknowledges(self, name: str, escalation_id: str) -> Told:
        """A manager presses "I have it" on the newest page of this escalation."""
        delivery = self.slack.person(self._user(name)).presses("I have it", where="dm", value=escalation_id)
        told = told_by(delivery.status, delivery.body)
        if told == Told.SUCCESS and self._told_otherwise(str(delivery.payload.get("response_url", ""))):
            told = Told.NOT_RECORDED
        self.answers.append(Answered(escalation_id, name, told))
        return told

    def page_is_there(self, name: str, escalation_id: str) -> bool:
        """Whether this manager sees a button "I have it" for this escalation."""
        return any(
            element.get("value") == escalation_id
            for message in self.slack.person(self._user(name)).dm()
            for block in message.blocks
            for element in block.get("elements", ())
            if isinstance(element, dict) and element.get("action_id") == "act.acknowledge"
        )

    def _told_otherwise(self, response_url: str) -> bool:
        """Whether this tap was answered NOT RECORDED; the answer comes after Slack's own."""
        time.sleep(0.05)
        said = (call.args.get("text", "") for call in self.slack.calls if call.method == "response_url")
        return bool(response_url) and any("NOT RECORDED" in str(words) for words in said)

    def _user(self, person_id: str) -> str:
        person = self.directory.person(person_id)
        assert person
        return person.user_id

    # rows

    def the(self, escalation_id: str) -> Escalation:
        """One escalation as it stands."""
        with self.rows.read() as unit:
            found = unit.escalations.get(escalation_id)
        assert found
        return found

    def open(self) -> list[Escalation]:
        """All open escalations."""
        with self.rows.read() as unit:
            return unit.escalations.open_at()

    def raised(self, words: str, at: int = 0) -> Escalation | None:
        """What these words became, said in this house."""
        with self.rows.read() as unit:
            theirs = unit.escalations.open_of_raiser(self.directory.sites[at].staff[0])
        return next((e for e in theirs if words in e.words), None)

    def pages(self, escalation_id: str) -> list[Message]:
        """All pages of one escalation."""
        with self.rows.read() as unit:
            return [m for m in unit.messages.of_escalation(escalation_id) if m.kind == Kind.PAGE]

    def accepted(self, escalation_id: str) -> list[Any]:
        """The posts of its pages that Slack accepted."""
        ids = {page.id for page in self.pages(escalation_id)}
        return [call for call in self.slack.accepted_posts() if call.page_id in ids]

    # ends

    def answers_all(self, within: float = 40.0) -> None:
        """Somebody answers whatever is still paging, so that the outbox can come to rest."""
        wait_for(lambda: not self._answer_some(), within, "answers to everything")

    def _answer_some(self) -> int:
        paging = [e for e in self.open() if e.epoch_open]
        bot = next(bot for bot in self.bots if bot.url == self.slack.bot_url)
        for e in paging:
            self.answers_next(bot, e)
        return len(paging)

    def answers_next(self, bot: Bot, e: Escalation) -> None:
        """The first manager who has not answered this one does."""
        site = self.directory.site(e.site_id)
        assert site
        answered = {answer.person_id for answer in e.answers}
        managers = (site.groups[Group(tier)][0] for tier in _TIERS)
        self.answers_soon(bot, next(one for one in managers if one not in answered), e.id)

    def settles(self, within: float = 40.0) -> None:
        """Wait until nothing is in hand and nothing waits to be sent."""
        wait_for(lambda: not self._unsettled(), within, f"rest; left: {self._unsettled()}")

    def _unsettled(self) -> list[str]:
        with self.rows.read() as unit:
            every = [e.id for e in unit.escalations.open_at()]
            messages = [m for one in every for m in unit.messages.of_escalation(one)]
        now = wall_now()
        return [f"{m.kind} {m.state}" for m in messages if m.state in _IN_HAND or (m.due_at and m.due_at <= now)]

    def findings(self) -> Findings:
        """The checker's judgement of this run so far; some bot has to live."""
        return judge(gathered(self.database, self.slack, wall_now(), self.raises, self.answers))

    def ends_well(self, within: float = 40.0) -> Findings:
        """Everything is answered and sent; nothing is wrong. What was found."""
        self.answers_all(within)
        self.settles(within)
        found = self.findings()
        assert found.clean, f"{self.name}: {found}"
        return found


def new_words() -> str:
    """Words that no other call for help has."""
    return f"case{next(_WORDS):06}"


def told_by(status: int, body: str) -> Told:
    """What an answer of the bot says to its reader."""
    if status != 200:
        return Told.NOTHING
    return Told.NOT_RECORDED if "NOT RECORDED" in body else Told.SUCCESS
