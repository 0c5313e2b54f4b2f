"""P6: `/escalate` while another process holds the database's write lock for two seconds."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url

from benchmarks.bench import Bench
from benchmarks.counting import counting
from benchmarks.product import Product, product, workspace
from benchmarks.signed import answered, close, command, environ
from benchmarks.table import Row
from benchmarks.timing import ms

_TIMES, _EVERY, _HELD = 12, 0.12, 2.0
_SQLITE = """
import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("BEGIN IMMEDIATE"); c.execute("UPDATE setting SET value = value")
print("held", flush=True); time.sleep(float(sys.argv[2])); c.execute("ROLLBACK")
"""
_POSTGRES = """
import psycopg, sys, time
c = psycopg.connect(sys.argv[1])
c.execute("LOCK TABLE escalation, message, timeline, intake, person, setting IN EXCLUSIVE MODE")
print("held", flush=True); time.sleep(float(sys.argv[2])); c.rollback()
"""


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    for store in bench.stores:
        url = store.fresh()
        with product(url, bench.slack.api_url, workspace(20, 30), beating=True) as stepin:
            with _locked(url):
                acks, opened = _asked(bench, stepin)
            worst, last = max(acks), max(opened)
            what = "write lock held elsewhere: /escalate answered, worst of 12"
            yield Row("P6", what, store.name, "", ms(worst), worst * 1e3, "<=", 100, "ms")
            what = "... and its dialog at Slack, worst of 12"
            yield Row("P6", what, store.name, "", ms(last), last * 1e3, "<=", 100, "ms")
        with product(url, bench.slack.api_url, workspace(0, 0)) as stepin:
            calls, writers = _counted(bench, stepin)
        yield Row("P6", "Slack calls before that ack", store.name, "", str(calls), calls, "==", 0, "")
        yield Row("P6", "connections taken for writing before it", store.name, "", str(writers), writers, "==", 0, "")


@contextmanager
def _locked(url: str) -> Iterator[None]:
    made = make_url(url)
    script, where = (_SQLITE, str(made.database)) if made.get_backend_name() == "sqlite" else (_POSTGRES, url)
    holder = subprocess.Popen([sys.executable, "-c", script, where, str(_HELD)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "held"
    try:
        yield
        if holder.poll() is not None:
            raise RuntimeError("the lock was let go before everything was measured")
    finally:
        holder.wait()


def _asked(bench: Bench, stepin: Product) -> tuple[list[float], list[float]]:
    """Seconds to the ack, and from the command to its views.open, of each command."""
    acks, opened = [], []
    for number in range(_TIMES):
        bench.slack.reset()
        request = environ(command(stepin.raiser(number)[0]))
        began = time.monotonic()
        chunks = answered(stepin.door, request)
        acks.append(time.monotonic() - began)
        close(chunks)
        stepin.app.in_hand.wait_idle(2)
        opened += [call.at - began for call in bench.slack.calls() if call.method == "views.open"]
        time.sleep(_EVERY / 4)
    if len(opened) != _TIMES:
        raise RuntimeError("not every dialog was opened")
    return acks, opened


def _counted(bench: Bench, stepin: Product) -> tuple[int, int]:
    """Slack calls and connections for writing before the answer, without a heartbeat beside it."""
    bench.slack.reset()
    request = environ(command(stepin.raiser(0)[0]))
    with counting(stepin.database) as counted:
        answered(stepin.door, request)
        at = time.monotonic()
    return sum(call.at <= at for call in bench.slack.calls()), sum(taken <= at for taken in counted.writers)
