"""Every trap that the ledgers name (contradictions, scan damage, what a plan explores): a test by its name, or why not.

The cases are data: randgevallen.yml; what each kind of test asks: tests/catalogue/checks.py.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.library import Library
from tests.catalogue.checks import WHY_NOT, check, is_held

HERE = Path(__file__).parent
CASES: dict[str, list[dict[str, Any]]] = yaml.load(
    (HERE / "randgevallen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
LEDGERS: dict[str, Any] = yaml.load((HERE / "grootboek.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
TOLD = {"regels", "naam"}
TESTED = [(slug, case) for slug, cases in CASES.items() for case in cases if WHY_NOT not in case]


@pytest.mark.parametrize(("slug", "case"), TESTED, ids=[f"{slug}: {case['naam']}" for slug, case in TESTED])
def test_a_trap_of_the_plan(library: Library, slug: str, case: dict[str, Any]) -> None:
    check(library, slug, case)


@pytest.mark.parametrize("slug", LEDGERS)
def test_every_trap_of_the_ledger_is_here_in_its_order(slug: str) -> None:
    assert [case["regels"] for case in CASES[slug]] == LEDGERS[slug]["randgevallen"]


@pytest.mark.parametrize("slug", CASES)
def test_a_trap_is_tested_or_it_says_why_not(slug: str) -> None:
    assert [case["naam"] for case in CASES[slug] if not is_held(case, TOLD)] == []


def test_most_traps_are_tested() -> None:
    assert len(TESTED) >= 0.7 * sum(map(len, CASES.values()))
