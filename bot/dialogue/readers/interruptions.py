"""Texts that are no answer whatever is asked: questions back, commands, account numbers."""

import re
from functools import cache

from bot.dialogue.readers.phrases import PhraseBook, compile_phrases
from bot.dialogue.readers.text import clauses, normalise, plain

_BOOK = PhraseBook("onderbrekingen")

LONGEST = 2000
LONGEST_MOMENT = 20
"""Words; a longer text tells more than that somebody is busy."""
_PART_END = re.compile(r"(?<=[.,;!?:])\s+|\s+(?=(?:en|maar)\s)")
_ACCOUNT = re.compile(r"(?<!\w)[a-z]{2}\d{2}\s?[a-z]{4}\s?\d")


def is_interruption(text: str) -> bool:
    """Whether this can't be an answer: too long, a question back, a command or an account number."""
    if len(text) > LONGEST:
        return True
    said = plain(text)
    return bool(_ACCOUNT.search(said)) or is_command(said) or is_question(said)


def is_command(said: str) -> bool:
    """Whether plain text steers the conversation ("stop", "terug", "correctie: ...")."""
    alone = _BOOK["beleefdheid"].sub("", said).strip(" ,.!?")
    return bool(_BOOK["opdracht_los"].fullmatch(alone) or _BOOK["opdracht"].search(said))


def asks_a_moment(text: str) -> bool:
    """Whether this asks no more than to wait a little ("wacht even, de bel gaat"); who leaves for longer does not.

    Who is at the door or what a child does, asks that only with a word for a moment: else it is how things are.
    """
    said = plain(text)
    if len(said.split()) > LONGEST_MOMENT or _BOOK.finds("geen_geduld", said):
        return False
    patient = _BOOK["even_geduld"].sub(" ", said)
    rest = _BOOK["onderbreekt"].sub(" ", patient)
    if patient != said or _BOOK.finds("even_woord", said):
        rest = _BOOK["onderbreekt_misschien"].sub(" ", rest)
    return rest != said and not re.search(r"\w", _BOOK["geduld_vulling"].sub(" ", rest))


def starts_over(text: str) -> bool:
    """Whether the words are about beginning the self-check again, not about a new beginning in life."""
    said = plain(text)
    begins = _starting_over("begint_opnieuw").search(said) or _ends_in_starting_over(said)
    return bool(begins) and not _BOOK.finds("geen_nieuw_begin", said)


def _ends_in_starting_over(said: str) -> bool:
    """Whether plain text says last that it is to begin again: without a word about the check what follows may be it."""
    rest = _without_close(said)
    return any(found.end() == len(rest) for found in _starting_over("begint_opnieuw_slot").finditer(rest))


def _without_close(said: str) -> str:
    """Plain text without the verbs and the courtesy that may follow."""
    rest = said.rstrip(" ,.!?")
    close = next((found for found in _BOOK["slot_van_opnieuw"].finditer(rest) if found.end() == len(rest)), None)
    return rest if close is None else _without_close(rest[: close.start()])


def complains(text: str) -> bool:
    """Whether somebody wants to complain about the municipality or its staff; a complaint of the body is none."""
    said = plain(text)
    if _BOOK.finds("geen_klacht", said):
        return False
    about_staff = _BOOK.finds("overheid", said) and _BOOK.finds("onheus", said)
    return about_staff or bool(_complaint().search(said))


def where_to_complain() -> str:
    """What residents search with who want to complain."""
    return str(_BOOK.entries("klacht_gezocht"))


def wants_a_person(text: str) -> bool:
    """Whether somebody would rather talk to a person, whatever else the text says; to deny it asks for none."""
    said = _about_a_person("geen_mens_gewenst").sub(". ", plain(text))
    return bool(_about_a_person("wil_een_mens").search(said))


def says_about_what(text: str) -> bool:
    """Whether somebody who wants a person says what to talk about ("met iemand praten over mijn schulden")."""
    return _BOOK.finds("waarover", plain(text))


def is_question(said: str) -> bool:
    """Whether plain text asks something back, with or without a question mark."""
    if _BOOK["geen_vraag"].search(said):
        return False
    parts = [part for sentence in clauses(said) for part in sentence.split(", ")]
    return bool(
        _BOOK["vraag"].search(said)
        or any(_BOOK["vraag_deel"].match(part) for part in parts)
        or any(_BOOK["vraag_begin"].match(part.strip()) for part in _asked(said))
    )


def parts_that_ask(text: str) -> tuple[str, str]:
    """What a text states, and what it asks besides ("41", "waarom moet u dat weten"); both empty when it does one."""
    parts = [part for part in _PART_END.split(normalise(text)) if part.strip()]
    asking = [part for part in parts if is_interruption(part)]
    stated, asked = " ".join(part for part in parts if part not in asking), " ".join(asking)
    objects = asked.startswith("maar ") and _BOOK["opmaat"].fullmatch(stated.strip(" ,.!"))
    return ("", "") if not (stated and asked) or objects else (stated, asked)


def asks_why(asked: str) -> bool:
    """Whether a question wants the reason of ours."""
    return _BOOK.finds("vraagt_waarom", plain(asked))


@cache
def _complaint() -> re.Pattern[str]:
    return compile_phrases(_BOOK.entries("klacht"), {"overheid": _BOOK.entries("overheid")})


@cache
def _about_a_person(phrases: str) -> re.Pattern[str]:
    return compile_phrases(_BOOK.entries(phrases), {"mens": _BOOK.entries("mens")})


@cache
def _starting_over(phrases: str) -> re.Pattern[str]:
    return compile_phrases(_BOOK.entries(phrases), {"over": _BOOK.entries("over")})


def _asked(said: str) -> list[str]:
    return [part.split("!")[-1] for part in re.findall(r"[^?.;\n]+(?=\?)", said)]
