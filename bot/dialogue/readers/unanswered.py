"""Not knowing and not wanting to say, also with a reason around it ("dat zeg ik niet vanwege mijn uitkering")."""

import re
from collections.abc import Iterator

from bot.dialogue.readers.affirmation import is_refusal, is_unknown
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import REFUSED, UNKNOWN, Reading
from bot.dialogue.readers.text import clauses, plain

_BOOK = PhraseBook("geen_antwoord")
_REFUSAL, _UNKNOWN, _OF_A_NUMBER, _NO_NUMBER = "weigering", "onbekend", "onbekend_getal", "weigering_getal"
_PIECE = re.compile(
    r"[.!?;:()\n]+(?!\d)|,(?!\d|-)|\s-\s"
    r"|(?<!\w)(?<!nog )(?<!alleen )(?<!liever )(?:maar|want|omdat|dus|aangezien)(?!\w)"
    r"|(?<!\w)(?:en )?(?=(?:de rest|verder|meer) (?:zeg|vertel|wil|hou|houd|is|blijft|gaat)(?!\w))"
)


def unanswered(text: str, counts: bool) -> Reading | None:
    """Whether the text says that the resident won't tell or doesn't know; None when it says neither.

    ``counts``: the question asks for a number, a list, people or a place, not for how things are.
    """
    pieces = list(_pieces(plain(text)))
    if is_refusal(text) or any(_refuses(piece, counts) for piece in pieces):
        return REFUSED
    return UNKNOWN if is_unknown(text) or any(_ignores(piece, counts) for piece in pieces) else None


def skips(text: str) -> bool:
    """Whether the text says in so many words to skip the question: then nothing in it is the answer.

    Without the word "vraag" it must say nothing else: what is skipped may be a meal, and an answer may stand beside it.
    """
    said = plain(text)
    if _BOOK.finds("overslaan_vraag", said) or _says_only("verder", said):
        return True
    return _says_only("overslaan", _less("verder", _less("overslaan_ja_nee", said)))


def _less(phrases: str, said: str) -> str:
    """Plain text without these phrases; what stood around them stays apart."""
    return _BOOK[phrases].sub(", ", said)


def _says_only(phrases: str, said: str) -> bool:
    """Whether plain text says this, and besides no more than that somebody won't tell."""
    rest = _less(phrases, said)
    told = (piece for piece in _pieces(rest) if not _refuses(piece, counts=True))
    return rest != said and not any(re.search(r"\w", _less("overslaan_vulling", piece)) for piece in told)


def besides(text: str, counts: bool) -> str:
    """What is said besides "weet ik niet" or "zeg ik niet"."""
    said = [part for part in clauses(text) if not (is_unknown(part) or is_refusal(part))]
    return ", ".join(rest for part in said if (rest := _without_silence(part, counts)))


def _without_silence(part: str, counts: bool) -> str:
    pieces = list(_pieces(plain(part)))
    kept = [piece for piece in pieces if not (_refuses(piece, counts) or _ignores(piece, counts) or _is_topic(piece))]
    return part if len(kept) == len(pieces) else ", ".join(kept)


def _is_topic(piece: str) -> bool:
    """Whether a piece only names what is not told: "of ik werk, dat blijft tussen mij en mijn baas"."""
    return _BOOK.starts("onderwerp", piece)


def _pieces(said: str) -> Iterator[str]:
    """The parts of plain text that each say one thing; a reason stands apart."""
    return (piece.strip() for piece in _PIECE.split(said) if re.search(r"\w", piece))


def _refuses(piece: str, counts: bool) -> bool:
    names = (_REFUSAL, _NO_NUMBER) if counts else (_REFUSAL,)
    refused = any(_BOOK.finds(name, piece) for name in names)
    passes = bool(_BOOK["overslaan_los"].fullmatch(piece.strip(" '\"")))
    return passes or is_refusal(piece) or refused and not _BOOK.finds("weigering_niet", piece)


def _ignores(piece: str, counts: bool) -> bool:
    if is_unknown(piece):
        return True
    names = (_UNKNOWN, _OF_A_NUMBER) if counts else (_UNKNOWN,)
    return any(_BOOK.finds(name, piece) for name in names) and not _BOOK.finds("onbekend_niet", piece)
