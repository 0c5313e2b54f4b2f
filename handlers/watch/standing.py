"""Keeps a channel's topic and a user group in step with who is on call, and tells admins where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from domain.site import Directory, Site
from domain.watch.handoffs import now_on_call
from domain.watch.topic import merged, topic_words
from handlers.ports import Channels, NotSent, OutcomeUnknown, Ports
from handlers.shifts.outgoing import admins_of, to_person
from handlers.shifts.rota import step

# So often it is looked at although nothing has changed: somebody may have changed it by hand, or mended it.
_ANYWAY = timedelta(hours=1)
_SOON = timedelta(minutes=1)


class Standing:
    """Remembers what it put where, so that a round in which nobody changed asks the platform nothing."""

    def __init__(self, ports: Ports, channels: Channels) -> None:
        self._ports, self._channels = ports, channels
        self._seen: dict[str, tuple[str, datetime]] = {}

    def keep(self, at: datetime) -> None:
        """Put what has changed by now; a replica that does the same finds it done."""
        directory = self._ports.memory.directory
        for site in directory.sites:
            if site.topic and site.channel_id:
                words = topic_words(directory, site, now_on_call(directory, site, at))
                self._one(site, "topic", words, partial(self._topic, site, words), at)
        for group_id, sites in _groups(directory).items():
            users = _on_call_of(directory, sites, at)
            wanted = f"{group_id}:{','.join(users)}"
            self._one(sites[0], "group", wanted, partial(self._group, group_id, users), at)

    def _one(self, site: Site, what: str, wanted: str, put: Callable[[], str], at: datetime) -> None:
        key = f"{site.id}:{what}"
        seen, again = self._seen.get(key, ("", at))
        if seen == wanted and at < again:
            return
        wait = _ANYWAY
        try:
            why = put()
        except NotSent as refused:
            why = refused.reason if refused.permanent else ""
            wait = _ANYWAY if refused.permanent else _SOON
        except OutcomeUnknown:
            why, wait = "", _SOON
        self._seen[key] = (wanted, at + wait)
        if why:
            self._tell(site, what, why, at)

    def _topic(self, site: Site, words: str) -> str:
        stands = self._channels.topic(site.channel_id)
        wanted = merged(stands, words)
        if wanted is None:
            return "no_room"
        if wanted != stands:
            self._channels.set_topic(site.channel_id, wanted)
        return ""

    def _group(self, group_id: str, users: tuple[str, ...]) -> str:
        """An empty group cannot be (Slack: no_users_provided): whoever was in it last stays."""
        if not users:
            return "nobody"
        if set(self._channels.in_group(group_id)) != set(users):
            self._channels.put_in_group(group_id, users)
        return ""

    def _tell(self, site: Site, what: str, why: str, at: datetime) -> None:
        """Once a day, by the site's days."""
        directory = self._ports.memory.directory
        key = f"standing:{site.id}:{what}:{why}:{at.astimezone(ZoneInfo(site.zone)).date()}"
        detail = {"about": "standing", "site": site.id, "what": what, "why": why}
        admins = admins_of(directory, site)
        notes = [one for admin in admins for one in to_person(directory, admin, f"{key}:{admin}", at, detail)]
        if notes:
            step(self._ports, lambda uow: uow.messages.add(notes))


def _groups(directory: Directory) -> Mapping[str, list[Site]]:
    """Sites by their user group: several may share one."""
    found: dict[str, list[Site]] = {}
    for site in directory.sites:
        if site.user_group:
            found.setdefault(site.user_group, []).append(site)
    return found


def _on_call_of(directory: Directory, sites: list[Site], at: datetime) -> tuple[str, ...]:
    """The accounts of everybody who is on call at these sites, each once."""
    stints = [stint for site in sites for _, stint in now_on_call(directory, site, at) if stint]
    people = [directory.person(stint.person_id) for stint in stints]
    return tuple(dict.fromkeys(person.user_id for person in people if person))
