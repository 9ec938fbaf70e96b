"""Apps, dialect, speech and typing errors brought back to the words that the lexica of the choices hold."""

import re
from functools import lru_cache

from bot.dialogue.readers.lexicon import FOLDER, load
from bot.dialogue.readers.spelling import distance, swapped
from bot.dialogue.readers.text import fold, plain

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_LONG = 7
_SWAPPED = 5


@lru_cache(maxsize=512)
def canonical(text: str) -> str:
    """The plain text in the lexica's own spelling."""
    said = _my_relatives().sub("mijn", plain(text))
    return _WORD.sub(lambda found: _mended(found.group()), said)


def is_known(word: str) -> bool:
    """Whether a word is one that the lexica of the choices hold, so no slip."""
    return word in _vocabulary()


def _mended(word: str) -> str:
    known = _variants().get(word)
    if known:
        return known
    stop = "." if word.endswith(".") else ""
    bare = word.rstrip(".")
    return (_variants().get(bare) or _near(bare)) + stop


@lru_cache(maxsize=4096)
def _near(word: str) -> str:
    """The one known word that a long unknown word is a single slip away from; a shorter one only by a swap."""
    if len(word) < _SWAPPED or word in _vocabulary() or any(word.startswith(stem) for stem in _stems()):
        return word
    if word.endswith("e") and f"{word}n" in _vocabulary():
        return f"{word}n"
    slip = swapped if len(word) < _LONG else _one_slip
    candidates = [known for known in _by_initial().get(word[0], ()) if slip(word, known)]
    return candidates[0] if len(candidates) == 1 and _is_slip(word, candidates[0]) else word


def _one_slip(word: str, known: str) -> bool:
    return distance(word, known, 1) == 1


def _is_slip(word: str, known: str) -> bool:
    return swapped(word, known) or not _same_stem(word, known)


def _same_stem(word: str, other: str) -> bool:
    """Inflections of one word are no slips: "lopen" and "lopend"."""
    return word[:-2].startswith(other[:-2]) or other.startswith(word) or word.startswith(other)


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    table = load("keuzes/varianten")["woorden"]
    return {fold(str(written)): meant for meant, ways in table.items() for written in ways}


@lru_cache(maxsize=1)
def _my_relatives() -> re.Pattern[str]:
    kin = "|".join(load("keuzes/varianten")["na_me"])
    return re.compile(rf"(?<!\w)(?:me|mij|mun|mien|mn)(?=\s+(?:{kin})(?!\w))")


@lru_cache(maxsize=1)
def _lexicon_words() -> frozenset[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "keuzes").glob("*.yml"))]
    return frozenset(re.findall(r"[^\W\d_]{5,}\*?", fold(" ".join(texts).lower())))


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    return frozenset(word for word in _lexicon_words() if not word.endswith("*"))


@lru_cache(maxsize=1)
def _stems() -> tuple[str, ...]:
    return tuple(word[:-1] for word in _lexicon_words() if word.endswith("*"))


@lru_cache(maxsize=1)
def _by_initial() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in sorted(_vocabulary()):
        if len(word) >= _SWAPPED:
            table.setdefault(word[0], []).append(word)
    return table
