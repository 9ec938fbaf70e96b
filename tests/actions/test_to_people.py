"""Who complains about the municipality, or would rather talk to a person, is shown the way to one."""

import pytest

from actions.interruptions import ActionAnderOnderwerp, ActionMens, ActionTussendoor
from actions.search import ActionZoek
from actions.turn import ZelfcheckAction
from tests.actions.conftest import Begin

COMPLAINTS = [
    "Ik wil een klacht indienen over hoe de baliemedewerker mij vorige week afsnauwde.",
    "Waar dien ik een klacht in over de bejegening aan uw loket?",
    "ik ben aan uw balie onheus bejegend",
    "mevrouw bij balie van gemeente was niet aardig voor mij, waar ik kan klagen?",
    "wens een klacht in te dienen over de afdeling die mijn brief van maart heeft afgedaan",
    "Ik acht de wijze waarop de gemeente mijn brief afdeed onbehoorlijk en wens een klacht in te dienen.",
    "klachtenformulier?",
    "is hier ook een ombudsman",
]
OTHER_COMPLAINTS = [
    "nee, geen klachten",
    "ik heb al jaren klachten aan mijn rug",
    "hoe lang heb ik deze klacht al",
    "psychische klachten, daar praat ik niet graag over",
    "ik wil een klacht indienen over een webshop",
    "ik heb vorig jaar een klacht ingediend bij de gemeente",
    "ik mag niet klagen",
    "mijn dochter is nogal brutaal",
    "ik werk als medewerker bij de gemeente",
]
RATHER_A_PERSON = [
    "Kan ik dit niet aan een mens vertellen? Ik ben te moe om te typen.",
    "Kunt u mij verbinden met een levend wezen van uw kantoor?",
    "Ik praat toch liever met een levend wezen",
    "typen is niks voor mij",
    "Zou ik ook een heer of dame van het loket aan de lijn kunnen krijgen?",
    "kan ik een mevrouw of meneer van het wijkteam te spreken krijgen",
    "is er ook iemand van het loket die ik kan bellen",
    "ik wil een medewerker spreken",
]
WITH_WHAT_FOR = [
    "ik verzorg mijn vrouw met parkinson en wil er met iemand over praten die dat kent",
    "ik wil met iemand praten over mijn schulden",
    "ik wil een medewerker spreken over de schuldhulp",
    "mijn zoon is verslaafd, met wie kan ik daarover praten",
    "ik wil graag praten met een lotgenoot die ook mantelzorger is",
    "kan ik iemand spreken over huishoudelijke hulp",
    "mijn man heeft dementie en ik wil daarover praten met iemand",
    "mijn moeder is dement en ik wil iemand spreken die dat ook meemaakt",
    "ik wil overleggen over hulp bij het huishouden voor mijn moeder",
    "ik wil eens praten over eenzaamheid met iemand",
]
NO_PERSON = [
    "praat ik met een echt mens?",
    "geen mens die me helpt",
    "ik ben te moe om te koken",
    "ik praat liever met mensen van mijn eigen leeftijd",
    "ik kan mijn dochter alles vertellen",
]


@pytest.mark.parametrize("text", COMPLAINTS)
async def test_a_complaint_about_the_municipality_is_named_as_one(begin: Begin, text: str) -> None:
    talk = await (await begin("leeftijd", "leiden")).says(text, "antwoord", 0.5)
    assert "klacht" in talk.messages[0]["tekst"]
    assert "Naar een medewerker" in talk.titles
    assert (talk.asks, talk.slots.get("leeftijd")) == ("leeftijd", None)


@pytest.mark.parametrize("text", OTHER_COMPLAINTS)
async def test_another_complaint_is_none_about_the_municipality(begin: Begin, text: str) -> None:
    talk = await (await begin("leeftijd", "leiden")).says(text, "antwoord", 0.5)
    assert not any(message["tekst"].count("klacht indien") for message in talk.messages)


@pytest.mark.parametrize(
    ("municipality", "cards"), [("westland", ["klachtenprocedure-bezwaar-beroep"]), ("elburg", []), (None, [])]
)
async def test_the_card_for_complaints_comes_with_it_where_the_plan_has_one(
    begin: Begin, municipality: str | None, cards: list[str]
) -> None:
    talk = await (await begin("gemeente" if municipality is None else "leeftijd", municipality)).says(COMPLAINTS[0])
    assert [card["voorziening"] for card in talk.messages[0].get("kaarten", [])] == cards


@pytest.mark.parametrize(
    ("action", "intent"),
    [(ActionZoek(), "voorziening_vraag"), (ActionTussendoor(), "boos"), (ActionMens(), "mens")],
)
async def test_without_an_open_question_it_is_a_complaint_whatever_the_model_took_it_for(
    begin: Begin, action: ZelfcheckAction, intent: str
) -> None:
    talk = await begin("leeftijd", "westland")
    talk.slots["requested_slot"] = None
    talk = await talk.hears("klacht over een medewerker indienen", intent, 0.8).does(action)
    assert "klacht" in talk.text
    assert "Naar een medewerker" in talk.titles


@pytest.mark.parametrize("text", RATHER_A_PERSON)
async def test_who_would_rather_talk_is_shown_no_cards_but_a_person(begin: Begin, text: str) -> None:
    talk = await (await begin("leeftijd")).says(text, "antwoord", 0.5)
    assert "medewerker" in talk.messages[0]["tekst"]
    assert "Naar een medewerker" in talk.titles
    assert not any("kaarten" in message for message in talk.messages)


@pytest.mark.parametrize("text", WITH_WHAT_FOR)
async def test_who_says_what_to_talk_about_is_shown_what_there_is_and_the_way_to_a_person(
    begin: Begin, text: str
) -> None:
    talk = await (await begin("zorg_nodig", "westland")).hears(text, "mens", 0.9).does(ActionMens())
    assert any("kaarten" in message for message in talk.messages)
    assert "Naar een medewerker" in talk.titles


async def test_a_person_about_a_matter_is_asked_for_in_between_too(begin: Begin) -> None:
    talk = await (await begin("zorg_nodig")).says("ik wil een medewerker spreken over de schuldhulp", "antwoord", 0.5)
    assert any("kaarten" in message for message in talk.messages)
    assert (talk.asks, "Naar een medewerker" in talk.titles) == ("zorg_nodig", True)


@pytest.mark.parametrize("text", NO_PERSON)
async def test_a_word_about_people_or_typing_asks_for_no_person(begin: Begin, text: str) -> None:
    talk = await (await begin("leeftijd")).says(text, "antwoord", 0.5)
    assert not any("versturen" in message["tekst"] for message in talk.messages)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Ik wil het nu liever over een ander onderwerp hebben dan wonen.", []),
        ("ik wil het liever over school hebben dan over geld", ["meedoen"]),
        ("kunnen we switchen naar mensen leren kennen ipv geld", ["meedoen"]),
        ("laat het wonen rusten, ik kom voor vervoer", ["vervoer"]),
        ("niet over huis, ik wil praten over kinderen", ["meedoen"]),
        ("dan over vervoer graag", ["vervoer"]),
        ("ik wil het over geld hebben", ["geld"]),
    ],
)
async def test_the_topic_that_is_refused_is_not_taken(begin: Begin, text: str, topics: list[str]) -> None:
    talk = await (await begin("woning")).hears(text, "ander_onderwerp", 0.9).does(ActionAnderOnderwerp())
    assert (talk.slots["themas"] or []) == topics


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Nee sorry, drie kinderen: 1, 3 en 6. De baby vergat ik.", [1, 3, 6]),
        ("3 en 6. De baby vergat ik.", [0, 3, 6]),
        ("twee kinderen: 3 en 6", [3, 6]),
    ],
)
async def test_what_was_forgotten_is_in_a_list_that_is_whole(begin: Begin, text: str, ages: list[int]) -> None:
    talk = await (await begin("kinderen", huishouden="samen_met_kinderen")).says(text, "corrigeer", 0.9)
    assert sorted(talk.slots["kinderen"]) == ages


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("vermogen? dit woord ik ken niet", "spaargeld"),
        ("mantelzorg, is dat iets met een jas of zo?", "zorg"),
        ("Hoe moet ik dat zien, vervanging?", "iemand anders"),
    ],
)
async def test_a_word_is_explained_also_in_broken_or_mocking_words(begin: Begin, text: str, means: str) -> None:
    talk = await (await begin("mantelzorg")).says(text, "antwoord", 0.5)
    assert means in talk.messages[0]["tekst"].lower()
    assert (talk.asks, talk.slots.get("mantelzorg")) == ("mantelzorg", None)


@pytest.mark.parametrize("text", ["ja, ik heb schulden, is dat een probleem", "ja, mijn moeder is dementerend"])
async def test_an_answer_with_such_a_word_is_an_answer(begin: Begin, text: str) -> None:
    field = "schulden" if "schulden" in text else "dementie"
    assert (await (await begin(field)).says(text)).slots.get(field) is True
