"""Finds a municipality's facilities in a resident's own words.

A question is compared with each facility's own words, with what residents say about the subjects that it offers, and in
meaning. What sounds like something else (a recipe, a passport) finds nothing. The weights were chosen on the part of
tests/catalogue/zoekvragen.yml that is not kept back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf, log1p

import numpy as np

from bot.catalogue.encoder import Vectors
from bot.catalogue.search_index import Index, Match, Phrase, Rarity
from bot.catalogue.search_meaning import meanings
from bot.catalogue.search_request import request_sense
from bot.catalogue.search_spelling import Spelling
from bot.catalogue.search_subjects import elsewhere, offered, setting, subjects, vocabulary, whole_phrase
from bot.catalogue.search_text import Word, stems, words
from bot.selfcheck.facility import Facility, Municipality

IN_NAME, IN_SEARCH_WORDS, IN_SUMMARY, IN_FOR_WHOM = 1.0, 1.0, 0.4, 0.3
NEXT_SUBJECT = 0.3
MEANING = 15.0
SOUNDS_LIKE_REQUEST, WORDS_FOUND, WORDS_ELSEWHERE, ALL_FOUND, THRESHOLD = 3.0, 1.0, 1.4, 1.0, 1.22
TRIFLE = 1.5
BEHIND_BEST = 0.4
MUCH = 3
"""Words about the subject from which a single one that also belongs elsewhere does not count against it."""
STORY, BESIDE = 18, 0.25
"""Words from which a text is a story, and how much a word counts in it that only says who and where."""


@dataclass(frozen=True)
class Hit:
    """A facility that fits, how well (higher is better), and the resident's words that made it fit."""

    facility: Facility
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A resident's text: the known stems in it with their certainty, the words that they came from,
    the stems as written that say what it is about, and its meaning."""

    stems: Mapping[str, float]
    written: Mapping[str, str]
    topic: frozenset[str]
    meaning: Vectors

    def words(self, found: frozenset[str]) -> tuple[str, ...]:
        """The resident's own words for these stems."""
        return tuple(dict.fromkeys(word for stem, word in self.written.items() if stem in found))


class Search:
    """Searches the facilities of one municipality."""

    def __init__(self, municipality: Municipality) -> None:
        self._facilities = municipality.facilities
        own = {facility.id: list(_phrases(facility)) for facility in self._facilities}
        about = {name: subject.phrases for name, subject in subjects().items()}
        rarity = Rarity([*own.values(), *about.values(), *elsewhere().values()])
        self._spelling = Spelling(vocabulary().union(*map(_words, self._facilities)))
        self._own, self._about, self._elsewhere = (Index(part, rarity) for part in (own, about, elsewhere()))
        self._offered = {facility.id: offered(facility) for facility in self._facilities}
        self._meaning = _Nearness(self._facilities)

    def find(self, text: str, limit: int = 4, domain: str | None = None) -> list[Hit]:
        """The facilities that fit the question, best first; empty when nothing fits or it is about something else."""
        question = self._question(text)
        matches = self._matches(question)
        if self._evidence(question, matches) < THRESHOLD:
            return []
        return self._best(question, matches, limit, domain)

    def nearest(self, text: str, limit: int = 4, domain: str | None = None) -> list[Hit]:
        """The facilities that fit best, for a text that is known to ask for one; empty only when it has no words."""
        question = self._question(text)
        return self._best(question, self._matches(question), limit, domain) if question.topic else []

    def _evidence(self, question: Question, matches: Mapping[str, Match]) -> float:
        """How surely this is a question that a facility answers."""
        if not question.topic:
            return -inf
        found = max((match.score for match in matches.values()), default=0.0)
        elsewhere = self._elsewhere.matches(question.stems).values()
        against = max((match.score for match in elsewhere), default=0.0)
        evidence = SOUNDS_LIKE_REQUEST * request_sense().of(question.meaning) + WORDS_FOUND * log1p(found)
        evidence -= WORDS_ELSEWHERE * log1p(max(0.0, against - TRIFLE))
        all_found = any(question.topic <= match.whole for match in matches.values())
        return evidence + ALL_FOUND * (all_found and not (against and _is_elsewhere(question, elsewhere)))

    def _best(self, question: Question, matches: Mapping[str, Match], limit: int, domain: str | None) -> list[Hit]:
        hits = self._hits(question, matches)
        fitting = [hit for hit in hits if hit.score >= BEHIND_BEST * hits[0].score]
        return [hit for hit in fitting if domain is None or domain in hit.facility.domains][:limit]

    def _question(self, text: str) -> Question:
        certainty: dict[str, float] = {}
        written: dict[str, str] = {}
        said = words(text)
        beside = BESIDE if len(said) >= STORY else 1.0
        for word in said:
            guesses = {word.stem: 1.0} if word.small else self._spelling.guesses(word)
            for stem, sure in guesses.items():
                counts = sure * (beside if stem in setting() else 1.0)
                certainty[stem] = max(counts, certainty.get(stem, 0.0))
                written.setdefault(stem, word.written)
        return Question(certainty, written, frozenset(stems(text)), meanings().of_question(text))

    def _matches(self, question: Question) -> dict[str, Match]:
        own, about = self._own.matches(question.stems), self._about.matches(question.stems)
        return {name: _together(own.get(name, Match()), about, offers) for name, offers in self._offered.items()}

    def _hits(self, question: Question, matches: Mapping[str, Match]) -> list[Hit]:
        near = zip(self._facilities, self._meaning.of(question.meaning))
        hits = [self._hit(question, facility, matches[facility.id], likeness) for facility, likeness in near]
        return sorted(hits, key=lambda hit: -hit.score)

    def _hit(self, question: Question, facility: Facility, match: Match, likeness: float) -> Hit:
        return Hit(facility, match.score + MEANING * likeness, question.words(match.stems))


def _is_elsewhere(question: Question, elsewhere: Iterable[Match]) -> bool:
    """Whether a question that partly sounds like something else names that as a whole, or says little besides."""
    return len(question.topic) < MUCH or any(question.topic & match.whole for match in elsewhere)


class _Nearness:
    """How near each facility is in meaning: the likeness of the nearest of its phrases."""

    def __init__(self, facilities: tuple[Facility, ...]) -> None:
        texts = [[facility.name, facility.summary, *facility.search_words] for facility in facilities]
        self._vectors = meanings().of([text for group in texts for text in group])
        self._first = np.cumsum([0, *map(len, texts)])[:-1]

    def of(self, question: Vectors) -> list[float]:
        """One likeness a facility, in their order."""
        nearest: list[float] = np.maximum.reduceat(self._vectors @ question, self._first).tolist()
        return nearest


def _together(own: Match, about: Mapping[str, Match], offers: Mapping[str, float]) -> Match:
    """Its own words count fully, and so does the subject that fits best; the next one a little."""
    fitting = [(about[name].score * sure, name) for name, sure in offers.items() if name in about]
    best = sorted(fitting, reverse=True)[:2]
    score = own.score + sum(score * weight for (score, _), weight in zip(best, (1.0, NEXT_SUBJECT)))
    matched = [about[name] for _, name in best]
    return Match(score, own.stems.union(*(m.stems for m in matched)), own.whole.union(*(m.whole for m in matched)))


def _phrases(facility: Facility) -> Iterator[Phrase]:
    """All that the catalogue says of a facility; only search words and the name as whole phrases."""
    yield from (phrase for word in facility.search_words if (phrase := whole_phrase(word, IN_SEARCH_WORDS)).stems)
    fields = ((facility.name, IN_NAME), (facility.summary, IN_SUMMARY), (facility.for_whom or "", IN_FOR_WHOM))
    yield from (Phrase((stem,), weight) for text, weight in fields for stem in stems(text))


def _words(facility: Facility) -> tuple[Word, ...]:
    return words(" ".join((facility.name, facility.summary, facility.for_whom or "", *facility.search_words)))
