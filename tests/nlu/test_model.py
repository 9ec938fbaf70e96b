"""The trained model: sentences that it must know, and floors for those that it never saw."""

from collections import Counter
from typing import Any

import pytest
import yaml

from bot.dialogue.understanding import NOT_INTERRUPTING, VERY_LIKELY
from bot.nlu.phrases import Phrases
from tests.nlu.conftest import ROOT, Parse

KNOWN = [
    ("hoeveel vragen krijg ik nog?", "hoe_lang"),
    ("waarom moeten jullie mijn spaargeld weten", "waarom"),
    ("wat wordt er bedoeld met netto", "uitleg"),
    ("ik bedoel twee kinderen, geen drie", "corrigeer"),
    ("mag ik nog even terug naar de vraag van net", "terug"),
    ("kan er iemand van het wijkteam bij mij langskomen", "mens"),
    ("hoe vraag ik een scootmobiel aan", "voorziening_vraag"),
    ("wie kan mijn moeder helpen met douchen", "voorziening_vraag"),
    ("hoe bak ik een appeltaart", "buiten_bereik"),
    ("hoe laat speelt feyenoord vanavond", "buiten_bereik"),
    ("can you help me in english please", "andere_taal"),
    ("Türkçe bilen biri var mı acaba", "andere_taal"),
    ("nie mówię po niderlandzku", "andere_taal"),
    ("ik woon in rotterdam", "andere_gemeente"),
    ("worden mijn antwoorden bewaard", "privacy"),
    ("wat een waardeloze bot ben jij", "boos"),
    ("kan ik de uitslag laten printen", "bewaren"),
    ("ik wil het over mijn huis hebben", "ander_onderwerp"),
    ("mijn man slaat mij", "nood"),
    ("stop", "stop"),
]
ANSWERS = [
    "ik woon met mijn man en twee kinderen",
    "wij krijgen samen ongeveer 2300 euro",
    "alleen een achterstand bij de energie",
    "mijn dochter doet de was en ik kook zelf",
    "met de rollator tot aan de winkel",
    "sinds twee jaar, na haar beroerte",
    "ik heb een huurflat op de derde",
    "drie dagen in de week in een winkel",
]
FAR = ["qwertyuiop", "zzzzz", "12 + 5 =", "🍕🍕🍕", "lorem ipsum dolor sit amet", "https://example.org/x?y=1", "."]
ACCURACY = 0.83
"""Held out, whole pipeline; measured at the time of writing: see bench/results/nlu.md."""


@pytest.mark.parametrize("text, intent", KNOWN)
def test_known_sentences(parse: Parse, text: str, intent: str) -> None:
    assert parse(text)["intent"]["name"] == intent


READY = yaml.load((ROOT / "data" / "teksten" / "voordeur.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["gereed"][
    "zinnen"
]


@pytest.mark.parametrize("known", READY, ids=lambda known: known["zin"])
def test_the_statistics_know_what_the_readiness_check_asks(parse: Parse, known: dict[str, Any]) -> None:
    best = parse(known["zin"])["intent_ranking"][0]
    assert (best["name"], best["confidence"] >= known["zekerheid"]) == (known["bedoeling"], True)
    assert Phrases.load().intent_of(known["zin"]) is None


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_no_interruption(parse: Parse, text: str) -> None:
    intent = parse(text)["intent"]
    assert intent["name"] in NOT_INTERRUPTING or intent["confidence"] < 0.6


@pytest.mark.parametrize("text", FAR)
def test_nonsense_does_nothing_that_matters(parse: Parse, text: str) -> None:
    intent = parse(text)["intent"]
    harmless = NOT_INTERRUPTING | {"buiten_bereik", "andere_taal", "boos"}
    assert intent["name"] in harmless or intent["confidence"] < 0.85


def test_danger_overrules_a_fixed_phrase(parse: Parse) -> None:
    result = parse("stop. mijn man slaat mij")
    assert result["intent"] == {"name": "nood", "confidence": 1.0}
    assert [entity["value"] for entity in result["entities"] if entity["entity"] == "alarm"] == ["huiselijk_geweld"]


@pytest.fixture(scope="module")
def verdicts(parse: Parse, held_out: list[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    return [(intent, parse(text)["intent"]) for text, intent in held_out]


def test_accuracy_on_held_out_sentences(verdicts: list[tuple[str, dict[str, Any]]]) -> None:
    right = sum(intent == said["name"] for intent, said in verdicts)
    assert right / len(verdicts) >= ACCURACY


@pytest.mark.parametrize("limit, correct", [(0.6, 0.85), (0.85, 0.91)])
def test_confidence_means_something(verdicts: list[tuple[str, dict[str, Any]]], limit: float, correct: float) -> None:
    sure = [intent == said["name"] for intent, said in verdicts if said["confidence"] >= limit]
    assert len(sure) / len(verdicts) >= 0.4
    assert sum(sure) / len(sure) >= correct


def test_no_intent_is_lost_altogether(verdicts: list[tuple[str, dict[str, Any]]]) -> None:
    right = Counter(intent for intent, said in verdicts if intent == said["name"])
    total = Counter(intent for intent, _ in verdicts)
    assert {intent for intent in total if right[intent] / total[intent] < 0.45} == set()


def test_statistics_never_claim_danger_or_the_certainty_of_a_rule(
    parse: Parse, held_out: list[tuple[str, str]]
) -> None:
    for text, _ in held_out[::10]:
        ranking = parse(text)["intent_ranking"]
        assert not {"nood", "twijfel"} & {rank["name"] for rank in ranking}
        assert all(rank["confidence"] < 0.999 for rank in ranking)


def test_ordinary_answers_are_seldom_interrupted_with_confidence(parse: Parse) -> None:
    """The readers' cases (every fourth): what the intent alone would take for something else, as sure as must be."""
    cases = []
    for file in sorted((ROOT / "tests" / "dialogue" / "readers" / "cases").glob("*.yml")):
        if file.stem not in {"gemeente", "mantelzorg_gemeente"}:
            cases += [
                case["tekst"]
                for case in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
                if "waarde" in case
            ]
    said = [parse(text)["intent"] for text in cases[::4]]
    interrupted = [it for it in said if it["name"] not in NOT_INTERRUPTING and it["confidence"] >= VERY_LIKELY]
    assert len(interrupted) / len(said) <= 0.03
