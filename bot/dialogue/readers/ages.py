"""Ages of the resident and of the partner."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.dialogue.readers.calendar import dates, days_of_the_year, full_year, years_between
from bot.dialogue.readers.labels import Labelled, labelled
from bot.dialogue.readers.numerals import Number, count_first, numbers
from bot.dialogue.readers.people import people
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Kind, Reading, value
from bot.dialogue.readers.reckoned_age import more_or_less, reckoned
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("leeftijd")

OLDEST = 120
_FIRST_YEAR = 1900
_GROWN = 16
"""A partner is no younger, and beside such an age a smaller number is none."""
_CHILD = 12
"""Nobody who names his children is younger."""
_FROM_A_YEAR = re.compile(r"(?:.*[,.]\s*)?(?:ik kom |kom |ik ben |ben )?uit (?:het jaar )?")
_SHORT_YEAR = re.compile(r"\.?\s'?\d{2}(?!\d)")
_NEW_PART = re.compile(r"[,.;]|(?<!\w)(?:dus|maar|en)(?!\w)")
_ROUGH_SIGN = re.compile(r"\s*\+|-?plus")


@dataclass(frozen=True)
class Candidate:
    """A number that may be the age asked for."""

    age: int
    score: int
    certain: bool
    words: str


def read_age(text: str, context: Context) -> Reading:
    """The resident's own age."""
    said = _told(text)
    century = _century(said)
    if century is not None:
        return value(century, said)
    age = reckoned(said, _BOOK["van_een_ander"])
    if age is not None:
        return value(age, said, certain=False)
    found = _best(_birthdays(said, context.today) + _candidates(said, context.today, _own_score))
    return NOT_UNDERSTOOD if _is_of_a_child(found, said) else found


def _is_of_a_child(found: Reading, said: str) -> bool:
    """ "Nee wacht, drie kinderen: 1, 3 en 6 jaar" is no age of the resident."""
    return found.kind is Kind.VALUE and found.value < _CHILD and _BOOK.finds("kinderen", said)


def read_partner_age(text: str, context: Context) -> Reading:
    """The partner's age, also told as a difference with the resident's own."""
    said = _told(text)
    if _BOOK["geen_partner"].search(said):
        return NOT_UNDERSTOOD
    compared = _compared(said, context.answers.get("leeftijd"))
    if compared is not None:
        return compared
    age = reckoned(said, _BOOK["van_mij"])
    if age is not None:
        return value(age, said, certain=False)
    return _best(_birthdays(said, context.today) + _candidates(said, context.today, _partner_score))


def _century(said: str) -> int | None:
    """ "Een halve eeuw", "een kwart eeuw min eentje"."""
    for words, years in _BOOK.entries("eeuw").items():
        at = said.find(words)
        if at >= 0:
            return int(years) + more_or_less(said, at + len(words))
    return None


def _told(text: str) -> str:
    """The plain text with "een jaar of 45" in order, without what is no age ("geen 30 meer")."""
    return _without_birthday(_BOOK["telt_niet"].sub("", count_first(plain(text))))


def _without_birthday(said: str) -> str:
    """Plain text without the day on which somebody turns an age: the 2 of "2 december word ik 70"."""
    turns = _BOOK.finds("wordt_zo_oud", said)
    for day in reversed(days_of_the_year(said)):
        if turns or not _SHORT_YEAR.match(said, day.end()):
            said = f"{said[: day.start()]}dan{said[day.end() :]}"
    return said


def _best(candidates: list[Candidate]) -> Reading:
    likely = [candidate for candidate in candidates if candidate.score > 0 and 0 <= candidate.age <= OLDEST]
    if not likely:
        return NOT_UNDERSTOOD
    likely = [candidate for candidate in likely if candidate.age >= _GROWN] or likely
    best = max(likely, key=lambda candidate: candidate.score)
    return value(best.age, best.words, best.certain)


def _birthdays(said: str, today: date) -> list[Candidate]:
    return [
        Candidate(years_between(found.day, today), 4, True, said[found.start : found.end])
        for found in dates(said, today)
    ]


def _compared(said: str, own: object) -> Reading | None:
    """ "Even oud", "drie jaar jonger dan ik": only with the resident's own age known."""
    same, older, younger = (_BOOK[name].search(said) for name in ("even_oud", "ouder", "jonger"))
    if not (same or older or younger):
        return None
    told, apart, beside = _told_apart(said)
    if told:
        return value(told[0], said) if len(told) == 1 else None
    known = next(iter(beside), own)
    if not isinstance(known, int) or (not same and len(apart) != 1):
        return NOT_UNDERSTOOD
    if same:
        return value(known, said, certain=bool(beside))
    return value(known + apart[0] * (1 if older else -1), said)


def _told_apart(said: str) -> tuple[list[int], list[int], list[int]]:
    """The partner's ages, the differences and the resident's own ages that plain text tells."""
    told, apart, own = [], [], []
    for number in numbers(said):
        if _differs(said, number):
            apart.append(int(number.value))
        elif _is_own(said, number):
            own.append(int(number.value))
        elif _GROWN <= number.value < OLDEST and not number.ordinal:
            told.append(int(number.value))
    return told, apart, own


def _differs(said: str, number: Number) -> bool:
    """ "Drie jaar jonger", "we schelen er drie"."""
    return _BOOK.starts("verschil_erna", said[number.end :]) or _ends(said, number, "verschil_ervoor")


def _is_own(said: str, number: Number) -> bool:
    """The resident's own age beside a difference ("2 jaar jonger, ik ben 60"); no comma stands in between."""
    return any(
        found.end() == number.end and "," not in found.group() and not said[: found.start()].endswith(("dan ", "als "))
        for found in _BOOK["zelf_zo_oud"].finditer(said)
    )


def _candidates(said: str, today: date, score: Callable[[Labelled], int]) -> list[Candidate]:
    found = [_candidate(said, labels, today, score(labels)) for labels in labelled(said, _possible(said, today))]
    return [candidate for candidate in found if candidate is not None]


def _possible(said: str, today: date) -> list[Number]:
    """The numbers that no unit, date or article rules out."""
    covered = [range(found.start, found.end) for found in dates(said, today)]
    kept = [n for n in numbers(said) if not _is_of_something(said, n) and not any(n.start in span for span in covered)]
    return [n for n in kept if not n.article or re.match(r"\s*jaar", said[n.end :])]


def _is_of_something(said: str, number: Number) -> bool:
    """A number of children, of weeks or of years ago, unless those are the years since birth."""
    after = said[number.end :].split(",")[0].lstrip(" -")
    return _BOOK.starts("eenheid_erna", after) and not (
        _BOOK.finds("geboren", said) and _BOOK.starts("jaar_geleden", after)
    )


def _candidate(said: str, labels: Labelled, today: date, score: int) -> Candidate | None:
    number = labels.number
    words = said[number.start : number.end]
    year = _birth_year(said, number, today)
    if year is not None:
        return Candidate(today.year - year, score - 1, False, words)
    if number.value > OLDEST or _rough(said, number):
        return None
    later = _not_yet(said, number)
    certain = not later and not _one_of_two(said, number)
    return Candidate(int(number.value) - later, score - later, certain, words)


def _one_of_two(said: str, number: Number) -> bool:
    """The 33 of "33 of 34"."""
    return any(said[number.end : other.start].strip() == "of" for other in numbers(said))


def _birth_year(said: str, number: Number, today: date) -> int | None:
    if _FIRST_YEAR <= number.value <= today.year:
        return int(number.value)
    short = said[number.end - 2 : number.end].isdigit() and number.value < 100
    if (
        short
        and (
            said[: number.start].endswith("'")
            or _FROM_A_YEAR.fullmatch(said[: number.start])
            or _ends(said, number, "geboorte")
        )
        and not said[number.end :].lstrip().startswith("j")
    ):
        return full_year(int(number.value), today)
    return None


def _rough(said: str, number: Number) -> bool:
    """ "In de veertig", "65+", "mijn 45e": a decade or a milestone, not an age."""
    if number.ordinal:
        return not _BOOK.starts("verjaardag", said[number.end :])
    if _BOOK["bereikt"].match(said, number.end + 1) or _ends(said, number, "op_de"):
        return False
    return bool(
        _ROUGH_SIGN.match(said, number.end) or _BOOK.starts("afgerond_erna", said[number.end :].lstrip(" -"))
    ) or _ends(said, number, "bijna_rond")


def _not_yet(said: str, number: Number) -> int:
    """1 when the age is still to come ("bijna 60", "volgende maand word ik 67")."""
    before = _NEW_PART.split(said[: number.start])[-1][-60:]
    after = _BOOK["na_nog_niet"].match(said, number.end + 1)
    nearly_next = after and numbers(said[after.end() : after.end() + 20])
    return int(
        _ends(said, number, "voor_nog_niet")
        or bool(_BOOK["word_nog"].search(before))
        or bool(after and not nearly_next)
    )


def _ends(said: str, number: Number, name: str) -> bool:
    """Whether a phrase of that list stands right before the number."""
    return _BOOK.ends(name, said[: number.start])


def _own_score(labels: Labelled) -> int:
    words = labels.words
    score = (
        2
        + 2 * bool(_BOOK["eigen"].search(words))
        - 3 * bool(_BOOK["ander"].search(words) or _BOOK.ends("ander_ervoor", labels.before))
    )
    score += _concludes(labels) + 2 * _BOOK.ends("nu_nog", labels.before) - _BOOK.ends("ongeveer", labels.before)
    if _BOOK.ends("zelf_omschreven", labels.before):
        return score + 2
    if _is_duration(labels):
        score -= 4
    if people().search(labels.before) or _BOOK["anderen"].search(labels.before):
        score -= 4
    return score - (2 if labels.number.value < 12 else 0)


def _concludes(labels: Labelled) -> int:
    """4 for the number that is left in the end: "58 dus"."""
    return 4 * _BOOK.starts("besluit", labels.after)


def _is_duration(labels: Labelled) -> bool:
    """ "Ik woon hier al 40 jaar", "na 2 jaar thuis", "er nog tien jaar bij": years that something takes."""
    if _BOOK.ends("nog_ervoor", labels.before) and labels.number.value < _GROWN:
        return True
    takes = _BOOK.ends("duur_ervoor", labels.before) and len(labels.before.split()) > 1
    return takes and labels.after.lstrip().startswith("jaar") and not _BOOK.finds("zo_oud", labels.words)


def _partner_score(labels: Labelled) -> int:
    if labels.number.value < _GROWN or _is_duration(labels):
        return 0
    score = 2 + 3 * bool(_BOOK["hij_zij"].search(labels.words) or people("partner").search(labels.words))
    if _BOOK["ik"].search(labels.before) or _BOOK["ander"].search(labels.words):
        score -= 4
    child = people("kind").search(labels.before) and not _BOOK.finds("mijn_meisje", labels.before)
    return score + _concludes(labels) - (4 if child else 0)
