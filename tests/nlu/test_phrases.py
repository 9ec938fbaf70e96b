"""Fixed phrases: the whole message or nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.catalogue.library import Library
from bot.dialogue.naming import Names
from bot.nlu.lexicon import IntentLexicon, all_names
from bot.nlu.phrases import Phrases

PHRASES = Phrases.load()
READER_CASES = Path(__file__).resolve().parents[1] / "dialogue" / "readers" / "cases"

SAID = [
    ("stop", "stop"),
    ("Stop!", "stop"),
    ("STOP MAAR", "stop"),
    ("sorry hoor, stop maar", "stop"),
    ("ik wil stoppen. doei", "stop"),
    ("ik kap ermee", "stop"),
    ("tot ziens en bedankt", None),
    ("vorige vraag", "terug"),
    ("oeps, terug graag", "terug"),
    ("mag ik een stap terug?", "terug"),
    ("kan ik naar de vorige vraag", "terug"),
    ("opnieuw", "opnieuw"),
    ("begin maar opnieuw", "opnieuw"),
    ("van voren af aan graag", "opnieuw"),
    ("pas", "overslaan"),
    ("sla maar over", "overslaan"),
    ("volgende vraag alstublieft", "overslaan"),
    ("kan ik deze overslaan?", "overslaan"),
    ("ik ga later verder", "pauze"),
    ("wacht even", "pauze"),
    ("waarom", "waarom"),
    ("waarom wil je dat weten?", "waarom"),
    ("wat bedoelt u?", "uitleg"),
    ("ik snap het niet", "uitleg"),
    ("hoe lang duurt het nog?", "hoe_lang"),
    ("zijn we er bijna", "hoe_lang"),
    ("wie leest dit", "privacy"),
    ("ik wil liever niet dat hij dit ziet", "privacy"),
    ("mijn man mag dit niet weten", "privacy"),
    ("ben je een robot?", "ben_je_robot"),
    ("medewerker spreken", "mens"),
    ("ik wil graag een medewerker spreken", "mens"),
    ("bel mij terug", "mens"),
    ("weet ik niet", "weet_niet"),
    ("geen idee hoor", "weet_niet"),
    ("zeg ik liever niet", "zeg_liever_niet"),
    ("gaat je niks aan", "zeg_liever_niet"),
    ("ja", "bevestig"),
    ("ja hoor, klopt", "bevestig"),
    ("nee", "ontken"),
    ("nee dank u", "ontken"),
    ("hallo", "groet"),
    ("dank u wel", "bedankt"),
    ("printen", "bewaren"),
    ("laat de uitkomst zien", "uitkomst"),
    ("wat heb ik allemaal ingevuld?", "overzicht"),
    ("а где помощь", "andere_taal"),
    ("أحتاج إلى مساعدة", "andere_taal"),
    ("我需要帮助", "andere_taal"),
    ("wat moet jij met wie er bij mij aan tafel zit", "waarom"),
    ("onder wiens ogen komt dit allemaal, toch niet die van mijn baas?", "privacy"),
    ("die vraag overslaon, dat gao ik niet zeggen", "zeg_liever_niet"),
    ("Kunt u mij verbinden met een levend wezen van uw kantoor?", "mens"),
    ("Ik wil het nu liever over een ander onderwerp hebben dan wonen.", "ander_onderwerp"),
    ("en ik mot nou weg, ken ik vanaved verder", "pauze"),
    ("goat nog es ene trug asjeblieft", "terug"),
    ("dank u wel voor uw geduld met mij, vraagt u maar verder", "bedankt"),
    ("kunt u een schatting geven van de rest van de vragen", "hoe_lang"),
    ("ik wil beginnen vanaf nul", "opnieuw"),
]

NOT_SAID = [
    "ik stop elke maand 20 euro in een potje",
    "wat moet ik met mijn schulden",
    "wat moet je met zo'n uitkering",
    "toch niet naar school",
    "alles verkeerd gedaan",
    "spreek ik met een levend mens",
    "ik praat liever met mensen van mijn eigen leeftijd",
    "ik ben vanaf nul begonnen na de scheiding",
    "ik ga stoppen met werken",
    "mijn zoon stopt met school",
    "ja, mijn moeder",
    "ja maar niet elke dag",
    "nee, ik woon samen",
    "pas verhuisd",
    "ik pas op mijn kleinkinderen",
    "waarom niet, ik ben 44",
    "terug bij af na de scheiding",
    "opnieuw getrouwd",
    "bellen doe ik met mijn zus",
    "ik weet het niet precies, iets van 1300",
    "schulden heb ik niet, dat weet ik zeker",
    "de volgende uitkering komt in mei",
    "een mens is maar alleen",
    "graag hulp met geld",
    "huur",
    "3",
    "",
    "   ",
    "...",
    "😀",
    "Γ",
]


@pytest.mark.parametrize("text, intent", SAID)
def test_a_phrase_is_recognised(text: str, intent: str | None) -> None:
    assert PHRASES.intent_of(text) == intent


@pytest.mark.parametrize("text", [text for text in NOT_SAID if text != "Γ"])
def test_a_phrase_inside_a_story_is_not(text: str) -> None:
    assert PHRASES.intent_of(text) is None


def test_phrases_and_training_data_agree(trained: list[tuple[str, str]]) -> None:
    found = [(text, intent, PHRASES.intent_of(text)) for text, intent in trained]
    decided = [case for case in found if case[2] is not None]
    wrong = [case for case in decided if case[1] != case[2]]
    assert len(decided) > 600
    assert len(wrong) / len(decided) < 0.01, wrong


def test_phrases_are_right_on_held_out_sentences(held_out: list[tuple[str, str]]) -> None:
    decided = [(intent, found) for text, intent in held_out if (found := PHRASES.intent_of(text))]
    assert len(decided) >= 30
    assert sum(intent == found for intent, found in decided) / len(decided) >= 0.95


def test_no_answer_to_a_question_is_a_command() -> None:
    """The readers' own cases: an answer may be "ja" or "weet ik niet", never "stop" or "terug"."""
    fitting = {None, "bevestig", "ontken", "weet_niet", "zeg_liever_niet", "overslaan"}
    cases = [
        case
        for file in READER_CASES.glob("*.yml")
        for case in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    ]
    answers = [case["tekst"] for case in cases if case.get("tekst") and "waarde" in case]
    assert len(answers) > 500
    assert [text for text in answers if PHRASES.intent_of(text) not in fitting] == []


def _lexicon(tmp_path: Path, **content: Any) -> Path:
    file = tmp_path / "patronen.yml"
    file.write_text(yaml.safe_dump({"opvulling": ["graag"], "schriften": {}, "patronen": {}} | content))
    return file


def test_an_unclosed_bracket_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="bracket"):
        Phrases.load(_lexicon(tmp_path, patronen={"stop": ["(stop|halt"]}))


def test_two_intents_in_one_message_are_none(tmp_path: Path) -> None:
    phrases = Phrases.load(_lexicon(tmp_path, patronen={"stop": ["stop"], "groet": ["dag"]}))
    assert phrases.intent_of("dag. stop") is None
    assert phrases.intent_of("stop graag, stop") == "stop"


def test_without_its_guard_a_phrase_would_fire_inside_a_story() -> None:
    """Red path: searching instead of matching the whole part takes a story for a command."""
    assert PHRASES.patterns["stop"].search("ik stop elke maand 20 euro in een potje")
    assert PHRASES.intent_of("ik stop elke maand 20 euro in een potje") is None


@pytest.mark.parametrize("text, intent", [("stop", "stop"), ("ik ben 44", "antwoord"), ("", "antwoord")])
def test_the_component_overrules_and_leaves_the_ranking(text: str, intent: str) -> None:
    ranking = [{"name": "antwoord", "confidence": 0.4}]
    message = Message({TEXT: text, INTENT: ranking[0], "intent_ranking": ranking})
    IntentLexicon(PHRASES, Names(())).process([message])
    assert message.get(INTENT)["name"] == intent
    assert message.get("intent_ranking") == ranking
    assert (message.get(INTENT)["confidence"] == 1.0) == (intent == "stop")


NAMES = [facility for place in Library.load().municipalities.values() for facility in place.facilities]
LEXICON = IntentLexicon(PHRASES, all_names())


def decided(text: str) -> str | None:
    message = Message({TEXT: text})
    LEXICON.process([message])
    return (message.get(INTENT) or {}).get("name")


@pytest.mark.parametrize("form", ["{}", "wat is {}", "{}?"])
def test_the_name_of_any_help_asks_for_it(form: str) -> None:
    assert [
        name for facility in NAMES if decided(name := form.format(facility.name.lower())) != "voorziening_vraag"
    ] == []


@pytest.mark.parametrize("text", ["alleen aow", "mijn opa en oma", "stage", "eenzaam", "ik kan niet meer", "/help"])
def test_a_word_with_which_residents_search_is_no_name(text: str) -> None:
    assert decided(text) is None


CLOSING = [
    "Ik rond het hierbij af, dank u.",
    "Zo is het wel genoeg voor vandaag.",
    "Ik laat het hierbij",
    "Dan laat ik het hierbij, bedankt.",
    "We laten het hierbij voor vandaag",
    "Hiermee sluit ik het gesprek af.",
    "Ik sluit hiermee af. Dank u wel.",
    "Ik wil het gesprek graag afronden",
    "Voor vandaag is het wel mooi geweest",
    "ik heb genoeg gehoord, bedankt",
    "Tot zover, dank u wel. Fijne avond!",
    "nou, dat was het dan voor vandaag",
    "Ik moet nu gaan, tot ziens",
    "zullen we dit gesprek afronden?",
]
NO_CLOSING = [
    "oud genoeg",
    "genoeg",
    "het is genoeg",
    "dat is genoeg om van te leven",
    "zo is het wel genoeg",
    "genoeg voor deze maand",
    "ik heb genoeg",
    "ik heb genoeg geld voor vandaag",
    "ik rond af op 1300",
    "ik rond het af op 1300 euro",
    "ik laat het mijn dochter doen",
    "ik laat het huishouden over aan mijn man",
    "ik moet nu gaan verhuizen",
    "ik moet verder rijden",
    "ik sluit me af voor anderen",
    "het gas wordt afgesloten",
    "ze sluiten het gas af",
    "ik moet",
    "dat was het dan",
    "voor vandaag heb ik geen eten",
    "ik ga weg bij mijn man",
    "ik wil dit niet meer",
]


@pytest.mark.parametrize("text", CLOSING)
def test_a_polite_closing_sentence_stops(text: str) -> None:
    assert PHRASES.intent_of(text) == "stop"


@pytest.mark.parametrize("text", NO_CLOSING)
def test_what_looks_like_a_closing_sentence_does_not_stop(text: str) -> None:
    assert PHRASES.intent_of(text) != "stop"
