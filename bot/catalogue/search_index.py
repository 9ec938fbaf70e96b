"""Which documents a set of words is about: each document is a list of phrases, each phrase a few stems with a weight.

A word counts for a document as much as the share of its phrase that the question contains, so that "trap lukt niet"
weighs more for who says all of it; rare words count more than common ones (inverse document frequency, as in BM25).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from bot.catalogue.search_text import is_small

Stems = tuple[str, ...]
SMALL_WORD = 1.0


@dataclass(frozen=True)
class Phrase:
    """Stems that stand together in a document, and how much the place where they stand counts."""

    stems: Stems
    weight: float


@dataclass(frozen=True)
class Match:
    """How well a document fits (0: not at all), the stems that made it fit, and those of a phrase asked whole."""

    score: float = 0.0
    stems: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


class Rarity:
    """How rare a stem is: the logarithm of documents per document that has it; for an unknown stem the highest."""

    def __init__(self, documents: Iterable[Iterable[Phrase]]) -> None:
        found = [{stem for phrase in phrases for stem in phrase.stems} for phrases in documents]
        counts: dict[str, int] = defaultdict(int)
        for stem in (stem for stems in found for stem in stems if not is_small(stem)):
            counts[stem] += 1
        self._unknown = log(1 + len(found))
        self._known = {stem: log(1 + len(found) / count) for stem, count in counts.items()}

    def of(self, stem: str) -> float:
        """The rarity of one stem."""
        return SMALL_WORD if is_small(stem) else self._known.get(stem, self._unknown)

    def __contains__(self, stem: str) -> bool:
        return stem in self._known


class Index:
    """Finds documents by stems."""

    def __init__(self, documents: Mapping[str, Iterable[Phrase]], rarity: Rarity) -> None:
        self._rarity = rarity
        self._phrases: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        for name, phrase in ((name, phrase) for name, phrases in documents.items() for phrase in phrases):
            for stem in filter(rarity.__contains__, dict.fromkeys(phrase.stems)):
                self._phrases[stem].append((name, phrase))

    def matches(self, asked: Mapping[str, float]) -> dict[str, Match]:
        """Every document with a word of the question; ``asked`` has each stem's certainty: 1 as written."""
        credits: dict[str, dict[str, float]] = defaultdict(dict)
        shares: dict[Stems, float] = {}
        for stem, certainty in asked.items():
            for name, phrase in self._phrases.get(stem, ()):
                share = shares.get(phrase.stems) or shares.setdefault(phrase.stems, self._share(phrase, asked))
                credits[name][stem] = max(certainty * phrase.weight * share, credits[name].get(stem, 0.0))
        return {name: self._match(found) for name, found in credits.items()}

    def _share(self, phrase: Phrase, asked: Mapping[str, float]) -> float:
        whole = sum(map(self._rarity.of, phrase.stems))
        return sum(self._rarity.of(stem) for stem in phrase.stems if stem in asked) / whole

    def _match(self, credits: Mapping[str, float]) -> Match:
        score = sum(self._rarity.of(stem) * credit for stem, credit in credits.items())
        return Match(score, frozenset(credits), frozenset(stem for stem, credit in credits.items() if credit == 1.0))
