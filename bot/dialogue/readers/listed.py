"""Lists of named things (benefits, arrears, threats, destinations): what is mentioned, and whether it is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.phrases import compile_phrases
from bot.dialogue.readers.spelling import closest, swapped
from bot.dialogue.readers.vernacular import is_known

_FUZZY_FROM = 7
_SWAPPED_FROM = 5
_LONG_WORD = re.compile(rf"[a-z]{{{_SWAPPED_FROM},}}")
_NO_VALUES = ("geen_rekening", "geen_dreiging", "personen")
_PART = re.compile(
    r"[.;:!?()\n]+(?!\d)|,(?!\d)"
    r"|(?<!\w)(?<!nog )(?<!alleen )(?:maar|terwijl|want|doch|alleen|echter|omdat|sinds|nu|verder)(?!\w)"
)


@dataclass(frozen=True)
class Mention:
    """A value of the field and the words for it."""

    value: str
    start: int
    end: int


def mentions(said: str, name: str) -> list[Mention]:
    """The values mentioned in plain text, in order; of overlapping words the longest."""
    found = [
        Mention(value, match.start(), match.end())
        for value, pattern in _values(name)
        for match in pattern.finditer(said)
    ]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: m.start - m.end):
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def parts(said: str) -> list[str]:
    """The parts of plain text that each say one thing."""
    return [part.strip() for part in _PART.split(said) if part.strip()]


def across(said: str, pieces: list[str], name: str) -> list[str]:
    """The values whose words run across the pieces that the text was cut into."""
    inside = {mention.value for piece in pieces for mention in mentions(piece, name)}
    return [mention.value for mention in mentions(said, name) if mention.value not in inside]


def find(name: str, phrases: str, said: str) -> re.Match[str] | None:
    """The first phrase of a list of that lexicon."""
    return compiled(name, phrases).search(said)


def in_order(values: Iterable[str], name: str) -> list[str]:
    """The values without doubles, in the order of the contract."""
    wanted = set(values)
    return [value for value in load(name)["waarden"] if value in wanted and value not in _NO_VALUES]


def mended(said: str, name: str) -> str:
    """Plain text with slips in the lexicon's long words repaired ("bijstant")."""
    return _LONG_WORD.sub(lambda found: _mended(found.group(), name), said)


@lru_cache(maxsize=4096)
def _mended(word: str, name: str) -> str:
    if mentions(word, name) or is_known(word):
        return word
    known = _by_start(name).get(word[0], frozenset())
    if len(word) < _FUZZY_FROM:
        return next((right for right in sorted(known) if swapped(word, right)), word)
    return closest(word, frozenset(right for right in known if len(right) >= _FUZZY_FROM)) or word


@cache
def _by_start(name: str) -> dict[str, frozenset[str]]:
    written = " ".join(phrase for phrases in load(name)["waarden"].values() for phrase in phrases)
    long_words = [word for word in re.findall(r"(?<![\w*])[a-z]+", written) if len(word) >= _SWAPPED_FROM]
    return {
        start: frozenset(word for word in long_words if word[0] == start) for start in {word[0] for word in long_words}
    }


@cache
def compiled(name: str, phrases: str) -> re.Pattern[str]:
    """The pattern of a list of that lexicon."""
    return compile_phrases(load(name)[phrases])


@cache
def _values(name: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(value, compile_phrases(phrases)) for value, phrases in load(name)["waarden"].items()]
