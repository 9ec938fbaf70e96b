"""What no longer holds: of the past against now, or put right in the same breath."""

from datetime import date
from typing import Any

import pytest

from bot.dialogue.readers import read
from bot.dialogue.readers.affirmation import admits_ignorance
from bot.dialogue.readers.overtaken import after_correction, bare_answer, past_and_now
from bot.dialogue.readers.reading import Context, Kind

TODAY = Context(date(2026, 11, 28), {}, "leiden")


@pytest.mark.parametrize(
    ("said", "past", "now"),
    [
        ("vroeger huurden we, nu is het van ons", "vroeger huurden we", "nu is het van ons"),
        ("ik had een baan maar nu zoek ik iets", "ik had een baan", "maar, nu zoek ik iets"),
        ("wij huren, vroeger hadden we een koophuis", "vroeger hadden we een koophuis", "wij huren"),
        ("ooit beslag gehad, allang voorbij", "ooit beslag gehad", "allang voorbij"),
    ],
)
def test_tells_past_from_now(said: str, past: str, now: str) -> None:
    assert past_and_now(said) == (past, now)


@pytest.mark.parametrize(
    "said",
    [
        "ik loop nu slechter dan vroeger",
        "vroeger huurde ik",
        "ik had een baan",
        "de huur was te laat, nu is het gas ook niet betaald",
        "tot nu toe was het goed",
        "de was doe ik zelf, nu ook nog",
        "",
    ],
)
def test_leaves_alone_what_is_not_set_against_now(said: str) -> None:
    assert past_and_now(said) == ("", said)


@pytest.mark.parametrize(
    ("said", "softly", "rest"),
    [
        ("de huur, of nee, het gas", False, "het gas"),
        ("ww, nee dat is van mijn vrouw, ik krijg wia", False, "ik krijg wia"),
        ("soms, nou eigenlijk best vaak", True, "vaak"),
        ("soms, nou eigenlijk best vaak", False, "soms, nou eigenlijk best vaak"),
        ("of nee", False, "of nee"),
    ],
)
def test_what_comes_after_a_correction_counts(said: str, softly: bool, rest: str) -> None:
    assert after_correction(said, softly) == rest


@pytest.mark.parametrize(
    ("said", "meant"), [("nu niet meer", False), ("maar nu wel", True), ("nu gaat het goed", None), ("", None)]
)
def test_a_bare_answer_about_now(said: str, meant: bool | None) -> None:
    assert bare_answer(said) is meant


@pytest.mark.parametrize(
    ("field", "said", "meant"),
    [
        ("zorg_nodig", "vroeger wel, nu niet meer", False),
        ("zorg_nodig", "vroeger deed ik alles zelf, nu niet meer", True),
        ("netwerk", "ik stond er alleen voor, nu niet meer", "ja"),
        ("somber", "ik was altijd vrolijk, nu niet meer", True),
    ],
)
def test_no_longer_turns_what_was_before(field: str, said: str, meant: Any) -> None:
    assert read(field, said, TODAY).value == meant


@pytest.mark.parametrize(
    ("said", "owed"),
    [
        ("vorig jaar de huur niet betaald, nu dreigt er ontruiming", ["huur"]),
        ("vorig jaar huurachterstand, nu geen geld meer", ["huur"]),
        ("vorig jaar huurachterstand, dat is ingehaald", []),
    ],
)
def test_arrears_of_before_stand_until_they_are_over(said: str, owed: list[str]) -> None:
    assert read("achterstanden", said, TODAY).value == owed


def test_violence_of_before_counts() -> None:
    assert read("onveilig", "mijn man sloeg mij vroeger, nu gaat het goed", TODAY).value is not False


@pytest.mark.parametrize("field", ["achterstanden", "dreiging", "uitkering", "kinderen", "vervoer_doel"])
@pytest.mark.parametrize(
    "said", ["geen idee, niemand zegt mij iets", "geen idee hoe dat zit", "weet ik niet, ik zie nooit een brief"]
)
def test_not_knowing_is_never_none(field: str, said: str) -> None:
    assert read(field, said, TODAY).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("said", "owed"),
    [
        ("geen idee of de huur betaald is", None),
        ("ik weet niet of de huur achterloopt", None),
        ("geen idee maar de huur zeker", ["huur"]),
    ],
)
def test_wondering_whether_is_no_answer(said: str, owed: list[str] | None) -> None:
    assert read("achterstanden", said, TODAY).value == owed


@pytest.mark.parametrize(
    ("said", "admits"),
    [
        ("geen idee", True),
        ("nee, geen idee waarvoor", False),
        ("geen", False),
        ("weet niet, volgens mij niks", False),
        ("geen, mijn zoon weet het niet", False),
    ],
)
def test_who_also_says_no_knows(said: str, admits: bool) -> None:
    assert admits_ignorance(said) is admits
