"""The admin's forms about a site itself: a new one, what is known of it, and its end (issue: "In chat")."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.edits import Edited, Refused, add_site, remove_site, set_site
from domain.edits.edited import site_in, with_site
from domain.edits.typed import NAME_FITS, NUMBER_FITS, TEXT_FITS
from domain.site import Directory, Site
from handlers.desk import asking as ask
from handlers.desk.about import part, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.desk.people import people_choices
from handlers.desk.together import same, together
from handlers.screens.parts import Choice, Form, Part, Pick, PickChannel

_FACTS = ("name", "zone", "phone", "emergency_number", "address", "door", "channel_id")
# An id of a channel is shorter; a forged one may be of any length (reliability.md F75).
_CHANNEL_FITS = 50
_LONE, _APPROVAL, _NO_CHANNEL = "lone", "cover_needs_approval", "no_channel"
_SETTINGS = {
    _LONE: "One person works here alone: help is called sooner",
    _APPROVAL: "A manager agrees before a shift is covered",
}


def _fields(entered: Entered, channel: bool = False) -> tuple[Part, ...]:
    """`channel`: there is one, which can be given up; a list cannot be emptied again."""
    settings = _SETTINGS | ({_NO_CHANNEL: "No channel any more"} if channel else {})
    choices = tuple(Choice(name, words) for name, words in settings.items())
    dialled = "Staff dial it when nothing else works."
    told = "Told when somebody needs help: no names, nothing that was said."
    return (
        ask.write(entered, "name", "Name", NAME_FITS),
        ask.write(entered, "zone", "Time zone", NAME_FITS, "For example Europe/Berlin."),
        ask.write(entered, "phone", "Phone", NUMBER_FITS, dialled),
        ask.write(entered, "emergency_number", "Emergency number", NUMBER_FITS, "For example 112 or 911."),
        ask.write(entered, "address", "Address", TEXT_FITS, "For those who come.", optional=True),
        ask.write(entered, "door", "Door", TEXT_FITS, "How those who come get in.", optional=True),
        PickChannel("channel_id", "Channel", hint=told, channel=entered.text("channel_id")[:_CHANNEL_FITS]),
        Pick("settings", "At this site", choices, many=True, picked=entered.picks.get("settings", ())),
    )


def _facts(entered: Entered) -> dict[str, str]:
    facts = {name: entered.text(name) for name in _FACTS}
    return facts | ({"channel_id": ""} if _NO_CHANNEL in entered.picks.get("settings", ()) else {})


def _check_channel(directory: Directory, channel_id: str, site_id: str = "") -> None:
    """The same rule as the edit's, in words without the channel's id."""
    for other in directory.sites:
        if other.id != site_id and channel_id and other.channel_id == channel_id:
            raise Refused("channel_id", f"That channel is {other.name}'s already. Give each site its own.")


def _new(desk: Desk, entered: Entered | None) -> Form:
    entered = entered or Entered(texts={"zone": desk.site.zone if desk.site else ""})
    first = _people(desk, entered, "tier_1", "Tier 1: called first", "Whoever is picked first comes first.")
    last = _people(desk, entered, "last_resort", "Last resort", "Called, in this order, when nobody else can be.")
    return Form("site_new", "New site", (*_fields(entered), first, last), close="Back", submit="Save")


def _people(desk: Desk, entered: Entered, name: str, label: str, hint: str) -> Pick:
    """There is no moment at which a new site has nobody to call."""
    choices, picked = people_choices(desk.directory, None), entered.picks.get(name, ())
    return Pick(name, label, choices, many=True, picked=picked, optional=False, hint=hint, ordered=True)


def _read_new(_desk: Desk, entered: Entered) -> Edit:
    facts, ticked = _facts(entered), entered.picks.get("settings", ())
    tier_1, last_resort = entered.picks.get("tier_1", ()), entered.picks.get("last_resort", ())

    def edit(directory: Directory, at: datetime) -> Edited:
        _check_channel(directory, facts["channel_id"])
        added = add_site(directory, at, facts, tier_1, last_resort, _LONE in ticked)
        return _with_approval(added, added.site_id, agreed=True) if _APPROVAL in ticked else added

    return edit


def _change(desk: Desk, entered: Entered | None) -> Form:
    site = site_of(desk)
    settings = tuple(name for name in _SETTINGS if getattr(site, name))
    stands = Entered({"settings": settings}, {name: getattr(site, name) for name in _FACTS})
    fields = _fields(entered or stands, channel=bool(site.channel_id))
    return Form("site_change", "Site", fields, close="Back", submit="Save")


def _read_change(desk: Desk, entered: Entered) -> Edit:
    site_id, facts, ticked = site_of(desk).id, _facts(entered), entered.picks.get("settings", ())

    def edit(directory: Directory, at: datetime) -> Edited:
        site = site_in(directory, site_id)
        _check_channel(directory, facts["channel_id"], site_id)
        changed = {name: given for name, given in facts.items() if not same(given, getattr(site, name))}
        steps: list[Edit] = []
        if changed or (_LONE in ticked) != site.lone:
            steps.append(lambda now, then: set_site(now, then, site_id, changed, _LONE in ticked))
        if (_APPROVAL in ticked) != site.cover_needs_approval:
            steps.append(lambda now, _: _with_approval(_untouched(now, site), site_id, _APPROVAL in ticked))
        return together(*steps, field="name")(directory, at)

    return edit


def _untouched(directory: Directory, site: Site) -> Edited:
    return Edited(directory, f"site:{site.id}", "", site_id=site.id)


def _with_approval(edited: Edited, site_id: str, agreed: bool) -> Edited:
    """The edit, and whether a manager agrees before somebody takes another's shift there."""
    site = site_in(edited.directory, site_id)
    says = "a manager agrees before a shift is covered" if agreed else "cover needs nobody's approval any more"
    after = with_site(edited.directory, replace(site, cover_needs_approval=agreed))
    return replace(edited, directory=after, sentence=f"{edited.sentence} {site.name}: {says}.".strip())


def _remove(desk: Desk, _entered: Entered | None) -> Form:
    sentences = (
        f"{site_of(desk).name} is no longer a site: nobody can call for help from there.",
        "Its people stay. What was raised there stays on record.",
    )
    return ask.sure("site_remove", "Remove a site?", sentences, "Remove")


def _read_remove(desk: Desk, _entered: Entered) -> Edit:
    site_id = site_of(desk).id
    return lambda directory, at: remove_site(directory, at, site_id)


def _subject(desk: Desk) -> str:
    return f"site:{part(desk, 0)}"


KINDS: tuple[Kind, ...] = (
    Kind("site_new", _new, _read_new),
    Kind("site_change", _change, _read_change, subject=_subject),
    Kind("site_remove", _remove, _read_remove, subject=_subject),
)
