"""The real norms, policy and plans, loaded once: tests run on what residents get."""

import pytest

from bot.catalogue.library import DATA, Library
from bot.dialogue.agenda import Agenda
from bot.dialogue.questions import Questionnaire
from bot.selfcheck.norms import Norms


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="session")
def norms(library: Library) -> Norms:
    return library.rules.norms


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return Questionnaire.load(DATA)


@pytest.fixture(scope="session")
def agenda(library: Library, questionnaire: Questionnaire) -> Agenda:
    return Agenda(library, questionnaire)
