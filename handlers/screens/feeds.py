"""*My calendar* on App Home, and the message with a calendar link: shown once, with the way to revoke it."""

from __future__ import annotations

from domain.planning import Feed
from handlers.screens.parts import Button, Buttons, Divider, Heading, Line, Part, Screen, Small, Strong, When

NOT_ON = (
    "Calendar links are switched off here. Whoever runs StepIn switches them on: set STEPIN_PUBLIC_URL to the https:// "
    "address at which phones reach it, and start it again."
)


def my_calendar(links: tuple[tuple[str, Feed], ...], zone: str) -> tuple[Part, ...]:
    """The section: a new link, and those that there are, each with its title."""
    words = "Your shifts in your phone's calendar. Each link is a secret of yours."
    new = Line((words,), button=Button("feed.make", "Make a link", "-"))
    return (Divider(), Heading("My calendar"), new, *link_lines(links, zone))


def link_lines(links: tuple[tuple[str, Feed], ...], zone: str) -> tuple[Part, ...]:
    """A line for each link that was made; the link itself is nowhere any more."""
    return tuple(
        Line((name, " · made ", When(feed.made_at, zone, day=True)), button=_revoke(feed.digest))
        for name, feed in links
    )


def link_screen(name: str, link: str, digest: str) -> Screen:
    """The link, the one time that it is shown. A phone's lock screen does not show it."""
    how = "In your calendar app, add a calendar by its address (a subscription) and paste this."
    mind = "Whoever has the link can read these shifts. It is not shown again; make a new one where you lose it."
    parts = (Line((Strong(name),)), Line((how,)), Line((link,)), Small((mind,)), Buttons((_revoke(digest),)))
    return Screen(f"Your calendar link · {name}", parts)


def revoked_screen() -> Screen:
    """After *Revoke*, in place of the message with the link."""
    words = "This calendar link is revoked. Phones that used it get nothing more."
    return Screen(words, (Line((words,)),))


def _revoke(digest: str) -> Button:
    return Button("feed.revoke", "Revoke", digest)
