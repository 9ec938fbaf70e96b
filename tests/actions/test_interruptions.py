"""What is asked in between: answered at any moment, and never twice in a row in the same words."""

import re
from typing import Any

import pytest

from actions import interruptions
from actions.interruptions import (
    ActionMens,
    ActionOverzicht,
    ActionStop,
    ActionTerug,
    ActionTussendoor,
    ActionVerder,
)
from actions.search import ActionZoek
from actions.selfcheck_form import ValidateZelfcheckForm
from actions.start import ActionOpnieuw
from actions.turn import ZelfcheckAction
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
ACTIONS: dict[str, ZelfcheckAction] = {
    **{intent: ActionTussendoor() for intent in (*interruptions._ANSWERS, "andere_gemeente", "buiten_bereik")},
    "voorziening_vraag": ActionZoek(),
    "mens": ActionMens(),
    "overzicht": ActionOverzicht(),
    "stop": ActionStop(),
    "verder": ActionVerder(),
    "terug": ActionTerug(),
}
OPEN = ["leeftijd", "themas", "gemeente", None]


async def twice(talk: Talk, intent: str, text: str, asked: str | None) -> list[set[str]]:
    """The sentences that were said at each time, with the open question where there is one."""
    said = []
    for _ in range(3):
        talk = await talk.hears(text, intent, 1.0).does(ACTIONS[intent])
        sentences = {part for message in talk.messages for part in SENTENCE.split(message["tekst"]) if part}
        if asked:
            talk = await talk.does(ValidateZelfcheckForm())
        said.append(sentences | {talk.messages[-1]["tekst"]})
    return said


@pytest.mark.parametrize("asked", OPEN)
@pytest.mark.parametrize("intent", ACTIONS)
async def test_never_the_same_sentence_twice_in_a_row(begin: Begin, intent: str, asked: str | None) -> None:
    talk = await begin(asked or "leeftijd", municipality=None if asked == "gemeente" else "leiden")
    talk.slots["requested_slot"] = asked
    first, second, third = await twice(talk, intent, "zxcv", asked)
    assert first & second == second & third == set()


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("I do not speak Dutch", "Dutch (Nederlands)", "Talk to a person"),
        ("Nie mówię po niderlandzku", "niderlandzku (Nederlands)", "Rozmowa z osobą"),
        ("Türkçe konuşabilir miyiz", "Hollandaca (Nederlands)", "Bir kişiyle konuş"),
        ("أنا لا أتكلم الهولندية", "الهولندية", "التحدث مع شخص"),
    ],
)
async def test_another_language_is_answered_with_a_button_to_a_person(
    begin: Begin, text: str, language: str, title: str
) -> None:
    talk = await (await begin("leeftijd")).hears(text, "andere_taal", 0.9).does(ActionTussendoor())
    choice = talk.messages[0]["keuzes"][0]
    assert language in talk.text
    assert choice == {"titel": title, "payload": "/overdracht"}


async def test_how_often_something_was_said_is_remembered(begin: Begin) -> None:
    said: list[Any] = []
    talk = await begin("leeftijd")
    for intent in ("boos", "bedankt", "boos"):
        talk = await talk.hears("x", intent).does(ActionTussendoor())
        said.append(talk.text)
    assert said[0] != said[2]
    assert talk.slots["voortgang"]["said"] == {"boos": 2, "bedankt": 1}


@pytest.mark.parametrize("municipality", ["leiden", "leiderdorp", "westland", "elburg", "leidschendam-voorburg"])
async def test_the_way_to_a_person_has_no_sentence_without_somebody_in_it(begin: Begin, municipality: str) -> None:
    talk = await (await begin("leeftijd", municipality=municipality)).hears("x", "mens").does(ActionMens())
    assert not re.search(r"\. (?:Geeft|Geven|Helpt|Helpen|Wijst|Loket|Plek)\b", talk.text)


@pytest.mark.parametrize(
    ("field", "text", "intent", "answer", "hears"),
    [
        ("leeftijd", "41. waarom moet u dat weten", "waarom", 41, "leeftijd"),
        ("leeftijd", "Ik ben 67. Duurt dit nog lang?", "hoe_lang", 67, "stap"),
        ("schulden", "nee. wie leest dit allemaal?", "privacy", False, "28 dagen"),
        ("leeftijd", "Dat is 63, en wat doet mijn leeftijd ertoe als ik vragen mag?", "antwoord", 63, "leeftijd"),
        ("mantelzorg_uren", "12 uur, maar waarvoor moeten jullie dat weten", "waarom", 12, "overslaan"),
        ("woning", "huis is huur. hoe veel vraag komt nog?", "hoe_lang", "huur", "stap"),
    ],
)
async def test_an_answer_and_a_question_in_one_breath_are_both_heard(
    begin: Begin, field: str, text: str, intent: str, answer: int | bool | str, hears: str
) -> None:
    talk = await (await begin(field)).says(text, intent, 0.95)
    assert talk.slots[field] == answer
    assert hears in talk.text
    assert talk.asks not in (None, field)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("waarom moet u dat weten", "waarom"),
        ("Nou. Waarom wilt u dat weten?", "waarom"),
        ("Nee, maar waarom wilt u dat weten?", "waarom"),  # "nee, maar" objects
        ("41. Ik wil stoppen", "stop"),
        ("41. Ik wil een mens spreken", "mens"),
    ],
)
async def test_without_both_the_rules_answer(begin: Begin, text: str, intent: str) -> None:
    talk = await (await begin("leeftijd")).says(text, intent, 0.95)
    assert talk.rejected
    assert "leeftijd" not in talk.slots or talk.slots["leeftijd"] is None


@pytest.mark.parametrize(
    ("text", "confidence", "stops"),
    [
        ("ik ben zwanger van mijn eerste, wie helpt me straks thuis met de baby", 0.4, False),
        ("ik ben zwanger van mijn eerste, wie helpt me straks thuis met de baby", 0.95, True),
        ("ik ga maar eens", 0.4, True),
    ],
)
async def test_who_tells_a_need_is_not_sent_away_by_a_guess(
    begin: Begin, text: str, confidence: float, stops: bool
) -> None:
    talk = await (await begin("themas", "elburg")).hears(text, "stop", confidence).does(ActionStop())
    assert (talk.record["status"] == "gestopt") is stops
    assert any("kaarten" in message for message in talk.messages) is not stops


@pytest.mark.parametrize(
    ("municipality", "text", "intent", "shown"),
    [
        ("westland", "wat is een schuldregeling?", "uitleg", True),
        ("leiden", "waar is taal les?", "andere_taal", True),
        ("elburg", "Hoe kan ik dit vervoer aanvragen?", "hulp_assistent", True),
        ("leiden", "leg dat eens uit", "uitleg", False),
        ("leiden", "wat kun je voor mij doen", "hulp_assistent", False),
    ],
)
async def test_without_an_open_question_help_is_found_whatever_the_model_took_it_for(
    begin: Begin, municipality: str, text: str, intent: str, shown: bool
) -> None:
    talk = await (await begin("themas", municipality)).hears(text, intent, 0.7).does(ActionTussendoor())
    assert any("kaarten" in message for message in talk.messages) is shown


@pytest.mark.parametrize("confidence", [0.7, 0.95])
@pytest.mark.parametrize("asked", ["rondkomen", "themas"])
async def test_what_only_sounds_like_starting_over_keeps_the_answers(
    begin: Begin, asked: str, confidence: float
) -> None:
    text = "overal open rekeningen, hoe kom ik ooit weer op nul"
    talk = await (await begin(asked, leeftijd=44)).says(text, "opnieuw", confidence)
    assert not talk.rejected
    assert "schuldhulpverlening" in [
        card["voorziening"] for message in talk.messages for card in message.get("kaarten", [])
    ]
    assert talk.slots["leeftijd"] == 44


@pytest.mark.parametrize(
    ("text", "confidence", "kept"),
    [
        ("overal open rekeningen, hoe kom ik ooit weer op nul", 0.95, True),
        ("na alles moest ik helemaal opnieuw beginnen", 0.95, True),
        ("laten we de vragen van voren af aan doen", 0.7, False),
        ("opnieuw", 1.0, False),
    ],
)
async def test_answers_are_forgotten_only_by_words_about_the_check(
    begin: Begin, text: str, confidence: float, kept: bool
) -> None:
    talk = await (await begin("rondkomen", leeftijd=44)).hears(text, "opnieuw", confidence).does(ActionOpnieuw())
    assert (talk.slots.get("leeftijd") == 44) is kept


async def test_a_moment_is_no_stop_where_no_question_stands_open(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk.slots["requested_slot"] = None
    talk = await talk.hears("Een ogenblik alstublieft, de bezorger staat voor de deur.", "pauze", 0.97).does(
        ActionStop()
    )
    assert talk.record["status"] == "open"
    assert "Neem de tijd" in talk.text
