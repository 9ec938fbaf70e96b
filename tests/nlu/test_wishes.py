"""A sentence that looks for help while another question is open: cards, and then that question again."""

from typing import Any

import pytest
import yaml

from actions.interruptions import ActionMens, ActionTussendoor
from actions.search import ActionZoek
from actions.selfcheck_form import ValidateZelfcheckForm
from actions.turn import ZelfcheckAction
from tests.actions.talk import Talk
from tests.nlu.conftest import ROOT, Parse

CASES = yaml.load((ROOT / "tests" / "nlu" / "cases" / "hulpvragen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
FLOOR = 0.95
"""Measured when the sentences were written: 39 of 40, and 24 of 40 before there was a reader for wishes."""
Intents = dict[str, dict[str, Any]]
ANSWERED_BY: dict[str, type[ZelfcheckAction]] = {"voorziening_vraag": ActionZoek, "mens": ActionMens}


def talk_in(case: dict[str, Any]) -> Talk:
    talk = Talk(slots={"themas": ["geld", "meedoen"], "gemeente": case["gemeente"], "requested_slot": case["veld"]})
    history = {"history": [case["veld"]], "misses": 0, "wording": 1, "first": None, "finished": False}
    talk.slots["voortgang"] = history
    return talk


@pytest.fixture(scope="module")
def intents(parse: Parse) -> Intents:
    """What the model takes each sentence for."""
    return {case["tekst"]: parse(case["tekst"])["intent"] for case in CASES}


async def answered(case: dict[str, Any], intents: Intents) -> tuple[set[str], Talk]:
    """The cards, and the talk after the form has had its say; what Rasa's rules would do in between."""
    intent = intents[case["tekst"]]
    talk = await talk_in(case).says(case["tekst"], intent["name"], intent["confidence"])
    if talk.rejected:
        await talk.does(ANSWERED_BY.get(intent["name"], ActionTussendoor)())
    cards = {card["voorziening"] for message in talk.messages for card in message.get("kaarten", [])}
    if talk.rejected or intent["name"] in ANSWERED_BY:
        await talk.does(ValidateZelfcheckForm())
    return cards, talk


def test_all_municipalities_and_many_questions_are_there() -> None:
    assert len(CASES) >= 30
    assert len({case["gemeente"] for case in CASES}) == 5
    assert len({case["veld"] for case in CASES}) >= 8


@pytest.fixture(scope="module")
def acceptance() -> str:
    sample = ROOT.parent / "shared" / "acceptatie" / "vragen.tsv"
    return sample.read_text(encoding="utf-8") if sample.exists() else ""


def test_none_is_of_the_acceptance_sample(acceptance: str) -> None:
    assert [case["tekst"] for case in CASES if case["tekst"] in acceptance] == []


async def test_a_wish_for_help_brings_a_card_that_fits(intents: Intents) -> None:
    missed = []
    for case in CASES:
        cards, _ = await answered(case, intents)
        missed += [] if cards & set(case["een_van"]) else [case["tekst"]]
    assert len(missed) <= (1 - FLOOR) * len(CASES), missed


@pytest.mark.parametrize("case", CASES[::8], ids=lambda case: case["tekst"])
async def test_and_then_the_open_question_again(intents: Intents, case: dict[str, Any]) -> None:
    _, talk = await answered(case, intents)
    assert talk.asks == case["veld"]
    assert talk.slots.get(case["veld"]) is None
