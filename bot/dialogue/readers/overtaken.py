"""What a text says that no longer holds: of the past against now, or put right in the same breath."""

import re

from bot.dialogue.readers.phrases import PhraseBook

_BOOK = PhraseBook("voorbij")
_STOP = re.compile(r"[.,;:!?()\n]+(?!\d)|\s(?=(?:maar|doch|echter|terwijl)\b)|\s(?=en (?:nu|thans|inmiddels)\b)")
_CLAUSE_END = re.compile(r"[.,;!?\n]|$")


def still_holding(said: str) -> str:
    """Plain text without what is put right and what is of the past; the text itself when nothing else is said."""
    return _of_now(after_correction(said))


def after_correction(said: str, softly: bool = False) -> str:
    """What comes after the last correction; ``softly`` also after "nou eigenlijk"."""
    names = ("verbetering", "bijstelling") if softly else ("verbetering",)
    ends = [_end_of_clause(said, found) for found in _BOOK["van_een_ander"].finditer(said)]
    ends += [found.end() for name in names for found in _BOOK[name].finditer(said) if said[: found.start()].strip()]
    rest = said[max(ends, default=0) :].strip(" ,.;:!?")
    return rest or said


def is_over(said: str) -> bool:
    """Whether plain text says that something is over."""
    return _BOOK.finds("over", said)


def bare_answer(said: str) -> bool | None:
    """What "nu niet meer" or "nu wel" says of what was told of the past; None for anything else."""
    bare = without_lead_up(said)
    if _BOOK["niet_meer"].fullmatch(bare):
        return False
    return True if _BOOK["wel"].fullmatch(bare) else None


def without_lead_up(said: str) -> str:
    """Plain text without the "maar nu" that it begins with."""
    found = _BOOK["aanloop"].match(said.strip(" ,.;"))
    rest = said.strip(" ,.;")[found.end() :] if found else said
    return rest.strip(" ,.;!") or said


def _end_of_clause(said: str, found: re.Match[str]) -> int:
    ending = _CLAUSE_END.search(said, found.end())
    return ending.end() if ending else len(said)


def _of_now(said: str) -> str:
    parts = _parts(said)
    present = [part for part in parts if not _is_past(part)]
    tells_of_now = any(_is_now(part) or _BOOK.finds("over", part) for part in present)
    kept = [part for part in parts if not (_BOOK.finds("voorbij", part) or tells_of_now) or part in present]
    if len(kept) == len(parts) or not "".join(kept).strip() or _goes_on(kept):
        return said
    return ", ".join(part.strip(" ,.;:!?()") for part in kept)


def _parts(said: str) -> list[str]:
    """The parts between stops, also apart before a word for now."""
    cuts = [found.start() for found in _STOP.finditer(said)]
    cuts += [found.start() for found in _BOOK["nu"].finditer(said) if not _BOOK["geen_nu"].search(said)]
    places = sorted({0, *cuts, len(said)})
    pieces = [said[start:end] for start, end in zip(places, places[1:])]
    return [piece for piece in pieces if re.search(r"\w", piece)]


def _is_now(part: str) -> bool:
    return _BOOK.finds("nu", part) and not _BOOK.finds("geen_nu", part)


def _is_past(part: str) -> bool:
    past = _BOOK["vergelijking"].sub(" ", part)
    return not _is_now(part) and (_BOOK.finds("voorbij", past) or _BOOK.finds("verleden", past))


def _goes_on(parts: list[str]) -> bool:
    """Whether what is said of now only adds to the past: "nu ook"."""
    return _BOOK.finds("nog_steeds", " ".join(parts))
