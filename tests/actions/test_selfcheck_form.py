"""The form: answers in words and by button, what is volunteered, corrected, skipped, interrupted, or not understood."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from actions.interruptions import ActionDefaultFallback, ActionMens
from actions.selfcheck_form import ValidateZelfcheckForm
from actions.start import ActionStart
from bot.dialogue.agenda import Agenda
from bot.dialogue.state import DialogueState
from tests.actions.conftest import Begin
from tests.actions.talk import Talk


async def test_the_greeting_says_that_it_is_a_computer_and_what_is_kept(fresh: Talk) -> None:
    for part in ("computer, geen mens", "Leiden", "28 dagen", "BSN"):
        assert part in fresh.text


async def test_without_a_municipality_that_is_asked_first() -> None:
    talk = await Talk().hears("/start", "start").does(ActionStart())
    assert (await talk.does(ValidateZelfcheckForm())).asks == "gemeente"


async def test_an_unknown_municipality_of_a_page_is_asked_after_all() -> None:
    talk = await Talk().hears("/start", "start", gemeente="delft").does(ActionStart())
    assert (await talk.does(ValidateZelfcheckForm())).asks == "gemeente"


async def test_the_topics_are_offered_without_a_field(fresh: Talk) -> None:
    talk = await fresh.does(ValidateZelfcheckForm())
    assert talk.asks == "themas"
    assert "vraag" not in talk.messages[-1]
    assert talk.titles[-1] == "Alle onderwerpen"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("alles", ["huishouden", "geld", "zorgen", "vervoer", "meedoen"]),
        ("Geld", ["geld"]),
        ("ik kom niet rond en er is geen vervoer", ["geld", "vervoer"]),
        ("het poetsen lukt niet meer", ["huishouden"]),
    ],
)
async def test_topics_in_words(begin: Begin, text: str, topics: list[str]) -> None:
    assert (await (await begin()).says(text)).slots["themas"] == topics


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("woning", "huur", "huur"),
        ("schulden", False, False),
        ("achterstanden", "huur", ["huur"]),
        ("achterstanden", "niets", []),
        ("leeftijd", "weet_niet", None),
        ("leeftijd", "zeg_niet", None),
    ],
)
async def test_a_button(begin: Begin, field: str, value: Any, stored: Any) -> None:
    talk = await (await begin(field)).chooses(field, value)
    assert talk.slots.get(field) == stored
    assert talk.asks != field


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("leeftijd", "44", 44),
        ("woning", "Ik huur", "huur"),
        ("rondkomen", "net aan", "net"),
        ("inkomen", "1.350,-", 1350),
        ("leeftijd", "weet ik niet", None),
        ("inkomen", "zeg ik liever niet", None),
    ],
)
async def test_an_answer_in_words(begin: Begin, field: str, text: str, stored: Any) -> None:
    talk = await (await begin(field)).says(text)
    assert talk.slots.get(field) == stored
    assert talk.asks != field


async def test_what_is_not_understood_is_explained_then_a_person_is_offered(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("blauw met stippen")
    assert talk.asks == "leeftijd"
    assert "Bijvoorbeeld" in talk.text
    first = talk.text
    talk = await talk.says("groen met ruitjes")
    assert talk.text != first
    assert "Naar een medewerker" in talk.titles


async def test_never_the_same_question_twice_in_a_row(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("blauw met stippen")
    first = talk.messages[-1]["tekst"]
    assert (await talk.says("groen met ruitjes")).messages[-1]["tekst"] != first


@pytest.mark.parametrize("intent", ["waarom", "stop", "mens", "terug", "voorziening_vraag"])
async def test_an_interruption_is_left_to_the_rules(begin: Begin, intent: str) -> None:
    talk = await (await begin("inkomen")).says("xyz", intent, 1.0)
    assert talk.rejected
    assert talk.asks == "inkomen"
    assert talk.slots.get("inkomen") is None


async def test_a_certain_answer_wins_from_a_doubtful_interruption(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("44 jaar", "stop", 0.7)
    assert talk.slots["leeftijd"] == 44


async def test_a_correction_changes_an_earlier_answer_and_keeps_the_question(begin: Begin) -> None:
    talk = await begin("rondkomen", kinderen=[9], huishouden="alleenstaande_ouder")
    talk = await talk.says("correctie: mijn dochter is 10 geworden, geen 9", "corrigeer", 0.99)
    assert talk.slots["kinderen"] == [10]
    assert talk.asks == "rondkomen"


async def test_danger_in_an_answer_comes_first(begin: Begin) -> None:
    talk = await (await begin("onveilig")).chooses("onveilig", True)
    assert "112" in talk.messages[0]["tekst"]


async def test_haste_in_an_answer_names_the_team_and_no_danger_number(begin: Begin) -> None:
    talk = await (await begin("dreiging", schulden=True)).chooses("dreiging", "huisuitzetting")
    assert "Meldpunt Zorg en Overlast" in talk.messages[0]["tekst"]
    assert "112" not in talk.text


async def test_without_questions_left_the_form_ends(begin: Begin) -> None:
    talk = await begin("eigen_vervoer", lopen="goed", ov="ja")
    talk.slots["themas"] = ["vervoer"]
    talk = await talk.chooses("eigen_vervoer", True)
    assert talk.asks is None
    assert talk.messages == []


async def test_progress_goes_up(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("44")
    step = talk.messages[-1]["voortgang"]["stap"]
    talk = await talk.says("ik woon alleen")
    assert talk.messages[-1]["voortgang"]["stap"] == step + 1
    assert talk.messages[-1]["voortgang"]["van"] >= step + 1


async def test_an_answer_that_tells_of_haste_is_taken_and_the_questions_go_on(begin: Begin) -> None:
    talk = await begin("dreiging", schulden=True)
    talk = await talk.says("volgende week moeten wij ons huis uit", "nood", 1.0)
    assert not talk.rejected
    assert talk.slots["dreiging"] == ["huisuitzetting"]
    assert "Meldpunt Zorg en Overlast" in talk.messages[0]["tekst"]
    assert talk.asks not in (None, "dreiging")


async def test_a_gentle_question_counts_as_handled_in_rasa(begin: Begin) -> None:
    """A form that sets no slot besides the requested one counts as rejected, and its words are lost."""
    talk = await (await begin("rondkomen")).says("ik zie het niet meer zitten", "situatie", 0.6)
    assert not talk.rejected
    assert "voortgang" in talk.set_slots


@pytest.mark.parametrize("form", ["zelfcheck_form", "overdracht_form", None])
async def test_where_no_rule_fits_the_open_form_goes_on(begin: Begin, form: str | None) -> None:
    talk = await begin("rondkomen")
    talk.form = form
    await talk.hears("blauw met stippen", "situatie", 0.6).does(ActionDefaultFallback())
    assert bool(talk.text) is (form is None)
    assert talk.followup == (form or "action_listen")


async def test_after_an_interruption_that_waits_the_form_still_hears_the_answer(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk.form = "zelfcheck_form"
    talk = await talk.hears("ik wil een mens spreken", "mens").does(ActionMens())
    talk = await talk.hears("44", "antwoord", 0.5).does(ActionDefaultFallback())
    assert talk.text == ""
    assert (await talk.does(ValidateZelfcheckForm())).slots["leeftijd"] == 44


async def test_what_the_form_rejected_and_no_rule_takes_is_answered_once(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk.form = "zelfcheck_form"
    talk.hears("tja", "kies_niets")
    talk.events.append({"event": "action_execution_rejected", "name": "zelfcheck_form"})
    assert (await talk.does(ActionDefaultFallback())).text
    assert (await talk.does(ValidateZelfcheckForm())).messages[-1]["vraag"] == "leeftijd"


async def test_the_words_of_a_button_are_its_answer_and_no_danger(begin: Begin) -> None:
    talk = await (await begin("belasting", mantelzorg=True)).says("Ik kan niet meer.", "situatie", 0.6)
    assert talk.slots["belasting"] == "overbelast"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("belasting", "Ik kan niet meer", "Wat zwaar voor u"),
        ("somber", "ja", "naar voor u"),
        ("eenzaam", "ja, vaak", "verdrietig"),
        ("schulden", "ja", "Veel mensen"),
        ("schulden", "nee", None),
        ("somber", "nee hoor", None),
    ],
)
async def test_a_human_word_for_what_is_heavy(begin: Begin, field: str, text: str, words: str | None) -> None:
    talk = await (await begin(field, mantelzorg=True)).says(text)
    heavy = [said for said in ("Wat zwaar voor u", "naar voor u", "verdrietig", "Veel mensen") if said in talk.text]
    assert heavy == ([words] if words else [])


async def test_topics_from_a_story_are_said_back(begin: Begin) -> None:
    talk = await (await begin("themas")).says("ik kom niet rond en mijn moeder heeft dementie", "situatie", 0.6)
    assert "geld, zorgen voor iemand" in talk.text


async def test_a_story_instead_of_a_topic_brings_what_helps_too(begin: Begin) -> None:
    talk = await (await begin("themas")).says("mijn moeder van 88 heeft dementie en valt steeds", "situatie", 0.4)
    assert any(message.get("kaarten") for message in talk.messages)


async def test_a_topic_alone_brings_no_cards(begin: Begin) -> None:
    talk = await (await begin("themas")).says("het poetsen lukt niet meer", "situatie", 0.4)
    assert not any(message.get("kaarten") for message in talk.messages)


async def test_a_correction_of_how_many_children_asks_their_ages(begin: Begin) -> None:
    talk = await begin("rondkomen", kinderen=[4, 9], huishouden="alleenstaande_ouder")
    talk = await talk.says("nee, drie kinderen", "corrigeer", 0.95)
    assert talk.slots.get("kinderen") is None
    assert talk.asks == "kinderen"
    assert "van elk kind de leeftijd" in talk.text
    assert (await talk.says("4, 9 en 11")).slots["kinderen"] == [4, 9, 11]


async def test_pay_by_the_day_is_asked_for_a_month(begin: Begin) -> None:
    talk = await (await begin("inkomen")).says("50 euro per dag")
    assert "in een maand" in talk.text
    assert "week" not in talk.messages[0]["tekst"]


@pytest.mark.parametrize("intent", ["zeg_liever_niet", "antwoord", "corrigeer"])
@pytest.mark.parametrize(
    "text",
    [
        "Daar hoef je van mij geen antwoord op te verwachten, sla maar over.",
        "nee, sla deze maar over",
        "verwacht hierop maar geen antwoord van mij",
        "ga maar door naar de volgende",
        "deze vraag laat ik schieten",
    ],
)
async def test_who_says_to_skip_has_given_no_answer(begin: Begin, text: str, intent: str) -> None:
    talk = await (await begin("vermogen_boven_grens", leeftijd=44)).says(text, intent, 0.8)
    assert talk.slots.get("vermogen_boven_grens") is None
    assert "slaan deze vraag over" in talk.text
    assert talk.asks != "vermogen_boven_grens"


@pytest.mark.parametrize("intent", ["zeg_liever_niet", "antwoord", "overslaan"])
@pytest.mark.parametrize(
    ("field", "text", "answer"),
    [
        ("leeftijd", "67, ga maar door naar de volgende", 67),
        ("schulden", "nee hoor, op naar de volgende vraag", False),
        ("mantelzorg", "ja, ik pas hier op mijn kleinkinderen en zorg voor mijn moeder", True),
        ("huishouden_lukt", "stoppen lukt niet, ik ga door naar de volgende kamer tot ik val", "niet"),
    ],
)
async def test_what_only_sounds_like_skipping_keeps_its_answer(
    begin: Begin, field: str, text: str, answer: Any, intent: str
) -> None:
    talk = await (await begin(field)).says(text, intent, 0.8)
    assert talk.slots[field] == answer


async def test_a_certain_answer_to_another_question_is_kept_when_this_one_is_skipped(begin: Begin) -> None:
    talk = await (await begin("vermogen_boven_grens")).says("ik ben 67, deze vraag sla ik over", "antwoord", 0.8)
    assert (talk.slots.get("vermogen_boven_grens"), talk.slots["leeftijd"]) == (None, 67)


@pytest.mark.parametrize(
    "text", ["wacht even", "momentje", "Een momentje hoor", "wacht even ik zoek mijn papieren", "even denken", "sec"]
)
async def test_a_moment_is_no_goodbye(begin: Begin, text: str) -> None:
    talk = await (await begin("inkomen")).says(text, "pauze", 0.99)
    assert not talk.rejected
    assert talk.messages[0]["tekst"].startswith("Neem de tijd")
    assert talk.asks == talk.messages[-1]["vraag"] == "inkomen"


@pytest.mark.parametrize("text", ["ik ga later verder", "pauze", "wacht, ik ben 44", "ik moet nu weg"])
async def test_what_says_more_is_no_moment(begin: Begin, text: str) -> None:
    assert "Neem de tijd" not in (await (await begin("leeftijd")).says(text, "pauze", 0.99)).text


@pytest.mark.parametrize(
    ("asked", "text", "answer"),
    [
        ("mantelzorg", "ja. correctie: ik ben 63", True),
        ("mantelzorg", "nee. correctie: ik ben 63", False),
        ("woning", "huur, en een correctie: ik ben 63", "huur"),
        ("mantelzorg", "nee, ik ben 63", None),
        ("mantelzorg", "correctie: ik ben 63", None),
        ("mantelzorg", "tja. correctie: ik ben 63", None),
    ],
)
async def test_an_answer_beside_a_correction_counts_as_well(begin: Begin, asked: str, text: str, answer: Any) -> None:
    talk = await (await begin(asked, leeftijd=62)).says(text, "corrigeer", 0.99)
    assert (talk.slots["leeftijd"], talk.slots.get(asked)) == (63, answer)
    assert (talk.asks == asked) is (answer is None)


async def test_not_knowing_beside_a_correction_skips_the_question(begin: Begin) -> None:
    talk = await (await begin("mantelzorg", leeftijd=62)).says("weet ik niet. correctie: ik ben 63", "corrigeer", 0.99)
    assert talk.slots["leeftijd"] == 63
    assert talk.slots["overgeslagen"] == {"mantelzorg": "weet_niet"}


async def test_what_is_left_to_ask_is_worked_out_once_a_turn(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes most of a turn: the next question and "question 3 of 9" come from one look."""
    looks: list[object] = []
    look = Agenda.open_fields

    def counted(self: Agenda, state: DialogueState, today: date) -> Iterator[str]:
        looks.append(state)
        return look(self, state, today)

    monkeypatch.setattr(Agenda, "open_fields", counted)
    talk = await (await begin("leeftijd")).says("45")
    assert talk.messages[-1]["voortgang"]["stap"] > 1
    assert len(looks) == 1


@pytest.mark.parametrize(
    ("text", "unsafe"),
    [
        ("die overbuurman slaat me elke keer met schaken", None),
        ("op tv zag ik een stuk over huiselijk geweld, zelf heb ik daar niets mee te maken", None),
        ("mijn man slaat mij", True),
    ],
)
async def test_somebody_is_only_unsafe_where_it_sounds_like_danger(
    begin: Begin, text: str, unsafe: bool | None
) -> None:
    talk = await (await begin("leeftijd")).says(text, "situatie", 0.6)
    assert talk.slots.get("onveilig") is unsafe
    assert ("112" in talk.text) is bool(unsafe)


async def test_a_certain_answer_only_sounds_hasty(begin: Begin) -> None:
    text = "Op het adres staan Noor en ik ingeschreven, meer mensen niet."
    talk = await (await begin("kostendelers", huishouden="alleenstaande_ouder")).says(text, "nood", 1.0)
    assert talk.slots["kostendelers"] == 0
    assert "kan niet wachten" not in talk.text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("inkomen", "1300 netto maar mijn man slaat mij"),  # danger, and a rule says so
        ("inkomen", "1300 euro en we worden morgen uit ons huis gezet"),  # haste that a rule knows
        ("leeftijd", "67 en mijn vrouw ademt niet meer"),
    ],
)
async def test_what_a_rule_hears_beside_an_answer_is_never_passed_over(begin: Begin, field: str, text: str) -> None:
    talk = await (await begin(field)).says(text, "nood", 1.0)
    assert any(words in talk.text for words in ("112", "0800", "kan niet wachten", "Neem nu contact"))
