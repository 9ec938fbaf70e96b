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
        common = [name for name in _RESERVED if name in entries]
        self._list = {mark: name for name, mark in self._mark.items()}
        self.common = frozenset({*map(self.mark_of, common), *(re.escape(w) for n in common for w in self._singles(n))})
        """Tokens that tell little about a text: many have them."""
        self._wild: dict[str, re.Pattern[str]] = {}
        self.marks = lru_cache(maxsize=4096)(self._marks)
        self.tokens = lru_cache(maxsize=4096)(self._tokens)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def word(self, name: str) -> str:
        """The pattern of any single word of this list."""
        return marked(self._mark[name])

    def spelled(self, word: str) -> str:
        """The pattern of one word: ``*`` is any ending or beginning, ``#`` one digit."""
        ordinary = self._spellings.get(word, word)
        return re.escape(word if " " in ordinary else ordinary).replace(r"\*", "[^ /]*").replace(r"\#", r"\d")

    def token(self, word: str) -> str:
        """What a word of a phrase is known by among the ``tokens`` of a word in a text; once read, ``*`` counts too."""
        spelled = self.spelled(word)
        if "*" in word or "#" in word:
            self._wild[spelled] = re.compile(spelled)
        return spelled

    def mark_of(self, name: str) -> str:
        """The mark of this list, which is the token of all its single words."""
        return self._mark[name]

    def classes(self, marked_word: str) -> tuple[str, ...]:
        """The names of the lists of a word in a line, in brackets; the word itself when it is in none."""
        word, _, marks = marked_word.partition("/")
        return tuple(f"<{self._list[mark]}>" for mark in marks) or (word,)

    def _tokens(self, word: str) -> frozenset[str]:
        """All that a word in a text can stand for in a phrase: itself, its lists, and patterns with ``*`` or ``#``."""
        wild = (token for token, pattern in self._wild.items() if pattern.fullmatch(word))
        return frozenset({re.escape(word), *self.marks(word), *wild})

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
