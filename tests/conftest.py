"""The real norms, policy and plans, loaded once: tests run on what residents get."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from bot.catalogue.library import DATA, Library
from bot.dialogue.agenda import Agenda
from bot.dialogue.questions import Questionnaire
from bot.selfcheck.norms import Norms
from tests.plans import plans
from tests.running import System, running_system

pytest.register_assert_rewrite("tests.catalogue.checks")

# The same examples on every machine, and no deadline: time is measured in the benchmarks, never in a test.
settings.register_profile("zelfcheck", deadline=None, derandomize=True)
settings.load_profile("zelfcheck")


@pytest.fixture(scope="session")
def library() -> Library:
    return plans()


@pytest.fixture(scope="session")
def norms(library: Library) -> Norms:
    return library.rules.norms


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return Questionnaire.load(DATA)


@pytest.fixture(scope="session")
def agenda(library: Library, questionnaire: Questionnaire) -> Agenda:
    return Agenda(library, questionnaire)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The running system; ZELFCHECK_URL, ZELFCHECK_STAFF and ZELFCHECK_PASSWORD name one that runs already."""
    if os.environ.get("ZELFCHECK_URL"):
        yield System(*(os.environ.get(name, "") for name in ("ZELFCHECK_URL", "ZELFCHECK_STAFF", "ZELFCHECK_PASSWORD")))
        return
    with running_system(tmp_path_factory.mktemp("var")) as started:
        yield started


@pytest.fixture(scope="session")
def zelfcheck_url(system: System) -> str:
    return system.url
