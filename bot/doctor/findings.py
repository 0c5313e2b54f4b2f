"""One finding of the doctor, and how all of them are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What was seen. `serious`: a call for help may be lost or reach nobody; the exit code is 1 then."""

    ok: bool
    sentence: str
    remedy: str = ""
    serious: bool = False


def good(sentence: str) -> Finding:
    """As it should be."""
    return Finding(True, sentence)


def warning(sentence: str, remedy: str) -> Finding:
    """Not as it should be, but help will come."""
    return Finding(False, sentence, remedy)


def failure(sentence: str, remedy: str) -> Finding:
    """Help may not come."""
    return Finding(False, sentence, remedy, serious=True)


def exit_code(findings: Sequence[Finding]) -> int:
    """1 if anything serious was found, else 0."""
    return int(any(finding.serious for finding in findings))


def report(findings: Sequence[Finding]) -> str:
    """All findings as lines to print: a mark, the sentence, the remedy below it."""
    lines = []
    for finding in findings:
        mark = "ok  " if finding.ok else ("FAIL" if finding.serious else "warn")
        lines.append(f"{mark}  {finding.sentence}")
        if finding.remedy:
            lines.append(f"      {finding.remedy}")
    serious = sum(finding.serious for finding in findings)
    warned = sum(not finding.ok for finding in findings) - serious
    lines += ["", f"{serious} to put right now, {warned} to look at." if serious + warned else "All is well."]
    return "\n".join(lines)
