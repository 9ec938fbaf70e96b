"""A resident's text made comparable: one way of writing, cut into sentences, clauses and words.

``normalise`` keeps what was said (capitals, curly quotes and stretched letters go); ``plain`` also folds accents and
rewrites chat spellings and misspelled number words, so that a lexicon needs one spelling of a word. Both keep digits.
"""

import re
import unicodedata
from functools import lru_cache

import spacy
from spacy.language import Language

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.numerals import mend_number_words
from bot.dialogue.readers.spelling import closest, distance

__all__ = ["clauses", "closest", "distance", "fold", "normalise", "plain", "sentences", "words"]

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "."}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_CLAUSE_END = re.compile(r"[.!?;:()\n]+(?!\d)|,(?!\d|-)|\s-\s")


def normalise(text: str) -> str:
    """The text in lower case with straight quotes, single spaces and no stretched letters; accents stay."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_QUOTES).casefold()
    return " ".join(_STRETCHED.sub(r"\1\1", text).split())


def fold(text: str) -> str:
    """The text without accents: ``één`` becomes ``een``."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


@lru_cache(maxsize=1)
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {fold(written): meant for meant, ways in load("schrijfwijzen").items() for written in ways}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w'])"), table


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """The normalised text without accents, chat and dialect spellings written out (``m'n`` becomes ``mijn``)."""
    pattern, table = _spellings()
    return mend_number_words(pattern.sub(lambda found: table[found.group()], fold(normalise(text))))


def sentences(text: str) -> list[str]:
    """The sentences of a normalised text."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def clauses(text: str) -> list[str]:
    """The parts of a normalised text between punctuation; commas inside numbers don't cut."""
    return [part.strip() for part in _CLAUSE_END.split(text) if part.strip()]


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    return spacy.blank("nl")


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order, without punctuation."""
    return [token.text for token in _tokenizer()(text) if not token.is_punct and not token.is_space]
