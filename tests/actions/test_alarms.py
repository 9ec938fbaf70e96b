"""Danger that is not sure: a gentle question, what yes and no do, and what just answers the open question."""

import pytest

from actions.alarms import ActionNood, ActionTwijfel, alarm_words
from actions.assistant import assistant
from actions.interruptions import ActionDefaultFallback, ActionOverzicht, ActionTussendoor, ActionVerder
from actions.outcomes import ActionBijwerken
from actions.search import ActionZoek
from actions.selfcheck_form import ValidateZelfcheckForm
from actions.turn import ZelfcheckAction
from bot.dialogue.safety import doubts, question
from bot.dialogue.state import DialogueState
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

NUMBERS = ("112", "113", "0800")


async def asked(begin: Begin, text: str = "ik zie het niet meer zitten", field: str = "leeftijd") -> Talk:
    """The open question, a doubtful sentence, and our question about it."""
    return await (await begin(field)).says(text, "twijfel", 1.0)


async def test_the_question_is_gentle_and_shows_no_number(begin: Begin) -> None:
    talk = await asked(begin)
    assert "aan de dood" in talk.text
    assert not any(number in talk.text for number in NUMBERS)
    assert talk.titles == ["Ja, dat klopt", "Nee, het gaat goed"]
    assert talk.record["signalen"] == []
    assert talk.asks == "leeftijd"


@pytest.mark.parametrize("text", ["ja", "ja dat klopt", "Ja soms wel", "weet ik niet"])
async def test_yes_and_not_knowing_bring_the_numbers_and_keep_the_question(begin: Begin, text: str) -> None:
    talk = await (await asked(begin)).says(text, "bevestig", 1.0)
    assert "113" in talk.messages[0]["tekst"]
    assert talk.record["signalen"] == ["suicide"]
    assert talk.asks == "leeftijd"
    assert "Verder met de vragen" in talk.titles


@pytest.mark.parametrize(
    "text", ["nee", "nee hoor gelukkig niet", "Nee dat is niet zo", "gelukkig niet", "nee, geen gevaar hier"]
)
async def test_no_goes_back_to_the_open_question(begin: Begin, text: str) -> None:
    talk = await (await asked(begin)).says(text, "ontken", 1.0)
    assert talk.messages[0]["tekst"].startswith("Fijn om te horen")
    assert talk.messages[-1]["vraag"] == "leeftijd"
    assert talk.record["signalen"] == []


@pytest.mark.parametrize(
    "text",
    ["ik kan echt niet meer verder", "het gaat helemaal niet goed met mij", "niet goed", "kan niet meer", "blauw"],
)
async def test_what_is_no_plain_no_brings_the_numbers(begin: Begin, text: str) -> None:
    talk = await (await asked(begin)).says(text, "antwoord", 0.4)
    assert "113" in talk.messages[0]["tekst"]


async def test_no_to_danger_is_no_answer_to_the_open_question(begin: Begin) -> None:
    talk = await (await asked(begin, field="schulden")).says("nee", "ontken", 1.0)
    assert talk.slots.get("schulden") is None
    assert talk.asks == "schulden"


async def test_another_answer_is_simply_taken_and_yes_later_means_something_else(begin: Begin) -> None:
    talk = await (await asked(begin)).says("44", "antwoord", 0.9)
    assert talk.slots["leeftijd"] == 44
    talk = await talk.says("ja", "bevestig", 1.0)
    assert talk.record["signalen"] == []


async def test_a_second_doubtful_sentence_is_a_yes(begin: Begin) -> None:
    talk = await (await asked(begin)).says("ik kan niet meer verder", "twijfel", 1.0)
    assert "113" in talk.messages[0]["tekst"]


async def test_sure_danger_after_the_question_wins_from_its_no(begin: Begin) -> None:
    talk = await (await asked(begin)).says("nee, ik wil echt dood", "nood", 1.0)
    assert "113" in talk.text


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [("belasting", "ik kan niet meer", "overbelast"), ("belasting", "ik trek het niet meer", "overbelast")],
)
async def test_what_people_say_to_this_question_is_the_answer(begin: Begin, field: str, text: str, stored: str) -> None:
    talk = await (await begin(field, mantelzorg=True)).says(text, "twijfel", 1.0)
    assert not talk.rejected
    assert talk.slots[field] == stored


@pytest.mark.parametrize("field", ["leeftijd", "schulden", "netwerk", "belasting"])
async def test_danger_in_an_answer_is_asked_about_whatever_is_open(begin: Begin, field: str) -> None:
    talk = await (await begin(field)).says("nee want thuis ben ik bang", "twijfel", 1.0)
    assert "onveilig" in talk.text
    assert talk.asks == field


async def test_an_answer_beside_the_doubt_is_kept(begin: Begin) -> None:
    talk = await asked(begin, "ik ben 44 en ik zie het niet meer zitten")
    assert talk.slots["leeftijd"] == 44
    assert (await talk.says("nee", "ontken", 1.0)).asks not in (None, "leeftijd")


@pytest.mark.parametrize(("text", "part"), [("ja", "113"), ("nee", "Fijn om te horen")])
async def test_outside_the_questions_yes_and_no_work_too(begin: Begin, text: str, part: str) -> None:
    talk = await begin()
    talk.slots["requested_slot"] = None
    talk = await talk.hears("ik zie het niet meer zitten", "twijfel").does(ActionTwijfel())
    talk = await talk.hears(text, "bevestig").does(ActionBijwerken())
    assert part in talk.text


async def test_danger_without_a_kind_is_asked_about(begin: Begin) -> None:
    talk = await (await begin()).hears("hallo", "twijfel").does(ActionTwijfel())
    assert "onveilig" in talk.text


async def test_the_answer_to_our_question_passes_through_the_fallback(begin: Begin) -> None:
    talk = await asked(begin)
    talk.form = "zelfcheck_form"
    talk = await talk.hears("ja", "bevestig").does(ActionDefaultFallback())
    assert talk.text == ""
    assert "113" in (await talk.does(ValidateZelfcheckForm())).text


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("ik word mijn huis uitgezet", "dreiging", ["huisuitzetting"]),
        ("ik moet mijn huis uit en heb nergens om te slapen", "dreiging", ["huisuitzetting"]),
        ("ze sluiten morgen het gas af en ik ben 44", "leeftijd", 44),
        ("ik ben bang voor mijn man", "onveilig", True),
        ("mijn buurman wordt zijn huis uitgezet", "dreiging", None),
    ],
)
@pytest.mark.parametrize("asked", ["rondkomen", None])
async def test_danger_that_tells_a_fact_is_not_asked_again(
    begin: Begin, text: str, field: str, value: object, asked: str | None
) -> None:
    talk = await begin("rondkomen")
    talk.slots["requested_slot"] = asked
    talk = await talk.hears(text, "nood").does(ActionNood())
    assert talk.slots.get(field) == value
    assert any("Klopt dat niet?" in message["tekst"] for message in talk.messages[1:-1]) is (value is not None)
    assert talk.asks == asked


async def test_danger_said_again_gets_the_numbers_in_other_words(begin: Begin) -> None:
    talk, said = await begin("leeftijd"), []
    for text in ("ik wil dood", "ik wil echt dood", "ik wil niet meer leven"):
        talk = await talk.says(text, "nood", 1.0)
        said.append(talk.messages[0]["tekst"])
    assert len(set(said)) == 3
    assert all("0800-0113" in text and "112" in text for text in said)


async def test_another_danger_gets_its_own_first_words(begin: Begin) -> None:
    talk = await (await (await begin("leeftijd")).says("ik wil dood", "nood", 1.0)).says(
        "mijn man slaat mij", "nood", 1.0
    )
    assert "Goed dat u dit vertelt" in talk.messages[0]["tekst"]


ROUTES = [
    ("leidschendam-voorburg", "suicide", ["Crisis Interventie Team (CIT)"]),
    (
        "leidschendam-voorburg",
        "kindermishandeling",
        ["Meldpunt voor crisis, huiselijk geweld en kindermishandeling", "Crisis Interventie Team (CIT)"],
    ),
    ("leidschendam-voorburg", "medisch_spoed", []),
    ("leidschendam-voorburg", "geen_eten", []),
    ("leiden", "suicide", []),
    (None, "suicide", []),
]


@pytest.mark.parametrize(("municipality", "alarm", "desks"), ROUTES)
def test_the_municipality_s_own_crisis_route_comes_after_the_numbers(
    municipality: str | None, alarm: str, desks: list[str]
) -> None:
    first, *own = alarm_words(alarm, DialogueState(municipality=municipality), assistant()).split("Uw gemeente heeft")
    assert any(number in first for number in NUMBERS) or alarm == "geen_eten"
    assert [words.split("**")[1] for words in own] == desks
    assert not any(digit.isdigit() for words in own for digit in words)


BETWEEN = [
    ("wie leest dit", "privacy", ActionTussendoor()),
    ("wat kost hulp in huis", "voorziening_vraag", ActionZoek()),
    ("wat heb ik ingevuld", "overzicht", ActionOverzicht()),
]


@pytest.mark.parametrize(("text", "intent", "action"), BETWEEN)
@pytest.mark.parametrize("field", ["leeftijd", None])
async def test_something_in_between_brings_our_question_back_once_in_other_words(
    begin: Begin, field: str | None, text: str, intent: str, action: ZelfcheckAction
) -> None:
    talk = await asked(begin)
    talk.slots["requested_slot"], first = field, talk.messages[-1]["tekst"]
    talk = await talk.hears(text, intent).does(action)
    assert talk.titles == ["Ja, dat klopt", "Nee, het gaat goed"]
    assert "gedachten aan de dood" in talk.messages[-1]["tekst"] != first
    talk = await talk.hears(text, intent).does(action)
    assert "Nee, het gaat goed" not in talk.titles


async def test_meanwhile_the_form_asks_nothing_and_keeps_its_question(begin: Begin) -> None:
    talk = await (await asked(begin)).hears("wie leest dit", "privacy").does(ActionTussendoor())
    talk = await talk.does(ValidateZelfcheckForm())
    assert (talk.messages, talk.asks) == ([], "leeftijd")
    talk = await talk.says("ja", "bevestig", 1.0)
    assert "113" in talk.messages[0]["tekst"]


@pytest.mark.parametrize("text", ["wat is een pgb", "Rolstoel", "momentje"])
async def test_what_the_form_answers_itself_brings_it_back_too(begin: Begin, text: str) -> None:
    talk = await (await asked(begin)).says(text, "uitleg", 0.5)
    assert talk.titles == ["Ja, dat klopt", "Nee, het gaat goed"]
    assert talk.asks == "leeftijd"
    talk = await talk.says(text, "uitleg", 0.5)
    assert talk.messages[-1]["vraag"] == "leeftijd"


async def test_no_after_it_came_back_goes_on(begin: Begin) -> None:
    talk = await (await asked(begin)).says("momentje", "pauze", 1.0)
    talk = await talk.says("nee", "ontken", 1.0)
    assert talk.messages[0]["tekst"].startswith("Fijn om te horen")
    assert talk.messages[-1]["vraag"] == "leeftijd"


def test_every_question_about_danger_has_other_words_for_the_second_time() -> None:
    alarms = [alarm.id for alarm in assistant().library.rules.policy.alarms.values()]
    assert alarms
    assert all(question(alarm, 0) != question(alarm, 1) for alarm in alarms)


@pytest.mark.parametrize(
    ("town", "text", "alarm", "card"),
    [
        ("leidschendam-voorburg", "wij hebben geen eten meer tot vrijdag", "geen_eten", "voedselbank"),
        ("leiden", "ik zorg voor mijn vrouw en ik trek het niet meer", "mantelzorger_op", "mantelzorgondersteuning"),
        ("leiden", "ik heb vannacht geen plek om te slapen", "dakloos_vannacht", "maatschappelijke-opvang"),
    ],
)
async def test_after_the_words_for_haste_comes_what_helps_soon(
    begin: Begin, town: str, text: str, alarm: str, card: str
) -> None:
    talk = await (await begin("leeftijd", town)).says(text, "nood", 1.0, alarm=alarm)
    first, shown = talk.messages[0], [message for message in talk.messages if message.get("kaarten")]
    assert not first.get("kaarten")
    assert any(card in found["voorziening"] for message in shown for found in message["kaarten"])


async def test_beside_haste_comes_nothing_of_another_domain(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("wij hebben geen eten meer tot vrijdag", "nood", 1.0, alarm="geen_eten")
    shown = {card["voorziening"] for message in talk.messages for card in message.get("kaarten", [])}
    assert "bijstand-wwb" in shown
    assert not shown & {"buurthuizen-sociaal-cultureel-werk", "opvoedondersteuning-cjg"}


async def test_beside_acute_danger_the_numbers_stand_alone(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("mijn man slaat mij", "nood", 1.0, alarm="huiselijk_geweld")
    assert not any(message.get("kaarten") for message in talk.messages)


async def test_an_answer_beside_the_haste_keeps_the_cards(begin: Begin) -> None:
    text = "ik ben 19 en mijn ouders hebben me het huis uit gezet"
    talk = await (await begin("leeftijd")).says(text, "nood", 1.0, alarm="huisuitzetting")
    assert talk.slots["leeftijd"] == 19
    assert any(message.get("kaarten") for message in talk.messages)


async def test_haste_that_only_answers_the_open_question_brings_no_cards(begin: Begin) -> None:
    talk = await (await begin("dreiging")).says("ze willen mijn stroom afsluiten", "nood", 1.0, alarm="afsluiting")
    assert not any(message.get("kaarten") for message in talk.messages)


async def test_a_need_that_may_be_haste_brings_its_cards_before_the_question(begin: Begin) -> None:
    text = "soms twijfel ik of ik de zorg voor mijn man nog volhou, is er iemand die het een weekend overneemt"
    assert [signal.alarm for signal in doubts(text)] == ["mantelzorger_op"]
    talk = await (await begin("leeftijd", "westland")).says(text, "twijfel", 1.0)
    assert [card["voorziening"] for message in talk.messages for card in message.get("kaarten") or []]
    assert talk.messages[-1]["keuzes"]
    assert talk.record["signalen"] == []


async def test_beside_what_may_be_acute_danger_stand_no_cards(begin: Begin) -> None:
    talk = await asked(begin, "ik zie het niet meer zitten, ik ben somber en zoek een maatje of een inloop in de buurt")
    assert not any(message.get("kaarten") for message in talk.messages)


WORRIED = "ik maak me zorgen om de oude vrouw boven mij, ze doet de deur nooit meer open en wil geen hulp"


def cards(talk: Talk) -> list[str]:
    return [card["voorziening"] for message in talk.messages for card in message.get("kaarten", [])]


async def test_what_helps_waits_for_the_answer_to_our_question(begin: Begin) -> None:
    talk = await (await begin("leeftijd", "westland")).says(WORRIED, "twijfel", 1.0)
    assert cards(talk) == []
    talk = await talk.says("nee hoor", "ontken", 1.0)
    assert "melding-zorgmijding" in cards(talk)
    assert talk.asks == "leeftijd"


async def test_the_button_for_no_brings_it_too(begin: Begin) -> None:
    talk = await (await begin("leeftijd", "westland")).says(WORRIED, "twijfel", 1.0)
    talk = await talk.hears("/verder", "verder").does(ActionVerder())
    assert "melding-zorgmijding" in cards(talk)


@pytest.mark.parametrize("answer", ["ja", "weet ik niet"])
async def test_nothing_that_waits_stands_beside_danger(begin: Begin, answer: str) -> None:
    talk = await (await begin("leeftijd", "westland")).says(WORRIED, "twijfel", 1.0)
    talk = await talk.says(answer, "bevestig", 1.0)
    assert "0800-2000" in talk.text
    assert cards(talk) == []


async def test_what_waits_is_shown_once(begin: Begin) -> None:
    talk = await (await begin("leeftijd", "westland")).says(WORRIED, "twijfel", 1.0)
    talk = await (await talk.says("nee", "ontken", 1.0)).says("55", "antwoord", 1.0)
    assert cards(talk) == []
