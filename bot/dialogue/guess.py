"""A guess at the answer to a question with few answers, where no reader is sure or the guess is surer; it is always
shown back.

For each question a softmax regression on the same signs of a sentence as the second opinion on danger, with one label
more for what is no answer at all. ``python -m bot.nlu.guess_training`` makes the weights from answers of many hands; a
test says when they are out of date.
"""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.dialogue.readers.choices import opens_with_answer
from bot.dialogue.readers.reading import Kind, Reading, value
from bot.dialogue.readers.text import plain
from bot.dialogue.safety.second_opinion import SecondOpinion
from bot.selfcheck.answers import FIELDS, FieldKind

FILE = Path(__file__).resolve().parents[2] / "data" / "lezers" / "gissen.npz"
NO_ANSWER = "geen"
SURE_ENOUGH = 0.5
"""Probability from which a guess is made where no reader is sure."""
VERY_SURE = 0.9
"""Probability from which it takes the place of a reading that is certain. Both were chosen on answers of hands that it
had not learned from; see ``bench/results/lezers.md``."""
BEYOND_DOUBT = 0.95
"""Probability from which it goes before a yes or no that a text begins with, and from which what only sounds like
danger is an answer, or what a reader understands is none."""
NEVER = 2.0
"""A probability that is never reached: a reader that is certain of a short text stays."""
GUESSED_WELL = frozenset({FieldKind.CHOICE, FieldKind.FLAG})
"""Of numbers and lists a reader knows more: there the guess must be very sure."""
LONG_ENOUGH = 6
"""Words; of a shorter text a reader that is certain knows more."""
_BUT = re.compile(r"\b(?:maar|doch|echter)\b", re.IGNORECASE)
"""A reader weighs what stands on both sides of it."""
ABOUT_DANGER = "onveilig"
"""Of this question only a very sure guess says that all is well, and never against a reader that is certain."""


def second_thoughts(field: str, text: str, reading: Reading) -> Reading:
    """A guess in place of a reading that is not sure, or of none, and a very sure one even in place of one that is
    certain; else the reading itself. What is asked back, not known or refused stays."""
    if field not in _labels() or reading.kind not in (Kind.VALUE, Kind.NOT_UNDERSTOOD) or reading.ask:
        return reading
    found = guess(field, text, _needed(field, text, reading))
    return reading if found is None or _is_kept(field, text, reading, found) else found


def _needed(field: str, text: str, reading: Reading) -> float:
    """How probable a guess must be to take the place of this reading."""
    if reading.kind is not Kind.VALUE:
        return SURE_ENOUGH
    is_short = len(text.split()) < LONG_ENOUGH
    if is_short and reading.certain:
        return NEVER
    if opens_with_answer(plain(text)):
        return BEYOND_DOUBT
    is_weighed = reading.certain or bool(_BUT.search(text))
    return VERY_SURE if is_short or is_weighed or FIELDS[field].kind not in GUESSED_WELL else SURE_ENOUGH


def guess(field: str, text: str, enough: float = SURE_ENOUGH) -> Reading | None:
    """The likeliest answer; None when it may well be none, it is not probable ``enough``, or nothing was learned of the
    question."""
    labels = _labels().get(field)
    if labels is None:
        return None
    chances = _guesser().chances_of(labels, text)
    best = max(chances, key=chances.__getitem__)
    name = best.removeprefix(f"{field}=")
    return None if name == NO_ANSWER or chances[best] < enough else value(json.loads(name), text, certain=False)


def is_no_answer(field: str, text: str) -> bool:
    """Whether a longer text is beyond doubt no answer to that question, whatever a reader hears in it."""
    labels = _labels().get(field)
    if labels is None or len(text.split()) < LONG_ENOUGH or opens_with_answer(plain(text)):
        return False
    return _guesser().chances_of(labels, text)[f"{field}={NO_ANSWER}"] >= BEYOND_DOUBT


def as_label(answer: Any) -> str:
    """An answer as the name of its label; the order of a list means nothing."""
    return json.dumps(sorted(answer) if isinstance(answer, list) else answer)


def _is_kept(field: str, text: str, reading: Reading, found: Reading) -> bool:
    """Whether the reading says the same, or the guess says that somebody is safe and does not know it well enough."""
    if reading.kind is Kind.VALUE and as_label(reading.value) == as_label(found.value):
        return True
    calms = field == ABOUT_DANGER and found.value is False
    is_certain = reading.kind is Kind.VALUE and reading.certain
    return calms and (is_certain or guess(field, text, VERY_SURE) is None)


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, ...]]:
    fields = dict.fromkeys(label.partition("=")[0] for label in _guesser().labels)
    return {field: tuple(label for label in _guesser().labels if label.startswith(f"{field}=")) for field in fields}


@lru_cache(maxsize=1)
def _guesser() -> SecondOpinion:
    return SecondOpinion.load(FILE)
