"""*Ask for training*: one private message to whoever looks after training, and nothing else is kept (domain.md d.6)."""

from __future__ import annotations

from datetime import datetime

from domain.edits.refused import refuse
from domain.errors import EscalationError, NotAllowed
from domain.note import offered
from domain.site import Directory, Site
from handlers.learning.training.suggesting import looks_after
from handlers.ports import Ports
from handlers.screens import Form
from handlers.screens.learning.training import WORDS_FIT, ask_training_form
from handlers.shifts.outgoing import to_person
from handlers.shifts.rota import step

ASKED = "learn.training_asked"


class NobodyLooksAfterIt(EscalationError):
    """Nobody is set up to look after training, and no admin can be reached. Ask your manager."""


def ask_form(ports: Ports, by: str) -> Form:
    """The form. Raises NotAllowed for somebody of no site."""
    site = _site(ports.memory.directory, by)
    return ask_training_form(
        {"key": ports.identity.new_id(), "site": site.id},
        tuple((entry.id, entry.words) for entry in offered("training", site.note_lists)),
    )


def ask(ports: Ports, by: str, key: str, topic: str, words: str, at: datetime) -> str:
    """Send it; the name of whoever gets it. Sent twice under one key it goes out once. Raises Refused at "topic",
    NobodyLooksAfterIt or NotAllowed."""
    directory = ports.memory.directory
    site = _site(directory, by)
    if not topic and not words.strip():
        refuse("topic", "Pick a topic, or write a line.")
    people = looks_after(directory, site)[:1]
    detail = {"about": ASKED, "site": site.id, "by": by, "topic": topic, "words": words.strip()[:WORDS_FIT]}
    new = [one for person in people for one in to_person(directory, person, f"training-asked:{key}", at, detail)]
    if not new:
        raise NobodyLooksAfterIt
    step(ports, lambda uow: uow.messages.add(new))
    return directory.name(people[0])


def _site(directory: Directory, by: str) -> Site:
    person, site = directory.person(by), directory.site_for(by)
    if person is None or not person.reachable or site is None or by not in site.people():
        raise NotAllowed("Only people of a site can ask here. Ask your manager.")
    return site
