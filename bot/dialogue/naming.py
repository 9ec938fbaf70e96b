"""Which facilities a message names when it says nothing else: "Tafeltje Dekje", "wat is de ooievaarspas?".

A name counts as the plan writes it, without what explains it ("Respijtzorg: even vrij ..."), by the abbreviation in its
brackets, and with a typing error. What may stand around it is in data/lezers/hulpnamen.yml.
"""

import re
from collections.abc import Iterable, Iterator

from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.spelling import distance
from bot.dialogue.readers.text import plain
from bot.selfcheck.facility import Facility

ABBREVIATION = 4
"""So many letters between brackets are an abbreviation ("pgb"); a longer word only when residents search for it."""
SHORTEST, LONG = 6, 14
"""Letters of a name that may have one typing error, and two."""
_BOOK = PhraseBook("hulpnamen")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_NO_LETTER = re.compile(r"[^\w']+")


class Names:
    """The names of some facilities, and the words by which residents search for them."""

    def __init__(self, facilities: Iterable[Facility]) -> None:
        self._named: dict[str, tuple[Facility, ...]] = {}
        self._sought: dict[str, tuple[Facility, ...]] = {}
        for facility in facilities:
            _file(self._named, map(_joined, _names(facility)), facility)
            _file(self._sought, map(_joined, facility.search_words), facility)
        self._by_letter: dict[str, list[str]] = {}
        for name in self._named:
            self._by_letter.setdefault(name[:1], []).append(name)

    def named(self, text: str) -> tuple[Facility, ...]:
        """The facilities of which the text is the name, as it is written or else nearly so."""
        asked = list(_essences(text))
        exact = next((self._named[name] for name in asked if name in self._named), None)
        if exact is not None or any(name in self._sought for name in asked):
            return exact or ()
        return next((found for name in asked if (found := self._nearly(name))), ())

    def sought(self, text: str) -> tuple[Facility, ...]:
        """The facilities that residents search for with these very words."""
        return next((self._sought[words] for words in _essences(text) if words in self._sought), ())

    def _nearly(self, asked: str) -> tuple[Facility, ...]:
        allowed = 2 if len(asked) >= LONG else 1
        alike = (name for name in self._by_letter.get(asked[0], ()) if len(name) >= SHORTEST)
        best = min(((distance(asked, name, allowed), name) for name in alike), default=(allowed + 1, ""))
        return self._named[best[1]] if best[0] <= allowed else ()


def _file(names: dict[str, tuple[Facility, ...]], written: Iterable[str], facility: Facility) -> None:
    for name in dict.fromkeys(written):
        names[name] = (*names.get(name, ()), facility)


def _names(facility: Facility) -> Iterator[str]:
    """The whole name, the name without its explanation, and its abbreviation."""
    whole = facility.name
    yield whole
    yield _BRACKETS.sub(" ", whole)
    yield _BRACKETS.sub(" ", whole.split(":")[0])
    for inside in _BRACKETS.findall(whole):
        if len(inside) <= ABBREVIATION or inside.casefold() in facility.search_words:
            yield inside


def _essences(text: str) -> Iterator[str]:
    """The text as one word, and what is left of it without the words that may stand around a name."""
    for begun in _without(_words(text), "vooraf"):
        yield from (_joined(ended) for ended in _without(begun, "achteraf") if ended)


def _without(said: str, around: str) -> Iterator[str]:
    """The words as they are, then with one more phrase less at their beginning or end."""
    while said:
        yield said
        cut = _less(said, around)
        if cut == said:
            return
        said = cut


def _less(said: str, around: str) -> str:
    if around == "vooraf":
        found = _BOOK[around].match(said)
        return said[found.end() :].strip() if found else said
    ends = [match for match in _BOOK[around].finditer(said) if match.end() == len(said)]
    return said[: ends[0].start()].strip() if ends else said


def _words(text: str) -> str:
    return _NO_LETTER.sub(" ", plain(text)).strip()


def _joined(text: str) -> str:
    """Without spaces and hyphens, so that "tafeltje-dekje" is "Tafeltje Dekje"."""
    return _words(text).replace(" ", "")
