"""For tests of pages and routes, which look alike on every database: import ``database_url`` to run them once."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def database_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The address of an empty, migrated SQLite file."""
    shutil.copy(sqlite_template, tmp_path / "zelfcheck.db")
    return f"sqlite:///{tmp_path}/zelfcheck.db"
