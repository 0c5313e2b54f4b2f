"""What the clock looks at: each escalation by itself, so that none holds up another."""

from __future__ import annotations

from dataclasses import replace

from domain.escalation import inputs as i
from domain.severity import Severity
from domain.site import Directory, Site
from handlers.act import act
from handlers.escalate import CallForHelp, escalate
from handlers.follow_up import follow_up
from tests.handlers.given import PEOPLE, SITE, House, later

SPA = replace(SITE, id="spa", name="Harbour Spa")


def in_force(home: House, *sites: Site) -> None:
    """A file with these sites is applied, and the bot has taken it over."""
    with home.ports.store.work() as uow:
        uow.people.apply(Directory(0, sites, PEOPLE))
        uow.commit()
    home.memory.refresh(home.ports.store)


def rounds(home: House, escalation_id: str) -> int:
    """How often people have been paged for it."""
    return home.entries(escalation_id).count("PagesMade")


def test_a_site_that_left_the_file_holds_up_nobody_elses_escalation(home: House) -> None:
    """F48: one is open there and one waits for *OK?*; the spa's is paged on its beat, and theirs when it is back."""
    in_force(home, SITE, SPA)
    orphan = home.call("mia", Severity.VIOLENT).e
    over = home.call("jon", Severity.UPSET).e
    act(home.ports, over.id, i.Resolve("dana"), home.now)
    jon = home.memory.directory.person("jon")
    assert jon
    call = CallForHelp("spa", jon, SPA, Severity.THREATENING, "bar", place_confirmed=True)
    well = escalate(home.ports, call, home.now).e
    in_force(home, SPA)
    for seconds in (30, 60, 90):
        follow_up(home.ports, later(seconds))
    assert rounds(home, well.id) == 4
    assert rounds(home, orphan.id) == 1
    with home.ports.store.read() as uow:
        assert uow.escalations.overdue(later(91)) == 0
    in_force(home, SITE, SPA)
    follow_up(home.ports, later(180))
    assert rounds(home, orphan.id) == 2
