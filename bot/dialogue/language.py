"""Which other language a sentence is in, as far as we have a sentence to answer with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.catalogue.library import DATA

FALLBACK = "en"
FEWEST, MOST_OF = 3, 2 / 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Languages:
    """Letters that stand in one language only, and common words, by language code."""

    letters: Mapping[str, re.Pattern[str]]
    words: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, data: Path) -> "Languages":
        """From data/lezers/talen.yml."""
        raw = yaml.load((data / "lezers" / "talen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        letters = {language: re.compile(f"[{found}]") for language, found in raw["letters"].items()}
        return cls(letters, {language: frozenset(words) for language, words in raw["woorden"].items()})

    def of(self, text: str) -> str:
        """The language of its letters, else the one with the most known words; ``en`` when none is known."""
        own = next((language for language, letters in self.letters.items() if letters.search(text)), None)
        if own:
            return own
        best, known, _ = self._most_known(text)
        return best if known else FALLBACK

    def is_other(self, text: str) -> bool:
        """Whether most of the words are common ones of another language: then it is no Dutch, whatever it is about."""
        _, known, said = self._most_known(text)
        return known >= FEWEST and known >= MOST_OF * said

    def _most_known(self, text: str) -> tuple[str, int, int]:
        """The language of which most words are known, how many, and of how many words in all."""
        said = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
        known = {language: sum(word in words for word in said) for language, words in self.words.items()}
        best = max(known, key=known.__getitem__)
        return best, known[best], len(said)


def is_other_language(text: str) -> bool:
    """Whether the text is surely in a language that is not Dutch."""
    return _languages().is_other(text)


def language_of(text: str) -> str:
    """The code of the language that this text is in, of those that we can answer in."""
    return _languages().of(text)


@cache
def _languages() -> Languages:
    return Languages.load(DATA)
