"""Whole conversations with the running system, in free text, from the first greeting to outcomes and handover."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import Resident, System

RESIDENTS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "inwoners.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
TURNS = 60


def named(resident: dict[str, Any]) -> str:
    return f"{resident['gemeente']}-{resident['naam']}"


def checked(system: System, resident: dict[str, Any]) -> Resident:
    """Answers every question in the resident's own words until the outcomes are there."""
    talk = Resident(system.url, resident["gemeente"]).begins().says(resident["begint"])
    for _ in range(TURNS):
        if talk.asks is None and talk.cards:
            return talk
        if talk.asks is None:
            talk.chooses("Alle onderwerpen" if "Alle onderwerpen" in talk.titles else "Verder met de vragen")
        else:
            talk.says(resident["antwoorden"].get(talk.asks, "weet ik niet"))
    raise AssertionError(f"no outcomes after {TURNS} turns: {talk.text}")


@pytest.mark.parametrize("resident", RESIDENTS, ids=named)
def test_from_greeting_to_outcomes_and_handover(system: System, resident: dict[str, Any]) -> None:
    talk = checked(system, resident)
    record = talk.record
    statuses = {outcome["voorziening"]: outcome["status"] for outcome in record["uitkomsten"]}
    for facility, status in resident["uitkomsten"].items():
        assert statuses.get(facility) == status, facility
    for field, value in resident["begrepen"].items():
        assert record["antwoorden"].get(field) == value, field
    assert record["verwijzing"]["urgentie"] == resident["urgentie"]
    talk.chooses("Naar een medewerker").chooses("Contactverzoek").says(resident["reden"])
    talk.chooses("Bellen").says("06-12345678")
    assert "12345678" not in str(talk.record)
    talk.chooses("Ja, verstuur het")
    assert "ZC-" in talk.text
    assert talk.record["status"] == "overgedragen"
    assert talk.removes() == 204
