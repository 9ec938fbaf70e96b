"""The accessibility statement says what was tested: not less, not more, and not something of long ago."""

import json

import pytest
from checks import AXE, CHECKS
from playwright.sync_api import Page, expect
from states import STATES
from tasks import TASKS

from bot.front.statement import DATA, Statement
from tests.browser.conftest import missing

STATEMENT = Statement.load(DATA / "toegankelijkheid")
AGAIN = "run `make accessibility` and commit data/toegankelijkheid/onderzoek.yml"


@pytest.mark.parametrize(
    "told, true",
    [
        (STATEMENT.test.schermen, list(STATES)),
        (STATEMENT.test.proeven, list(CHECKS)),
        (STATEMENT.test.taken, list(TASKS)),
    ],
    ids=["states", "checks", "tasks"],
)
def test_it_names_what_the_tests_do(told: list[str], true: list[str]) -> None:
    assert told == true, AGAIN


def test_it_names_the_axe_that_is_used() -> None:
    if not AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    package = json.loads((AXE.parent / "package.json").read_text(encoding="utf-8"))
    assert STATEMENT.test.axe == package["version"], AGAIN


def test_the_page_is_made_of_it(page: Page, scripted_url: str) -> None:
    page.goto(f"{scripted_url}/toegankelijkheid")
    main = page.get_by_role("main")
    expect(main.get_by_role("strong")).to_have_text("De zelfcheck heeft status E. Er is nog geen officiële verklaring.")
    test = STATEMENT.test
    expect(main).to_contain_text(f"axe-core {test.axe}. Bij elk van de {len(test.schermen)} schermen")
    expect(main.get_by_role("listitem")).to_have_count(3 + len(test.proeven) + len(test.schermen) + len(test.taken))
