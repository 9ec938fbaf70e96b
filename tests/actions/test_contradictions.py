"""What a resident volunteers is shown back and not asked again; what contradicts is asked about."""

from typing import Any

import pytest

from actions.contradictions import contradicted
from actions.outcomes import ActionBijwerken
from actions.selfcheck_form import ValidateZelfcheckForm
from bot.dialogue.state import DialogueState
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

KNOWN = {"huishouden": "alleenstaand", "leeftijd": 66}


async def contradicting(begin: Begin, text: str = "ik ben 71 jaar en wij komen niet rond") -> Talk:
    return await (await begin("rondkomen", **KNOWN)).says(text)


async def test_it_asks_which_one_counts_with_both_to_choose_from(begin: Begin) -> None:
    talk = await contradicting(begin)
    last = talk.messages[-1]
    assert last["vraag"] == talk.asks == "leeftijd"
    assert all(part in last["tekst"] for part in ("66", "71", "Wat klopt?"))
    assert len(talk.titles) == 2
    assert talk.slots.get("leeftijd") is None


@pytest.mark.parametrize("value", [66, 71])
async def test_either_may_be_chosen_and_the_questions_go_on(begin: Begin, value: int) -> None:
    talk = await (await contradicting(begin)).chooses("leeftijd", value)
    assert talk.slots["leeftijd"] == value
    assert talk.asks not in (None, "leeftijd")


async def test_it_may_be_said_in_words_too(begin: Begin) -> None:
    assert (await (await contradicting(begin)).says("71")).slots["leeftijd"] == 71


async def test_the_answer_to_the_open_question_is_kept(begin: Begin) -> None:
    assert (await contradicting(begin)).slots["rondkomen"] == "niet"


async def test_the_open_question_comes_back_when_it_was_not_answered(begin: Begin) -> None:
    talk = await contradicting(begin, "ik ben 71 jaar")
    assert talk.asks == "leeftijd"
    talk = await talk.chooses("leeftijd", 71)
    assert talk.asks is not None
    assert talk.slots.get("rondkomen") is None


async def test_a_list_is_put_back_whole(begin: Begin) -> None:
    talk = await (await begin("rondkomen", kinderen=[9])).chooses("kinderen", [9, 4])
    assert talk.slots["kinderen"] == [9, 4]


async def test_a_correction_is_no_contradiction(begin: Begin) -> None:
    talk = await (await begin("rondkomen", **KNOWN)).says("nee, ik ben 71 jaar", "corrigeer", 0.9)
    assert talk.slots["leeftijd"] == 71
    assert talk.asks == "rondkomen"


async def test_the_same_once_more_is_no_contradiction(begin: Begin) -> None:
    talk = await contradicting(begin, "ik ben 66 jaar en wij komen niet rond")
    assert talk.slots["leeftijd"] == 66
    assert talk.asks != "leeftijd"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ({"leeftijd": 66}, {"leeftijd": 66}, None),
        ({"leeftijd": 66}, {"leeftijd": 67}, "leeftijd"),
        ({}, {"leeftijd": 67}, None),
        ({"kinderen": [4, 9]}, {"kinderen": [9, 4]}, None),
        ({"kinderen": [4, 9]}, {"kinderen": [4]}, "kinderen"),
        ({"schulden": False}, {"woning": "huur", "schulden": True}, "schulden"),
    ],
)
def test_what_contradicts(old: dict[str, Any], new: dict[str, Any], field: str | None) -> None:
    assert contradicted(DialogueState(answers=old), new) == field


async def test_what_is_volunteered_is_shown_back_and_not_asked_again(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("ik ben 44, ik woon alleen in een huurhuis")
    assert talk.slots["leeftijd"] == 44
    assert talk.slots["huishouden"] == "alleenstaand"
    assert talk.slots["woning"] == "huur"
    assert all(part in talk.messages[0]["tekst"] for part in ("44 jaar", "huurt", "zonder partner", "Klopt dat niet?"))
    asked = {talk.asks}
    for _ in range(12):
        talk = await talk.says("weet ik niet")
        asked.add(talk.asks)
    assert asked & {"leeftijd", "huishouden", "woning"} == set()


async def outside(begin: Begin, text: str, intent: str = "situatie") -> Talk:
    """After the outcomes, with no question open; the form follows as its rule says."""
    talk = await begin("rondkomen", **KNOWN)
    talk.slots["requested_slot"] = None
    return await talk.hears(text, intent).does(ActionBijwerken())


async def test_outside_the_questions_it_asks_which_one_counts_too(begin: Begin) -> None:
    talk = await outside(begin, "ik ben 71 jaar en ik heb schulden")
    assert "schulden" in talk.text
    talk = await talk.does(ValidateZelfcheckForm())
    assert talk.messages[-1]["vraag"] == talk.asks == "leeftijd"
    assert all(part in talk.text for part in ("66", "71", "Wat klopt?"))
    assert talk.slots["schulden"] is True
    assert (await talk.chooses("leeftijd", 71)).slots["leeftijd"] == 71


async def test_outside_the_questions_a_correction_is_taken(begin: Begin) -> None:
    talk = await outside(begin, "nee, ik ben 71 jaar", "corrigeer")
    assert talk.slots["leeftijd"] == 71
    assert "71 jaar" in talk.text


async def test_living_alone_after_a_husband_is_asked_about(begin: Begin) -> None:
    """The sentence of the contract's list of bad input."""
    talk = await (await begin("rondkomen", huishouden="samen")).says("ik woon alleen")
    assert talk.asks == "huishouden"
    assert "Wat klopt?" in talk.text
    assert [title.split(".")[0] for title in talk.titles] == [
        "U woont samen met uw partner",
        "U woont zonder partner en zonder kinderen",
    ]
