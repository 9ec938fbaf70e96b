"""Fixtures of the store's tests."""

from tests.store.databases import database, database_url, postgresql, sqlite_template  # noqa: F401
