"""The pages of the desk about notes: what a site keeps and who looks after it, and the lists that notes pick from."""

from __future__ import annotations

from collections.abc import Iterator

from domain.learning.languages import language_name
from domain.note import BY_ID, SHIPPED, ListEntry, entries, offered
from domain.site import Site
from handlers.desk.about import site_of
from handlers.desk.kind import Desk
from handlers.desk.note_lists import list_of
from handlers.desk.paging import paged
from handlers.desk.taps import leads, opens
from handlers.screens.parts import Buttons, Heading, Line, Part, Small, Strong

_ON_A_PAGE = 60
_WORDS_SHOWN = 4


def kept_lines(desk: Desk, site: Site) -> Iterator[Part]:
    """How long notes are kept, who looks after training, the language, and the way to the lists."""
    keeping, owner = site.learning.keeping, desk.directory.name(site.learning.training_owner)
    days = f"UPSET {keeping.upset} days · ABUSIVE {keeping.abusive} days · safety {keeping.safety} days"
    yield Line((Strong("Names and words kept  "), days), button=opens("keeping", "Change", site.id))
    yield Line((Strong("Training  "), owner if site.learning.training_owner else "the admins"))
    yield Line((Strong("Language of the notes  "), language_name(site.language)))
    changed = sum(len(own) for own in site.note_lists.values())
    said = f"{len(SHIPPED)} lists · {changed} entries of your own" if changed else f"{len(SHIPPED)} lists, as shipped"
    yield Line((Strong("Lists of the note  "), said), button=leads("note_lists", "Open", site.id))


def _lists(desk: Desk) -> tuple[Part, ...]:
    site = site_of(desk)
    lines = [_list(site, name) for name in BY_ID if name in SHIPPED]
    back = Buttons((leads("learning", "Back", site.id),))
    return (Heading(f"Lists of the note · {site.name}"), *paged(desk, "note_lists", lines, _ON_A_PAGE), back)


def _list(site: Site, name: str) -> Line:
    listed = offered(name, site.note_lists)
    shown = ", ".join(one.words for one in listed[:_WORDS_SHOWN])
    more = f" and {len(listed) - _WORDS_SHOWN} more" if len(listed) > _WORDS_SHOWN else ""
    words = f"{shown}{more}" or "nothing yet"
    return Line((Strong(f"{BY_ID[name].label}  "), words), button=leads("note_list", "Open", site.id, name))


def _entries(desk: Desk) -> tuple[Part, ...]:
    site, name = site_of(desk), list_of(desk)
    lines = [_entry(site, name, one) for one in entries(name, site.note_lists)]
    return (
        Heading(BY_ID[name].label),
        Buttons((opens("note_entry_new", "Add an entry", site.id, name),)),
        *(paged(desk, "note_list", lines, _ON_A_PAGE) if lines else (Small(("Nothing yet. A note may add one.",)),)),
        Buttons((leads("note_lists", "Back", site.id),)),
    )


def _entry(site: Site, name: str, one: ListEntry) -> Line:
    about = (site.id, name, one.id)
    words = opens("note_entry_words", "Rename", *about)
    if one.retired:
        return Line((one.words, "  · retired"), menu=(opens("note_entry_back", "Bring back", *about), words))
    return Line((Strong(one.words),), menu=(words, opens("note_entry_retire", "Retire", *about)))


PAGES = {"note_lists": _lists, "note_list": _entries}
