"""P2: `/escalate` over loopback HTTP with eight connections, beside the bare ack on the same server."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from waitress.server import create_server

from benchmarks.bench import Bench
from benchmarks.floors.answering import bare_ack
from benchmarks.product import product, workspace
from benchmarks.signed import WSGI
from benchmarks.table import Row
from bot.front_door import THREADS

_ROUNDS, _SECONDS, _CONNECTIONS = 3, 1.5, 8


def measure(bench: Bench) -> Iterator[Row]:
    """Answers alone, then answers with the dialog that opens after each."""
    with (
        product(bench.stores[0].fresh(), bench.slack.api_url, workspace(20, 30)) as stepin,
        _served(bare_ack()) as bare,
        _served(stepin.door) as ours,
    ):
        for text, what in (("help", "house rules (answer only)"), ("", "with the dialog opened after each")):
            floors, products = [], []
            for _ in range(_ROUNDS):
                floors.append(_per_second(bare, text))
                products.append(_per_second(ours, text))
                stepin.app.in_hand.wait_idle(60)
            floor, own = statistics.median(floors), statistics.median(products)
            name = f"/escalate, 8 connections, {what}"
            yield Row("P2", name, "", f"{floor:.0f}/s", f"{own:.0f}/s", own / floor, ">=", 0.5)


@contextmanager
def _served(app: WSGI) -> Iterator[int]:
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS, clear_untrusted_proxy_headers=True)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(5)


def _per_second(port: int, text: str) -> float:
    command = [sys.executable, "-m", "benchmarks.load", str(port), str(_CONNECTIONS), str(_SECONDS), text]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
