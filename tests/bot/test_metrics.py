"""What the process counts for Prometheus."""

from __future__ import annotations

from bot.metrics import Metrics


def sample(metrics: Metrics, name: str, **labels: str) -> float | None:
    """The value of one series."""
    return metrics.registry.get_sample_value(name, labels)


def test_what_happens_is_counted() -> None:
    """Each call adds one to its own series and to no other."""
    metrics = Metrics()
    metrics.raised("VIOLENT")
    metrics.raised("VIOLENT")
    metrics.acknowledged()
    metrics.page("unknown")
    metrics.not_recorded()
    metrics.denied()
    assert sample(metrics, "stepin_raises_total", severity="violent") == 2
    assert sample(metrics, "stepin_raises_total", severity="upset") == 0
    assert sample(metrics, "stepin_pages_total", outcome="unknown") == 1
    assert sample(metrics, "stepin_pages_total", outcome="sent") == 0
    for name in ("acknowledgements", "not_recorded", "denials"):
        assert sample(metrics, f"stepin_{name}_total") == 1


def test_how_things_stand_is_shown() -> None:
    """Gauges hold the last value that was given."""
    metrics = Metrics()
    metrics.stands(open_escalations=3, overdue=1, tick_age=0.4)
    metrics.stands(open_escalations=2, overdue=0, tick_age=0.5)
    metrics.skewed(-1.5)
    assert sample(metrics, "stepin_open_escalations") == 2
    assert sample(metrics, "stepin_overdue") == 0
    assert sample(metrics, "stepin_tick_age_seconds") == 0.5
    assert sample(metrics, "stepin_clock_skew_seconds") == -1.5


def test_the_promise_of_the_first_page_can_be_read_off() -> None:
    """There is a bucket at each promised bound: 0.3 s, 2 s, 5 s, 15 s."""
    metrics = Metrics()
    metrics.first_page_after(0.25)
    metrics.first_page_after(4)
    assert sample(metrics, "stepin_first_page_seconds_bucket", le="0.3") == 1
    assert sample(metrics, "stepin_first_page_seconds_bucket", le="2.0") == 1
    assert sample(metrics, "stepin_first_page_seconds_bucket", le="5.0") == 2


def test_two_processes_in_one_test_do_not_share_figures() -> None:
    """Each Metrics has a registry of its own."""
    first, second = Metrics(), Metrics()
    first.acknowledged()
    assert sample(second, "stepin_acknowledgements_total") == 0
    assert b"stepin_acknowledgements_total 1.0" in first.text()
