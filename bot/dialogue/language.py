"""Which other language a sentence is in, as far as we have a sentence to answer with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.catalogue.library import DATA

FALLBACK = "en"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Languages:
    """Letters that stand in one language only, and common words, by language code."""

    letters: Mapping[str, re.Pattern[str]]
    words: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, data: Path) -> "Languages":
        """From data/lezers/talen.yml."""
        raw = yaml.safe_load((data / "lezers" / "talen.yml").read_text(encoding="utf-8"))
        letters = {language: re.compile(f"[{found}]") for language, found in raw["letters"].items()}
        return cls(letters, {language: frozenset(words) for language, words in raw["woorden"].items()})

    def of(self, text: str) -> str:
        """The language of its letters, else the one with the most known words; ``en`` when none is known."""
        own = next((language for language, letters in self.letters.items() if letters.search(text)), None)
        if own:
            return own
        said = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
        known = {language: sum(word in words for word in said) for language, words in self.words.items()}
        best = max(known, key=known.__getitem__)
        return best if known[best] else FALLBACK


def language_of(text: str) -> str:
    """The code of the language that this text is in, of those that we can answer in."""
    return _languages().of(text)


@cache
def _languages() -> Languages:
    return Languages.load(DATA)
