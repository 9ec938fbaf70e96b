"""A question about a word is answered at any moment, also when it belongs to another question than the open one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.assistant import assistant
from actions.handover import ValidateOverdrachtForm
from actions.interruptions import ActionTussendoor
from actions.search import ActionZoek
from actions.turn import ZelfcheckAction
from bot.dialogue.questions import Question
from bot.dialogue.readers.lexicon import load
from bot.selfcheck.answers import FIELDS
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

ASKED: dict[str, list[str]] = yaml.load(
    (Path(__file__).parent / "woordvragen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
ROWS = [(field, text) for field, texts in ASKED.items() for text in texts]
OTHERS = {"leeftijd": "rondkomen"}


def question(field: str) -> Question:
    return assistant().agenda.questionnaire.questions[field]


async def asked(begin: Begin, field: str) -> Talk:
    """The question after this field is open, and was put once."""
    return await begin(field, municipality=None if field == "gemeente" else "leiden")


def test_every_question_has_rows() -> None:
    assert set(ASKED) == {*FIELDS, "gemeente"}
    assert set(load("begrippen")["velden"]) == {*FIELDS, "gemeente"}


@pytest.mark.parametrize(("field", "text"), ROWS)
async def test_of_the_open_question_the_explanation_comes_and_then_the_question_in_other_words(
    begin: Begin, field: str, text: str
) -> None:
    talk = await (await asked(begin, field)).says(text, "buiten_bereik", 0.4)
    assert question(field).meaning in talk.text
    assert talk.asks == field
    assert question(field).again.split("{")[0] in talk.messages[-1]["tekst"]
    assert not any("kaarten" in message for message in talk.messages)


@pytest.mark.parametrize(("field", "text"), ROWS)
@pytest.mark.parametrize("intent", ["uitleg", "voorziening_vraag", "antwoord"])
async def test_of_another_question_it_is_explained_and_the_open_one_comes_back(
    begin: Begin, field: str, text: str, intent: str
) -> None:
    opened = OTHERS.get(field, "leeftijd")
    talk = await (await asked(begin, opened)).says(text, intent, 0.6)
    answers = {name: value for name, value in talk.slots.items() if name in FIELDS and value is not None}
    assert question(field).meaning in talk.text
    assert talk.asks == opened
    assert talk.messages[-1]["tekst"] == question(opened).again
    assert not any("kaarten" in message for message in talk.messages)
    assert answers == {}


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "leeftijd"])
async def test_the_same_word_again_is_answered_in_other_words(begin: Begin, field: str) -> None:
    talk = await begin("leeftijd" if field != "leeftijd" else "rondkomen")
    said = [{part["tekst"] for part in (await talk.says(ASKED[field][0])).messages} for _ in range(3)]
    assert said[0] & said[1] == said[1] & said[2] == set()


async def test_another_word_is_explained_in_full_though_one_was_explained_before(begin: Begin) -> None:
    talk = await begin("leeftijd")
    for field in ("inkomen", "ov", "schulden"):
        talk = await talk.says(ASKED[field][0])
        assert question(field).meaning in talk.text


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("waarom wilt u mijn inkomen weten?", "inkomen"),
        ("wat heeft mijn spaargeld hiermee te maken", "vermogen_boven_grens"),
        ("waarvoor moet je weten of ik schulden heb", "schulden"),
        ("wat moet je met mijn leeftijd", "leeftijd"),
    ],
)
async def test_why_another_question_is_asked(begin: Begin, text: str, field: str) -> None:
    talk = await (await begin("rondkomen")).says(text, "waarom", 0.7)
    assert question(field).why in talk.text
    assert talk.asks == "rondkomen"


@pytest.mark.parametrize("word", load("begrippen")["begrippen"])
async def test_words_of_no_question_are_explained_too(begin: Begin, word: str) -> None:
    written = load("begrippen")["begrippen"][word][0].replace("*", "")
    talk = await (await begin("leeftijd")).says(f"wat is {written}?")
    assert assistant().agenda.questionnaire.words[word] in talk.text
    assert talk.asks == "leeftijd"


@pytest.mark.parametrize("intent", ["mens", "antwoord", "privacy"])
@pytest.mark.parametrize(
    "text",
    [
        "hebben jullie m'n bsn nodig? [nummer weggehaald]",
        "moet ik mijn bsn opgeven",
        "is mijn burgerservicenummer nodig",
        "heb je mijn bsn nodig",
        "willen jullie mijn bsn weten",
        "moet ik hier mijn BSN invullen? [nummer weggehaald]",
        "is een bsn verplicht",
        "mijn bsn is [nummer weggehaald], hebben jullie dat nodig?",
        "zal ik mijn bsn geven?",
        "moet mijn bsn erbij?",
        "kan ik mijn bsn sturen",
    ],
)
async def test_a_service_number_is_not_needed(begin: Begin, text: str, intent: str) -> None:
    talk = await (await begin("leeftijd")).says(text, intent, 0.9)
    assert "Wij hebben het niet nodig." in talk.text
    assert (talk.asks, talk.slots.get("leeftijd")) == ("leeftijd", None)


@pytest.mark.parametrize("action", [ActionTussendoor(), ActionZoek()])
@pytest.mark.parametrize("municipality", ["leiden", None])
async def test_outside_the_questions_as_well(begin: Begin, action: ZelfcheckAction, municipality: str | None) -> None:
    talk = await begin("leeftijd", municipality=municipality)
    talk.slots["requested_slot"] = None
    talk = await talk.hears("wat is een kostendeler?", "uitleg").does(action)
    assert question("kostendelers").meaning in talk.text


async def test_what_a_report_is_chooses_none(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk.slots["requested_slot"] = "overdracht_soort"
    talk = await talk.hears("wat is een melding?", "uitleg").does(ValidateOverdrachtForm())
    assert assistant().agenda.questionnaire.words["melding"] in talk.text
    assert talk.asks == "overdracht_soort"


@pytest.mark.parametrize(
    "text",
    [
        "wat kost hulp in het huishouden?",
        "wat is er voor mantelzorgers?",
        "wat kan ik doen aan mijn schulden?",
        "heb ik recht op een uitkering?",
        "hoe vraag ik bijstand aan?",
        "waarom ben ik zo somber",
        "ik heb schulden",
        "mijn inkomen is 1400",
        "wat is mantelzorgwaardering",
    ],
)
async def test_other_sentences_with_such_a_word_are_not_explained(begin: Begin, text: str) -> None:
    talk: Any = await (await begin("leeftijd")).says(text, "voorziening_vraag", 0.6)
    explained = {*assistant().agenda.questionnaire.words.values()}
    explained |= {found.meaning for found in assistant().agenda.questionnaire.questions.values()}
    assert not any(part in talk.text for part in explained)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500 inclusief toeslagen", 1500),
        ("1800 exclusief toeslagen", 1800),
        ("ik ontvang 1400 inclusief vakantiegeld en toeslag", 1400),
    ],
)
async def test_an_amount_with_what_it_includes_is_an_answer(begin: Begin, text: str, amount: int) -> None:
    talk = await (await begin("inkomen")).says(text, "antwoord", 0.6)
    assert talk.slots["inkomen"] == amount


@pytest.mark.parametrize(
    "text", ["is 1500 inclusief toeslagen?", "inclusief toeslagen", "is dat exclusief vakantiegeld"]
)
async def test_what_an_amount_includes_can_be_asked(begin: Begin, text: str) -> None:
    talk = await (await begin("inkomen")).says(text, "uitleg", 0.6)
    assert (talk.slots.get("inkomen"), talk.asks) == (None, "inkomen")
    assert talk.text
