"""Every rule of the ledgers on who gets what, and in which order: held by a check, or one line why it decides nothing.

The cases are data: toelatingsregels.yml; what each kind of check asks: tests/catalogue/checks.py. What a plan only
intends, explores or gives as an example decides nothing for anybody.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from bot.catalogue.library import Library
from tests.catalogue.checks import WHY_NOT, check, demands, is_held, lines, own
from tests.selfcheck.test_evaluate import municipalities, run, some_answers

HERE = Path(__file__).parent
CASES: dict[str, dict[str, dict[str, Any]]] = yaml.load(
    (HERE / "toelatingsregels.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
RULES: dict[str, dict[str, tuple[str, str]]] = {
    slug: ledger["toelatingsregels"]
    for slug, ledger in yaml.load((HERE / "grootboek.yml").read_text(encoding="utf-8"), yaml.CSafeLoader).items()
}
NOW = "bestaand"
TESTED = [(slug, id) for slug, cases in CASES.items() for id, case in cases.items() if WHY_NOT not in case]
LATER = [(slug, id) for slug, rules in RULES.items() for id, (status, _) in rules.items() if status != NOW]
MOST_IN_FORCE = 0.85
"""So much of what is in force is held by a check; the rest is principle or work inside the organisation."""


@pytest.mark.parametrize(("slug", "id"), TESTED, ids=[f"{slug}: {id}" for slug, id in TESTED])
def test_a_rule_of_the_plan(library: Library, slug: str, id: str) -> None:
    check(library, slug, CASES[slug][id])


@pytest.mark.parametrize("slug", RULES)
def test_every_rule_of_the_ledger_is_here_in_its_order_and_no_other(slug: str) -> None:
    assert list(CASES[slug]) == list(RULES[slug])


@pytest.mark.parametrize("slug", CASES)
def test_a_rule_is_held_or_it_says_why_not(slug: str) -> None:
    assert [id for id, case in CASES[slug].items() if not is_held(case, set())] == []


def test_most_rules_in_force_are_held() -> None:
    in_force = {(slug, id) for slug, rules in RULES.items() for id in rules} - set(LATER)
    assert len(in_force & set(TESTED)) >= MOST_IN_FORCE * len(in_force)


@pytest.mark.parametrize(("slug", "id"), LATER, ids=[f"{slug}: {id}" for slug, id in LATER])
def test_what_is_for_later_is_no_demand_of_a_facility_that_the_plan_names_elsewhere(
    library: Library, slug: str, id: str
) -> None:
    written = lines(RULES[slug][id][1])
    for facility in own(library.municipalities[slug]).values():
        for demand in demands(facility):
            assert written & lines(demand.source.lines) <= lines(facility.source.lines), (facility.id, demand.text)


def for_later(slug: str) -> set[int]:
    """The lines of the rules that are not in force."""
    return set().union(*(lines(where) for status, where in RULES[slug].values() if status != NOW))


@settings(max_examples=300)
@given(municipalities, some_answers)
def test_what_is_for_later_refuses_nobody(library: Library, slug: str, answers: dict[str, Any]) -> None:
    for outcome in run(library, slug, answers)["uitkomsten"]:
        for reason in outcome["redenen"]:
            if reason["resultaat"] == "nee" and reason["bron"]["document"] == library.municipalities[slug].document:
                assert not lines(reason["bron"]["regels"]) & for_later(slug), (outcome["voorziening"], reason)
