"""The handover, step by step: each answer counts, danger comes first, and nothing is taken for what it is not."""

import json
from typing import Any

import pytest
import yaml

from actions.handover import INTERRUPTING, ActionOverdrachtAfronden, ValidateOverdrachtForm
from bot.launch.model import ROOT
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

KIND, REASON, WISH = "overdracht_soort", "overdracht_reden", "overdracht_wens"
CONTACT, AGREED = "overdracht_contact", "overdracht_akkoord"
ANSWERS = {KIND: "contactverzoek", REASON: "Ik kom er niet uit.", WISH: "bellen", CONTACT: "[telefoon weggehaald]"}
STEPS = (KIND, REASON, WISH, CONTACT, AGREED)


async def at(begin: Begin, step: str) -> Talk:
    """A handover in Leiden with everything before this step said."""
    said = {name: ANSWERS[name] for name in STEPS[: STEPS.index(step)]}
    return await begin(step, **said)


async def hears(talk: Talk, text: str, intent: str = "antwoord", confidence: float = 0.5, **entities: Any) -> Talk:
    return await talk.hears(text, intent, confidence, **entities).does(ValidateOverdrachtForm())


@pytest.mark.parametrize(
    ("step", "text", "next_step"),
    [
        (KIND, "bel mij maar terug, een contactverzoek", REASON),
        (KIND, "een melding voor de wmo", REASON),
        (REASON, "Het lukt thuis niet meer.", WISH),
        (REASON, "Ik moet mijn huis uit.", WISH),
        (REASON, "waarom krijg ik nooit antwoord van de gemeente", WISH),
        (WISH, "liever bellen", CONTACT),
        (WISH, "ik kom zelf langs", AGREED),
        (CONTACT, "dat is [telefoon weggehaald]", AGREED),
        (AGREED, "ja hoor", None),
        (AGREED, "nee toch niet", None),
    ],
)
async def test_an_answer_leads_to_the_next_step(begin: Begin, step: str, text: str, next_step: str | None) -> None:
    talk = await hears(await at(begin, step), text)
    assert not talk.rejected
    assert talk.asks == next_step


@pytest.mark.parametrize("step", [KIND, WISH, CONTACT, AGREED])
async def test_what_is_no_answer_is_asked_again_with_other_words_first(begin: Begin, step: str) -> None:
    talk = await hears(await at(begin, step), "tja, blauw met stippen")
    assert talk.asks == step
    assert len(talk.messages) >= 2


async def test_danger_in_the_reason_comes_first_and_the_reason_counts(begin: Begin) -> None:
    talk = await hears(await at(begin, REASON), "Ik moet mijn huis uit.", "nood", 1.0, alarm="huisuitzetting")
    assert "huisuitzetting" in talk.messages[0]["tekst"]
    assert talk.slots[REASON] == "Ik moet mijn huis uit."
    assert talk.record["signalen"] == ["huisuitzetting"]
    assert talk.asks == WISH


@pytest.mark.parametrize("step", [KIND, WISH, CONTACT, AGREED])
async def test_danger_at_another_step_is_left_to_its_rule(begin: Begin, step: str) -> None:
    talk = await hears(await at(begin, step), "Ik moet mijn huis uit.", "nood", 1.0, alarm="huisuitzetting")
    assert talk.rejected
    assert talk.asks == step


@pytest.mark.parametrize("intent", sorted(INTERRUPTING - {"nood"}))
@pytest.mark.parametrize("step", STEPS)
async def test_a_clear_command_or_question_is_left_to_its_rule(begin: Begin, step: str, intent: str) -> None:
    talk = await hears(await at(begin, step), f"/{intent}", intent, 1.0)
    assert talk.rejected
    assert talk.asks == step


async def test_the_rejected_form_is_the_handover(begin: Begin) -> None:
    """Rasa repeats a form without end when another one is rejected."""
    talk = await hears(await at(begin, WISH), "/stop", "stop", 1.0)
    assert talk.rejected_forms == ["overdracht_form"]


@pytest.mark.parametrize("step", STEPS)
async def test_the_wish_for_a_person_asks_the_same_step(begin: Begin, step: str) -> None:
    talk = await hears(await at(begin, step), "/overdracht", "overdracht", 1.0)
    assert talk.asks == step
    assert talk.slots.get(REASON) != "/overdracht"


@pytest.mark.parametrize("step", STEPS)
async def test_a_choice_of_another_question_changes_nothing(begin: Begin, step: str) -> None:
    choice = {"veld": "leeftijd", "waarde": "45"}
    talk = await hears(await at(begin, step), "/kies" + json.dumps(choice), "kies", 1.0, **choice)
    assert talk.asks == step
    assert talk.slots.get(step) is None


@pytest.mark.parametrize(("step", "before"), [(REASON, KIND), (WISH, REASON), (CONTACT, WISH), (AGREED, CONTACT)])
async def test_back_asks_the_step_before(begin: Begin, step: str, before: str) -> None:
    talk = await hears(await at(begin, step), "/terug", "terug", 1.0)
    assert talk.asks == before


async def test_back_at_the_first_step_stays_there(begin: Begin) -> None:
    assert (await hears(await at(begin, KIND), "/terug", "terug", 1.0)).asks == KIND


async def test_no_agreement_sends_nothing(begin: Begin) -> None:
    talk = await hears(await at(begin, AGREED), "nee")
    await talk.does(ActionOverdrachtAfronden())
    assert talk.orders == {}
    assert talk.record["status"] == "open"


async def test_agreement_orders_the_handover_once(begin: Begin) -> None:
    talk = await hears(await at(begin, AGREED), "ja")
    await talk.does(ActionOverdrachtAfronden())
    assert talk.orders["overdracht"]["reden"] == ANSWERS[REASON]
    assert talk.record["status"] == "overgedragen"
    assert talk.slots["kenmerk"] in talk.text


def test_every_interruption_has_its_rule() -> None:
    rules = yaml.safe_load((ROOT / "data/rules/overdracht.yml").read_text(encoding="utf-8"))["rules"]
    intents = {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step}
    assert intents == INTERRUPTING


async def test_yes_to_our_question_about_danger_is_no_agreement(begin: Begin) -> None:
    talk = await at(begin, AGREED)
    talk.slots["voortgang"] = {**(talk.slots["voortgang"] or {}), "doubt": "suicide"}
    talk = await hears(talk, "ja")
    assert "113" in talk.text
    assert talk.slots.get(AGREED) is None
    assert talk.asks == AGREED


async def test_no_to_our_question_about_danger_asks_for_agreement_again(begin: Begin) -> None:
    talk = await at(begin, AGREED)
    talk.slots["voortgang"] = {**(talk.slots["voortgang"] or {}), "doubt": "suicide"}
    talk = await hears(talk, "nee")
    assert talk.slots.get(AGREED) is None
    assert talk.asks == AGREED
