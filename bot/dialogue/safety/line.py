"""A text as one line of plain words, so that a rule meets every word in one spelling.

Each word is lower case, without accents, in its ordinary spelling (data/veiligheid/schrijfwijzen.yml) and with typing
errors mended where it can only be a word of the rules. The line starts and ends with a space, words are one space
apart, ``.`` ends a sentence and ``,`` a clause. A word is followed by the marks of its lists (lists.py). Every place in
the line leads back to the text as it was written.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language

_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;,:()\-]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_QUOTES = str.maketrans("‘’`´", "''''")
_SENTENCE_MARKS = frozenset(".!?;")

Mend = Callable[[str], str]


@dataclass(frozen=True)
class Reading:
    """``spellings``: the ordinary spelling of a word; ``mend``: the word that a misspelled one must be, or the word
    itself; ``marks``: the marks of the lists that a word is in; ``tokens``: all that a word can stand for in a phrase.
    """

    spellings: Mapping[str, str]
    mend: Mend
    marks: Callable[[str], str]
    tokens: Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Line:
    """``plain``: the line of words; ``tokens``: what its words stand for (lists.py); ``ends`` and ``spans``: where each
    word ends in it, and where it stands in ``text``.
    """

    text: str
    plain: str
    tokens: frozenset[str]
    ends: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def words(self, start: int, end: int) -> str:
        """The text as written behind this stretch of the line."""
        first, last = bisect_right(self.ends, start), bisect_left(self.ends, end)
        covered = self.spans[first : last + 1]
        return self.text[covered[0][0] : covered[-1][1]] if covered else ""


def read_line(text: str, reading: Reading) -> Line:
    """The text as a line, read this way."""
    plain, ends, spans = " ", [], []
    tokens: set[str] = set()
    for word, span in _words(text, reading):
        if word in ".," and plain.endswith((" . ", " , ")):
            continue
        plain += word + ("" if word in ".," else "/" + reading.marks(word)) + " "
        tokens |= reading.tokens(word)
        ends.append(len(plain) - 1)
        spans.append(span)
    plain = plain if plain.endswith(" . ") else plain + ". "
    return Line(text, plain, frozenset(tokens), tuple(ends), tuple(spans))


def _words(text: str, reading: Reading) -> Iterator[tuple[str, tuple[int, int]]]:
    for piece, span in _pieces(text):
        for word in reading.spellings.get(piece, piece).split():
            yield (reading.mend(word) if word[0].isalpha() else word), span


def _pieces(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The smallest parts: words and marks. spaCy cuts abbreviations, numbers and glued sentences right."""
    for token in _tokenizer()(text):
        if "\n" in token.text:
            yield ".", (token.idx, token.idx + 1)
        bare = _bare(token.text)
        for piece in _PIECE.finditer(bare):
            yield _mark(piece.group()), _span(token.idx, token.text, bare, piece)


def _span(start: int, written: str, bare: str, piece: re.Match[str]) -> tuple[int, int]:
    """Where a piece stands in the text; the whole token when letters fell out of it."""
    if len(bare) != len(written):
        return start, start + len(written)
    return start + piece.start(), start + piece.end()


def _bare(word: str) -> str:
    """In lower case, without accents, invisible characters and stretched letters ("heeeelp")."""
    word = unicodedata.normalize("NFD", _INVISIBLE.sub("", word).translate(_QUOTES).casefold())
    return _STRETCHED.sub(r"\1\1", "".join(letter for letter in word if not unicodedata.combining(letter)))


def _mark(piece: str) -> str:
    if piece[0].isalnum():
        return piece
    return "." if piece in _SENTENCE_MARKS else ","


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    return spacy.blank("nl")
