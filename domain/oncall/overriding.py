"""What one override does to a line of candidates, one at a time: a line of hundreds is not walked for its first."""

from __future__ import annotations

from collections.abc import Iterator

from domain.oncall.candidate import Because, Candidate
from domain.rota import Override, OverrideKind


def overridden(line: Iterator[Candidate], override: Override) -> Iterator[Candidate]:
    """The line with one override on top. Somebody may then be in it twice: the earlier place is theirs."""
    if override.kind is OverrideKind.REMOVE:
        return (one for one in line if one.person_id != override.person_id)
    if override.kind is OverrideKind.ADD:
        return _with(line, Candidate(override.person_id, Because.ADDED, override.id))
    person = Candidate(override.person_id, Because.STAND_IN, override.id)
    return _in_front(line, person) if override.instead_of is None else _instead(line, person, override.instead_of)


def _with(line: Iterator[Candidate], person: Candidate) -> Iterator[Candidate]:
    """Right behind the first; first where there is none."""
    first = next(line, None)
    if first is not None:
        yield first
    yield person
    yield from line


def _in_front(line: Iterator[Candidate], person: Candidate) -> Iterator[Candidate]:
    yield person
    yield from line


def _instead(line: Iterator[Candidate], person: Candidate, of: str) -> Iterator[Candidate]:
    return (person if one.person_id == of else one for one in line)
