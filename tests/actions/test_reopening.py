"""The button "Wijzig": its question is asked anew, in the form and after the outcomes."""

import json

import pytest

from actions.outcomes import ActionBijwerken
from actions.selfcheck_form import ValidateZelfcheckForm
from bot.dialogue.questions import AGAIN
from tests.actions.conftest import Begin

KNOWN = {"leeftijd": 45, "huishouden": "alleenstaand"}


async def test_while_another_question_is_open(begin: Begin) -> None:
    talk = await (await begin("rondkomen", **KNOWN)).chooses("leeftijd", AGAIN)
    assert talk.asks == "leeftijd"
    assert talk.messages[-1]["vraag"] == "leeftijd"
    assert talk.record["antwoorden"] == {"huishouden": "alleenstaand"}
    talk = await talk.says("46")
    assert talk.record["antwoorden"] == {"huishouden": "alleenstaand", "leeftijd": 46}
    assert talk.asks not in (None, "leeftijd")


async def test_a_choice_too(begin: Begin) -> None:
    talk = await (await begin("rondkomen", **KNOWN)).chooses("huishouden", AGAIN)
    assert "Met partner" in talk.titles
    talk = await talk.chooses("huishouden", "samen")
    assert talk.record["antwoorden"]["huishouden"] == "samen"


@pytest.mark.parametrize("field", ["leeftijd", "huishouden"])
async def test_after_the_outcomes(begin: Begin, field: str) -> None:
    talk = await begin("rondkomen", **KNOWN)
    talk.slots["voortgang"] = {**talk.slots["voortgang"], "finished": True}
    entities = {"veld": field, "waarde": json.dumps(AGAIN)}
    talk.hears("/kies" + json.dumps(entities), "kies", **entities)
    talk = await talk.does(ActionBijwerken())
    talk = await talk.does(ValidateZelfcheckForm())
    assert talk.asks == field
    assert field not in talk.record["antwoorden"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Mijn leeftijd heb ik verkeerd opgegeven, kan ik die nog veranderen?", "leeftijd"),
        ("ik heb fout gezegd hoe oud ik ben. mag veranderen?", "leeftijd"),
        ("bij met wie ik woon heb ik wat verkeerds gezet, wil dat ff aanpassen", "huishouden"),
        ("ik wil de vraag over mijn leeftijd opnieuw", "leeftijd"),
        ("ik heb fout gezegd hoe oud zijn kinderen. mag veranderen?", "kinderen"),
        ("mag ik mijn leeftijd nog aanpassen?", "leeftijd"),
    ],
)
@pytest.mark.parametrize("intent", ["corrigeer", "terug", "voorziening_vraag", "antwoord"])
async def test_in_words_too(begin: Begin, text: str, field: str, intent: str) -> None:
    talk = await (await begin("rondkomen", **KNOWN)).says(text, intent, 0.7)
    assert talk.asks == field
    assert "opnieuw" in talk.text or "weer" in talk.text
    assert talk.record["antwoorden"] == {name: value for name, value in KNOWN.items() if name != field}


@pytest.mark.parametrize(
    "text",
    [
        "mijn kinderen doen het fout",
        "wat heb ik fout gedaan met de opvoeding van mijn kinderen",
        "kan ik mijn woning laten aanpassen voor een rolstoel",
        "mag ik een vraag over mijn leeftijd stellen",
        "ik vul altijd alles verkeerd in",
        "mijn leeftijd is 46 en niet 45",
    ],
)
async def test_only_an_answered_question_without_its_new_answer(begin: Begin, text: str) -> None:
    talk = await (await begin("rondkomen", **KNOWN)).says(text, "antwoord", 0.4)
    assert talk.asks == "rondkomen"
    assert "leeftijd" in talk.record["antwoorden"]
