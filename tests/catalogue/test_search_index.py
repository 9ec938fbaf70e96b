"""Rare words and whole phrases count more; a document without a word of the question is not found."""

import pytest

from bot.catalogue.search_index import Index, Phrase, Rarity

DOCUMENTS = {
    "huishouden": [Phrase(("stofzuig", "·niet"), 1.0), Phrase(("hulp",), 1.0)],
    "woning": [Phrase(("trap", "·niet", "op"), 1.0), Phrase(("hulp",), 0.4)],
    "geld": [Phrase(("reken", "betal"), 1.0)],
}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(DOCUMENTS, Rarity(DOCUMENTS.values()))


def asked(*stems: str) -> dict[str, float]:
    return dict.fromkeys(stems, 1.0)


def test_a_document_is_found_by_its_word(index: Index) -> None:
    assert set(index.matches(asked("stofzuig"))) == {"huishouden"}


@pytest.mark.parametrize("stems", [(), ("onbekend",), ("·niet",), ("·niet", "onbekend")])
def test_nothing_is_found_without_a_known_word(index: Index, stems: tuple[str, ...]) -> None:
    assert index.matches(asked(*stems)) == {}


def test_a_whole_phrase_counts_more_than_a_part(index: Index) -> None:
    part, whole = index.matches(asked("reken"))["geld"], index.matches(asked("reken", "betal"))["geld"]
    assert whole.score > 2 * part.score
    assert (part.whole, whole.whole) == (frozenset(), frozenset({"reken", "betal"}))


def test_small_words_make_a_phrase_whole(index: Index) -> None:
    assert index.matches(asked("stofzuig", "·niet"))["huishouden"].whole == {"stofzuig"}
    assert index.matches(asked("stofzuig"))["huishouden"].whole == frozenset()


def test_a_word_counts_as_much_as_its_place(index: Index) -> None:
    found = index.matches(asked("hulp"))
    assert found["huishouden"].score == pytest.approx(found["woning"].score / 0.4)


def test_a_guess_counts_less(index: Index) -> None:
    sure, guessed = index.matches({"hulp": 1.0})["huishouden"], index.matches({"hulp": 0.5})["huishouden"]
    assert guessed.score == pytest.approx(sure.score / 2)


def test_rare_words_count_more_and_unknown_ones_most() -> None:
    rarity = Rarity(DOCUMENTS.values())
    assert rarity.of("hulp") < rarity.of("trap") <= rarity.of("onbekend")
    assert rarity.of("·niet") < rarity.of("trap")
    assert "hulp" in rarity
    assert "·niet" not in rarity
