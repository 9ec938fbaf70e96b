"""What is put right inside a sentence: the new value counts, it is shown back, and nothing is asked twice."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.readers.amended import takes_back
from tests.actions.conftest import Begin

LINES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "verbeteringen.yml").read_text(encoding="utf-8"))
SHOWN = ("Ik begrijp:", "Dit heb ik begrepen:", "Ik heb het aangepast.", "nu staat er:")


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['vraag']}: {line['tekst']}")
async def test_the_new_value_counts_and_is_shown(begin: Begin, line: dict[str, Any]) -> None:
    known = line.get("bekend", {})
    talk = await (await begin(line["vraag"], **known)).says(line["tekst"], "antwoord", 0.5)
    assert {field: talk.slots.get(field) for field in {**known, **line["wordt"]}} == {**known, **line["wordt"]}
    assert any(words in talk.text for words in SHOWN)
    assert talk.asks not in line["wordt"]
    assert line["vraag"] in line["wordt"] or talk.asks == line["vraag"]


def test_enough_of_them() -> None:
    assert len(LINES) >= 60


@pytest.mark.parametrize(("confidence", "asked_what"), [(0.7, False), (0.95, True)])
async def test_what_to_change_is_asked_only_of_a_very_likely_correction(
    begin: Begin, confidence: float, asked_what: bool
) -> None:
    talk = await (await begin("uitkering", leeftijd=44)).says("hm dat ligt anders", "corrigeer", confidence)
    assert ("veranderen" in talk.text) is asked_what
    assert talk.asks == "uitkering"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("huishouden_lukt", "ik maak het op maandag schoon en zet het op orde"),
        ("netwerk", "eigenlijk heb ik geen idee wie er komt"),
        ("taal_moeite", "eigenlijk ben ik niet zo van de boeken"),
        ("rondkomen", "1200 is niet genoeg"),
        ("mantelzorg", "65 is al oud"),
        ("mantelzorg", "ik zit naast mijn moeder"),
    ],
)
async def test_what_only_sounds_like_a_correction_asks_for_none(begin: Begin, field: str, text: str) -> None:
    talk = await (await begin(field, leeftijd=44)).says(text, "antwoord", 0.6)
    assert "veranderen" not in talk.text
    assert talk.slots["leeftijd"] == 44


@pytest.mark.parametrize(
    ("text", "puts_right"),
    [
        ("1200 is niet genoeg", False),
        ("65 is al oud", False),
        ("ik zit naast mijn moeder", False),
        ("van 1200 moet 800 naar de huur", False),
        ("ik zat er naast", True),
        ("ik zat er net naast", True),
        ("52 was ik vorig jaar", True),
        ("52 moet 53 zijn", True),
        ("maak van die 52 maar 53", True),
        ("52 is niet goed", True),
    ],
)
def test_what_takes_something_back(text: str, puts_right: bool) -> None:
    assert takes_back(text) is puts_right


@pytest.mark.parametrize(
    "text",
    [
        "de huur is niet 8 maar 9, gas is 12",
        "Huur is niet 8 maar 9, gas is 12",
        "Nee mijn zus is geen 12 maar 13, mijn broertje is 16",
        "buurjongen is niet 14 maar 15, buurmeisje is 9",
        "Buurjongen is niet 14 maar 15. Buurmeisje is 9",
        "Sorry, mijn zus Anna is niet 12 maar 13, mijn broer Piet is 16",
    ],
)
async def test_others_with_a_number_are_no_children(begin: Begin, text: str) -> None:
    talk = await (await begin("rondkomen", leeftijd=44)).says(text, "antwoord", 0.5)
    assert (talk.slots.get("kinderen"), talk.slots["leeftijd"]) == (None, 44)


@pytest.mark.parametrize("confidence", [0.7, 0.95])
async def test_a_yes_or_no_to_the_open_question_changes_no_earlier_answer(begin: Begin, confidence: float) -> None:
    talk = await begin("schulden", zorg_nodig=True, huishouden_lukt="met_moeite")
    await talk.says("Nee, daar heb ik een broertje dood aan, aan lenen.", "corrigeer", confidence)
    assert talk.slots["zorg_nodig"] is True
    assert talk.slots["huishouden_lukt"] == "met_moeite"


@pytest.mark.parametrize(
    "text",
    [
        "Oeps: niet 14 maar 13 is Lotte, en Bram 17",
        "correctie: mijn zoon van 8 krijgt per week zorg",
        "foutje, ze komen 4 uur per week voor de verzorging, geen 3",
        "oeps, de hulp komt niet 2 maar 4 uur per week bij mijn vader",
        "foutje, mijn moeder krijgt geen 3 maar 5 uur zorg per week",
    ],
)
async def test_the_number_of_another_is_no_own_age_nor_hours_of_care(begin: Begin, text: str) -> None:
    talk = await (await begin("rondkomen", leeftijd=44, mantelzorg=True)).says(text, "antwoord", 0.5)
    assert (talk.slots["leeftijd"], talk.slots.get("mantelzorg_uren")) == (44, None)
