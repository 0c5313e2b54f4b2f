"""A rule that somebody wrote into a note joins the list of the site, and stands in the journal of edits.

The note is kept already and does not wait for it: where it cannot be done now, the note reads right all the same
(domain.md d.2 row 5, "pick from house list / add").
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import structlog

from domain.edits import kept, listed
from domain.edits.note_lists import MOST_OFFERED
from domain.note import ListEntry, entries, id_of, offered
from domain.note.lists import WORDS_FIT
from domain.planning import Change
from domain.site import Directory, Site
from handlers.act import retried
from handlers.editing import EditPorts
from handlers.ports import CommitUnknown, StoreUnavailable

RULES = "rule"
_log = structlog.get_logger()


def join_rule(ports: EditPorts, site_id: str, words: str, by: str, at: datetime) -> bool:
    """Add a rule to the list of a site as that is now, unless it is there; True where it was added."""

    def once() -> bool:
        with ports.ports.store.work() as uow:
            uow.people.hold()
            before = uow.people.directory()
            after = with_rule_in(before, site_id, words)
            if after is None:
                return False
            was, became = (ports.text.to_text(one) for one in kept(before, after))
            sentence = f"Rules, prices and promises of notes: “{words}” was added."
            uow.people.apply(replace(after, people=listed(after)))
            uow.plans.add_change(
                Change(ports.ports.identity.new_id(), at, by, f"note_lists:{site_id}", sentence, was, became, site_id)
            )
            uow.commit()
        return True

    try:
        added = retried(once)
    except (StoreUnavailable, CommitUnknown) as failed:
        _log.warning("rule_not_added", error=type(failed).__name__)
        return False
    with suppress(StoreUnavailable):
        ports.follow()
    return added


def with_rule_in(directory: Directory, site_id: str, words: str) -> Directory | None:
    """The directory with this rule in the site's list; None where nothing is to be added."""
    site = directory.site(site_id)
    if site is None or not id_of(words) or id_of(words) in _known(site):
        return None
    if len(offered(RULES, site.note_lists)) >= MOST_OFFERED:
        return None
    lists = {**site.note_lists, RULES: (*site.note_lists.get(RULES, ()), ListEntry(id_of(words), words[:WORDS_FIT]))}
    sites = tuple(replace(site, note_lists=lists) if one.id == site_id else one for one in directory.sites)
    return replace(directory, sites=sites)


def _known(site: Site) -> set[str]:
    return {one for entry in entries(RULES, site.note_lists) for one in (entry.id, id_of(entry.words))}
