"""The catalogues against the ledgers of the plans: nothing missing, nothing invented, kinds and sources the same.

The ledgers stand outside the project (../shared/bronnen); what they hold is kept here as tests/catalogue/grootboek.yml,
ids with kind, domains, status and lines, so that the test runs on any clone. Where the ledgers stand beside the clone,
that copy is held against them too.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from bot.catalogue.offer import voorzieningen

LEDGERS: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "grootboek.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "bronnen"


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the ledgers do not stand beside this clone")
@pytest.mark.parametrize("slug", LEDGERS)
def test_the_copy_is_the_ledger(slug: str) -> None:
    ledger = yaml.load((SOURCES / f"{slug}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    facilities = ledger["voorzieningen"]
    existing = [part for part in facilities if part["status"] == "bestaand"]
    assert LEDGERS[slug] == {
        "bestaand": {part["id"]: [part["soort"], part["domeinen"], str(part["regels"])] for part in existing},
        "niet_aangeboden": {part["id"]: part["status"] for part in facilities if part not in existing},
        "toegang": {desk["id"]: str(desk["regels"]) for desk in ledger["toegang"]},
        "randgevallen": [str(case["regels"]) for case in ledger["randgevallen"]],
        "toelatingsregels": {rule["id"]: [rule["status"], str(rule["regels"])] for rule in ledger["toelatingsregels"]},
    }


@pytest.mark.parametrize("slug", LEDGERS)
def test_every_existing_facility_and_no_other(library: Library, slug: str) -> None:
    found = {
        facility.id: [facility.kind, list(facility.domains), facility.source.lines]
        for facility in library.municipalities[slug].facilities
        if not facility.national
    }
    assert found == LEDGERS[slug]["bestaand"]


@pytest.mark.parametrize("slug", LEDGERS)
def test_plans_and_examples_are_kept_as_such_and_never_offered(library: Library, slug: str) -> None:
    municipality = library.municipalities[slug]
    assert dict(municipality.not_offered) == LEDGERS[slug]["niet_aangeboden"]
    assert set(municipality.not_offered).isdisjoint(facility.id for facility in municipality.facilities)


@pytest.mark.parametrize("slug", LEDGERS)
def test_neither_the_list_nor_an_outcome_has_what_is_not_offered(library: Library, slug: str) -> None:
    refused = set(library.municipalities[slug].not_offered)
    everything = {"huishouden_lukt": "niet", "rondkomen": "niet", "schulden": True, "achterstanden": ["huur"]}
    everything |= {"mantelzorg": True, "belasting": "zwaar", "dementie": True, "zorg_nodig": True, "woning": "geen"}
    everything |= {"ov": "nee", "eigen_vervoer": False, "lopen": "niet", "eenzaam": True, "somber": True}
    everything |= {"taal_moeite": True, "opvoedvragen": True, "kinderen": [3, 14], "werk": "zoekt", "onveilig": True}
    outcomes = zelfcheck(library, {"gemeente": slug, "antwoorden": everything}, date(2026, 11, 22))["uitkomsten"]
    assert refused.isdisjoint(outcome["voorziening"] for outcome in outcomes)
    assert refused.isdisjoint(part["voorziening"] for part in voorzieningen(library, slug, None, None)["voorzieningen"])


@pytest.mark.parametrize("slug", LEDGERS)
def test_every_desk(library: Library, slug: str) -> None:
    contacts = library.municipalities[slug].contacts.values()
    assert {contact.id: contact.source.lines for contact in contacts} == LEDGERS[slug]["toegang"]


def test_nothing_counts_as_confirmed_before_the_municipality_did(library: Library) -> None:
    for municipality in library.municipalities.values():
        assert all(facility.national or facility.source.confirmed_on is None for facility in municipality.facilities)
