"""The versions of the schema; `storage/migrate.py` runs them."""
