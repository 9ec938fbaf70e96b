"""The word lists of the rules. A word in a line carries a mark for each list that it is in, so that a rule about a list
tests one mark instead of a hundred words: ``niet/!`` is a word and its marks. Three lists have a mark that the
matching itself
knows: words that deny, words that begin a clause, and words that may stand between a denial and what it denies."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

MARKS = "/[^ ]*"
DENIAL = "!"
CLAUSE = "&"
FILLER = "~"

_RESERVED = {"ontkenning": DENIAL, "nieuw_zinsdeel": CLAUSE, "tussenwoord": FILLER}
_FIRST_MARK = 0xE000
_SINGLE = re.compile(r"[\w'*#]+$|[.,]$")
_NESTED = re.compile(r"<(\w+)>$")


class WordLists:
    """The lists by name. An entry is a word, another list (``<naam>``) or a longer phrase.

    ``spellings``: the ordinary spelling of a word, which words in lists and phrases get just as words in a text do.
    """

    def __init__(self, entries: Mapping[str, list[str]], spellings: Mapping[str, str]) -> None:
        self._entries = entries
        self._spellings = spellings
        self._mark = {name: _RESERVED.get(name, chr(_FIRST_MARK + number)) for number, name in enumerate(entries)}
        self._words = {name: re.compile("|".join(map(self.spelled, self._singles(name))) or "(?!)") for name in entries}
        self.marks = lru_cache(maxsize=4096)(self._marks)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def word(self, name: str) -> str:
        """The pattern of any single word of this list."""
        return marked(self._mark[name])

    def spelled(self, word: str) -> str:
        """The pattern of one word: ``*`` is any ending or beginning, ``#`` one digit."""
        ordinary = self._spellings.get(word, word)
        return re.escape(word if " " in ordinary else ordinary).replace(r"\*", "[^ /]*").replace(r"\#", r"\d")

    def phrases(self, name: str) -> list[str]:
        """The entries of this list, and of the lists in it, that are more than one word."""
        return [entry for entry in self._flat(name) if not _SINGLE.match(entry)]

    def _marks(self, word: str) -> str:
        """The marks of all lists that hold this word."""
        return "".join(self._mark[name] for name, pattern in self._words.items() if pattern.fullmatch(word))

    def _singles(self, name: str) -> list[str]:
        return [entry for entry in self._flat(name) if _SINGLE.match(entry)]

    def _flat(self, name: str) -> Iterator[str]:
        for entry in self._entries[name]:
            nested = _NESTED.match(entry)
            yield from self._flat(nested.group(1)) if nested else [entry]


def marked(mark: str) -> str:
    """The pattern of a word with this mark, and the space behind it."""
    return f"[^ /]+/[^ ]*{mark}[^ ]* "
