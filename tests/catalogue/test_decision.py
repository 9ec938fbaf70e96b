"""The stateless self-check as the API calls it: what it refuses, and the examples of the issue."""

from datetime import date
from typing import Any

import pytest

from bot.catalogue.decision import decide, normen, zelfcheck
from bot.catalogue.library import Library
from bot.selfcheck.answers import AnswerError

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("body", "field", "reason"),
    [
        ([], "antwoorden", "geen_object"),
        ({"gemeente": "leiden"}, "antwoorden", "ontbreekt"),
        ({"gemeente": "delft", "antwoorden": {}}, "gemeente", "onbekende_gemeente"),
        ({"gemeente": ["leiden"], "antwoorden": {}}, "gemeente", "onbekende_gemeente"),
        ({"antwoorden": {}}, "gemeente", "onbekende_gemeente"),
        ({"gemeente": "leiden", "antwoorden": {}, "bsn": 1}, "bsn", "onbekend_veld"),
        ({"gemeente": "leiden", "antwoorden": {"leeftijd": "40"}}, "leeftijd", "geen_getal"),
        ({"gemeente": "leiden", "antwoorden": {}, "peildatum": "22-11-2026"}, "peildatum", "geen_datum"),
        ({"gemeente": "leiden", "antwoorden": {}, "peildatum": "1899-12-31"}, "peildatum", "geen_datum"),
        ({"gemeente": "leiden", "antwoorden": {}, "peildatum": 20261122}, "peildatum", "geen_datum"),
    ],
)
def test_a_wrong_body_names_the_field(library: Library, body: Any, field: str, reason: str) -> None:
    with pytest.raises(AnswerError) as refused:
        zelfcheck(library, body, TODAY)
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_the_answer_has_the_fields_of_the_contract(library: Library) -> None:
    answers = {"huishouden_lukt": "niet"}
    result = zelfcheck(library, {"gemeente": "leiden", "antwoorden": answers}, TODAY)
    assert set(result) == {"peildatum", "uitkomsten", "verwijzing", "ontbrekend"}
    outcome = next(found for found in result["uitkomsten"] if found["voorziening"] == "hulp-bij-het-huishouden")
    needed = {"voorziening", "naam", "soort", "domeinen", "status", "samenvatting", "stappen", "contact", "redenen"}
    assert needed | {"ontbrekend", "bron"} <= set(outcome)
    assert set(outcome["bron"]) == {"document", "vindplaats", "regels", "bevestigd_op"}
    assert "Wmo 2015, artikel 2.3.2" in {reason["bron"]["document"] for reason in outcome["redenen"]}


def test_the_norms_of_a_day(library: Library) -> None:
    shown = normen(library, "2026-03-01", TODAY)
    assert shown["bijstandsnorm"]["bedragen"]["alleenstaand_21_aow"] == 1401.50
    assert (shown["zeker"], shown["aow_leeftijd"]["jaren"]) == (True, 67)
    assert normen(library, "2027-03-01", TODAY)["zeker"] is False


@pytest.mark.parametrize(
    ("signals", "heard"),
    [((), []), (("suicide",), ["suicide"]), (("van vroeger",), []), (("van vroeger", "suicide"), ["suicide"])],
)
def test_an_alarm_that_the_rules_no_longer_have_breaks_no_older_conversation(
    library: Library, signals: tuple[str, ...], heard: list[str]
) -> None:
    urgent = decide(library, "leiden", {}, TODAY, signals).referral
    alarms = [library.rules.policy.alarms[name] for name in heard]
    assert urgent.needed == bool(heard)
    assert {alarm.reason for alarm in alarms} <= set(urgent.reasons)
