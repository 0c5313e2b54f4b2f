"""Edits of the pick-lists of the note: an entry is added, renamed, retired or brought back (domain.md d.3).

An entry keeps its id for ever, so old notes read right, whatever becomes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.edits.edited import Edited, site_in, unless_same, with_site
from domain.edits.refused import refuse
from domain.edits.typed import text
from domain.note import BY_ID, SHIPPED, ListEntry, entries, id_of, offered
from domain.note.lists import WORDS_FIT
from domain.site import Directory, Site

# Slack: a list to pick from has at most a hundred options.
MOST_OFFERED = 100


def add_entry(directory: Directory, at: datetime, site_id: str, name: str, words: str) -> Edited:
    """One more entry. Refused at "words" where they are missing, too long, or offered already."""
    del at
    site = _site_with(directory, site_id, name)
    shown = _words(site, name, words)
    if len(offered(name, site.note_lists)) >= MOST_OFFERED:
        refuse("words", f"There are {MOST_OFFERED} entries, and more cannot be shown.", "Retire one first.")
    entry = ListEntry(_free_id(site, name, shown), shown)
    return _saved(directory, site, name, entry, f"“{shown}” was added")


def rename_entry(directory: Directory, at: datetime, site_id: str, name: str, entry_id: str, words: str) -> Edited:
    """Other words for the same: notes that picked it read with them from now on. Refused at "words" as above."""
    del at
    site = _site_with(directory, site_id, name)
    before = entry_in(site, name, entry_id)
    after = replace(before, words=_words(site, name, words, but=entry_id))
    return _saved(directory, site, name, after, f"“{before.words}” is now “{after.words}”")


def retire_entry(directory: Directory, at: datetime, site_id: str, name: str, entry_id: str) -> Edited:
    """It is no longer offered. Refused at "entry" where it is the last one of a list that must offer something."""
    del at
    site = _site_with(directory, site_id, name)
    entry = entry_in(site, name, entry_id)
    left = [one for one in offered(name, site.note_lists) if one.id != entry_id]
    if SHIPPED[name] and not left:
        refuse("entry", f"“{entry.words}” is the last one that can be picked.", "Add another one first.")
    return _saved(directory, site, name, replace(entry, retired=True), f"“{entry.words}” is no longer offered")


def offer_entry(directory: Directory, at: datetime, site_id: str, name: str, entry_id: str) -> Edited:
    """It is offered again. Refused at "entry" where another one reads the same by now."""
    del at
    site = _site_with(directory, site_id, name)
    entry = entry_in(site, name, entry_id)
    if entry.retired and _alike(offered(name, site.note_lists), entry.words):
        refuse("entry", f"Another entry reads “{entry.words}” by now.", "Give that one other words first.")
    return _saved(directory, site, name, replace(entry, retired=False), f"“{entry.words}” is offered again")


def entry_in(site: Site, name: str, entry_id: str) -> ListEntry:
    """The entry, or refused at "entry"."""
    found = next((one for one in entries(name, site.note_lists) if one.id == entry_id), None)
    return found or refuse("entry", "That entry is not there any more.")


def _site_with(directory: Directory, site_id: str, name: str) -> Site:
    if name not in SHIPPED:
        refuse("entry", "There is no such list.")
    return site_in(directory, site_id)


def _words(site: Site, name: str, typed: str, but: str = "") -> str:
    words = text(typed, "words", WORDS_FIT)
    if not id_of(words):
        refuse("words", "This is missing.", "Write what people read when they pick it.")
    others = [one for one in entries(name, site.note_lists) if one.id != but]
    if _alike([one for one in others if not one.retired], words):
        refuse("words", f"“{words}” is there already.", "Write something else.")
    if _alike(others, words):
        refuse("words", f"“{words}” is there, but retired.", "Bring that one back, or write something else.")
    return words


def _alike(listed: Sequence[ListEntry], words: str) -> bool:
    return any(id_of(one.words) == id_of(words) for one in listed)


def _free_id(site: Site, name: str, words: str) -> str:
    """The id of these words; where an entry with it was renamed meanwhile, one with a number."""
    taken = {one.id for one in entries(name, site.note_lists)}
    made = id_of(words)
    return next(one for one in (made, *(f"{made}-{more}" for more in range(2, len(taken) + 3))) if one not in taken)


def _saved(directory: Directory, site: Site, name: str, entry: ListEntry, what: str) -> Edited:
    own = site.note_lists.get(name, ())
    changed = tuple(entry if one.id == entry.id else one for one in own)
    kept = changed if entry.id in {one.id for one in own} else (*own, entry)
    # What is as shipped again needs no word of its own.
    kept = tuple(one for one in kept if one not in SHIPPED[name])
    lists = {**site.note_lists, name: kept}
    after = with_site(directory, replace(site, note_lists={each: own for each, own in lists.items() if own}))
    sentence = f"{site.name}, note, “{BY_ID[name].label}”: {what}."
    return unless_same(directory, Edited(after, f"note_lists:{site.id}", sentence, (), "words", site.id))
