"""Subjects: what residents say about each (data/zoeken/synoniemen.yml) and which facilities offer it.

And what is no request for help at all (data/zoeken/elders.yml). Both hold for every municipality, also a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from bot.catalogue.document import CatalogueError
from bot.catalogue.search_index import Phrase, Stems
from bot.catalogue.search_text import FOLDER, Word, all_stems, load, stems, words
from bot.selfcheck.facility import Facility

IN_NAME, AS_SEARCH_WORD, WITHIN_SEARCH_WORD, EACH_MORE = 1.0, 0.8, 0.5, 0.1


@dataclass(frozen=True)
class Subject:
    """What residents say about one subject, and the words by which a facility that offers it is known."""

    phrases: tuple[Phrase, ...]
    offers: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def subjects() -> Mapping[str, Subject]:
    """The subjects by name; raises CatalogueError when one misses its words."""
    return {name: _subject(name, raw) for name, raw in load("synoniemen.yml").items()}


@lru_cache(maxsize=1)
def elsewhere() -> Mapping[str, tuple[Phrase, ...]]:
    """What is no request for help, by kind."""
    return {name: _phrases(said) for name, said in load("elders.yml").items()}


@lru_cache(maxsize=1)
def setting() -> frozenset[str]:
    """The stems of what only says who and where in a story (data/zoeken/bijzaken.yml)."""
    return frozenset(stem for said in load("bijzaken.yml").values() for text in said for stem in stems(text))


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[Word]:
    """Every word of the subjects and of what is elsewhere."""
    said = chain(*(raw["woorden"] for raw in load("synoniemen.yml").values()), *load("elders.yml").values())
    return frozenset(word for text in said for word in words(text))


def offered(facility: Facility) -> dict[str, float]:
    """The subjects that a facility offers and how surely: 1 when its name says so, less when a search word does."""
    name = frozenset(stems(facility.name))
    search_words = [frozenset(stems(word)) for word in facility.search_words]
    said = name.union(*search_words)
    found = {
        subject: [_sureness(offer, name, search_words) for offer in known.offers if offer <= said]
        for subject, known in subjects().items()
    }
    return {subject: _together(sure) for subject, sure in found.items() if any(sure)}


def _sureness(offer: frozenset[str], name: frozenset[str], search_words: list[frozenset[str]]) -> float:
    if offer <= name:
        return IN_NAME
    if offer in search_words:
        return AS_SEARCH_WORD
    return WITHIN_SEARCH_WORD if any(offer <= word for word in search_words) else 0.0


def _together(sureness: list[float]) -> float:
    return max(sureness) + EACH_MORE * (sum(map(bool, sureness)) - 1)


def _subject(name: str, raw: Any) -> Subject:
    if not isinstance(raw, dict) or set(raw) != {"aanbod", "woorden"}:
        raise CatalogueError(FOLDER / "synoniemen.yml", 1, f"'{name}' heeft precies 'aanbod' en 'woorden' nodig")
    offers = tuple(frozenset(found) for words in raw["aanbod"] if (found := stems(words)))
    return Subject(_phrases(raw["woorden"]), offers)


def _phrases(texts: list[str]) -> tuple[Phrase, ...]:
    return tuple(phrase for text in texts if (phrase := whole_phrase(text)).stems)


def whole_phrase(text: str, weight: float = 1.0) -> Phrase:
    """A phrase as it stands, small words included; without stems when it has nothing but small words."""
    found: Stems = all_stems(text) if stems(text) else ()
    return Phrase(found, weight)
