"""The name of help, and nothing else, brings its card: every facility of every municipality, at any moment."""

import pytest

from actions.alarms import ActionTwijfel
from actions.assistant import assistant
from actions.handover import ValidateOverdrachtForm
from actions.search import ActionZoek
from bot.dialogue.naming import Names
from bot.selfcheck.facility import Facility
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

LONG_ENOUGH = 6
PLACES = tuple(assistant().library.municipalities)
FORMS = ["{name}", "{lower}?", "wat is {name}", "Wat is de {lower} eigenlijk?", "hoi, heeft u {lower}", "{typo}"]


def facilities(slug: str) -> tuple[Facility, ...]:
    return assistant().library.municipalities[slug].facilities


def written(form: str, facility: Facility) -> str:
    """The form with the name; with a typing error two letters of it change places, where it is long enough."""
    name = facility.name
    typo = name[:3] + name[4] + name[3] + name[5:] if len(name) > LONG_ENOUGH else name
    return form.format(name=name, lower=name.lower(), typo=typo.lower())


def cards(talk: Talk) -> list[str]:
    return [card["voorziening"] for message in talk.messages for card in message.get("kaarten", [])]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("slug", PLACES)
async def test_the_card_comes_and_then_the_open_question(begin: Begin, slug: str, form: str) -> None:
    wrong = []
    for facility in facilities(slug):
        talk = await begin("inkomen", municipality=slug)
        talk = await talk.says(written(form, facility), "antwoord", 0.95)
        if facility.id not in cards(talk) or talk.messages[-1].get("vraag") != "inkomen":
            wrong.append((written(form, facility), cards(talk), talk.text))
    assert wrong == []


@pytest.mark.parametrize("slug", PLACES)
async def test_without_an_open_question_too(begin: Begin, slug: str) -> None:
    wrong = []
    for facility in facilities(slug):
        talk = await begin("inkomen", municipality=slug)
        talk.slots["requested_slot"] = None
        talk = await talk.hears(facility.name, "voorziening_vraag").does(ActionZoek())
        if facility.id not in cards(talk):
            wrong.append(facility.name)
    assert wrong == []


@pytest.mark.parametrize(
    ("slug", "text", "facility"),
    [
        ("leiden", "huishoudelijke hulp", "hulp-bij-het-huishouden"),
        ("westland", "huishoudelijke hulp?", "maatwerkvoorziening-wmo"),
        ("elburg", "Tafeltje Dekje", "tafeltje-dekje"),
        ("elburg", "tafeltjedekje", "tafeltje-dekje"),
        ("leidschendam-voorburg", "ooievaarspas", "ooievaarspas"),
        ("leiden", "pgb", "pgb"),
        ("leiden", "wat is een pgb?", "pgb"),
        ("elburg", "Respijtzorg", "respijtzorg"),
        ("elburg", "de bieb", "bibliotheek"),
        ("leiden", "schuldhulp", "schuldhulpverlening"),
        ("westland", "de ggz", "ggz"),
        ("leiderdorp", "wijkverpleging graag", "wijkverpleging"),
    ],
)
@pytest.mark.parametrize("asked", ["leeftijd", None])
async def test_a_usual_short_name(begin: Begin, slug: str, text: str, facility: str, asked: str | None) -> None:
    talk = await begin("leeftijd", municipality=slug)
    talk.slots["requested_slot"] = asked
    talk = await talk.hears(text, "voorziening_vraag").does(ActionZoek())
    assert facility in cards(talk)


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [("uitkering", "bijstand", ["bijstand"]), ("uitkering", "Wajong", ["wajong"])],
)
async def test_a_good_answer_to_the_open_question_is_an_answer(
    begin: Begin, asked: str, text: str, value: object
) -> None:
    talk = await (await begin(asked)).says(text, "voorziening_vraag", 1.0)
    assert talk.slots[asked] == value
    assert cards(talk) == []


async def test_asked_for_a_topic_it_is_taken_and_the_card_comes_besides(begin: Begin) -> None:
    talk = await (await begin("themas")).says("huishoudelijke hulp", "voorziening_vraag", 1.0)
    assert "huishouden" in talk.slots["themas"]
    assert "hulp-bij-het-huishouden" in cards(talk)


async def test_what_is_asked_as_a_word_is_explained_and_shown(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("wat is een pgb", "uitleg", 1.0)
    assert "waarmee u zelf hulp regelt" in talk.text
    assert cards(talk) == ["pgb"]


async def test_never_the_same_sentence_twice_in_a_row(begin: Begin) -> None:
    talk = await begin("leeftijd")
    first = (await talk.says("Rolstoel")).messages
    second = (await talk.says("Wajong")).messages
    assert {message["tekst"] for message in first} & {message["tekst"] for message in second} == set()


async def test_in_the_handover_the_step_comes_back(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk.slots["requested_slot"] = "overdracht_wens"
    talk.slots |= {"overdracht_soort": "contactverzoek", "overdracht_reden": "hulp"}
    talk = await talk.hears("wat is een rolstoel?", "uitleg", 0.6).does(ValidateOverdrachtForm())
    assert cards(talk) == ["rolstoel"]
    assert "bellen" in str(talk.messages[-1]).lower()


async def test_as_a_reason_for_the_handover_it_is_the_reason(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk.slots["requested_slot"] = "overdracht_reden"
    talk.slots |= {"overdracht_soort": "contactverzoek"}
    talk = await talk.hears("rolstoel", "voorziening_vraag").does(ValidateOverdrachtForm())
    assert talk.slots["overdracht_reden"] == "rolstoel"


async def test_a_name_that_may_be_danger_brings_the_card_and_the_question(begin: Begin) -> None:
    text = "Bescherming van een kind dat thuis niet veilig is"
    talk = await (await begin("leeftijd", municipality="westland")).hears(text, "twijfel").does(ActionTwijfel())
    assert cards(talk) == ["jeugdbescherming-veiligheid"]
    assert "Nee, het is veilig" in talk.titles


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "?",
        "44",
        "nee",
        "ja",
        "ik ben 45",
        "werken",
        "wat is",
        "de",
        "wat is het weer",
        "mijn rolstoel is kapot",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert not any(Names(facilities(slug)).named(text) for slug in PLACES)


def test_a_long_story_is_not_compared() -> None:
    assert Names(facilities("leiden")).named("rolstoel " * 400) == ()
