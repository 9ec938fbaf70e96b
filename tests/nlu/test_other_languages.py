"""Another language while a question is open: one fixed sentence in it, the way to a person, and the question again."""

from typing import Any

import pytest
import yaml

from actions.interruptions import ActionTussendoor
from actions.selfcheck_form import ValidateZelfcheckForm
from bot.dialogue.questions import TOPICS
from tests.actions.talk import Talk
from tests.nlu.conftest import ROOT, Parse

CASES = yaml.load((ROOT / "tests" / "nlu" / "cases" / "andere_talen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
SENTENCES = yaml.load((ROOT / "data" / "teksten" / "gesprek.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
    "andere_taal"
]
FLOOR = 0.95
Intents = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def intents(parse: Parse) -> Intents:
    return {text: parse(text)["intent"] for texts in CASES.values() for text in texts}


def talk_at(field: str) -> Talk:
    talk = Talk(slots={"themas": None if field == TOPICS else ["geld"], "gemeente": "leiden", "requested_slot": field})
    talk.slots["voortgang"] = {"history": [field], "misses": 0, "wording": 1, "first": None, "finished": False}
    return talk


@pytest.mark.parametrize("field", ["leeftijd", "schulden", TOPICS])
async def test_it_is_recognised_and_answered_in_that_language(intents: Intents, field: str) -> None:
    missed = []
    for language, texts in CASES.items():
        opening = SENTENCES[language]["zinnen"][0].split("{team}")[0]
        for text in texts:
            talk = await talk_at(field).says(text, intents[text]["name"], intents[text]["confidence"])
            said = (await talk.does(ActionTussendoor())).text if talk.rejected else ""
            missed += [] if said.startswith(opening) and "{" not in said else [text]
    assert len(missed) <= (1 - FLOOR) * len(intents), missed


@pytest.mark.parametrize("text", [texts[0] for texts in CASES.values()])
async def test_then_the_open_question_comes_back(intents: Intents, text: str) -> None:
    talk = await talk_at("leeftijd").says(text, intents[text]["name"], intents[text]["confidence"])
    await talk.does(ActionTussendoor())
    assert (await talk.does(ValidateZelfcheckForm())).messages[-1]["vraag"] == "leeftijd"
    assert talk.slots.get("leeftijd") is None
