"""Figures for Prometheus, in a registry of our own. No label carries an id or a name: outcomes and levels only."""

from __future__ import annotations

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PageOutcome = Literal["sent", "not_sent", "unknown", "list"]

# The promise is p50 0.3 s, p99 2 s, at most 5 s; 15 s when the claiming process has died (reliability.md).
_FIRST_PAGE_BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 60.0)
_SEVERITIES = ("upset", "abusive", "threatening", "violent")
_OUTCOMES: tuple[PageOutcome, ...] = ("sent", "not_sent", "unknown", "list")


class Metrics:
    """What this process counts. Every method is cheap and may be called from any thread."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._raises = self._counter("raises", "Escalations raised and committed.", "severity")
        self._acknowledgements = self._counter("acknowledgements", "Answers that were the first of their epoch.")
        self._pages = self._counter("pages", "Pages by what became of the call to the platform.", "outcome")
        self._not_recorded = self._counter("not_recorded", "Raises that were answered NOT RECORDED.")
        self._denials = self._counter("denials", "Acts that were refused for want of a right.")
        self._open = self._gauge("open_escalations", "Escalations that are not over.")
        self._overdue = self._gauge("overdue", "Escalations and messages due for more than 5 s.")
        self._tick_age = self._gauge("tick_age_seconds", "Seconds since a tick last ended well.")
        self._skew = self._gauge("clock_skew_seconds", "This machine's clock minus the other one's.")
        self._first_page = Histogram(
            "stepin_first_page_seconds",
            "From the commit of a raise to its first page.",
            buckets=_FIRST_PAGE_BUCKETS,
            registry=self.registry,
        )
        self._start_at_zero()

    def raised(self, severity: str) -> None:
        """An escalation of this severity (its word) was committed."""
        self._raises.labels(severity=severity.lower()).inc()

    def acknowledged(self) -> None:
        """Somebody has it."""
        self._acknowledgements.inc()

    def page(self, outcome: PageOutcome) -> None:
        """A page was sent, was not, may have been, or travelled in a list."""
        self._pages.labels(outcome=outcome).inc()

    def not_recorded(self) -> None:
        """A raiser was told that it was NOT RECORDED."""
        self._not_recorded.inc()

    def denied(self) -> None:
        """An act was refused."""
        self._denials.inc()

    def first_page_after(self, seconds: float) -> None:
        """So long after its commit a raise had its first page."""
        self._first_page.observe(seconds)

    def stands(self, *, open_escalations: int, overdue: int, tick_age: float) -> None:
        """How things stand now; `tick_age` in seconds."""
        self._open.set(open_escalations)
        self._overdue.set(overdue)
        self._tick_age.set(tick_age)

    def skewed(self, seconds: float) -> None:
        """So far is this machine's clock ahead of the database's or the platform's (reliability.md F14, W11)."""
        self._skew.set(seconds)

    def text(self) -> bytes:
        """Everything, in Prometheus's text format; its content type is `CONTENT_TYPE`."""
        return generate_latest(self.registry)

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"stepin_{name}", says, labels, registry=self.registry)

    def _gauge(self, name: str, says: str) -> Gauge:
        return Gauge(f"stepin_{name}", says, registry=self.registry)

    def _start_at_zero(self) -> None:
        # A rate needs a first value: what has never happened is shown as 0 from the start.
        for severity in _SEVERITIES:
            self._raises.labels(severity=severity)
        for outcome in _OUTCOMES:
            self._pages.labels(outcome=outcome)
