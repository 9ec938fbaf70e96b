"""Numbers that somebody writes in words, as they are said: "een twee drie", "nul zes twaalf vierendertig"."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from bot.privacy.spans import Span
from bot.privacy.words import NUMBER_WORDS, any_of

TOKEN = rf"{any_of(frozenset(NUMBER_WORDS))}|\d{{1,4}}"
RUN = re.compile(rf"(?<!\w)(?:{TOKEN})(?:[ ,.\-\n]{{0,3}}(?:{TOKEN}))+(?!\w)", re.IGNORECASE)
FEWEST_WORDS = 2
EACH = re.compile(TOKEN, re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A word or a group of digits: where it stands, and its digits."""

    span: Span
    digits: str


def runs(text: str) -> Iterator[list[Piece]]:
    """What is said in one breath, with two words at least: "een 2" is no number in words."""
    for run in RUN.finditer(text):
        pieces = [_piece(each) for each in EACH.finditer(text, run.start(), run.end())]
        if sum(not text[piece.span[0]].isdigit() for piece in pieces) >= FEWEST_WORDS:
            yield pieces


def spoken(find: Callable[[str], Iterable[Span]], text: str, gap: str = " ") -> Iterator[Span]:
    """The places where ``find`` would find something if the words were digits with ``gap`` between them."""
    for pieces in runs(text):
        written = gap.join(piece.digits for piece in pieces)
        ends = [end - len(gap) for end in accumulate(len(piece.digits + gap) for piece in pieces)]
        starts = [end - len(piece.digits) for end, piece in zip(ends, pieces)]
        for begin, end in find(written):
            if begin in starts and end in ends:
                yield pieces[starts.index(begin)].span[0], pieces[ends.index(end)].span[1]


def digits_in(said: str) -> str:
    """The digits of a number that is said in words."""
    return "".join(_piece(each).digits for each in EACH.finditer(said))


def _piece(found: re.Match[str]) -> Piece:
    said = found.group().lower()
    return Piece(found.span(), NUMBER_WORDS.get(said, said))
