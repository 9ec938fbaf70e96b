"""The staff app on an empty database, once on each kind that answers."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.staff import sign_in
from bot.staff.words import Words
from bot.store import passwords
from bot.store.settings import StoreSettings
from tests.front.reading import read_once
from tests.staff.house import PASSWORD_HASH, QUICK_HASHER, House, running
from tests.store.databases import database_url, postgresql, sqlite_template  # noqa: F401


@pytest.fixture(scope="session", autouse=True)
def words() -> Iterator[Words]:
    """The texts of the staff app and of the front door, read once for all tests."""
    loaded = Words.load()
    with pytest.MonkeyPatch.context() as patch, read_once():
        patch.setattr(Words, "load", lambda: loaded)
        yield loaded


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", QUICK_HASHER)
        patch.setattr(sign_in, "NOBODYS_HASH", PASSWORD_HASH)
        yield


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:  # noqa: F811
    async with running(StoreSettings(database_url, f"sqlite:///{tmp_path / 'rasa.db'}")) as made:
        yield made
