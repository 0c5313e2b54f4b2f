"""Structured logs without names, texts, numbers or tokens: what is not on a short list does not get out (F79).

A line names an event and carries figures and opaque ids. An error is its type and where it came from, never its
message, since a message may hold what somebody typed.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

from bot.clock import wall_now

SAFE_KEYS = frozenset(
    {
        "alive",
        "attempt",
        "count",
        "error",
        "escalation",
        "finished",
        "hanging",
        "kind",
        "logger",
        "message",
        "messages",
        "method",
        "milliseconds",
        "outcome",
        "overdue",
        "port",
        "postgres",
        "rearmed",
        "reason",
        "reference",
        "restarts",
        "round",
        "seconds",
        "severity",
        "site",
        "socket_mode",
        "source",
        "state",
        "status",
        "version",
    }
)

_EVENT = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,79}")
_LIKE_A_NUMBER_TO_DIAL = re.compile(r"[0-9./-]{6,}")
_LIKE_A_TOKEN = ("xox", "xapp")
_FRAMES = 12
_LIBRARIES = ("slack_bolt", "slack_sdk", "apscheduler", "sqlalchemy", "waitress")

_OptionalError = BaseException | None


def configure(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send every log line, ours and the libraries', as one line of JSON to `stream` (standard error)."""
    stream = stream or sys.stderr
    structlog.configure(
        processors=[_stamp, structlog.processors.add_log_level, only_safe, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    logging.lastResort = None
    _route(logging.getLogger())
    for name in _LIBRARIES:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.setLevel(logging.WARNING)
        library.propagate = True


def catch_strays() -> None:
    """What nobody caught, on any thread, is logged the same way; Python would print its message."""
    sys.excepthook = lambda _kind, error, _trace: log_stray(error)
    threading.excepthook = lambda stray: log_stray(stray.exc_value)
    sys.unraisablehook = lambda stray: log_stray(stray.exc_value)


def log_stray(error: _OptionalError) -> None:
    """One line for an error that nobody caught; a wish to stop is none."""
    if not isinstance(error, (KeyboardInterrupt, SystemExit)):
        structlog.get_logger("stepin").critical("uncaught", exc_info=error or True)


def only_safe(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """The line with nothing in it but what may be read by anybody."""
    event = str(line.get("event", ""))
    safe: dict[str, Any] = {"at": line.get("at"), "level": line.get("level")}
    safe["event"] = event if _EVENT.fullmatch(event) else "unnamed"
    for key in sorted(SAFE_KEYS & line.keys()):
        safe[key] = _safe_value(line[key])
    error = _error_of(line.get("exc_info"))
    if error is not None:
        safe["error"] = [type(each).__name__ for each in _chain(error)]
        safe["frames"] = _frames(error.__traceback__)
    return safe


def _safe_value(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = str(value)
    is_code = _CODE.fullmatch(text) and not _LIKE_A_NUMBER_TO_DIAL.fullmatch(text)
    return text if is_code and not any(sign in text for sign in _LIKE_A_TOKEN) else "withheld"


def _error_of(given: Any) -> _OptionalError:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None


def _chain(error: BaseException) -> Iterable[BaseException]:
    seen: list[BaseException] = []
    step: _OptionalError = error
    while step is not None and step not in seen:
        seen.append(step)
        step = step.__cause__ or step.__context__
    return seen


def _frames(trace: TracebackType | None) -> list[str]:
    """Innermost last. Only the end of each path: the beginning may name the person whose machine it is."""
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return ["/".join(frame.filename.split("/")[-3:]) + f":{frame.lineno}" for frame in frames]


def _stamp(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    line["at"] = wall_now().isoformat(timespec="milliseconds")
    return line


def _route(root: logging.Logger) -> None:
    for handler in [each for each in root.handlers if isinstance(each, _Through)]:
        root.removeHandler(handler)
    root.addHandler(_Through(logging.WARNING))
    root.setLevel(logging.WARNING)


class _Through(logging.Handler):
    """Passes what a library logs on, as where it was said: the words may hold personal text and stay behind."""

    def emit(self, record: logging.LogRecord) -> None:
        say: Callable[..., Any] = getattr(structlog.get_logger(), _level(record.levelno))
        place = "/".join(record.pathname.split("/")[-2:])
        say("library", logger=record.name, source=f"{place}:{record.lineno}", exc_info=record.exc_info)


def _level(number: int) -> str:
    if number >= logging.CRITICAL:
        return "critical"
    return "error" if number >= logging.ERROR else "warning"
