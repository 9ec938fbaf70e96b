"""Apps, dialect, speech and typing errors brought back to the words that the lexica of the choices hold."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.dialogue.readers.lexicon import FOLDER, load
from bot.dialogue.readers.phrases import compile_phrases
from bot.dialogue.readers.spelling import distance, swapped
from bot.dialogue.readers.text import fold, plain

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_LONG = 7
_SWAPPED = 5


@dataclass(frozen=True)
class _Respelling:
    """A word that means another one in certain company: "ken" before "lopen", but not in "ik ken niemand"."""

    word: re.Pattern[str]
    meant: str
    company: re.Pattern[str]

    def applied_to(self, said: str) -> str:
        """The text with the word as it is meant."""
        return self.company.sub(lambda found: self.word.sub(self.meant, found.group()), said)


@lru_cache(maxsize=512)
def canonical(text: str) -> str:
    """The plain text in the lexica's own spelling."""
    said = _my_relatives().sub("mijn", plain(text))
    said = _WORD.sub(lambda found: _mended(found.group()), said)
    for respelling in _respellings():
        said = respelling.applied_to(said)
    return said


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
    if len(word) < _SWAPPED or _is_real(word) or any(word.startswith(stem) for stem in _stems()):
        return word
    if word.endswith("e") and f"{word}n" in _vocabulary():
        return f"{word}n"
    heard = _by_ear(word)
    if heard:
        return heard
    slip = swapped if len(word) < _LONG else _one_slip
    near = [known for known in _by_initial().get(word[0], ()) if slip(word, known)]
    meant = {_variants().get(known, known) for known in near}
    return meant.pop() if len(meant) == 1 and any(_is_slip(word, known) for known in near) else word


def _is_real(word: str) -> bool:
    return word in _vocabulary() or word in load("keuzes/klanken")["echt_woord"]


def _by_ear(word: str) -> str | None:
    """The one known word that sounds like an unknown one ("sondag", "schrieven"), or None."""
    heard = [word, f"{word}n"] if word.endswith("e") else [word]
    spoken = {_variants().get(known, known) for form in heard for known in _by_sound().get(_sound(form), ())}
    regional = {respelt for old, new in load("keuzes/klanken")["streek"] if (respelt := word.replace(old, new)) != word}
    alike = spoken or {form for form in regional if form in _vocabulary() or form.startswith(_stems())}
    return alike.pop() if len(alike) == 1 else None


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """How a word sounds, roughly: the same for "altijd" and "altyt"."""
    for pattern, sound in _sounds():
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=1)
def _sounds() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(letters), sound) for letters, sound in load("keuzes/klanken")["klank"]]


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in sorted(_vocabulary()):
        table.setdefault(_sound(word), []).append(word)
    return table


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
def _respellings() -> list[_Respelling]:
    sounds = load("keuzes/klanken")
    barred = compile_phrases(sounds["niet_ertussen"]).pattern
    return [
        _Respelling(
            re.compile(rf"(?<!\w){entry['geschreven']}(?!\w)"),
            entry["bedoeld"],
            compile_phrases(entry["zinnen"], sounds, barred),
        )
        for entry in sounds["in_zinnen"]
    ]


@lru_cache(maxsize=1)
def _lexicon_words() -> frozenset[str]:
    paths = sorted(path for path in (FOLDER / "keuzes").glob("*.yml") if path.stem != "klanken")
    texts = [path.read_text(encoding="utf-8") for path in paths]
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
