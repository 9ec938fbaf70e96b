"""What a text says that no longer holds: of the past against now, or put right in the same breath."""

import re

from bot.dialogue.readers.phrases import PhraseBook

_BOOK = PhraseBook("voorbij")
_STOP = re.compile(r"[.,;:!?()\n]+(?!\d)|\s(?=(?:maar|doch|echter|terwijl)\b)|\s(?=en (?:nu|thans|inmiddels)\b)")
_CLAUSE_END = re.compile(r"[.,;!?\n]|$")


def after_correction(said: str, softly: bool = False) -> str:
    """What comes after the last correction; ``softly`` also after "nou eigenlijk"."""
    names = ("verbetering", "bijstelling") if softly else ("verbetering",)
    ends = [_end_of_clause(said, found) for found in _BOOK["van_een_ander"].finditer(said)]
    ends += [found.end() for name in names for found in _BOOK[name].finditer(said) if said[: found.start()].strip()]
    rest = said[max(ends, default=0) :].strip(" ,.;:!?")
    return rest or said


def counts_then(field: str) -> bool:
    """Whether what was before counts for that field too."""
    return field in _BOOK.entries("telt_ook_toen")


def is_over(said: str) -> bool:
    """Whether plain text says that something is over."""
    return _BOOK.finds("over", said)


def without_need(said: str) -> str:
    """Plain text without its denials that tell of need: "geen geld" denies no bailiff."""
    return _BOOK["nood"].sub(" ", said)


def is_in_need(said: str) -> bool:
    """Whether a denial in plain text tells of need ("geen geld"): that is no word on what was before."""
    return _BOOK.finds("nood", said)


def is_over_at_once(said: str) -> bool:
    """Whether plain text begins with "niet meer", after which it may tell of the past."""
    return bool(_BOOK["meteen_niet_meer"].fullmatch(_without_reason(said)))


def bare_answer(said: str) -> bool | None:
    """What "nu niet meer" or "nu wel" says of the past, whatever follows it; None for anything else."""
    bare = _without_reason(without_lead_up(said))
    if _BOOK["niet_meer"].fullmatch(bare):
        return False
    return True if _BOOK["wel"].fullmatch(bare) else None


def _without_reason(said: str) -> str:
    """The first clause of plain text, up to why or since when: "niet meer" of "niet meer sinds mei, daarvoor wel"."""
    clause = _CLAUSE_END.split(said.strip(" ,.;:!?"), maxsplit=1)[0].strip()
    found = _BOOK["reden"].search(clause, 1)
    return clause[: found.start()].strip() if found else clause


def without_lead_up(said: str) -> str:
    """Plain text without the "maar nu" that it begins with."""
    found = _BOOK["aanloop"].match(said.strip(" ,.;"))
    rest = said.strip(" ,.;")[found.end() :] if found else said
    return rest.strip(" ,.;!") or said


def _end_of_clause(said: str, found: re.Match[str]) -> int:
    ending = _CLAUSE_END.search(said, found.end())
    return ending.end() if ending else len(said)


def past_and_now(said: str) -> tuple[str, str]:
    """What plain text tells of the past and what of now; all of it is of now when it does not tell these apart."""
    parts = _parts(said)
    past = [part for part in parts if _is_past(part)]
    present = [part for part in parts if part not in past]
    if not any(_is_now(part) or _BOOK.finds("over", part) for part in present):
        past = [part for part in past if _BOOK.finds("voorbij", part)]
    kept = [part for part in parts if part not in past]
    if not past or not kept or _goes_on(kept):
        return "", said
    return _joined(past), _joined(kept)


def _joined(parts: list[str]) -> str:
    return ", ".join(part.strip(" ,.;:!?()") for part in parts)


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
