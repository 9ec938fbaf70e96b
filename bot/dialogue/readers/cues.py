"""Cues: the phrases of one question's lexicon, found in a text with what a negation does to them.

A phrase in a lexicon may begin with marks: ``!`` strong, ``!!`` decisive, ``?`` weak, ``=`` a negation leaves it as
it is, ``~`` a negation takes it away. Without ``=`` or ``~`` a negation turns a cue into its field's opposite, unless
the phrase holds one itself.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.phrases import compile_phrases

DECISIVE, STRONG, PLAIN, GENERAL, WEAK = 6.0, 4.0, 2.5, 1.5, 0.9
_REACH_BEFORE, _REACH_AFTER = 4, 4
_NO_BEHIND = re.compile(r"(?<=[^\W\d_] )nee(?:n)?(?=\s*(?:[.,;!]|$))")
"""A no at the end of a clause denies what stands before it: "sarcastisch ja, somber nee"."""
_MARKED = re.compile(r"([!?=~]+)\s+(.+)")


class Negation(Enum):
    """What a negation in its clause does to a cue."""

    TURNS = "keert om"
    KEEPS = "telt niet"
    DROPS = "vervalt"


@dataclass(frozen=True)
class Cue:
    """A phrase that speaks for a value."""

    value: Any
    weight: float
    negation: Negation
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Hit:
    """A cue found in a text."""

    value: Any
    weight: float
    start: int
    end: int
    negation: Negation


@dataclass(frozen=True)
class Lexicon:
    """The cues of one field, and what the opposite of each value is."""

    cues: tuple[Cue, ...]
    opposites: Mapping[Any, Any]


@cache
def lexicon(field: str, section: str = "waarden") -> Lexicon:
    """The cues of a section of that field's lexicon; with its answers comes what is general to all questions."""
    content = load(f"keuzes/{field}")
    cues = list(_own(content.get(section, {})))
    if section == "waarden":
        cues += _general(content.get("algemeen", {}))
    return Lexicon(tuple(cues), content.get("tegendeel", {}))


def _own(section: Mapping[Any, str]) -> Iterable[Cue]:
    for value, lines in section.items():
        yield from (_cue(value, line, PLAIN) for line in lines.splitlines() if line.strip())


def _general(meanings: Mapping[str, Any]) -> Iterable[Cue]:
    shared = load("keuzes/algemeen")
    for name, value in meanings.items():
        yield from (_cue(value, line, GENERAL) for line in shared[name])


def _cue(value: Any, line: str, weight: float) -> Cue:
    marked = _MARKED.fullmatch(line.strip())
    marks, phrase = marked.groups() if marked else ("", line.strip())
    pattern = compile_phrases([phrase], load("keuzes/klassen"), _barred())
    if "!" in marks:
        weight = DECISIVE if "!!" in marks else STRONG
    elif "?" in marks:
        weight = min(weight, WEAK)
    return Cue(value, weight, _negation(marks, phrase), pattern)


@lru_cache(maxsize=1)
def _barred() -> str:
    """What a gap inside a phrase never holds: a negation or a turn of thought."""
    structure = load("keuzes/zinsbouw")
    return "|".join(compile_phrases(structure[name]).pattern for name in ("ontkenning", "niet_ertussen"))


def _negation(marks: str, phrase: str) -> Negation:
    if "=" in marks or (negations().search(phrase) and "~" not in marks) or "<geen>" in phrase or "<niet>" in phrase:
        return Negation.KEEPS
    return Negation.DROPS if "~" in marks else Negation.TURNS


def find(said: str, words: Lexicon) -> list[Hit]:
    """The hits that stand, in order: turned or dropped by negation, without those inside a longer phrase."""
    raw = [
        Hit(cue.value, cue.weight, *found.span(), cue.negation)
        for cue in words.cues
        for found in cue.pattern.finditer(said)
    ]
    blocked = [found.span() for found in _false_negations().finditer(said)]
    denials = [found.span() for found in negations().finditer(said) if not _inside(found.span(), blocked)]
    denials += [found.span() for found in _NO_BEHIND.finditer(said)]
    standing = [hit for hit in (_judged(said, hit, raw, denials, words) for hit in raw) if hit]
    return sorted((hit for hit in standing if not _within_longer(hit, standing)), key=lambda hit: hit.start)


def _judged(said: str, hit: Hit, raw: list[Hit], denials: list[tuple[int, int]], words: Lexicon) -> Hit | None:
    if hit.negation is Negation.KEEPS or not any(
        _denies(said, denial, hit) for denial in denials if not _used(denial, hit, raw)
    ):
        return hit
    opposite = words.opposites.get(hit.value)
    if hit.negation is Negation.DROPS or opposite is None:
        return None
    return Hit(opposite, min(hit.weight, PLAIN), hit.start, hit.end, Negation.KEEPS)


def _used(denial: tuple[int, int], hit: Hit, raw: list[Hit]) -> bool:
    """Whether a negation belongs to a phrase: this one, or another that says more with it ("geen probleem")."""
    others = [
        other
        for other in raw
        if other.negation is Negation.KEEPS and other.end - other.start > denial[1] - denial[0] + 2
    ]
    owners = [(other.start, other.end) for other in others if other.weight >= PLAIN or other.start == denial[0]]
    return _inside(denial, [(hit.start, hit.end), *owners])


def _inside(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _denies(said: str, denial: tuple[int, int], hit: Hit) -> bool:
    """Whether the negation is near, in the same clause; "geen" and "zonder" look ahead, or end the clause."""
    start, end = denial
    if end <= hit.start:
        return _close(said[end : hit.start], _REACH_BEFORE)
    looks_ahead = said[start:end] in ("geen", "zonder", "nooit geen", "geen enkele")
    return _close(said[hit.end : start], _REACH_AFTER) and not (looks_ahead and re.match(r"\s*\w", said[end:]))


def _close(between: str, reach: int) -> bool:
    return len(between.split()) <= reach and not boundaries().search(between)


def _within_longer(hit: Hit, hits: list[Hit]) -> bool:
    return any(
        other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > hit.end - hit.start
        and other.weight > WEAK
        for other in hits
    )


@lru_cache(maxsize=1)
def negations() -> re.Pattern[str]:
    """The words that deny."""
    return compile_phrases(load("keuzes/zinsbouw")["ontkenning"])


@lru_cache(maxsize=1)
def boundaries() -> re.Pattern[str]:
    """Where one clause ends and the next begins."""
    words = compile_phrases(load("keuzes/zinsbouw")["grens"])
    return re.compile(r"[.,;:!?()\n]|\s-\s|" + words.pattern)


@lru_cache(maxsize=1)
def _false_negations() -> re.Pattern[str]:
    return compile_phrases(load("keuzes/algemeen")["schijnontkenning"])
