"""Guesses which known words were meant by an unknown one: a typing error, or a compound with a known part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bot.catalogue.search_text import Word

TYPO = 0.8
HEAD = 0.7
MODIFIER = 0.5
_SHORTEST_TYPO = 6
_SHORTEST_PART = 4
_SHORTEST_REST = 3


class Spelling:
    """The known words, and those that look like an unknown one."""

    def __init__(self, known: Iterable[Word]) -> None:
        words = [word for word in known if not word.small]
        self._stems = frozenset(word.stem for word in words)
        self._near: dict[str, set[Word]] = defaultdict(set)
        for word in words:
            for form in _near_forms(word.written):
                self._near[form].add(word)

    def guesses(self, word: Word) -> Mapping[str, float]:
        """Known stems for this word, each with its certainty; empty when nothing looks like it."""
        if word.stem in self._stems:
            return {word.stem: 1.0}
        return dict.fromkeys(self._typos(word.written), TYPO) or self._parts(word.stem)

    def _typos(self, written: str) -> set[str]:
        """The stems of known words with one letter left out, added, changed or swapped with its neighbour."""
        forms = (*_near_forms(written), *_neighbours_swapped(written)) if len(written) >= _SHORTEST_TYPO else ()
        near = (word for form in forms for word in self._near.get(form, ()))
        return {word.stem for word in near if word.written[0] == written[0] and _differs_little(word.written, written)}

    def _parts(self, stem: str) -> dict[str, float]:
        """Of a compound the longest known end, which says what it is, and the longest known beginning."""
        cuts = range(_SHORTEST_PART, len(stem) - _SHORTEST_REST + 1)
        ends = [stem[cut:] for cut in cuts if stem[cut:] in self._stems and self._is_compound(stem, cut)]
        beginnings = [stem[:cut] for cut in reversed(cuts) if stem[:cut] in self._stems]
        return {**dict.fromkeys(beginnings[:1], MODIFIER), **dict.fromkeys(ends[:1], HEAD)}

    def _is_compound(self, stem: str, cut: int) -> bool:
        """A short end may be chance ("verschil" is no kind of "chill"), unless the beginning is known too."""
        return len(stem) - cut > _SHORTEST_PART or stem[:cut] in self._stems


def _near_forms(written: str) -> Iterator[str]:
    """The word itself, and each way to write it with one letter left out or unknown."""
    yield written
    for place in range(len(written)):
        yield written[:place] + written[place + 1 :]
        yield f"{written[:place]}*{written[place + 1 :]}"


def _neighbours_swapped(written: str) -> Iterator[str]:
    return (
        written[:place] + written[place : place + 2][::-1] + written[place + 2 :] for place in range(len(written) - 1)
    )


def _differs_little(one: str, other: str) -> bool:
    """Whether two words that share a form differ in no more than one letter, or two neighbours swapped."""
    if len(one) != len(other):
        return True
    places = [place for place, (a, b) in enumerate(zip(one, other)) if a != b]
    return len(places) < 2 or (len(places) == 2 and places[0] + 1 == places[1] and sorted(one) == sorted(other))
