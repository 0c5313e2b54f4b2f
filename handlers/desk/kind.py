"""What an admin's form is: how it is filled, and which edit what was entered becomes (issue: "In chat")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.edits import Edited
from domain.people import Person
from domain.planning import Change
from domain.policy import Group
from domain.site import Directory, Site
from handlers.screens.parts import Form

Edit = Callable[[Directory, datetime], Edited]


@dataclass(frozen=True)
class Desk:
    """What a form is opened with. `about` are the ids behind the button: a site's, a tier's, a layer's ...

    `new_id` makes an id for what is created. The same `draft` belongs to all steps of one form. `changes` are the
    newest edits, for the page that can take them back.
    """

    directory: Directory
    person: Person
    at: datetime
    about: tuple[str, ...]
    draft: str
    new_id: Callable[[], str]
    changes: tuple[Change, ...] = ()

    @property
    def site(self) -> Site | None:
        """The site that the form is about: the first id, else one's own."""
        return self.directory.site(self.about[0]) if self.about else self.directory.site_for(self.person.id)


@dataclass(frozen=True)
class Entered:
    """What stands in a form: picked ids and texts by field.

    Days and times are ISO text ("2026-03-02", "09:00"), instants seconds since 1970.
    """

    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def pick(self, name: str) -> str:
        """The only pick of a field, or nothing."""
        return next(iter(self.picks.get(name, ())), "")

    def text(self, name: str) -> str:
        """What was written, without the space around it."""
        return self.texts.get(name, "").strip()

    def over(self, stands: Entered) -> Entered:
        """With what `stands` has for fields that were not in the form."""
        return Entered({**stands.picks, **self.picks}, {**stands.texts, **self.texts})


@dataclass(frozen=True)
class Kind:
    """One kind of form. `form` fills it: as things stand, or with what was `Entered` before.

    `read` gives the edit; it, or the edit, raises domain.edits.Refused with the field and the sentence. `draws` names
    the tiers whose next weeks the preview always shows, as (site id, tier). `subject` names what the form is about
    (domain/edits/subjects.py): what somebody else made of it since the form was opened is shown before saving.
    """

    name: str
    form: Callable[[Desk, Entered | None], Form]
    read: Callable[[Desk, Entered], Edit]
    draws: Callable[[Desk], tuple[tuple[str, Group], ...]] = lambda _desk: ()
    subject: Callable[[Desk], str] = lambda _desk: ""
