"""A site or one of its places in words: by name or id, a part of the name, or with a letter wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.oncall.kept import kept
from domain.site import Directory, Place, Site
from handlers.oncall.spelling import SHORTEST, Line, nearest, spaced

Named = TypeVar("Named", Site, Place)
Found = TypeVar("Found")
_Known = Callable[[str], Found | None]

_LONGEST, _LONGEST_WRONG = 6, 4


@dataclass(frozen=True)
class Where:
    """The site that is asked about, and its place where one is named. `named`: the words name the site itself.

    `words` are those that name the place, as long as it is one of the reader's own site by default.
    """

    site: Site
    place: Place | None = None
    named: bool = False
    words: range = range(0)


def exactly(line: Line, directory: Directory, home: Site) -> Where:
    """Names as they are: a site with its place, a place of `home`, or a place that only one other site has."""
    sites, places = _reader(_as_they_are(directory.sites)), _reader(_places(home).get)
    site, place = line.find(_LONGEST, sites), line.find(_LONGEST, places)
    if site and not (place and _hides(place[0], site[0])):
        line.take(_LONGEST, sites)
        return Where(site[1], line.take(_LONGEST, _reader(_places(site[1]).get)), named=True)
    if place:
        line.take(_LONGEST, places)
        return Where(home, place[1], words=place[0])
    found = line.take(_LONGEST, _reader(lambda said: _elsewhere(directory, home, said)))
    return Where(found[0], found[1], named=True) if found else Where(home)


def roughly(line: Line, directory: Directory, found: Where) -> Where:
    """What is still open, by a part of a name that no other has, or with letters wrong."""
    if found.named:
        return found if found.place else _at(line, found.site)
    sites, places = _reader(_more_or_less(directory.sites)), _reader(_more_or_less(found.site.places))
    site = line.find(_LONGEST_WRONG, sites)
    place = None if found.place else line.find(_LONGEST_WRONG, places)
    if site and not (place and _hides(place[0], site[0])):
        line.take(_LONGEST_WRONG, sites)
        line.give_back(found.words)
        return _at(line, site[1])
    return found if found.place else replace(_at(line, found.site), named=False)


def _hides(place: range, site: range) -> bool:
    """Whether the words of a site's name stand in the name of a place that is as long or longer."""
    return bool(set(place) & set(site)) and len(place) >= len(site)


def _at(line: Line, site: Site) -> Where:
    place = line.take(_LONGEST, _reader(_places(site).get))
    return Where(site, place or line.take(_LONGEST_WRONG, _reader(_more_or_less(site.places))), named=True)


def _reader(known: _Known[Found]) -> Callable[[tuple[str, ...]], Found | None]:
    def read(words: tuple[str, ...]) -> Found | None:
        said = spaced(" ".join(words))
        # A name of digits alone is no name here: it would swallow every time of day.
        return known(said) if any(letter.isalpha() for letter in said) else None

    return read


def _names(all_of_them: Iterable[Named]) -> dict[str, Named]:
    """By id and by name; of two with one name the first."""
    found: dict[str, Named] = {}
    for one in all_of_them:
        for name in (one.name, one.id):
            found.setdefault(spaced(name), one)
    return found


def _as_they_are(all_of_them: Iterable[Named]) -> _Known[Named]:
    return _names(all_of_them).get


def _more_or_less(all_of_them: Iterable[Named]) -> _Known[Named]:
    by_name = _names(all_of_them)
    by_id = {one.id: one for one in by_name.values()}
    ids = {name: one.id for name, one in by_name.items()}
    return lambda said: by_id.get(_part_of(said, ids) or nearest(said, ids) or "")


def _part_of(said: str, ids: Mapping[str, str]) -> str | None:
    """Whose name begins with these letters or has these words in it; None where several do."""
    if len(said) < SHORTEST:
        return None
    found = {id_ for name, id_ in ids.items() if name.startswith(said) or f" {said} " in f" {name} "}
    return found.pop() if len(found) == 1 else None


def _elsewhere(directory: Directory, home: Site, said: str) -> tuple[Site, Place] | None:
    """A place that only one of the other sites has."""
    others = ((site, _places(site).get(said)) for site in directory.sites if site.id != home.id)
    found = [(site, place) for site, place in others if place]
    return found[0] if len(found) == 1 else None


def _places(site: Site) -> Mapping[str, Place]:
    """The places of a site by name, made once for each site as it stands."""
    return kept(site, lambda one: _names(one.places))
