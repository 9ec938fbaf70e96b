"""The number of hours that somebody comes to after all reckoning: "..., dus 15", "kom ik op tachtig uur"."""

from bot.dialogue.readers.numerals import Number, numbers
from bot.dialogue.readers.phrases import PhraseBook

_BOOK = PhraseBook("duur")


def total_of(said: str) -> Number | None:
    """The last number of plain text when it is said to be the total of what stands before it."""
    counted = [number for number in numbers(said) if not number.ordinal and not number.article]
    last = next(iter(counted[-1:]), None)
    if last is None or not _reckoned_before(said[: last.start]):
        return None
    before, after = said[: last.start], said[last.end :].strip(" ,.!")
    if not (_BOOK.ends("totaal_ervoor", before) or _BOOK.starts("totaal_erna", after)):
        return None
    return last if _may_be_hours(after) else None


def in_fact(said: str) -> str:
    """What follows "maar echt bezig ben ik ..." when it tells a number of hours; otherwise the text itself."""
    found = _BOOK["echt_bezig"].search(said)
    rest = said[found.start() :] if found else ""
    return (
        rest if any(_BOOK.starts("uur", rest[number.end :]) for number in numbers(rest) if not number.article) else said
    )


def _reckoned_before(before: str) -> bool:
    return bool(numbers(before)) or any(_BOOK.finds(name, before) for name in ("dag_en_nacht", "per_dag", "kom_op"))


def _may_be_hours(after: str) -> bool:
    """Whether the number is of hours a week: nothing else is counted, and not by the day."""
    if _BOOK.finds("per_dag", after) or _BOOK.finds("keer", after) or _BOOK.finds("per_maand", after):
        return False
    return not after or any(_BOOK.starts(name, after) for name in ("uur", "totaal_erna", "per_week", "einde"))
