"""The handover, step by step: each answer counts, danger comes first, and nothing is taken for what it is not."""

import json
from typing import Any

import pytest
import yaml

from actions.assistant import assistant
from actions.handover import INTERRUPTING, ValidateOverdrachtForm
from actions.handover_questions import AGREED_TO
from actions.handover_sending import ActionOverdrachtAfronden, ActionOverdrachtIntrekken
from bot.dialogue.speech import Speech
from bot.launch.model import ROOT
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

KIND, REASON, WISH = "overdracht_soort", "overdracht_reden", "overdracht_wens"
CONTACT, AGREED = "overdracht_contact", "overdracht_akkoord"
ANSWERS = {
    KIND: "contactverzoek",
    REASON: "Ik kom er niet uit.",
    WISH: "bellen",
    CONTACT: "[telefoonnummer weggehaald]",
}
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
        (CONTACT, "dat is [telefoonnummer weggehaald]", AGREED),
        (AGREED, "ja hoor", None),
        (AGREED, "nee toch niet", None),
    ],
)
async def test_an_answer_leads_to_the_next_step(begin: Begin, step: str, text: str, next_step: str | None) -> None:
    talk = await hears(await at(begin, step), text)
    assert not talk.rejected
    assert talk.asks == next_step


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("text", ["wat kost hulp in huis", "hoe vraag ik een rolstoel aan"])
async def test_a_question_about_help_is_answered_and_the_step_comes_back(begin: Begin, step: str, text: str) -> None:
    talk = await hears(await at(begin, step), text, "voorziening_vraag", 0.9)
    assert any(message.get("kaarten") for message in talk.messages)
    assert talk.asks == step
    assert talk.slots.get(step) is None


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (REASON, "kan ik hulp krijgen bij het schoonmaken"),
        (REASON, "mijn huur is te hoog, wat kost een andere woning en hoe vraag ik die eigenlijk aan"),
        (WISH, "liever bellen"),
        (AGREED, "ja hoor"),
    ],
)
async def test_an_answer_is_no_question_about_help(begin: Begin, step: str, text: str) -> None:
    talk = await hears(await at(begin, step), text, "voorziening_vraag", 0.9)
    assert not any(message.get("kaarten") for message in talk.messages)
    assert talk.asks != step


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
    rules = yaml.load((ROOT / "data/rules/overdracht.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["rules"]
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


async def test_without_a_municipality_that_is_asked_first(begin: Begin) -> None:
    talk = await begin("themas", municipality=None)
    talk.slots["requested_slot"] = None
    talk = await hears(talk, "/overdracht", "overdracht", 1.0)
    assert talk.asks == talk.messages[-1]["vraag"] == "gemeente"
    assert talk.titles == ["Elburg", "Leiden", "Leiderdorp", "Leidschendam-Voorburg", "Westland", "Niet doorgeven"]


@pytest.mark.parametrize(
    ("text", "asked", "part"),
    [
        ("in Leiden", KIND, "Leiden"),
        ("Naaldwijk", KIND, "Westland"),
        ("in Delft", "gemeente", "Delft zit niet in Zelfcheck"),
        ("weet ik niet", "gemeente", "Zonder gemeente"),
        ("blauw met stippen", "gemeente", "Zonder gemeente"),
    ],
)
async def test_the_municipality_in_words(begin: Begin, text: str, asked: str, part: str) -> None:
    talk = await hears(await begin("gemeente", municipality=None), text)
    assert talk.asks == asked
    assert part in talk.text


async def test_the_municipality_by_button_and_none_after_all(begin: Begin) -> None:
    talk = await presses(await begin("gemeente", municipality=None), "gemeente", "leiden")
    assert (talk.asks, talk.slots["gemeente"]) == (KIND, "leiden")
    talk = await presses(await begin("gemeente", municipality=None), AGREED, False)
    await talk.does(ActionOverdrachtAfronden())
    assert talk.orders == {}
    assert "versturen niets" in talk.text


async def presses(talk: Talk, field: str, value: Any) -> Talk:
    entities = {"veld": field, "waarde": json.dumps(value)}
    return await hears(talk, "/kies" + json.dumps(entities), "kies", 1.0, **entities)


@pytest.mark.parametrize("step", [KIND, REASON, WISH, CONTACT])
async def test_every_step_has_choices_and_a_way_out(begin: Begin, step: str) -> None:
    talk = await hears(await at(begin, step), "/overdracht", "overdracht", 1.0)
    assert len(talk.titles) > 1
    assert talk.titles[-1] == "Niet doorgeven"
    talk = await presses(talk, AGREED, False)
    assert talk.asks is None
    await talk.does(ActionOverdrachtAfronden())
    assert talk.orders == {}


@pytest.mark.parametrize("step", [KIND, REASON, WISH, CONTACT])
@pytest.mark.parametrize("text", ["weet ik niet", "zeg ik liever niet"])
async def test_who_does_not_know_goes_on_all_the_same(begin: Begin, step: str, text: str) -> None:
    talk = await hears(await at(begin, step), text)
    assert talk.asks not in (step, None)


@pytest.mark.parametrize(
    ("text", "wish", "asked"),
    [
        ("nee", "langskomen", AGREED),
        ("die geef ik liever niet", "langskomen", AGREED),
        ("ik heb geen telefoon, ik kom wel langs", "langskomen", AGREED),
        ("stuur maar een mail", "mailen", CONTACT),
        ("bellen kan niet, ik kom langs", "langskomen", AGREED),
    ],
)
async def test_who_leaves_no_number_is_reached_otherwise(begin: Begin, text: str, wish: str, asked: str) -> None:
    talk = await hears(await at(begin, CONTACT), text)
    assert (talk.slots[WISH], talk.asks) == (wish, asked)
    assert talk.slots.get(CONTACT) is None


@pytest.mark.parametrize(("wish", "asked"), [("mailen", CONTACT), ("langskomen", AGREED)])
async def test_another_way_to_be_reached_is_a_button(begin: Begin, wish: str, asked: str) -> None:
    talk = await presses(await at(begin, CONTACT), WISH, wish)
    assert (talk.slots[WISH], talk.asks) == (wish, asked)


async def test_the_preview_shows_all_that_is_sent(begin: Begin) -> None:
    talk = await at(begin, CONTACT)
    talk.slots |= {"huishouden_lukt": "niet", "leeftijd": 81}
    talk = await hears(talk, "[telefoonnummer weggehaald]")
    shown = talk.messages[0]["tekst"]
    for part in ("Servicepunt", ANSWERS[REASON], "Contact: Bellen.", "81 jaar", "Hulp bij het huishouden: misschien"):
        assert part in shown


def test_the_version_of_the_text_follows_its_words() -> None:
    speech = assistant().speech
    changed = Speech({**speech.sentences, AGREED: "Akkoord?"}, speech.questionnaire)
    assert speech.version(AGREED_TO) == Speech(dict(speech.sentences), speech.questionnaire).version(AGREED_TO)
    assert changed.version(AGREED_TO) != speech.version(AGREED_TO)


async def test_the_agreement_names_the_version_of_the_text(begin: Begin) -> None:
    talk = await hears(await at(begin, AGREED), "ja")
    await talk.does(ActionOverdrachtAfronden())
    assert talk.orders["overdracht"]["tekstversie"] == assistant().speech.version(AGREED_TO)


@pytest.mark.parametrize("open_field", [None, "leeftijd"])
async def test_what_was_sent_is_withdrawn_in_every_state(begin: Begin, open_field: str | None) -> None:
    talk = await begin("leeftijd", kenmerk="ZC-AAAA-BBBB")
    talk.slots["requested_slot"] = open_field
    talk = await talk.hears("trek mijn melding in", "overdracht_intrekken").does(ActionOverdrachtIntrekken())
    assert talk.orders == {"intrekken": {"kenmerk": "ZC-AAAA-BBBB"}}
    assert "ingetrokken" in talk.text
    assert talk.asks == open_field


async def test_without_a_handover_there_is_nothing_to_withdraw(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).hears("intrekken", "overdracht_intrekken").does(ActionOverdrachtIntrekken())
    assert talk.orders == {}
    assert "versturen niets" in talk.text


@pytest.mark.parametrize("file", ["overdracht", "tijdens_de_vragen", "zelfcheck"])
def test_withdrawing_has_its_rule_in_both_forms_and_outside(file: str) -> None:
    rules = yaml.load((ROOT / f"data/rules/{file}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["rules"]
    found = [rule["steps"] for rule in rules if {"intent": "overdracht_intrekken"} in rule["steps"]]
    assert [{"action": "action_overdracht_intrekken"} in steps for steps in found] == [True]


@pytest.mark.parametrize("step", [KIND, WISH, CONTACT])
async def test_never_the_same_words_twice_in_a_row(begin: Begin, step: str) -> None:
    talk = await hears(await at(begin, step), "tja, blauw met stippen")
    first = {message["tekst"] for message in talk.messages}
    talk = await hears(talk, "tja, groen met ruitjes")
    assert first & {message["tekst"] for message in talk.messages} == set()


@pytest.mark.parametrize(("text", "chosen"), [("een melding voor de wmo", True), ("een contactverzoek", False)])
async def test_who_chooses_a_report_hears_what_comes_with_it(begin: Begin, text: str, chosen: bool) -> None:
    talk = await hears(await at(begin, KIND), text)
    assert ("cliëntondersteuner" in talk.text) is chosen
    assert ("7 dagen" in talk.text) is chosen


@pytest.mark.parametrize("sentence", assistant().speech.sentences["overdracht_soort_uitleg"])
def test_what_there_is_to_choose_is_explained_in_three_sentences(sentence: str) -> None:
    assert sentence.count(".") <= 3
