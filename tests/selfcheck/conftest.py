"""The real norms, policy and plans: the decision is tested on what residents get."""

import pytest

from bot.catalogue.library import Library
from bot.selfcheck.norms import Norms


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="session")
def norms(library: Library) -> Norms:
    return library.rules.norms
