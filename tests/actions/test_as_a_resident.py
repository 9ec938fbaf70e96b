"""What went wrong when we talked as residents do, and does not any more."""

from typing import Any

import pytest

from actions.interruptions import ActionTussendoor
from actions.outcomes import ActionUitkomsten
from actions.search import ActionZoek
from tests.actions.conftest import Begin
from tests.actions.talk import Talk


@pytest.mark.parametrize(
    ("field", "text", "intent", "confidence", "value"),
    [
        ("eenzaam", "beetje", "bedankt", 0.7, True),
        ("huishouden_lukt", "Dat gaat met de nodige moeite.", "waarom", 0.7, "met_moeite"),
        ("woning", "koop. oh nee huur bedoel ik", "corrigeer", 0.9, "huur"),
        ("woning", "koop. oh nee huur bedoel ik", "antwoord", 0.9, "huur"),
        ("schulden", "nee, nou ja toch wel", "antwoord", 0.5, True),
        ("onveilig", "nee hoor", "ontken", 0.9, False),
    ],
)
async def test_an_answer_is_taken_whatever_the_model_thinks_it_may_be(
    begin: Begin, field: str, text: str, intent: str, confidence: float, value: Any
) -> None:
    talk = await (await begin(field)).says(text, intent, confidence)
    assert talk.slots[field] == value


async def test_what_sounds_like_a_wish_and_surely_answers_is_asked_once(begin: Begin) -> None:
    text = "Met het aantrekken van mijn kousen en het wassen van mijn rug heb ik iemand nodig."
    talk = await (await begin("zorg_nodig", "elburg")).says(text, "situatie", 0.6)
    assert talk.slots["zorg_nodig"] is True
    assert talk.asks != "zorg_nodig"


@pytest.mark.parametrize("text", ["nee hoor", "ja zeker", "nee", "helaas wel"])
async def test_a_plain_yes_or_no_is_not_shown_back(begin: Begin, text: str) -> None:
    talk = await (await begin("taal_moeite")).says(text)
    assert "egrijp" not in talk.text
    assert "egrepen" not in talk.text


async def test_a_rough_answer_is_shown_back(begin: Begin) -> None:
    assert "U voelt zich vaak alleen" in (await (await begin("eenzaam")).says("af en toe")).text


@pytest.mark.parametrize(("text", "stops"), [("oud genoeg", False), ("ik heb er genoeg van", True)])
async def test_a_guess_that_somebody_stops_needs_more_than_a_word_of_the_question(
    begin: Begin, text: str, stops: bool
) -> None:
    talk = await (await begin("leeftijd")).says(text, "stop", 0.9)
    assert talk.rejected is stops


async def test_a_topic_is_taken_from_a_wish_for_help(begin: Begin) -> None:
    talk = await (await begin("themas")).says("ik wil hulp in de huishouding", "voorziening_vraag", 0.95)
    assert "huishouden" in talk.slots["themas"]
    assert talk.messages[-1]["vraag"]


@pytest.mark.parametrize(
    ("text", "topics"),
    [("Geld", ["geld", "vervoer"]), ("ok doe maar alles", ["huishouden", "geld", "zorgen", "vervoer", "meedoen"])],
)
async def test_a_topic_may_be_named_while_another_question_is_open(begin: Begin, text: str, topics: list[str]) -> None:
    talk = await begin("lopen")
    talk.slots["themas"] = ["vervoer"]
    talk = await talk.says(text)
    assert talk.slots["themas"] == topics
    assert talk.asks == "lopen"


async def test_a_loss_gets_a_human_word_once(begin: Begin) -> None:
    talk = await (await begin("huishouden")).says("ik woon alleen, mijn man is vorig jaar overleden")
    assert "Gecondoleerd" in talk.text
    talk.slots["requested_slot"] = "leeftijd"
    assert "Gecondoleerd" not in (await talk.says("81, sinds mijn man is overleden")).text


async def test_without_any_answer_the_outcome_waits(begin: Begin) -> None:
    talk = await (await begin("themas")).hears("laat zien", "uitkomst").does(ActionUitkomsten())
    assert "nog niets" in talk.text
    assert "Alle onderwerpen" in talk.titles
    assert not any("kaarten" in message for message in talk.messages)


async def test_who_lives_elsewhere_hears_where_to_go_beside_what_there_is(begin: Begin) -> None:
    text = "ik woon in rotterdam maar mijn moeder woont hier, kan ik hulp regelen voor haar?"
    talk = await (await begin("themas")).hears(text, "voorziening_vraag").does(ActionZoek())
    assert "Rotterdam" in talk.messages[0]["tekst"]
    assert talk.messages[-1]["kaarten"]


async def test_no_clear_no_after_our_question_about_danger_brings_the_numbers(begin: Begin) -> None:
    talk = await begin("rondkomen")
    talk.slots["voortgang"]["doubt"] = "huiselijk_geweld"
    talk = await talk.says("ik wil liever niet dat hij dit ziet", "antwoord", 0.5)
    assert "0800-2000" in talk.text


async def test_a_story_in_one_message_fills_what_it_tells(begin: Begin) -> None:
    text = (
        "Ik ben 41, gescheiden, woon alleen met mijn zoon van 6 en dochter van 9 in een huurflat, ik krijg bijstand "
        "van 1345 per maand, kom niet rond, de huur loopt 2 maanden achter en ik heb schulden bij een webwinkel."
    )
    talk = await (await begin("themas")).says(text, "situatie", 0.9)
    assert (talk.slots["kinderen"], talk.slots["achterstanden"]) == ([6, 9], ["huur"])
    assert (talk.slots["inkomen"], talk.slots["schulden"], talk.slots["leeftijd"]) == (1345, True, 41)


HELP = ["hulp-bij-het-huishouden"]
COSTS, HOW, WHERE, WHETHER = "kosten", "aanvragen", "loket", "of het past"


@pytest.mark.parametrize(
    ("named", "about", "part"),
    [
        ("wat kost hulp bij het huishouden?", "wat kost dat", "Hulp bij het huishouden**: "),
        ("hoe vraag ik hulp bij het huishouden aan?", "hoe vraag ik dat aan", "Hulp bij het huishouden**: "),
        ("waar kan ik zijn voor hulp bij het huishouden?", "waar zit dat", "Hulp bij het huishouden**: "),
        ("kom ik in aanmerking voor hulp bij het huishouden?", "kom ik in aanmerking", "Misschien."),
        ("geldt hulp bij het huishouden ook voor mij?", "geldt dat ook voor mij als ik werk", "Misschien."),
    ],
)
@pytest.mark.parametrize("by_name", [True, False])
@pytest.mark.parametrize("action", [ActionZoek(), ActionTussendoor()])
async def test_questions_about_help_by_name_or_of_the_last_card(
    begin: Begin, named: str, about: str, part: str, by_name: bool, action: Any
) -> None:
    talk = await begin("leeftijd", huishouden_lukt="niet")
    talk.slots["voortgang"]["cards"] = [] if by_name else HELP
    talk = await talk.hears(named if by_name else about, "uitleg", 0.6).does(action)
    assert part in talk.text
    assert [card["voorziening"] for card in talk.messages[0]["kaarten"]] == HELP


async def test_what_the_plan_does_not_know_is_said_with_the_way_to_a_person(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).hears("hoe leer ik piano spelen", "voorziening_vraag").does(ActionZoek())
    assert "Servicepunt Zorg" in talk.text
    assert talk.titles == ["Naar een medewerker"]


async def test_a_sentence_that_names_no_facility_leads_to_what_helps(begin: Begin) -> None:
    talk: Talk = await begin("leeftijd")
    talk = await talk.says("mijn moeder dementeert en ik ben op", "situatie", 0.8)
    assert any(message.get("kaarten") for message in talk.messages)
    assert talk.asks == "leeftijd"


async def test_what_is_told_beside_a_question_is_not_asked_again(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("ik ben 45 jaar. wat is een kostendeler?", "uitleg", 0.8)
    assert talk.slots["leeftijd"] == 45
    assert "27 jaar of ouder" in talk.text
    assert "U bent 45 jaar." in talk.text
    assert talk.asks not in ("leeftijd", None)
