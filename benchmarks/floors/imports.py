"""The stack that the product stands on, imported and nothing more: prints its memory once that is done."""

from __future__ import annotations

import sys
import threading


def _main(database: str) -> None:
    import apscheduler.schedulers.background
    import slack_bolt.adapter.wsgi
    import sqlalchemy.orm
    import waitress

    if database.startswith("postgresql"):
        import psycopg

        sys.modules["psycopg"] = psycopg
    from benchmarks.serving import memory

    assert apscheduler and slack_bolt and sqlalchemy and waitress  # noqa: PT018 - all of them stay
    print(memory(), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    _main(sys.argv[1])
