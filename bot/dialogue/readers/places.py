"""Municipalities, from the names of towns, villages and neighbourhoods and from postal codes."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, asking, value
from bot.dialogue.readers.spelling import closest, distance
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("plaatsen")

_POSTCODE = re.compile(r"(?<![\d\w])(\d{4})\s?(?:[a-z]{2})?(?!\w)")
_PLACED = re.compile(r"(?:\b(?:in|uit|te|gemeente|dorp|plaats|naar|regio|stad)(?: de| het)?\s+|^\W*)$")
_SMALL = frozenset({"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "over", "ter", "van"})
_FUZZY_FROM = 6
_FUZZIER_FROM = 9


@dataclass(frozen=True)
class Place:
    """A place named in the text; ``score`` says how likely somebody lives there now."""

    municipality: str
    words: str
    score: int


def read_municipality(text: str, context: Context) -> Reading:
    """One of the municipalities of the self-check; another one asks what to do."""
    said = plain(text)
    found = best_place(said) or _by_postcode(said) or _misspelled(said)
    if found is None:
        return NOT_UNDERSTOOD
    if found.municipality not in _BOOK.entries("namen"):
        return asking("andere_gemeente", found.words)
    return value(found.municipality, found.words, certain=found.score >= 0)


def read_care_municipality(text: str, context: Context) -> Reading:
    """Where the cared-for person lives: any Dutch municipality, or the resident's own ("om de hoek")."""
    said = _BOOK["verzorgde"].sub("zij", plain(text))
    found = best_place(_BOOK["bij_iemand"].sub("in", said)) or _by_postcode(said)
    here = _BOOK["hier"].search(said) and not _BOOK["hier_niet"].search(said)
    if found and (found.score >= 0 or not here):
        return value(found.municipality, found.words, certain=found.score >= 0)
    if _BOOK["buitenland"].search(said):
        return NOT_UNDERSTOOD
    if here:
        return value(context.municipality, said) if context.municipality else NOT_UNDERSTOOD
    found = _misspelled(said) or _nearly_named(said)
    return value(found.municipality, found.words, certain=False) if found else NOT_UNDERSTOOD


def town_is_unknown(said: str) -> bool:
    """Whether plain text wonders which municipality it is: "ergens achter Delft, hoe die gemeente heet, geen idee"."""
    return _BOOK.finds("gemeente_onbekend", said)


def written(words: str) -> str:
    """The name of a place with its capitals."""
    parts = re.split(r"([\s-]+)", words.strip())
    named = [part if number and part in _SMALL else _capital(part) for number, part in enumerate(parts)]
    return "".join(named)


def _capital(part: str) -> str:
    if part in ("'s", "'t"):
        return part
    return "IJ" + part[2:] if part.startswith("ij") else part[:1].upper() + part[1:]


def best_place(said: str) -> Place | None:
    """The place of plain text where somebody most likely lives."""
    return best_place_of(_corrected(said))


def best_place_of(said: str) -> Place | None:
    """The likeliest of the places that plain text names; the first of equals."""
    found = places(said)
    return max(found, key=lambda place: place.score) if found else None


def _corrected(said: str) -> str:
    """What follows a slip between two places ("Leiden, nee wacht Leiderdorp"), when somebody may live there."""
    for slip in reversed(list(_BOOK["verspreking"].finditer(said))):
        after = best_place_of(said[slip.end() :])
        if after and after.score >= 0 and places(said[: slip.start()]):
            return said[slip.end() :]
    return said


def places(said: str) -> list[Place]:
    """The places that plain text names, in order."""
    result: list[Place] = []
    end = 0
    for match in _names().finditer(said):
        name = re.sub(r"[\s-]+", " ", match.group())
        if name in _ordinary_words() and not _placed(said, match):
            continue
        result.append(
            Place(_municipalities()[name], match.group(), _score(said[end : match.start()]) - 2 * _left(said, match))
        )
        end = match.end()
    return result


def _placed(said: str, match: re.Match[str]) -> bool:
    """Whether a name that is also a word stands as a name: after "in", or alone; of more words also between stops."""
    if " " in match.group() and _is_clause(said, match):
        return True
    alone = len(re.findall(r"\w+", said)) <= 2
    return bool(_PLACED.search(said[: match.start()])) and (alone or bool(said[: match.start()].strip()))


def _is_clause(said: str, match: re.Match[str]) -> bool:
    before, after = said[: match.start()].rstrip(), said[match.end() :].lstrip()
    return before[-1:] in ("", ".", ",", "!", "?", ";") and after[:1] in ("", ".", ",", "!", "?", ";")


def _left(said: str, match: re.Match[str]) -> bool:
    """The Delft of "van Delft naar Wateringen"."""
    return bool(re.search(r"\b(?:van|vanuit|uit)\s+$", said[: match.start()])) and bool(
        re.match(r"\s+naar\b", said[match.end() :])
    )


def _score(before: str) -> int:
    """Words of living before the name speak for it, words of the past or of work against."""
    part = re.split(r"[.;!?,]|\bmaar\b", before)[-1] if re.search(r"\bmaar\b|,", before) else before
    return bool(_BOOK["woont_nu"].search(part)) - 2 * bool(_BOOK["woont_niet"].search(part))


def _by_postcode(said: str) -> Place | None:
    for match in _POSTCODE.finditer(said):
        for municipality, ranges in _BOOK.entries("postcodes").items():
            if any(low <= int(match.group(1)) <= high for low, high in ranges):
                return Place(municipality, match.group(), 0)
    return None


def _misspelled(said: str) -> Place | None:
    """A single word close to the name of one of the own places."""
    names = [
        name for ways in _BOOK.entries("namen").values() for name in ways if name.isalpha() and len(name) >= _FUZZY_FROM
    ]
    for word in re.findall(r"[a-z]{6,}", said):
        near = min(names, key=lambda name: distance(word, name))
        if distance(word, near) <= (2 if len(word) >= _FUZZIER_FROM else 1):
            return Place(_municipalities()[near], word, -1)
    return None


def _nearly_named(said: str) -> Place | None:
    """A long word that is one slip away from the name of one municipality in the country."""
    for word in re.findall(rf"[a-z]{{{_FUZZIER_FROM},}}", said):
        near = closest(word, frozenset(name for name in _municipalities() if name.isalpha()))
        if near is not None:
            return Place(_municipalities()[near], word, -1)
    return None


@lru_cache(maxsize=1)
def _municipalities() -> dict[str, str]:
    """Every name, folded and with spaces, with its municipality; the own places come last and win."""
    table = {_spaced(name): slug for slug, names in load("gemeenten").items() for name in (slug, *names)}
    return {**table, **{_spaced(name): slug for slug, names in _BOOK.entries("namen").items() for name in names}}


def _spaced(name: str) -> str:
    return re.sub(r"[\s-]+", " ", plain(name))


@lru_cache(maxsize=1)
def _ordinary_words() -> frozenset[str]:
    return frozenset(_spaced(word) for word in _BOOK.entries("ook_een_woord"))


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    longest_first = sorted(_municipalities(), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in longest_first) + r")(?!\w)"
    )
