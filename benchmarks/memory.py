"""How much memory this process has had at most."""

from __future__ import annotations

from pathlib import Path


def peak_kib() -> int:
    """Of this program alone, in KiB: getrusage also counts the process that it was started from (Linux, execve)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
