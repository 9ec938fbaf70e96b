"""Makes a resident's words comparable: accents, inflection and words that say nothing about what is sought are gone."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.document import CatalogueError

FOLDER = Path(__file__).resolve().parents[2] / "data" / "zoeken"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTES = str.maketrans("’‘`´", "''''")
_DIMINUTIVE = re.compile(r"(?<=..)(?:tje|je)s?$")
_PLURAL_OR_VERB = re.compile(r"(?<=[^aeiou])(?:en|e)$")
_DOUBLED = re.compile(r"([^\W\d_])\1")
_VOICED = {"z": "s", "v": "f"}
_VERB_OR_PARTICIPLE = re.compile(r"(?<=..[^aeiouy])[dt]$")
SMALL = "·"
_BETWEEN = r"\W+(?:(?!(?:geen|niet|nooit|weinig|niemand)\b)\w+\W+)?"
"""What may stand between two words of a saying: one other word, but none that denies it."""
_LAST_S = re.compile(r"(?<=...)s$")


@dataclass(frozen=True)
class Word:
    """A word as it was written (without accents or capitals) and its stem; that of a small word is marked."""

    written: str
    stem: str

    @property
    def small(self) -> bool:
        """Whether it is one of data/zoeken/stopwoorden.yml."""
        return is_small(self.stem)


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text, in order, without punctuation."""
    return tuple(
        Word(word, SMALL + word if word in small_words() else stem(word)) for word in _WORD.findall(_in_one(fold(text)))
    )


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that say what a text is about."""
    return tuple(word.stem for word in words(text) if not word.small)


def all_stems(text: str) -> tuple[str, ...]:
    """The stems of all words, small ones too."""
    return tuple(word.stem for word in words(text))


def is_small(stem: str) -> bool:
    """Whether this is the stem of a small word."""
    return stem.startswith(SMALL)


def fold(text: str) -> str:
    """The text in lower case without accents, with straight quotes."""
    decomposed = unicodedata.normalize("NFD", text.casefold().translate(_QUOTES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending: the same for ``huizen`` and ``huis``, ``betaald`` and ``betalen``."""
    word = forms().get(word, word).removesuffix("'s")
    word = _PLURAL_OR_VERB.sub("", _DIMINUTIVE.sub("", word))
    word = _DOUBLED.sub(r"\1", word.replace("ij", "y"))
    word = word[:-1] + _VOICED.get(word[-1:], word[-1:])
    return _LAST_S.sub("", _VERB_OR_PARTICIPLE.sub("", word))


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """The words of data/zoeken/stopwoorden.yml."""
    return frozenset(fold(word) for group in load("stopwoorden.yml").values() for word in group)


@lru_cache(maxsize=1)
def forms() -> dict[str, str]:
    """The irregular forms of data/zoeken/vormen.yml, each with the word to search for."""
    return {fold(form): fold(word) for word, written in load("vormen.yml").items() for form in written}


def _in_one(text: str) -> str:
    """The folded text in which a saying of small words is followed by the one word that it stands for."""
    for pattern, word in sayings():
        text = pattern.sub(rf"\g<0> {word}", text)
    return text


@lru_cache(maxsize=1)
def sayings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sayings of data/zoeken/gezegden.yml, each as a pattern, with the word to search for."""
    return tuple((_pattern(said), fold(word)) for word, said in load("gezegden.yml").items())


def _pattern(said: list[str]) -> re.Pattern[str]:
    each = (_BETWEEN.join(map(re.escape, fold(text).split())) for text in sorted(said, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(each)})\b")


def load(name: str) -> dict[str, Any]:
    """A word list of data/zoeken; raises CatalogueError when it is no mapping."""
    file = FOLDER / name
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(file, line, f"geen geldige YAML: {error.problem}") from error
    if not isinstance(content, dict):
        raise CatalogueError(file, 1, "hier hoort een lijst met namen te staan")
    return content
