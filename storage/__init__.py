"""Where it is kept: SQLite or PostgreSQL behind the protocols of `handlers/ports/`.

`tables.py` every table on one page, `values.py` domain values to text and back, `database.py` the engines (with
`sqlite.py`, `postgres.py`, `turns.py` and `failures.py` below it), `unit_of_work.py` one transaction and its
repositories (`escalations.py`, `messages/`, `notes.py`, `people.py`), `migrate.py` the schema's versions,
`clock.py` the database's clock, `lock.py` the lock that keeps a SQLite file to one server.
"""
