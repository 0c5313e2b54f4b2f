"""The lines in the thread of the channel card: human acts only, never the raiser's name (screens.md)."""

from __future__ import annotations

from domain import timeline as t

_WORDS: dict[type[t.Entry], str] = {
    t.Acknowledged: "{by} has it.",
    t.OnTheWay: "{by} is on the way.",
    t.WithThem: "{person} is with them.",
    t.PassedOn: "{by} can't come. Next person paged.",
    t.SeenSafe: "{by} saw them safe.",
    t.Reopened: "It is not over. Paging again.",
    t.Resolved: "{by} resolved it.",
}


def thread_words(entry: t.Entry) -> str:
    """The line for this entry, with places for names; empty where it is no human act or says too much."""
    if entry.by is None:
        return ""
    if isinstance(entry, t.SeverityRaised):
        return f"Now {entry.severity.word}."
    if isinstance(entry, t.OwnerChanged) and entry.how in ("handed_on", "taken_over"):
        return "{person} has it now."
    if isinstance(entry, t.Withdrawn):
        return "Called off. Nobody is paged any more."
    return _WORDS.get(type(entry), "")
