"""The ages of the children at home."""

import re

from bot.dialogue.readers.child_ages import Child, child_ages, number_of_children
from bot.dialogue.readers.denial import denies, seems_to_deny
from bot.dialogue.readers.numerals import numbers
from bot.dialogue.readers.people import people
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, asking, value
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("kinderen")
_COUNT_OR_AGE = 4
_CLOSE = 25
_AGES_NOT_DECIMALS = re.compile(r"(?<!\d)(\d{1,2})[,/](?!5(?!\d)\s*(?:$|jaar))(?=\d{1,2}(?!\d)(?!\s?jaar))")
_CUT = re.compile(r"[,.;]|\bmaar\b")


def read_children(text: str, context: Context) -> Reading:
    """The ages of the children at home; ``[]`` for none or all gone."""
    said = _AGES_NOT_DECIMALS.sub(r"\1, ", plain(text))
    children = child_ages(said, context.today)
    home = _at_home(said, children)
    if home:
        return _ages(said, home)
    return _without_ages(said, gone=bool(children))


def _ages(said: str, home: list[Child]) -> Reading:
    ages = [child.age for child in home for _ in range(child.times)]
    if number_of_children(said) > len(ages) and not _BOOK.finds("weg", said) and not _BOOK.finds("enige", said):
        return asking("leeftijden", said)
    bare = said.strip(" .!") == said[home[0].start : home[0].end]
    if bare and len(ages) == 1 and 0 < ages[0] <= _COUNT_OR_AGE:
        return asking("leeftijden", said)
    certain = all(child.certain for child in home) and not _BOOK.finds("kleinkind", said)
    return value(ages, said[home[0].start : home[-1].end], certain)


def _without_ages(said: str, gone: bool) -> Reading:
    none = _BOOK.finds("geen", said) or (denies(said) and not number_of_children(said))
    away = _BOOK.finds("weg", said) and not _BOOK.finds("thuis", said)
    if gone or away or none:
        return value([], said, certain=none or away)
    if _BOOK.finds("zwanger", said) and not number_of_children(said):
        return value([], said, certain=False)
    if people("kind").search(said):
        return asking("leeftijden", said)
    if _BOOK.finds("kleinkind", said) or seems_to_deny(said):
        return value([], said, certain=False)
    counted = [number for number in numbers(said) if not number.article]
    return asking("leeftijden", said) if counted else NOT_UNDERSTOOD


def _at_home(said: str, children: list[Child]) -> list[Child]:
    """The children who have not left."""
    if _BOOK.finds("thuis", said) and len(children) == 1:
        return children
    stay = [found.span() for found in _BOOK["thuis"].finditer(said)]
    gone: set[int] = set()
    for away in _BOOK["weg"].finditer(said):
        if not any(start <= away.start() < end for start, end in stay):
            gone |= _leaving(said, children, away)
    return [child for i, child in enumerate(children) if i not in gone]


def _leaving(said: str, children: list[Child], away: re.Match[str]) -> set[int]:
    """Which children a phrase like "is het huis uit" is about: those before it, otherwise the one after it."""
    earlier = [i for i, child in enumerate(children) if child.end <= away.start()]
    if earlier:
        since = children[earlier[-1]].end
        between = said[since : away.start()]
        if not (_BOOK.finds("nieuw_onderwerp", between) or _names_another(between)):
            return _together(said, children, earlier, _BOOK.finds("meervoud", said[since : away.end()]))
    later = [i for i, child in enumerate(children) if child.start >= away.end()]
    if not later:
        return set()
    until = said[away.end() : children[later[0]].start]
    return set() if _CUT.search(until) or _BOOK.finds("nieuw_onderwerp", until) else {later[0]}


def _names_another(between: str) -> bool:
    """Whether a sentence after the age begins with a child: "Zosia 7, slaapt hier. Grote zoon woont bij oma"."""
    last = re.split(r"[.;!?]", between)[1:]
    return bool(last) and bool(people("kind").search(last[-1]))


def _together(said: str, children: list[Child], earlier: list[int], several: bool) -> set[int]:
    """The child named last, with those named in one breath when the verb is plural."""
    group = {earlier[-1]}
    for i in reversed(earlier[:-1]):
        gap = said[children[i].end : children[i + 1].start]
        if not several or len(gap) > _CLOSE or _BOOK.finds("blijft", gap) or re.search(r"[.;]", gap):
            break
        group.add(i)
    return group
