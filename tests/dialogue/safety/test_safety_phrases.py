"""The language of the rules, as a table: phrase, text, whether it is found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
READING = Reading({"poes": "kat"}, lambda word: word, LISTS.marks, LISTS.tokens)

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
    ("^ wil dood", "wil dood", True),
    ("^ wil dood", "help, wil dood", True),
    ("^ wil dood", "help. wil dood", True),
    ("^ wil dood", "ik wil dood", False),
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
    return compile_phrases([phrase], LISTS).pattern.search(read_line(text, READING).plain)


@pytest.mark.parametrize(("phrase", "text", "expected"), FOUND)
def test_what_a_phrase_finds(phrase: str, text: str, expected: bool) -> None:
    assert bool(found(phrase, text)) is expected


def test_no_phrases_find_nothing() -> None:
    assert not compile_phrases([], LISTS).pattern.search(read_line("wat dan ook", READING).plain)


@pytest.mark.parametrize("phrase", ["(wil", "wil)", "[wil", "<onbekend>", "wil?", "wil="])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(phrase)):
        compile_phrases([phrase], LISTS)


NEEDED = [
    ("wil .. dood", "ik wil nu echt dood", True),
    ("wil .. dood", "het is laat", False),
    ("(ik|wij|zij|hij|jij) [nog] <dier>", "ik zie een kater", True),
    ("(ik|wij|zij|hij|jij) [nog] <dier>", "ik zie een vis", False),
    ("<dier>", "een grote beer", True),
    ("bij*", "de bijen", True),
    ("bij*", "de wesp", False),
    ("[een] ..", "wat dan ook", True),
    ("(een|[twee])", "wat dan ook", True),
]


@pytest.mark.parametrize(("phrase", "text", "possible"), NEEDED)
def test_what_a_phrase_needs_rules_most_texts_out_at_once(phrase: str, text: str, possible: bool) -> None:
    assert compile_phrases([phrase], LISTS).possible(read_line(text, READING).tokens) is possible


@given(st.sampled_from([phrase for phrase, _, _ in FOUND]), st.sampled_from([text for _, text, _ in FOUND]))
def test_no_text_with_a_phrase_is_ever_ruled_out(phrase: str, text: str) -> None:
    phrases, line = compile_phrases([phrase], LISTS), read_line(text, READING)
    assert phrases.possible(line.tokens) or not phrases.pattern.search(line.plain)
