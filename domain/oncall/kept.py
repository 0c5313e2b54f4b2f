"""Keeps what was made of a value with the value itself, so that it is made once and goes when the value goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")
M = TypeVar("M")


def kept(value: V, make: Callable[[V], M]) -> M:
    """What `make` makes of a frozen value, or made of this very one before; `make` is known by its name.

    Two threads may make it twice; both are equal, and the later one stays. No field is touched.
    """
    made: dict[str, M] | None = vars(value).get("_made")
    if made is None:
        made = {}
        object.__setattr__(value, "_made", made)
    found = made.get(make.__qualname__)
    if found is None:
        found = made[make.__qualname__] = make(value)
    return found
