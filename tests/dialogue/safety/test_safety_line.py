"""A text becomes one line of plain words, and leads back to the text as written."""

import re

import pytest

from bot.dialogue.safety.rules import rule_set

RULES = rule_set()

LINES = [
    ("Ik wil dood", "ik wil dood ."),
    ("IK WIL DOOD!!!", "ik wil dood ."),
    ("ik wíl dóód", "ik wil dood ."),
    ("m'n man slaat me", "mijn man slaat mij ."),
    ("mn man, hij slaat me", "mijn man , hij slaat mij ."),
    ("heeeelp", "heelp ."),
    ("hij slaat me.ik ga weg", "hij slaat mij . ik ga weg ."),
    ("een\ntwee", "een . twee ."),
    ("slaat/schopt (vaak)", "slaat schopt , vaak , ."),
    ("ik\u200b wil do\u200bod", "ik wil dood ."),
    ("kwil dood", "ik wil dood ."),
    ("", ". "),
    ("🙂", ". "),
]


def words_of(text: str) -> str:
    return re.sub(r"/[^ ]*", "", RULES.line(text).plain).strip()


@pytest.mark.parametrize(("text", "plain"), LINES)
def test_a_text_as_a_line_of_words(text: str, plain: str) -> None:
    assert words_of(text) == plain.strip()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bewustelos", "bewusteloos"),
        ("zelfmoort", "zelfmoord"),
        ("mishandelt", "mishandelt"),
        ("gesalgen", "geslagen"),
        ("huisuitzeting", "huisuitzetting"),
        ("inslapen", "inslapen"),
        ("geslapen", "geslapen"),
        ("veerkracht", "veerkracht"),
        ("scholen", "scholen"),
        ("kinderne", "kinderen"),
        ("brood", "brood"),
    ],
)
def test_a_typing_error_is_mended_and_an_ordinary_word_is_not(typed: str, meant: str) -> None:
    assert words_of(typed) == f"{meant} ."


def test_a_stretch_of_the_line_leads_back_to_the_text_as_written() -> None:
    line = RULES.line("Nou… M'n man, die SLAAT me!")
    found = re.search(r"slaat/[^ ]* mij/[^ ]*", line.plain)
    assert found
    assert line.words(*found.span()) == "SLAAT me"
