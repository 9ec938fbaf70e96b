"""The catalogues against the ledgers of the plans: nothing missing, nothing invented, kinds and sources the same.

The ledgers stand outside the project (../shared/bronnen); what they hold is kept here as tests/catalogue/grootboek.yml,
ids with kind, domains, status and lines, so that the test runs on any clone.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.library import Library

LEDGERS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "grootboek.yml").read_text(encoding="utf-8"))


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
def test_every_desk(library: Library, slug: str) -> None:
    contacts = library.municipalities[slug].contacts.values()
    assert {contact.id: contact.source.lines for contact in contacts} == LEDGERS[slug]["toegang"]


def test_nothing_counts_as_confirmed_before_the_municipality_did(library: Library) -> None:
    for municipality in library.municipalities.values():
        assert all(facility.national or facility.source.confirmed_on is None for facility in municipality.facilities)
