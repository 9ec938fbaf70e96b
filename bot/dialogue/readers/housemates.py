"""How many other people of 27 or older share the home."""

import re
from dataclasses import dataclass

from bot.dialogue.readers.denial import denies
from bot.dialogue.readers.household import HARDLY_ANY, about_living
from bot.dialogue.readers.numerals import NUMBER, Number, numbers
from bot.dialogue.readers.people import people
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("kostendelers")

FROM_AGE = 27
_OLDEST = 120
_MOST = 12
_FEW_WORDS = 5
_PART = re.compile(
    rf"[.;!?()]+(?!\d)|,(?!\s?(?!een\b){NUMBER}(?!\w))(?!\s?(?:allebei|beide|alle|die|hij|zij|ze)\b)"
    r"|(?<!\w)(?<!nog )(?<!alleen )(?:maar(?! (?:die|hij|zij|ze)\b)|terwijl|verder)(?!\w)"
)
_LIMIT = re.compile(r"\b(?:van |vanaf |boven )?(?:de )?27 (?:jaar )?(?:en|of) ouder\b")
"""The words of the question, in which "ouder" is nobody's parent."""
_ALL_SAID = re.compile(r"\s*(?:over|thuis|hier)?\s*(?:$|[.!]|,\s*(?:die|hij|zij|ze)\b)")
_JUST_ONE = ("een", "eentje")
_FRIEND_OF_AGE = re.compile(r"\b(?:een|mijn) (?:goede |oude )?(?:vriend|vriendin|maat) van (?=\d\d)")
_OLDER_KINDS = ("ouder", "schoonouder")
_KINDS = ("schoonouder", "ouder", "broer_of_zus", "andere_familie", "anderen", "kind")


@dataclass(frozen=True)
class Mention:
    """People named in the text: what kind, how many and the ages told."""

    kind: str
    words: str
    many: int
    ages: tuple[int, ...]
    part: str


def read_housemates(text: str, context: Context) -> Reading:
    """The number of other residents of 27 or older: no partner, no student, no tenant."""
    said = _BOOK["blijft_hier"].sub(" ", _LIMIT.sub(" ", _decades_as_ages(plain(text))))
    if said.strip(" .!") in _JUST_ONE:
        return value(1, said)
    left = _left_over(said)
    if left is not None:
        return value(left, said)
    mentions = [mention for part in _parts(said) for mention in _mentions(part)]
    living_here = [mention for mention in mentions if not _excluded(mention) and not _told_apart(mention, mentions)]
    if not mentions:
        return _by_number(said)
    living = about_living(said, HARDLY_ANY)
    if not (living or any(mention.ages for mention in mentions) or _BOOK.finds("allemaal_groot", said)):
        return NOT_UNDERSTOOD
    if _BOOK.finds("jonger", said) and not any(mention.ages for mention in mentions):
        return value(0, said)
    certain = living and all(mention.ages or mention.kind in (*_OLDER_KINDS, "kind") for mention in living_here)
    return value(sum(map(_older, living_here)), said, certain)


def _parts(said: str) -> list[str]:
    """The parts of plain text; where somebody lives goes with whom it is about ("mijn dochter, 30, woont in Delft")."""
    parts: list[str] = []
    for part in _PART.split(said):
        if parts and _BOOK.finds("niet_in_huis", part) and not _people_in(part):
            part = f"{parts.pop()} {part.strip()}"
        parts.append(part)
    return parts


def _decades_as_ages(said: str) -> str:
    """Plain text with "allebei dertigers" as "allebei 30"."""
    ages = _BOOK.entries("tiental")

    def as_age(found: re.Match[str]) -> str:
        several = found.group().endswith("s") and not _BOOK.ends("allebei", said[: found.start()])
        return f"{'allebei ' if several else ''}{ages[found.group()]}"

    return re.sub(rf"\b(?:{'|'.join(ages)})\b", as_age, said)


def _left_over(said: str) -> int | None:
    """The 1 of "eerst twee, nu nog een" and the 4 of "behalve ik nog vier van boven de dertig"."""
    for number in numbers(said):
        after = said[number.end :]
        counted = _BOOK.ends("naast_mij", said[: number.start]) and _BOOK.starts("boven_de", after)
        left = _BOOK.ends("nu_nog", said[: number.start]) and _ALL_SAID.match(after)
        if number.value <= _MOST and (counted or left):
            return int(number.value)
    return None


def _told_apart(mention: Mention, mentions: list[Mention]) -> bool:
    """ "Mijn ouders, pa 60 en ma 58": the pair is named again one by one; so is "moeder" in "..., moeder 58"."""
    later = mentions[mentions.index(mention) + 1 :]
    if mention.kind in _OLDER_KINDS and any(other.words == mention.words and other.ages for other in later):
        return True
    return (
        _BOOK.finds("ouderpaar", mention.words)
        and not mention.ages
        and any(other.ages and other.kind == mention.kind for other in mentions)
    )


def _by_number(said: str) -> Reading:
    """No relatives named: a bare number, or nobody."""
    if _BOOK.finds("student", said) or _BOOK.finds("huurder", said) or _BOOK.finds("jonger", said):
        return value(0, said)
    alone = len(said.split()) <= _FEW_WORDS
    counts = [n for n in numbers(said) if n.value <= _MOST and (_is_count(said, n) or alone and not n.article)]
    if counts and not _nobody(said):
        return value(int(counts[0].value), said)
    older = [n for n in numbers(said) if FROM_AGE < n.value <= _OLDEST and not _is_limit(said, n)]
    if older and not _nobody(said):
        return value(len(older), said, certain=False)
    if _nobody(said) or people("partner").search(said):
        return value(0, said)
    return NOT_UNDERSTOOD


def _nobody(said: str) -> bool:
    return _BOOK.finds("niemand", said) or denies(said)


def _mentions(part: str) -> list[Mention]:
    found = [(kind, match) for kind, match in _people_in(part) if not _BOOK.ends("reden_ervoor", part[: match.start()])]
    ages = [
        n
        for n in numbers(part)
        if not n.article
        and n.value <= _OLDEST
        and not n.ordinal
        and not _is_count(part, n)
        and not _is_limit(part, n)
        and not _own(part, n)
    ]
    given: dict[int, list[int]] = {}
    for age in ages:
        owners = range(len(found)) if len(ages) == 1 and _BOOK.finds("allebei", part) else [_nearest(part, found, age)]
        for owner in owners:
            given.setdefault(owner, []).append(int(age.value))
    return [
        Mention(kind, match.group(), _many(part, match), tuple(given.get(i, [])), part)
        for i, (kind, match) in enumerate(found)
        if kind != "partner"
    ]


def _people_in(part: str) -> list[tuple[str, re.Match[str]]]:
    """The people named in a part, in order; of overlapping words the first and longest."""
    found: list[tuple[str, re.Match[str]]] = []
    patterns = [("partner_van", _BOOK["partner_van"]), ("partner_van", _FRIEND_OF_AGE), ("partner", people("partner"))]
    for kind, pattern in [*patterns, *((kind, people(kind)) for kind in _KINDS)]:
        for match in pattern.finditer(part):
            if not any(match.start() < other.end() and other.start() < match.end() for _, other in found):
                found.append((kind, match))
    return sorted(found, key=lambda item: item[1].start())


def _nearest(part: str, found: list[tuple[str, re.Match[str]]], age: Number) -> int:
    """Who an age belongs to: the person named last before it, otherwise the first after it."""
    before = [i for i, (_, match) in enumerate(found) if match.end() <= age.start]
    return before[-1] if before else 0


def _many(part: str, match: re.Match[str]) -> int:
    counts = [n for n in numbers(part) if _is_count(part, n) and n.end <= match.start() <= n.end + 15]
    if counts:
        return int(counts[-1].value)
    return 2 if _BOOK.finds("ouderpaar", match.group()) else 1


def _is_count(said: str, number: Number) -> bool:
    return number.value <= _MOST and bool(_BOOK["volwassenen"].match(said[number.end :].lstrip()))


def _is_limit(said: str, number: Number) -> bool:
    before = said[: number.start].rstrip()
    return number.value == FROM_AGE and (
        said[number.end :].lstrip()[:1] == "+"
        or any(m.end() == len(before) for m in _BOOK["grens_ervoor"].finditer(before))
    )


def _own(part: str, number: Number) -> bool:
    return bool(
        re.search(r"\b(?:ik ben|ben|ik|ikzelf)\s*(?:zelf|nu)?\s*$", part[: number.start])
        or re.match(r"\s*ben ik", part[number.end :])
    )


def _excluded(mention: Mention) -> bool:
    """Students, tenants, people who live elsewhere and people of whom there are none."""
    if any(_BOOK.finds(name, mention.part) for name in ("student", "huurder", "niet_in_huis")):
        return True
    return _BOOK.finds("geen", mention.part) and not mention.ages


def _older(mention: Mention) -> int:
    """How many of the people of a mention are 27 or older."""
    old = sum(age >= FROM_AGE for age in mention.ages)
    if len(mention.ages) > 1 or mention.kind == "kind" and not mention.ages:
        return old
    if not mention.ages:
        return mention.many
    return mention.many * old
