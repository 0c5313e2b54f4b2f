"""The admin's form about how the channel shows who is on call (issue: "The channel")."""

from __future__ import annotations

from domain.edits import set_showing
from handlers.desk import asking as ask
from handlers.desk.about import site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Choice, Form, Pick

_ANNOUNCE, _TOPIC = "announce", "topic"
_CHOICES = (
    Choice(_ANNOUNCE, "A post in the channel at each shift change"),
    Choice(_TOPIC, "Who is on call in the channel's topic"),
)
_GROUP_FITS = 31


def _form(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    picked = tuple(name for name in (_ANNOUNCE, _TOPIC) if getattr(site, name))
    entered = entered or Entered({"showing": picked}, {"user_group": site.user_group})
    hint = (
        "The id of a Slack group whose members are then always whoever is on call. In Slack: open the group, "
        "three dots, Copy group ID. Empty: no group."
    )
    return Form(
        "showing",
        "What the channel shows",
        (
            Pick("showing", "Show", _CHOICES, many=True, picked=entered.picks.get("showing", ())),
            ask.write(entered, "user_group", "User group", _GROUP_FITS, hint, optional=True),
        ),
        close="Back",
        submit="Save",
    )


def _read(desk: Desk, entered: Entered) -> Edit:
    site_id, ticked, group = site_of(desk).id, entered.picks.get("showing", ()), entered.text("user_group")
    return lambda now, then: set_showing(now, then, site_id, _ANNOUNCE in ticked, _TOPIC in ticked, group)


KINDS = (Kind("showing", _form, _read, subject=lambda desk: f"showing:{site_of(desk).id}"),)
