"""Children's ages in plain text: counts, twins, babies, months and birth years told apart."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dialogue.readers.labels import labelled
from bot.dialogue.readers.numerals import NUMBER, Number, numbers
from bot.dialogue.readers.people import people
from bot.dialogue.readers.phrases import PhraseBook, compile_phrases

_BOOK = PhraseBook("kinderen")
_OLDEST = 65
_MOST = 12
_FIRST_YEAR = 1960
_YOUNGEST_SINGLE = 3
_NEARBY = 40
_OPENS = re.compile(r"(?:^|\b(?:ja|jawel|jazeker|er|nog|thuis|hoor|wel))[\s,:.]*$")
"""What may stand before the number of children; before an age stands a name, "is" or "van"."""
_NOUN = re.compile(r"\s+(?!en\b|jaar\b|jr\b|maand)[a-z]{3,}\b[^,]*[:,]\s*[a-z]+\s")
_NAME = re.compile(r"\s*[,;:]\s*(?!en\b)[a-z]+\s")
_IS_NOW = re.compile(r"\s*(?:[a-z]+ )?(?:is|wordt|van|heeft)(?:\s+(?:nu|al|ook|net|inmiddels|groot|geworden))*\s*")
_ENDS = re.compile(r"\s*(?:jaar|jr)?\s*(?:$|[,.;!?)]|en\b)")
_OPENING = re.compile(rf"\s*[(:]\s*{NUMBER}")


@dataclass(frozen=True)
class Child:
    """A child's age and where it is said; ``times`` for twins."""

    age: int
    start: int
    end: int
    times: int = 1
    certain: bool = True


def child_ages(said: str, today: date) -> list[Child]:
    """Every child whose age is told, in order; a baby is 0."""
    found = numbers(said)
    ages = [number for number in found if _is_age(said, number, today)]
    ages = [n for before, n in zip([None, *ages], ages) if not (before and _is_next_birthday(said, before, n))]
    ages = [n for before, n in zip([None, *ages], ages) if not (before and _is_said_again(said, before, n, today))]
    counted = [number for number in found if number in ages or number.article or _is_count(said, number)]
    told = [_child(said, number, counted, today) for number in ages]
    return sorted([*told, *_babies(said, told)], key=lambda child: child.start)


def number_of_children(said: str) -> int:
    """How many children are said to be there in all, 0 when nobody says."""
    counts = [int(n.value) for n in numbers(said) if not n.article and n.value < _MOST and _is_count(said, n)]
    return counts[0] if len(counts) == 1 else 0


def _is_age(said: str, number: Number, today: date) -> bool:
    before, after = said[: number.start], said[number.end :]
    if (
        number.ordinal
        or _is_rank(before, after)
        or _is_count(said, number)
        or _BOOK.ends("geen_leeftijd_ervoor", before)
        and not (_BOOK.ends("toch_leeftijd_ervoor", before) and _ENDS.match(after))
    ):
        return False
    if number.article and not _BOOK.starts("tijd", after):
        return bool(re.match(r"\s*(?:$|en\b|,)", after) and re.search(r"(?:\b(?:en|van|is)|,)\s*$", before))
    if _BOOK.starts("geen_leeftijd_erna", after) and not _BOOK.starts("dagen", after):
        return False
    return _is_plausible(number, after, today) and not _of_someone_else(said, number)


def _is_rank(before: str, after: str) -> bool:
    """The 1 of "kind 1: 8 jaar"."""
    return after[:1] == ":" and _BOOK.ends("rangnummer", before)


def _is_plausible(number: Number, after: str, today: date) -> bool:
    if _BOOK.starts("maanden", after):
        return True
    if number.value == 0:
        return _BOOK.starts("jaren", after)
    return number.value <= _OLDEST or _FIRST_YEAR < number.value <= today.year


def _is_next_birthday(said: str, age: Number, number: Number) -> bool:
    """The 16 of "15, bijna 16"."""
    gap = said[age.end : number.start]
    return number.value == age.value + 1 and _BOOK.finds("straks", gap) and "en " not in gap


def _is_said_again(said: str, age: Number, number: Number, today: date) -> bool:
    """The 0 of "acht maanden, dus nog nul jaar"."""
    same = _age_of(said, age, today)[0] == _age_of(said, number, today)[0]
    return same and bool(_BOOK["herhaald"].fullmatch(said[age.end : number.start].split(",")[-1].strip()))


def _is_count(said: str, number: Number) -> bool:
    """Whether the number counts children: "drie meiden", "twee van 9", "ik heb er drie"."""
    before, after = said[: number.start], said[number.end :].lstrip(" -")
    if _BOOK.starts("jaren", after) or _is_rank(before, after):
        return False
    if _BOOK.starts("aantal_erna", after) or _BOOK.starts("aantal_van", after) or _OPENING.match(said, number.end):
        return True
    if _BOOK.starts("opgesomd", after.lstrip(", ")) or _is_counted_first(before, after):
        return True
    if (_OPENS.search(before) or after[:1] == ":") and _names_so_many(said, number):
        return True
    if _BOOK.ends("aantal_rang", before) and _BOOK.starts("aantal_rang_erna", after):
        return True
    if _BOOK.starts("aantal_een", after):
        return number.value <= _YOUNGEST_SINGLE
    return number.value < _MOST and _BOOK.ends("aantal_ervoor", before) and not _BOOK.starts("maanden", after)


def _is_counted_first(before: str, after: str) -> bool:
    """The 1 of "1, hij is 16"."""
    return not before.strip() and _BOOK.starts("geteld", after.lstrip(",. "))


def _names_so_many(said: str, number: Number) -> bool:
    """The 2 of "twee, luuk 16 en isa is elf", and of "twee matrozen aan boord: luuk is 16 en isa 11"."""
    later = [other for other in numbers(said) if other.start > number.start and not other.article]
    between = said[number.end : later[0].start] if later else ""
    return len(later) == number.value and bool(_NAME.match(between) or _NOUN.match(between))


def _of_someone_else(said: str, number: Number) -> bool:
    """The resident's own age, the partner's or a grandchild's."""
    counted = [n for n in numbers(said) if not n.article or n == number]
    labels = next(labels for labels in labelled(said, counted) if labels.number == number)
    partner = people("partner").search(labels.before) and not people("kind").search(labels.before)
    grandchild = _BOOK.finds("kleinkind", labels.words) and not _BOOK.finds("bij_ons", labels.after)
    return _BOOK.ends("zelf", labels.before) or bool(partner) or grandchild


def _child(said: str, number: Number, found: list[Number], today: date) -> Child:
    age, certain = _age_of(said, number, today)
    return Child(age, number.start, number.end, _times(said, number, found), certain)


def _age_of(said: str, number: Number, today: date) -> tuple[int, bool]:
    after = said[number.end :].lstrip(" -")
    if _BOOK.starts("maanden", after):
        return int(number.value // 12), True
    if _BOOK.starts("dagen", after):
        return 0, True
    if number.value > _FIRST_YEAR:
        return today.year - int(number.value), False
    nearly = number.value == number.value.to_integral_value() and _is_nearly(said[: number.start])
    return max(int(number.value) - nearly, 0), True


def _is_nearly(before: str) -> bool:
    """ "Bijna 5", "wordt in mei vijf"."""
    return _BOOK.ends("bijna", before) or bool(re.search(r"\bwordt(?: \w+){0,3}\s*$", before))


def _times(said: str, number: Number, found: list[Number]) -> int:
    """2 for twins and for the 9 of "twee van 9", unless a list of ages follows."""
    index = found.index(number)
    if _in_list(said, found, index):
        return 1
    before = said[found[index - 1].end if index else 0 : number.start]
    after = said[number.end : found[index + 1].start if index + 1 < len(found) else None]
    counts = [int(n.value) for n in found[:index][-1:] if _is_count(said, n) and not n.article]
    around = before if counts else before + re.split(r"[,.;]|\ben\b", after)[0]
    for times, phrases in _BOOK.entries("veelvoud").items():
        if compile_phrases(phrases).search(around):
            return int(times)
    direct = re.fullmatch(r"[^\d,.;]*\b(?:van|zijn)(?: net| bijna| allebei)?\s*|[^\d.;]*[(:]\s*", before)
    return counts[0] if counts and direct and not _BOOK.finds("een_van_hen", before) else 1


def _in_list(said: str, found: list[Number], index: int) -> bool:
    """Whether another age follows in the same list ("van 4, 7 en 9")."""
    if index + 1 == len(found):
        return False
    following = found[index + 1]
    joint = re.sub(r"[,&+/\s]+", " ", said[found[index].end : following.start]).strip()
    return (not joint or bool(_BOOK["opsomming"].fullmatch(joint))) and not _is_count(said, following)


def _babies(said: str, told: list[Child]) -> list[Child]:
    """Babies whose age nobody tells; "een pasgeboren baby" is one, and "de baby is al 3" is none any more."""
    words = list(_BOOK["baby"].finditer(said))
    found = [baby for before, baby in zip([None, *words], words) if not (before and before.end() + 1 == baby.start())]
    unaged = [baby for baby in found if not _BOOK.finds("kleine_tijd", said[baby.start() : baby.start() + _NEARBY])]
    grown = [baby for baby in unaged if any(_is_one(said[baby.end() : child.start]) for child in told)]
    return [Child(0, baby.start(), baby.end()) for baby in unaged if baby not in grown]


def _is_one(between: str) -> bool:
    """Whether what stands between a baby and an age says that the age is the baby's."""
    return bool(_IS_NOW.fullmatch(between))
