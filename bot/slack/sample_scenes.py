"""Escalations made up in every state that a screen can show: for `stepin doctor` and the tests of the screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.escalation import Escalation, decide, raise_escalation
from domain.escalation import inputs as i
from domain.people import Person, Role, Roster, Standing
from domain.policy import STANDARD, Group
from domain.severity import Flag, Severity
from domain.site import BackupContact, Directory, Place, Site
from handlers.screens import Scene

AT = datetime(2026, 3, 14, 20, 14, 7, tzinfo=UTC)
ANSWERERS = ("dana", "omar", "lea")
STATES: dict[str, tuple[i.Input, ...]] = {
    "paging": (),
    "acknowledged": (i.Acknowledge("dana"),),
    "on the way": (i.ComeOnTheWay("dana", 5),),
    "far": (i.ComeOnTheWay("dana", None),),
    "with them": (i.BeWithThem("dana"), i.BeWithThem("omar")),
    "resolved": (i.BeWithThem("dana"), i.AnswerSafe("mia"), i.Resolve("dana", saw=True)),
    "not ok": (i.BeWithThem("dana"), i.AnswerSafe("mia"), i.Resolve("dana", saw=True), i.AnswerOk("mia", ok=False)),
    "stood down": (i.Acknowledge("dana"), i.StandDown("dana", saw=True)),
}


@dataclass(frozen=True)
class Typed:
    """Everything on a screen that people made up: words, names of people and places, the site's own texts."""

    words: str = "He hit the counter and will not leave."
    name: str = "Dana Marie Wolkenstein-Oberhuber"
    place: str = "Front desk"
    site: str = "Harbour Hotel"
    text: str = "Quay Road 7"


class Samples:
    """Scenes at one made-up site, with `typed` wherever people write."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        names = {"mia": "Mia", "dana": typed.name, "omar": typed.name, "lea": "Lea"}
        people = tuple(Person(one, name, f"U{one.upper()}", _roles(one)) for one, name in names.items())
        self.site = Site(
            "site",
            typed.site,
            "Europe/Berlin",
            "+49 30 5550199",
            "112",
            address=typed.text,
            door=typed.text,
            safe_place=typed.text,
            silent_emergency_text=typed.text,
            exit_phrase=typed.text,
            channel_id="C0DESK",
            places=(Place("desk", typed.place), Place("line", typed.place, phone_contact=True)),
            groups={Group.TIER_1: ("dana",), Group.TIER_2: ("omar",), Group.TIER_3: ("lea",)},
            staff=("mia",),
            backup=(BackupContact(typed.name, "+49 30 5550100"),),
            last_resort=("lea",),
        )
        self.directory = Directory(1, (self.site,), people)
        self.roster = Roster(
            groups={**self.site.groups, Group.BACKUP: ()},
            standings={one: reader(one) for one in names},
            reachable=frozenset(names),
            last_resort=("lea",),
        )

    def raised(self, severity: Severity, state: str = "paging", **more: Any) -> Escalation:
        """An escalation at this severity that came to this state."""
        request = i.RaiseEscalation("e1", "4F2", "site", "mia", severity, policy=STANDARD, words=self.typed.words)
        place: dict[str, Any] = {"place_id": "desk", "place_confirmed": severity.value % 2 == 0}
        e = raise_escalation(replace(request, **{**place, **more}), AT, self.roster).escalation
        for number, change in enumerate(STATES[state], 1):
            e = decide(e, change, AT + timedelta(seconds=20 * number), self.roster).escalation
        return e

    def unanswered(self, severity: Severity) -> Escalation:
        """Everybody was called and nobody has answered."""
        e = self.raised(severity)
        for minute in range(1, 30):
            e = decide(e, i.Tick(), AT + timedelta(minutes=minute), self.roster).escalation
        return e

    def scene(self, e: Escalation, *others: Escalation) -> Scene:
        """This escalation, seen a minute and a half after the tap."""
        return Scene(e, self.site, self.directory, AT + timedelta(seconds=90), others)

    def everything_said(self) -> Escalation:
        """A case with all flags, words, a mistake said, a missed check, a question about a swap and the police."""
        e = self.raised(Severity.VIOLENT, "acknowledged")
        for change in (i.SetFlags("mia", frozenset(Flag)), *(i.Say("mia", self.typed.words) for _ in range(5)),
                       i.AskSwap("mia"), i.SayMistake("mia"), i.AnswerPolice("dana"), i.Resolve("dana")):  # fmt: skip
            e = decide(e, change, AT + timedelta(seconds=60), self.roster).escalation
        for minute in range(1, 6):
            e = decide(e, i.Tick(), AT + timedelta(minutes=minute), self.roster).escalation
        return replace(e, linked=("e2",))


def _roles(person_id: str) -> frozenset[Role]:
    return frozenset({Role.MANAGER}) if person_id in ("omar", "lea") else frozenset()


def reader(person_id: str, busy_in: str | None = None) -> Standing:
    """Where this person stands towards the made-up site."""
    tiers = {"dana": Group.TIER_1, "omar": Group.TIER_2, "lea": Group.TIER_3}
    held = frozenset({tiers[person_id]}) if person_id in tiers else frozenset()
    return Standing(person_id, True, True, held, _roles(person_id), busy_in)
