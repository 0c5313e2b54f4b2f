"""What Alembic runs: the migrations on the one connection that `storage/migrate.py` has begun a transaction on."""

from alembic import context

from storage.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
