"""App Home: one button to call for help, who is on call, what is open, and what waits for me (issue: "Raise")."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.escalation import Escalation
from domain.people import Person, Role
from domain.planning import Feed
from domain.site import Directory, Site
from handlers.oncall.holding import SiteNow
from handlers.screens.feeds import my_calendar
from handlers.screens.learning.at_home import ChangesAtHome, changes_at_home, waits_for_them
from handlers.screens.looking_back import looking_back
from handlers.screens.notes.at_home import to_share
from handlers.screens.oncall.now import gap_ahead, on_call_lines
from handlers.screens.parts import Button, Buttons, Divider, Heading, Line, Part, Screen, Small, Strong, When
from handlers.screens.scene import Scene
from handlers.screens.shifts.mine import MyShifts, my_shifts

MOST = 10


@dataclass(frozen=True)
class HomeFacts:
    """Everything that a person's App Home shows, as of `at`."""

    person: Person | None
    site: Site | None
    directory: Directory
    at: datetime
    key: str
    on_call: SiteNow = field(default_factory=SiteNow)
    own: tuple[Escalation, ...] = ()
    waiting: tuple[Escalation, ...] = ()
    notes: tuple[Escalation, ...] = ()
    on_duty: bool = False
    tested_at: datetime | None = None
    gaps: tuple[str, ...] = field(default=())
    mine: MyShifts | None = None
    changes: ChangesAtHome | None = None
    links: tuple[tuple[str, Feed], ...] = ()
    lessons: tuple[Escalation, ...] = ()
    amends: bool = False


def home(facts: HomeFacts) -> Screen:
    """The Home tab of one person: what waits for them first, then what is only to be read."""
    parts: list[Part] = [
        Buttons((Button("home.raise", "Get help now", facts.key, "primary"),)),
        Small(("One tap opens the picker; the next tap calls people. Or type /escalate anywhere.",)),
        *_own(facts),
        *_waiting(facts),
        *_notes(facts),
        *to_share(_scenes(facts, facts.lessons)),
        *_changes(facts, waiting=True),
        *_on_call(facts),
        *(my_shifts(facts.mine) if facts.mine else ()),
        *_phone(facts),
        *_calendar(facts),
        *_changes(facts, waiting=False),
        *looking_back(facts.directory, facts.person, facts.amends, bool(facts.changes and facts.changes.of_site)),
        *_desk(facts),
    ]
    return Screen("StepIn", tuple(parts))


def _changes(facts: HomeFacts, waiting: bool) -> tuple[Part, ...]:
    """In one of its two places: above where something of it is theirs to do, else further down."""
    parts = changes_at_home(facts.changes) if facts.changes else ()
    return parts if waits_for_them(parts) == waiting else ()


def _on_call(facts: HomeFacts) -> tuple[Part, ...]:
    if facts.site is None:
        return (Divider(), Line(("No site is set up for you yet. You can still call for help.",)))
    lines: list[Part] = [Divider(), Heading(f"On call · {facts.site.name}")]
    lines += on_call_lines(facts.directory, facts.site, facts.on_call.tiers, facts.at)
    lines.append(Small((f"Paged by chat only · Phone {facts.site.phone}",)))
    lines += [Line((Strong("Gap: "), gap)) for gap in facts.gaps]
    lines += [Line(gap_ahead(facts.site, gap)) for gap in facts.on_call.gaps_ahead]
    return tuple(lines)


def _scene(facts: HomeFacts, e: Escalation) -> Scene | None:
    site = facts.directory.site(e.site_id)
    return Scene(e, site, facts.directory, facts.at) if site else None


def _scenes(facts: HomeFacts, escalations: tuple[Escalation, ...]) -> tuple[Scene, ...]:
    return tuple(scene for scene in (_scene(facts, e) for e in escalations) if scene)


def _own(facts: HomeFacts) -> tuple[Part, ...]:
    lines: list[Part] = []
    for e in facts.own[:MOST]:
        if scene := _scene(facts, e):
            lines.append(Line((f"{scene.tag()} · ", *scene.truth())))
    return (Divider(), Heading("My open escalations"), *lines) if lines else ()


def _waiting(facts: HomeFacts) -> tuple[Part, ...]:
    lines: list[Part] = []
    for e in facts.waiting[:MOST]:
        if scene := _scene(facts, e):
            who = f"{scene.name(e.owner_id)} has it" if e.owner_id else "nobody has it yet"
            mine = facts.person is not None and e.answer_of(facts.person.id) is not None
            button = Button("act.acknowledge", "I have it", e.id) if e.epoch_open and not mine else None
            since = (f" · {scene.where()} · {who} · since ", scene.when(e.raised_at))
            lines.append(Line((Strong(e.severity.word), *since), button=button))
    if len(facts.waiting) > MOST:
        lines.append(Small((f"and {len(facts.waiting) - MOST} more",)))
    return (Divider(), Heading("Waiting for you"), *lines) if lines else ()


def _notes(facts: HomeFacts) -> tuple[Part, ...]:
    lines: list[Part] = []
    for e in facts.notes[:MOST]:
        if scene := _scene(facts, e):
            button = Button("form.note", "Write the note", e.id)
            due = When(e.note_due_at, scene.site.zone, day=True) if e.note_due_at else "now"
            lines.append(Line((f"{scene.tag()} · {scene.where()} · due ", due), button=button))
    return (Divider(), Heading("Notes to write"), *lines) if lines else ()


def _calendar(facts: HomeFacts) -> tuple[Part, ...]:
    """For whoever takes turns, or has a link that can be revoked."""
    takes_turns = facts.mine is not None and facts.mine.takes_turns
    return my_calendar(facts.links, facts.site.zone if facts.site else "UTC") if takes_turns or facts.links else ()


def _phone(facts: HomeFacts) -> tuple[Part, ...]:
    """People on call test that their phone rings (screens.md rule 15)."""
    if not facts.on_duty or facts.site is None:
        return ()
    scene_day = facts.tested_at
    tested = ("Last tested ", _day(facts, scene_day)) if scene_day else ("Not tested yet",)
    line = Line((*tested, ". A test page comes to this conversation."), button=_test())
    return (Divider(), Heading("My phone"), line)


def _desk(facts: HomeFacts) -> tuple[Part, ...]:
    """Admins get to the desk from here (issue: "Admins, from App Home")."""
    if facts.person is None or Role.ADMIN not in facts.person.roles:
        return ()
    words = "Sites, people, who is on call, opening hours, times and texts."
    return (Divider(), Heading("Admin"), Line((words,), button=Button("desk.menu.top", "Set up", "-")))


def _day(facts: HomeFacts, at: datetime) -> str:
    zone = facts.site.zone if facts.site else "UTC"
    return When(at, zone, day=True).local()


def _test() -> Button:
    return Button("home.test_phone", "Test my phone", "test")


def phone_test(rang: bool) -> Screen:
    """A test page: marked as one, and proved by a tap."""
    if rang:
        return Screen("Test page · it rang", (Line(("Test page · it rang. Thank you.",)),))
    words = "Test page · nobody needs help"
    button = Button("home.rang", "My phone rang", "test", "primary")
    return Screen(words, (Line((words,)), Buttons((button,))))
