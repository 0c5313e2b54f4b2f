"""What a form hands in, held against what the note can keep: nothing unknown gets into it (reliability.md F75)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from domain.note import BY_ID, TEXT_LIMIT, Note, entries, id_of
from domain.site import Site
from handlers.screens.notes.writing import NEW_RULE

Picks = Mapping[str, tuple[str, ...]]
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Filled:
    """Picks and texts by field id, as they came from a form."""

    picks: Picks = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)


def entered(before: Note, site: Site, filled: Filled, by: str) -> Note:
    """The note with what was entered: picks that the lists of the site know, and texts of its fields."""
    picks = {name: _known(site, name, ids) for name, ids in filled.picks.items() if name in BY_ID}
    texts = {name: words[:TEXT_LIMIT] for name, words in filled.texts.items() if _is_text(name)}
    if NEW_RULE in filled.texts:
        texts["rule"] = " ".join(filled.texts[NEW_RULE].split())
    return replace(
        before,
        picks={**before.picks, **picks},
        texts={**before.texts, **texts},
        written_by=before.written_by or by,
    )


def with_rule(note: Note, site: Site, words: str) -> Note:
    """The note with a rule in words as its pick: what was written counts before what was picked.

    `words` are those that others may read of it. Where the list has such a rule, that one is picked.
    """
    made = id_of(words)
    if not made:
        return note
    listed = next((e.id for e in entries("rule", site.note_lists) if made in (e.id, id_of(e.words))), made)
    return replace(note, picks={**note.picks, "rule": (listed,)})


def _known(site: Site, name: str, ids: Iterable[str]) -> tuple[str, ...]:
    known = {entry.id for entry in entries(name, site.note_lists)}
    kept = tuple(dict.fromkeys(one for one in ids if one in known))
    return kept if BY_ID[name].many else kept[:1]


def _is_text(name: str) -> bool:
    return name in BY_ID and not BY_ID[name].picked
