"""Which other language a sentence is in, as far as we have a sentence to answer with."""

from functools import cache
from pathlib import Path

import yaml

from bot.catalogue.library import DATA


def language_of(text: str) -> str:
    """``ar`` by its script, else the language with the most known words; ``en`` when none is known."""
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ar"
    said = set(text.casefold().replace("?", " ").replace(",", " ").replace("!", " ").split())
    known = _words(DATA)
    return max(known, key=lambda language: len(said & known[language]))


@cache
def _words(data: Path) -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((data / "lezers" / "talen.yml").read_text(encoding="utf-8"))
    return {language: frozenset(words) for language, words in raw.items()}
