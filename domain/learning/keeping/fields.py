"""Where in a timeline people and their words stand: a test holds this list against every kind of entry there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain import timeline as t
from domain.timeline import Entry

# Beside `by`, which every entry has.
PEOPLE: Mapping[type[Entry], str] = {
    t.EscalationRaised: "excluded",
    t.ColleagueNamed: "person_id",
    t.PagesMade: "people",
    t.PageUndeliverable: "person_id",
    t.WithThem: "person_id",
    t.AnswerWentStale: "people",
    t.HandOnAsked: "person_id",
    t.OwnerChanged: "person_id",
}
WORDS: Mapping[type[Entry], str] = {
    t.EscalationRaised: "words",
    t.RaisedAgain: "words",
    t.WordsSaid: "words",
    t.SeverityLowered: "reason",
}
# Picks, codes and ids of things: nobody stands in them.
NEITHER = frozenset(
    {"id", "reference", "site_id", "place_id", "other_id", "because", "how", "step", "tier", "why", "action"}
)


def people_in(entry: Entry) -> Iterator[str]:
    """The ids of people in one entry, the actor first."""
    if entry.by is not None:
        yield entry.by
    held = getattr(entry, PEOPLE[type(entry)]) if type(entry) in PEOPLE else ()
    if isinstance(held, str):
        yield from (held,) if held else ()
    else:
        # A set has no order of its own, and the same timeline must give the same placeholders.
        yield from sorted(held) if isinstance(held, frozenset) else held
