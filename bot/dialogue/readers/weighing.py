"""From the hits in a text to one value: clause by clause, what comes after "maar" counts more."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from bot.dialogue.readers.cues import PLAIN, Hit, boundaries
from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.phrases import compile_phrases

_ENOUGH, _MARGIN, _REPEATED = 0.8, 0.4, 0.5
_AFTER_REVERSAL, _CONCEDED = 1.7, 0.4
_IN_FRONT = 3.0
_FIRST = re.compile(r"[^.,;:!?\n]+(?=[.,;:!?\n]+\s*\w)")


def weigh(said: str, hits: Sequence[Hit]) -> dict[Any, float]:
    """How much the text speaks for each value: the best hit per clause, repetition counts half."""
    best: dict[Any, dict[int, float]] = {}
    for hit in hits:
        clause = len(boundaries().findall(said[: hit.start]))
        weight = hit.weight * _emphasis(said, hit)
        clauses = best.setdefault(hit.value, {})
        clauses[clause] = max(weight, clauses.get(clause, 0.0))
    return {value: _total(sorted(clauses.values(), reverse=True)) for value, clauses in best.items()}


def with_first(said: str, hits: Sequence[Hit], scores: Mapping[Any, float]) -> dict[Any, float]:
    """The scores, with more for what a first clause answers that is an answer itself ("niet. mijn zoon tilt mij")."""
    first = _FIRST.match(said)
    values = {hit.value for hit in hits if first and hit.end <= first.end()}
    if first is None or len(values) != 1 or not _is_answer(first.group().strip()):
        return dict(scores)
    value = values.pop()
    return {**scores, value: scores[value] + _IN_FRONT}


def _is_answer(clause: str) -> bool:
    """Whether it begins as an answer to any question and is more than a plain yes or no."""
    if _pattern("heel_voorop").fullmatch(clause):
        return True
    return bool(_pattern("voorop").match(clause)) and not _pattern("kaal_voorop").fullmatch(clause)


def _total(weights: list[float]) -> float:
    return weights[0] + _REPEATED * sum(weights[1:])


def _emphasis(said: str, hit: Hit) -> float:
    before = said[: hit.start]
    last = [found.start() for found in _pattern("wending").finditer(said)]
    factor = _AFTER_REVERSAL if last and last[-1] <= hit.start else 1.0
    conceded = [found.end() for found in _pattern("toegeving").finditer(before)]
    return factor * (_CONCEDED if conceded and not re.search(r"[.,;]", before[conceded[-1] :]) else 1.0)


def choose(scores: dict[Any, float], between: Any, extremes: Sequence[Any]) -> tuple[Any, bool] | None:
    """The value that wins and whether that is certain; both extremes of a scale together give what lies between."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    (best, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if between is not None and {value for value, _ in ranked[:2]} == set(extremes) and second >= 0.55 * most:
        return between, False
    if most - second < _MARGIN:
        return None
    return best, most >= PLAIN and second <= most / 2


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compile_phrases(load("keuzes/zinsbouw")[name])
