"""Typing errors and compounds lead to known words; other unknown words lead nowhere."""

import pytest

from bot.catalogue.search_spelling import HEAD, MODIFIER, TYPO, Spelling
from bot.catalogue.search_text import stem, words

KNOWN = (
    "traplift rolstoel schulden schulden huishoudelijke hulp deurwaarder moeder tuin moes uitkering chillen bus school"
)


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(words(KNOWN))


def guesses(spelling: Spelling, written: str) -> dict[str, float]:
    return dict(spelling.guesses(words(written)[0]))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("traplft", "traplift"),  # left out
        ("trraplift", "traplift"),  # added, but doubled letters were single already
        ("traplipt", "traplift"),  # changed
        ("traplfit", "traplift"),  # swapped
        ("shulden", "schulden"),
        ("rolstol", "rolstoel"),
        ("deurwarder", "deurwaarder"),
        ("uitkerink", "uitkering"),
    ],
)
def test_one_wrong_letter_is_read_as_the_known_word(spelling: Spelling, written: str, meant: str) -> None:
    assert set(guesses(spelling, written)) == {stem(meant)}
    assert set(guesses(spelling, written).values()) <= {TYPO, 1.0}


def test_a_known_word_is_certain(spelling: Spelling) -> None:
    assert guesses(spelling, "rolstoelen") == {stem("rolstoel"): 1.0}


@pytest.mark.parametrize(
    "written",
    ["verschil", "traplofdt", "pannenkoek", "xyz", "buss2", "dus", "kroket"],
)
def test_what_only_looks_a_little_alike_is_not_guessed(spelling: Spelling, written: str) -> None:
    assert guesses(spelling, written) == {}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("kinderrolstoel", {"rolstoel": HEAD}),
        ("schoolreisje", {"school": MODIFIER}),
        ("schooltuin", {"school": MODIFIER, "tuin": HEAD}),
        ("moestuin", {}),
        ("moedertuin", {"moeder": MODIFIER, "tuin": HEAD}),
        ("rolstoelbasketbal", {"rolstoel": MODIFIER}),
    ],
)
def test_a_compound_counts_for_its_known_parts(spelling: Spelling, written: str, expected: dict[str, float]) -> None:
    assert guesses(spelling, written) == {stem(word): certainty for word, certainty in expected.items()}


def test_small_words_are_no_candidates() -> None:
    assert dict(Spelling(words("alstublieft graag")).guesses(words("alstublief")[0])) == {}
