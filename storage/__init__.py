"""Where it is kept: SQLite or PostgreSQL behind the protocols of `handlers/ports/`.

`tables/` every table, `values.py` domain values to text and back, `database.py` the engines (with
`sqlite.py`, `postgres.py`, `turns.py` and `failures.py` below it), `unit_of_work.py` one transaction and its
repositories (`escalations.py`, `messages/`, `notes.py`, `people.py`, `plans/`, `lessons/`, `learning/`),
`migrate.py` the schema's versions, `clock.py` the database's clock, `lock.py` the lock that keeps a SQLite file to one
server.
"""
