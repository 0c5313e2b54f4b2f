"""One measured figure beside its goal, and the table of all of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Sense = Literal["<=", ">=", "=="]
_HEADS = ("", "what", "on", "floor", "product", "measured", "goal", "")


@dataclass(frozen=True)
class Row:
    """`measured` is held against `bound` in the `sense` of the goal; `unit` is "x" for a ratio, else that of a count.

    Without `measured` the row says why something was not measured.
    """

    goal: str
    what: str
    on: str = ""
    floor: str = ""
    product: str = ""
    measured: float | None = None
    sense: Sense = "<="
    bound: float = 0.0
    unit: str = "x"

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where nothing was measured."""
        if self.measured is None:
            return None
        if self.sense == "==":
            return self.measured == self.bound
        return self.measured <= self.bound if self.sense == "<=" else self.measured >= self.bound

    @property
    def verdict(self) -> str:
        """The last column."""
        if self.met is None:
            return "no goal" if self.product else "not measured"
        return "met" if self.met else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """As printed."""
        measured = "" if self.measured is None else _number(self.measured, self.unit)
        goal = "" if self.measured is None else f"{self.sense} {_number(self.bound, self.unit)}"
        return (self.goal, self.what, self.on, self.floor, self.product, measured, goal, self.verdict)


def _number(value: float, unit: str) -> str:
    digits = f"{value:.0f}" if value == int(value) and abs(value) < 1e6 else f"{value:.3g}"
    return digits + (unit if unit in ("x", "") else f" {unit}")


def table(rows: Sequence[Row]) -> str:
    """All rows as plain text."""
    cells = [_HEADS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def write_json(path: Path, rows: Sequence[Row], about: dict[str, str]) -> None:
    """The same for a program to read."""
    path.parent.mkdir(exist_ok=True)
    found = [{**asdict(row), "verdict": row.verdict} for row in rows]
    path.write_text(json.dumps({"about": about, "rows": found}, indent=1) + "\n", encoding="utf-8")
