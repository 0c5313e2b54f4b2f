"""The admin's form about what a site learns from: when its weekly digest comes (domain.md d.6)."""

from __future__ import annotations

from domain.edits import Refused, set_digest
from domain.edits.words import DAY_NAMES
from handlers.desk import asking as ask
from handlers.desk import reading
from handlers.desk.about import part, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Choice, Form, Small

_DAYS = tuple(Choice(str(number), name) for number, name in enumerate(DAY_NAMES))
_ABOUT = (
    "Cases by level, one that was handled well, one hint, what was changed. No names, and no number with fewer "
    "than 3 cases behind it. Monthly trends come to managers and admins at the same time of day."
)


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    settings = site.learning
    picked = {"digest": (ask.YES,) if settings.digest else (), "digest_day": (str(settings.digest_day),)}
    entered = entered or Entered(picked, {"digest_at": f"{settings.digest_at:%H:%M}"})
    fields = (
        ask.tick(entered, "digest", "Weekly digest", "Post it in the site's channel"),
        ask.one_of(entered, "digest_day", "On", _DAYS),
        ask.clock(entered, "digest_at", "At", site.zone),
        Small((_ABOUT,)),
    )
    return Form("digest", "Weekly digest", fields, close="Back", submit="Save")


def _read(desk: Desk, entered: Entered) -> Edit:
    site_id, wanted = site_of(desk).id, ask.YES in entered.picks.get("digest", ())
    day, hour = entered.pick("digest_day"), reading.needed_clock(entered, "digest_at")
    if day not in {one.id for one in _DAYS}:
        raise Refused("digest_day", "Pick a day of the week.")
    return lambda directory, at: set_digest(directory, at, site_id, wanted, int(day), hour)


KINDS = (Kind("digest", _form, _read, subject=lambda desk: f"learning:{part(desk, 0)}"),)
