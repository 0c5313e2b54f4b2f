"""Nothing personal gets into a log line (reliability.md F79, invariant 15)."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import logs

CANARIES = ("Canary Dana", "xoxb-canary-1", "+49 30 5550100", "he said canary", "030/5550100")


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What is logged, while our configuration is in force."""
    stream = io.StringIO()
    root, last = logging.getLogger(), logging.lastResort
    before = (list(root.handlers), root.level, logging.raiseExceptions)
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    logs.configure(stream)
    yield stream
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], logging.lastResort = before[0], last
    root.setLevel(before[1])
    logging.raiseExceptions = before[2]
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    """The lines, each read as JSON."""
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_is_json_with_time_level_and_event(out: io.StringIO) -> None:
    """An operator's tools can read it."""
    structlog.get_logger().info("page_sent", seconds=0.31, outcome="sent", escalation="e4f2a91c")
    (line,) = lines(out)
    assert (line["event"], line["level"], line["seconds"]) == ("page_sent", "info", 0.31)
    assert line["escalation"] == "e4f2a91c"
    assert line["at"].endswith("+00:00")


def test_canaries_do_not_get_out_by_any_way(out: io.StringIO) -> None:
    """F79: names, words, numbers and tokens as event, as value, as key, in errors, chains, libraries and warnings."""
    log = structlog.get_logger()
    for canary in CANARIES:
        log.info(f"paging {canary}")
        log.info(canary)
        log.error("page_failed", name=canary, reason=canary, reference=canary, escalation=[canary], count={"x": canary})
        for library in ("slack_bolt", "slack_sdk.web", "apscheduler.scheduler", "sqlalchemy.engine", "other"):
            logging.getLogger(library).error("Failed for %s", canary)
        _fail(canary, log)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(canary, stacklevel=1)
    written = out.getvalue()
    assert len(lines(out)) >= 9 * len(CANARIES)
    for hidden in (*CANARIES, "anary", "5550100"):
        assert hidden not in written


def _fail(canary: str, log: Any) -> None:
    try:
        try:
            raise KeyError(canary)
        except KeyError as error:
            raise ValueError(f"no such person: {canary}") from error
    except ValueError as error:
        log.exception("listener_failed")
        log.error("listener_failed", exc_info=error)
        logging.getLogger("slack_bolt").exception("Unhandled: %s", canary)


def test_an_error_says_what_and_where(out: io.StringIO) -> None:
    """The type, its causes, and the lines of code are enough to find it."""
    _fail("anything", structlog.get_logger())
    line = lines(out)[0]
    assert line["error"] == ["ValueError", "KeyError"]
    assert line["frames"][-1].split(":")[0].endswith("tests/bot/test_logs.py")


def test_paths_do_not_name_the_machine(out: io.StringIO) -> None:
    """A home folder carries a person's name: only the end of a path is kept."""
    _fail("anything", structlog.get_logger())
    assert all(frame.count("/") <= 2 for line in lines(out) for frame in line["frames"])


def test_libraries_are_heard_from_warning_on(out: io.StringIO) -> None:
    """Who said it, how bad it is and where it was said, without the words."""
    logging.getLogger("slack_sdk").info("posting")
    logging.getLogger("slack_sdk").warning("ratelimited")
    (line,) = lines(out)
    assert (line["event"], line["level"], line["logger"]) == ("library", "warning", "slack_sdk")
    assert line["source"].startswith("bot/test_logs.py:")


def test_what_nobody_caught_is_logged_without_its_message(out: io.StringIO) -> None:
    """F79: an error that ends a thread is a line like any other."""
    logs.catch_strays()
    thread = threading.Thread(target=lambda: {}["canary"])
    thread.start()
    thread.join(10)
    sys.excepthook(ValueError, ValueError("canary"), None)
    assert [line["event"] for line in lines(out)] == ["uncaught", "uncaught"]
    assert "canary" not in out.getvalue()


def test_a_wish_to_stop_is_no_error(out: io.StringIO) -> None:
    """Ctrl-C ends the process without a complaint."""
    logs.log_stray(KeyboardInterrupt())
    assert lines(out) == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(word=st.text(min_size=1), key=st.text(alphabet="abcdefgh_", min_size=1))
def test_only_listed_keys_and_codes_get_out(out: io.StringIO, word: str, key: str) -> None:
    """F79: whatever is passed under whatever name, the line holds listed keys and code-like values only."""
    line = dict(logs.only_safe(None, "info", {"event": word, key: word, "reason": word + " "}))
    assert set(line) - {"at", "level", "event"} <= logs.SAFE_KEYS
    assert line["reason"] == "withheld"
