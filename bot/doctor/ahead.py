"""What is wrong with the rota of the next two weeks, and whether channel and user group can show who is on call."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.findings import Finding, good, warning
from bot.doctor.probes import Probes
from domain.edits.words import capital, group_word, moment, span
from domain.site import Directory, Site
from domain.watch.ahead import Trouble, follows, troubles

_SHOWN = 3
_PASTE = "Paste app.yaml as the app's manifest; install it again."


def look_ahead(probes: Probes, directory: Directory) -> Iterator[Finding]:
    """Gaps of the next 14 days at each site; who holds a tier and cannot be reached is found with the people."""
    for site in directory.sites:
        gaps = [one for one in troubles(directory, site, probes.at) if not one.person_id]
        for one in gaps[:_SHOWN]:
            yield warning(
                f"{site.name}: nobody holds {group_word(one.tier)}, {_when(one, site)}. {follows(one.tier)}",
                "Fill it: App Home, Set up, Stand-ins.",
            )
        if len(gaps) > _SHOWN:
            yield warning(f"{site.name}: {len(gaps) - _SHOWN} more gaps in the next 14 days.", "See its App Home.")


def look_at_showing(probes: Probes, directory: Directory) -> Iterator[Finding]:
    """Whether the app may do what sites wish of their topic and their user group."""
    wishes = (
        ("the topic of the channel", [s for s in directory.sites if s.topic and s.channel_id], probes.topic_scopes),
        ("the user group", [s for s in directory.sites if s.user_group], probes.group_scopes),
    )
    granted = probes.token().scopes if probes.token and any(sites for _, sites, _ in wishes) else frozenset()
    for what, sites, needed in wishes:
        missing = [scope for scope in needed if scope not in granted]
        if sites and probes.token:
            names = ", ".join(site.name for site in sites)
            lacks = f"{capital(what)} cannot be kept in step at {names}: the app lacks {', '.join(missing)}."
            yield warning(lacks, _PASTE) if missing else good(f"The app may keep {what} in step.")


def _when(one: Trouble, site: Site) -> str:
    if one.endless:
        return "now" if one.running else f"from {moment(one.start, site.zone)} on"
    return f"now, until {moment(one.end, site.zone)}" if one.running else span(one.start, one.end, site.zone)
