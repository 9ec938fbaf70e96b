"""What a resident tells without being asked: taken where it is said outright and about themselves, else left alone."""

from datetime import date
from typing import Any

import pytest

from bot.dialogue.readers.reading import Context
from bot.dialogue.understanding import volunteered

CONTEXT = Context(date(2026, 11, 22), {}, "leiden")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("de huur loopt twee maanden achter", {"achterstanden": ["huur"]}),
        ("ik kom niet meer rond", {"rondkomen": "niet"}),
        ("ik heb huurachterstand", {"achterstanden": ["huur"]}),
        ("ik kan de energierekening niet betalen", {"achterstanden": ["energie"]}),
        (
            "ik heb drie kinderen van 4, 6 en 9 en ben gescheiden",
            {"huishouden": "alleenstaande_ouder", "kinderen": [4, 6, 9]},
        ),
        ("ik kan niet meer lopen, zit in een rolstoel", {"lopen": "niet"}),
        ("ik krijg bijstand en woon alleen", {"huishouden": "alleenstaand", "uitkering": ["bijstand"]}),
        ("ik ben mijn baan kwijt", {"werk": "zoekt"}),
        ("ik voel me eenzaam en zit de hele dag thuis", {"eenzaam": True}),
    ],
)
def test_taken(text: str, told: dict[str, Any]) -> None:
    assert {field: reading.value for field, reading in volunteered(text, CONTEXT).items()} == told


@pytest.mark.parametrize(
    "text",
    [
        "als ik bijstand krijg, mag ik dan sparen?",
        "mijn buurvrouw heeft huurachterstand",
        "stel dat ik alleen ga wonen",
        "vroeger toen ik schulden had was het erger",
        "goedemorgen",
    ],
)
def test_left_alone(text: str) -> None:
    assert volunteered(text, CONTEXT) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ik ben 44, bijstand en huur een flat", {"leeftijd": 44, "uitkering": ["bijstand"], "woning": "huur"}),
        (
            "ik zit in de bijstand, huur een flatje en heb 2 kids van 4 en 9",
            {"uitkering": ["bijstand"], "woning": "huur", "kinderen": [4, 9]},
        ),
        ("ik ben niet 44 jaar maar 45 jaar", {"leeftijd": 45}),
    ],
)
def test_all_of_a_story_is_taken(text: str, told: dict[str, Any]) -> None:
    assert {field: reading.value for field, reading in volunteered(text, CONTEXT).items()} == told


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("ja, voor mijn moeder", "ouder"),
        ("mijn man heeft parkinson", "partner"),
        ("ja de buurvrouw", "ander"),
        ("ja", None),
        ("nee, voor niemand", None),
        ("nee, mijn moeder zit in een tehuis", None),
    ],
)
def test_who_is_cared_for_is_told_with_the_answer_that_somebody_is(text: str, whom: str | None) -> None:
    told = volunteered(text, CONTEXT, "mantelzorg").get("mantelzorg_voor")
    assert (told.value if told else None) == whom
    assert "mantelzorg_voor" not in volunteered(text, CONTEXT, "leeftijd")


@pytest.mark.parametrize(
    ("text", "cares"),
    [
        ("ik help thuis met mn broertje die autisme heeft", True),
        ("ik help mijn buurvrouw want zij is blind", True),
        ("ik help mijn moeder met de tuin", None),
        ("mijn broertje heeft autisme", None),
    ],
)
def test_helping_somebody_who_is_ill_is_caring(text: str, cares: bool | None) -> None:
    told = volunteered(text, CONTEXT).get("mantelzorg")
    assert (told.value if told else None) is cares


@pytest.mark.parametrize(
    ("known", "text", "told"),
    [
        ("samen_met_kinderen", "mijn vrouw en ik rooien dat wel samen", None),
        ("samen_met_kinderen", "mijn vrouw en ik wonen samen zonder kinderen", "samen"),
        ("alleenstaand", "mijn vrouw en ik rooien dat wel samen", "samen"),
        ("alleenstaande_ouder", "ik woon alleen", None),
        ("samen_met_kinderen", "ik woon alleen", "alleenstaand"),
    ],
)
def test_saying_nothing_of_the_children_does_not_move_them_out(known: str, text: str, told: str | None) -> None:
    readings = volunteered(text, Context(date(2026, 11, 22), {"huishouden": known}, "leiden"), "huishouden_lukt")
    reading = readings.get("huishouden")
    assert (reading.value if reading else None) == told


@pytest.mark.parametrize(
    "text",
    [
        "mijn jongens zijn het huis uit",
        "volgende maand moeten we een week het huis uit omdat de badkamer vernieuwd wordt",
    ],
)
def test_leaving_home_is_no_eviction(text: str) -> None:
    assert "dreiging" not in volunteered(text, CONTEXT)
