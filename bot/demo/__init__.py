"""The demo: the product as it is, against the stand-in Slack, in a browser, with a clock that can be moved.

Only this file and the stand-in know that it is a demo; the bot gets settings, a database and a clock like any other.
"""

from __future__ import annotations

import tempfile
import threading
import webbrowser
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from bot.clock import MovableClock
from bot.config import Settings
from bot.demo.month import with_month
from bot.demo.year import fill
from bot.local_slack import Channel, LocalSlack, Member
from bot.serve import Server, server_on
from bot.site_file import read
from domain.people import Person
from domain.site import Directory
from handlers.follow_up import next_look
from storage.database import Database
from storage.lanes import PATIENT
from storage.migrate import upgrade_on
from storage.unit_of_work import SqlStore

_NOTES = {"mia": "Till colleague", "dana": "Tier 1", "omar": "Tier 2", "ines": "Admin"}
_COLOURS = ("#0f766e", "#b45309", "#4338ca", "#be185d", "#15803d", "#7c3aed", "#b91c1c", "#0369a1", "#a16207")
# An account that is nobody's yet, so that an admin can try *Add a person*.
_SPARE = Member("U0NOOR", "noor", "Noor", note="New colleague", avatar="#57534e")
_SETTLES_WITHIN = 3.0
# What comes by the hour, such as a digest, still comes for some time afterwards: steps as long as this skip none.
_STEP = timedelta(hours=6)
_STOPS = 3
_ROUNDS = ("shifts", "learning")
SECRET, TOKEN = "demo-signing-secret", "xoxb-demo"


@dataclass
class Demo:
    """A running demo; `page` is the address to open."""

    slack: LocalSlack
    server: Server
    clock: MovableClock
    database: Database

    @property
    def page(self) -> str:
        """The page with the people side by side."""
        return self.slack.page_url

    def pass_time(self, seconds: float) -> None:
        """Move the clock the way time passes: from one due instant to the next, never over one. At its end
        a look at what comes by the day or the week; where many hours pass, more of them in between, and few stops for
        what is paged again and again."""
        until = self.clock.now() + timedelta(seconds=seconds)
        if timedelta(seconds=seconds) < _STEP:
            self._pass_until(until)
            self._look_around()
            return
        while self.clock.now() < until:
            self._pass_until(min(self.clock.now() + _STEP, until), _STOPS)
            self._look_around()

    def _pass_until(self, until: datetime, stops: int | None = None) -> None:
        while (due := next_look(self.server.app.ports)) is not None and due <= until and stops != 0:
            self.clock.move(max(0.0, (due - self.clock.now()).total_seconds()) + 0.001)
            self._settle()
            stops = None if stops is None else stops - 1
        self.clock.move(max(0.0, (until - self.clock.now()).total_seconds()))
        self._settle()

    def _look_around(self) -> None:
        for name in _ROUNDS:
            self.server.app.heartbeat.look_now(name)
        self._settle()

    def _settle(self) -> None:
        """Wait until nothing is due any more at the present instant."""
        quiet = threading.Event()
        for _ in range(int(_SETTLES_WITHIN / 0.02)):
            self.server.app.heartbeat.wake()
            due = next_look(self.server.app.ports)
            if due is None or due > self.clock.now():
                return
            quiet.wait(0.02)

    def close(self) -> None:
        """End it."""
        self.server.stop()
        self.slack.stop()
        self.database.close()


def start_demo(port: int, folder: Path) -> Demo:
    """Everything up and the site file applied; the database lies in `folder`."""
    clock = MovableClock()
    directory = directory_at(clock.now())
    slack = _slack(directory, clock, port)
    slack.start()
    database = Database(f"sqlite:///{folder / 'demo.db'}", safety=PATIENT)
    upgrade_on(database)
    _apply(database, directory, slack)
    fill(SqlStore(database), directory, clock.now())
    settings = Settings(TOKEN, SECRET, api_url=slack.api_url, port=0, record_within=PATIENT.budget)
    server = server_on(settings, database, clock)
    address = f"http://127.0.0.1:{server.port}"
    slack.bot_url = f"{address}/slack/events"
    # Only now is the port known; a calendar link works as long as the demo does.
    server.app.wing.public_url = address
    demo = Demo(slack, server, clock, database)
    slack.app.move_clock = demo.pass_time
    clock.subscribe(server.app.heartbeat.wake)
    server.start()
    return demo


def directory_at(at: datetime) -> Directory:
    """The people and sites of the demo as it starts at `at`."""
    text = (files("bot.demo") / "harbour-hotel.yaml").read_text(encoding="utf-8")
    parsed = read(text)
    if parsed.directory is None:
        raise SystemExit("The demo's site file is wrong: " + " ".join(str(m) for m in parsed.mistakes))
    return with_month(parsed.directory, at)


def _slack(directory: Directory, clock: MovableClock, port: int) -> LocalSlack:
    site = directory.sites[0]
    members = [
        Member(p.user_id, p.id, p.name, tz=site.zone, note=_NOTES.get(p.id, ""), avatar=colour)
        for p, colour in zip(directory.people, _COLOURS, strict=False)
    ]
    members.append(replace(_SPARE, tz=site.zone))
    return LocalSlack(
        members,
        [Channel(site.channel_id, "front-desk-help", [member.id for member in members])],
        commands={"/escalate": "violent back door", "/oncall": "saturday 21:30"},
        shortcuts={"get_help": "Get help"},
        signing_secret=SECRET,
        bot_token=TOKEN,
        team_name=site.name,
        now=clock.now,
        port=port,
    )


def _apply(database: Database, directory: Directory, slack: LocalSlack) -> None:
    people: tuple[Person, ...] = directory.people
    with SqlStore(database).work() as uow:
        uow.people.apply(directory)
        for person in people:
            uow.people.keep_dm(person.id, slack.person(person.user_id).dm_channel)
        uow.commit()


def run_demo(port: int, open_browser: bool) -> int:
    """Run until Ctrl-C; the exit code."""
    with tempfile.TemporaryDirectory(prefix="stepin-demo-") as folder:
        demo = start_demo(port, Path(folder))
        print(f"\n  StepIn is running. Open this page:\n\n      {demo.page}\n\n  Ctrl-C ends it.\n", flush=True)
        if open_browser:
            webbrowser.open(demo.page)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("\n  Ended. Nothing is kept.", flush=True)
        finally:
            demo.close()
    return 0
