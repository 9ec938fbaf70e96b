"""The language of the rules, as a table: phrase, text, whether it is found."""

import re

import pytest

from bot.dialogue.safety.line import Reading, read_line
from bot.dialogue.safety.lists import WordLists
from bot.dialogue.safety.phrases import PhraseError, compile_phrases

LISTS = WordLists(
    {
        "ontkenning": ["niet", "geen", "nooit"],
        "dier": ["hond", "kat*", "grote beer"],
        "huisgenoot": ["<dier>", "vis"],
    },
    {"poes": "kat"},
)
READING = Reading({"poes": "kat"}, lambda word: word, LISTS.marks)

FOUND = [
    ("wil dood", "ik wil dood", True),
    ("wil dood", "ik wil niet dood", False),
    ("wil dood", "wildood", False),
    ("wil .. dood", "ik wil nu echt dood", True),
    ("wil .. dood", "ik wil niet dood", False),
    ("wil .. dood", "ik wil een twee drie vier dood", False),
    ("wil .. dood", "ik wil, dood", False),
    ("wil ... dood", "ik wil, als het kan, dood", True),
    ("wil ... dood", "ik wil. dood", False),
    ("(wil|ga) dood", "ik ga dood", True),
    ("(wil|ga) dood", "ik was dood", False),
    ("wil [heel graag] dood", "ik wil heel graag dood", True),
    ("wil [heel graag] dood", "ik wil dood", True),
    ("zelfmoord*", "zelfmoordgedachten", True),
    ("*pillen", "slaappillen", True),
    ("van 8#", "oma van 84", True),
    ("van 8#", "oma van 8", False),
    ("de <dier>", "de hond", True),
    ("de <dier>", "de katten", True),
    ("de <dier>", "de grote beer", True),
    ("de <dier>", "de grote vis", False),
    ("de <huisgenoot>", "de vis", True),
    ("de <huisgenoot>", "de grote beer", True),
    ("de poes", "de kat", True),
    ("de kat", "de poes", True),
    ("dood =(.|,)", "ik wil dood, echt", True),
    ("dood =(.|,)", "ik wil dood hout", False),
    ("dood !(hout)", "ik wil dood hout", False),
    ("dood !(hout)", "ik wil dood", True),
]


def found(phrase: str, text: str) -> re.Match[str] | None:
    return compile_phrases([phrase], LISTS).search(read_line(text, READING).plain)


@pytest.mark.parametrize(("phrase", "text", "expected"), FOUND)
def test_what_a_phrase_finds(phrase: str, text: str, expected: bool) -> None:
    assert bool(found(phrase, text)) is expected


def test_no_phrases_find_nothing() -> None:
    assert not compile_phrases([], LISTS).search(read_line("wat dan ook", READING).plain)


@pytest.mark.parametrize("phrase", ["(wil", "wil)", "[wil", "<onbekend>", "wil?", "wil="])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(phrase)):
        compile_phrases([phrase], LISTS)
