"""Where a resident says to live: never lost, never a crash, and another municipality is its own door."""

import pytest

from actions.handover import ValidateOverdrachtForm
from actions.interruptions import ActionMens, ActionTerug, ActionTussendoor
from actions.outcomes import ActionBijwerken
from actions.selfcheck_form import ValidateZelfcheckForm
from bot.dialogue.readers.places import written
from bot.selfcheck.answers import FIELDS
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

TOWNS = ["Elburg", "Leiden", "Leiderdorp", "Leidschendam-Voorburg", "Westland"]
OPEN = [*FIELDS, "themas"]


async def outside(begin: Begin, municipality: str | None = "leiden") -> Talk:
    talk = await begin("rondkomen", municipality=municipality)
    talk.slots["requested_slot"] = None
    return talk


@pytest.mark.parametrize("field", [field for field in OPEN if field != "mantelzorg_gemeente"])
async def test_the_own_town_is_no_answer_to_any_question(begin: Begin, field: str) -> None:
    talk = await (await begin(field)).says("ik woon in Leiden en ik ben 44")
    assert not talk.rejected
    assert talk.slots["gemeente"] == "leiden"
    assert talk.slots["leeftijd"] == 44


@pytest.mark.parametrize("field", [field for field in OPEN if field != "mantelzorg_gemeente"])
async def test_another_of_our_towns_is_asked_about_at_any_question(begin: Begin, field: str) -> None:
    talk = await (await begin(field)).says("ik woon in Westland")
    assert talk.messages[-1]["vraag"] == talk.asks == "gemeente"
    assert talk.titles == ["Ga naar Westland", "Blijf bij Leiden"]
    assert talk.slots["gemeente"] == "leiden"


async def test_the_question_names_the_desk_of_the_other_municipality(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("Ik woon in Westland", "andere_gemeente", 0.95)
    assert all(part in talk.text for part in ("Westland", "Leiden", "Sociaal Kernteam"))


async def test_after_the_choice_about_a_move_the_open_question_comes_back(begin: Begin) -> None:
    talk = await begin("leeftijd", municipality="leiderdorp")
    talk = await talk.says("Verhuis straks naar Leiden. Maakt dat uit?", "andere_gemeente", 0.9)
    talk = await talk.chooses("gemeente", "leiden")
    assert (talk.asks, talk.slots["gemeente"]) == ("leeftijd", "leiden")


@pytest.mark.parametrize(("slug", "here"), [("westland", "westland"), ("leiden", "leiden")])
async def test_going_there_or_staying_goes_on_with_the_open_question(begin: Begin, slug: str, here: str) -> None:
    talk = await (await begin("leeftijd", woning="huur")).says("ik woon in Westland")
    talk = await talk.chooses("gemeente", slug)
    assert talk.slots["gemeente"] == talk.record["gemeente"] == here
    assert talk.slots["woning"] == "huur"
    assert talk.asks == "leeftijd"


@pytest.mark.parametrize("text", ["weet ik niet", "blauw", "44"])
async def test_who_does_not_choose_stays(begin: Begin, text: str) -> None:
    talk = await (await (await begin("leeftijd")).says("ik woon in Westland")).says(text)
    assert talk.slots["gemeente"] == "leiden"
    assert talk.asks == "leeftijd"


async def test_an_answer_beside_the_other_town_is_kept(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("ik ben 44 en woon in Naaldwijk")
    assert talk.slots["leeftijd"] == 44
    assert talk.titles == ["Ga naar Westland", "Blijf bij Leiden"]


@pytest.mark.parametrize(
    ("text", "intent", "name"),
    [
        ("ik woon in Delft", "antwoord", "Delft"),
        ("ik ben 44 en woon in den haag", "antwoord", "Den Haag"),
        ("Hoe zit het in Rotterdam?", "andere_gemeente", "Rotterdam"),
    ],
)
async def test_a_place_outside_the_selfcheck_is_named(begin: Begin, text: str, intent: str, name: str) -> None:
    talk = await (await begin("rondkomen")).says(text, intent, 0.9)
    assert f"{name} zit niet in Zelfcheck" in talk.text
    assert "website van uw gemeente" in talk.text
    assert talk.messages[-1]["vraag"] == "rondkomen"


async def test_where_somebody_else_lives_is_no_move(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("mijn moeder woont in Delft", "situatie", 0.3)
    assert "Zelfcheck" not in talk.text
    assert talk.asks != "gemeente"


async def test_without_a_place_the_five_are_named(begin: Begin) -> None:
    talk = await (await outside(begin)).hears("ik woon ergens anders", "andere_gemeente").does(ActionTussendoor())
    assert all(name in talk.text for name in TOWNS)


async def test_outside_the_questions_the_choice_is_offered_at_once(begin: Begin) -> None:
    talk = await (await outside(begin)).hears("en in Westland?", "andere_gemeente").does(ActionTussendoor())
    assert talk.titles == ["Ga naar Westland", "Blijf bij Leiden"]
    entities = {"veld": "gemeente", "waarde": '"westland"'}
    talk = await talk.hears("/kies", "kies", **entities).does(ActionBijwerken())
    assert talk.slots["gemeente"] == "westland"


async def test_outside_the_questions_another_town_is_asked_by_the_form(begin: Begin) -> None:
    talk = await (await outside(begin)).hears("ik woon in Westland", "situatie").does(ActionBijwerken())
    talk = await talk.does(ValidateZelfcheckForm())
    assert talk.titles == ["Ga naar Westland", "Blijf bij Leiden"]


@pytest.mark.parametrize("text", ["ik woon in Leiden", "Leiden"])
async def test_outside_the_questions_an_unknown_town_is_taken(begin: Begin, text: str) -> None:
    talk = await outside(begin, None)
    talk.slots["requested_slot"] = "gemeente"
    assert (await talk.hears(text, "antwoord").does(ActionBijwerken())).slots["gemeente"] == "leiden"


async def test_the_question_after_the_municipality_has_a_button_for_each(begin: Begin) -> None:
    talk = await (await begin("gemeente", municipality=None)).says("blauw met stippen")
    assert talk.titles[:5] == TOWNS
    talk = await talk.chooses("gemeente", "elburg")
    assert (talk.slots["gemeente"], talk.asks) == ("elburg", "themas")


async def test_who_does_not_know_the_municipality_is_helped_on(begin: Begin) -> None:
    talk = await begin("gemeente", municipality=None)
    said = []
    for _ in range(3):
        talk = await talk.says("weet ik niet", "weet_niet", 0.99)
        said.append(talk.messages[0]["tekst"])
        assert "Naar een medewerker" in talk.titles
        assert talk.titles[:5] == TOWNS
    assert said[0] != said[1] != said[2]
    talk.slots["requested_slot"] = None
    assert (await talk.hears("/overdracht", "overdracht").does(ValidateOverdrachtForm())).asks == "gemeente"


@pytest.mark.parametrize("text", ["weet ik niet", "zeg ik liever niet"])
async def test_who_knows_no_topic_gets_them_all(begin: Begin, text: str) -> None:
    talk = await (await begin("themas")).says(text, "weet_niet", 0.99)
    assert len(talk.slots["themas"]) == 5
    assert "alle onderwerpen" in talk.text
    assert talk.asks not in (None, "themas")


async def test_a_person_without_a_municipality_needs_one_first(begin: Begin) -> None:
    talk = await (await begin("gemeente", municipality=None)).hears("medewerker", "mens").does(ActionMens())
    assert "waar u woont" in talk.text
    assert "Naar een medewerker" in talk.titles


async def test_back_to_the_municipality_asks_it_again(begin: Begin) -> None:
    talk = await begin("themas")
    talk.slots["voortgang"]["history"] = ["gemeente", "themas"]
    talk = await talk.hears("terug", "terug").does(ActionTerug())
    assert (await talk.does(ValidateZelfcheckForm())).asks == "gemeente"


async def test_a_correction_to_the_same_town_changes_nothing(begin: Begin) -> None:
    talk = await (await begin("rondkomen", leeftijd=44)).says("nee ik woon in leiden", "corrigeer", 0.9)
    assert talk.slots["gemeente"] == "leiden"
    assert talk.asks == "rondkomen"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("den haag", "Den Haag"),
        ("alphen aan den rijn", "Alphen aan den Rijn"),
        ("'s-hertogenbosch", "'s-Hertogenbosch"),
        ("capelle aan den ijssel", "Capelle aan den IJssel"),
        ("de bilt", "De Bilt"),
    ],
)
def test_names_have_their_capitals(words: str, name: str) -> None:
    assert written(words) == name


@pytest.mark.parametrize(
    ("field", "text", "town"),
    [
        ("schulden", "mn nicht in groningen zit diep in de schulden, kan zij hier ook terecht?", "Groningen"),
        ("zorg_nodig", "Mijn zuster te Utrecht heeft hulp nodig. Kunt u ook haar van dienst zijn?", "Utrecht"),
        ("huishouden", "mn zus woont in zoetermeer, kan die dit ook invullen voor haar eigen gemeente?", "Zoetermeer"),
    ],
)
@pytest.mark.parametrize("intent", ["antwoord", "voorziening_vraag"])
async def test_another_persons_town_is_answered_and_answers_nothing(
    begin: Begin, field: str, text: str, town: str, intent: str
) -> None:
    talk = await (await begin(field)).says(text, intent, 0.7)
    assert town in talk.text
    assert talk.slots.get(field) is None
    assert talk.asks == field


async def test_the_town_that_we_look_at_needs_no_word(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("mijn zus in leiden, kan die dit ook invullen?", "antwoord", 0.4)
    assert "zit niet in Zelfcheck" not in talk.text
    assert talk.asks == "leeftijd"
