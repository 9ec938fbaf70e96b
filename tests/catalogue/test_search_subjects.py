"""Subjects attach themselves to the facilities of any municipality by the words of their offer."""

from dataclasses import replace

import pytest

from bot.catalogue import search_subjects
from bot.catalogue.document import CatalogueError
from bot.catalogue.library import Library
from bot.catalogue.search_subjects import elsewhere, offered, subjects, vocabulary, whole_phrase
from bot.selfcheck.facility import Facility


@pytest.fixture(scope="module")
def facility(library: Library) -> Facility:
    return library.municipalities["leiden"].facilities[0]


@pytest.mark.parametrize(
    ("name", "search_words", "subject", "sureness"),
    [
        ("Respijtzorg", (), "respijtzorg", 1.0),
        ("Even weg", ("respijtzorg",), "respijtzorg", 0.8),
        ("Even weg", ("respijtzorg in de regio",), "respijtzorg", 0.5),
        ("Voedselbank", ("voedselpakket",), "voedsel", 1.1),
        ("Even weg", ("wandelen",), "respijtzorg", None),
    ],
)
def test_an_offer_is_known_by_name_or_search_word(
    facility: Facility, name: str, search_words: tuple[str, ...], subject: str, sureness: float | None
) -> None:
    found = offered(replace(facility, name=name, search_words=search_words))
    assert found.get(subject) == (None if sureness is None else pytest.approx(sureness))


def test_every_subject_has_offers_and_words() -> None:
    assert all(subject.offers and subject.phrases for subject in subjects().values())


def test_every_subject_is_offered_somewhere(library: Library) -> None:
    facilities = [facility for place in library.municipalities.values() for facility in place.facilities]
    assert set(subjects()) - {subject for facility in facilities for subject in offered(facility)} == set()


def test_no_word_stands_twice_in_a_subject() -> None:
    raw = search_subjects.load("synoniemen.yml")
    twice = {name: [w for w in set(said["woorden"]) if said["woorden"].count(w) > 1] for name, said in raw.items()}
    assert {name: words for name, words in twice.items() if words} == {}


def test_what_is_elsewhere_has_words_of_its_own() -> None:
    assert all(elsewhere().values())
    assert {"paspoort", "traplift"} <= {word.written for word in vocabulary()}


@pytest.mark.parametrize(("text", "length"), [("de trap op", 3), ("traplift", 1), ("waar kan ik dat", 0), ("", 0)])
def test_a_phrase_of_small_words_says_nothing(text: str, length: int) -> None:
    assert len(whole_phrase(text).stems) == length


@pytest.mark.parametrize("raw", [["trap"], {"woorden": ["trap"]}, {"aanbod": [], "woorden": [], "meer": []}, None])
def test_a_subject_without_its_parts_is_refused(monkeypatch: pytest.MonkeyPatch, raw: object) -> None:
    monkeypatch.setattr(search_subjects, "load", lambda _name: {"wonen": raw})
    subjects.cache_clear()
    with pytest.raises(CatalogueError, match="'wonen' heeft precies"):
        subjects()
    monkeypatch.undo()
    subjects.cache_clear()
