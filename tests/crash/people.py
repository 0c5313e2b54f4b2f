"""The site file of the crash runs: houses with a raiser and three tiers each, and a policy of seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.local_slack import Channel, Member
from domain.people import Person, Role
from domain.policy import STANDARD, Column, EscalationPolicy, Group, Join, MissedCheck
from domain.site import Directory, Place, Site

REPAGE = 2.0


def seconds(number: float) -> timedelta:
    """So many seconds."""
    return timedelta(seconds=number)


def fast_column(needed: int = 1, repage: float = REPAGE) -> Column:
    """Tiers 1 and 2 at once, tier 3 after a while, paged again every `repage` seconds; no safe checks."""
    return Column(
        joins=(Join(Group.TIER_1, seconds(0)), Join(Group.TIER_2, seconds(0)), Join(Group.TIER_3, seconds(5))),
        repage_every=seconds(repage),
        raiser_told_after=seconds(4),
        raiser_told_every=None,
        unanswered_after=seconds(30),
        stale_after=timedelta(hours=1),
        check_after=None,
        check_every=None,
        check_answer_within=seconds(600),
        missed_check=MissedCheck.ASK_AGAIN,
        answers_needed=needed,
        note_due_after=timedelta(hours=24),
    )


def fast_policy(repage: float = REPAGE) -> EscalationPolicy:
    """Seconds where the shipped policy has minutes; every call for help is an escalation of its own."""
    one, two = fast_column(1, repage), fast_column(2, repage)
    return replace(STANDARD, upset=one, abusive=one, threatening=one, violent=two, link_within=seconds(0))


def house(number: int, policy: EscalationPolicy) -> tuple[Site, tuple[Person, ...]]:
    """One house: its raiser, one manager for each tier, its channel."""
    raiser, *managers = (
        Person(f"{role}{number}", f"{role.title()} {number}", f"U{role.upper()}{number}", roles)
        for role, roles in (
            ("mia", frozenset[Role]()),
            ("dana", frozenset({Role.MANAGER})),
            ("omar", frozenset({Role.MANAGER})),
            ("lea", frozenset({Role.MANAGER})),
        )
    )
    site = Site(
        id=f"house{number}",
        name=f"House {number}",
        zone="UTC",
        phone="+49 30 5550199",
        emergency_number="112",
        channel_id=f"C0HOUSE{number}",
        places=(Place("desk", "Desk"),),
        groups={
            group: (manager.id,)
            for group, manager in zip((Group.TIER_1, Group.TIER_2, Group.TIER_3), managers, strict=True)
        },
        staff=(raiser.id,),
        last_resort=(managers[0].id,),
        policy=policy,
    )
    return site, (raiser, *managers)


def town(houses: int = 1, repage: float = REPAGE) -> Directory:
    """So many houses."""
    made = [house(number, fast_policy(repage)) for number in range(houses)]
    return Directory(0, tuple(site for site, _ in made), tuple(person for _, people in made for person in people))


def members(directory: Directory) -> list[Member]:
    """Their accounts."""
    return [Member(person.user_id, person.id, person.name) for person in directory.people]


def channels(directory: Directory) -> list[Channel]:
    """The houses' channels, with their people in them."""
    return [
        Channel(site.channel_id, site.id, [person.user_id for person in directory.people if person.id in site.people()])
        for site in directory.sites
    ]
