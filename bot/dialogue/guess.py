"""A guess at the answer to a question with choices, where no reader understands it; it is always shown back.

For each question a softmax regression on the same signs of a sentence as the second opinion on danger, with one label
more for what is no answer at all. ``python -m bot.nlu.guess_training`` makes the weights from answers of many hands; a
test says when they are out of date.
"""

import json
from functools import lru_cache
from pathlib import Path

from bot.dialogue.readers.reading import Kind, Reading, value
from bot.dialogue.safety.second_opinion import SecondOpinion

FILE = Path(__file__).resolve().parents[2] / "data" / "lezers" / "gissen.npz"
NO_ANSWER = "geen"
SURE_ENOUGH = 0.7
"""Probability from which a guess is made; see ``bench/results/lezers.md`` for how often it is right."""


ABOUT_DANGER = "onveilig"
"""Of this question a guess never says that all is well."""


def second_thoughts(field: str, text: str, reading: Reading) -> Reading:
    """A guess in place of a reading that is not sure, or of none; else the reading itself. What the text begins with is
    an answer, and no guess takes its place."""
    if reading.kind not in (Kind.VALUE, Kind.NOT_UNDERSTOOD) or reading.ask:
        return reading
    if reading.kind is Kind.VALUE and (reading.certain or reading.opens(text)):
        return reading
    found = guess(field, text)
    if found is None or (field == ABOUT_DANGER and found.value is False):
        return reading
    return reading if found.value == reading.value else found


def guess(field: str, text: str) -> Reading | None:
    """The likeliest answer; None when it may well be none, or the question has no choices."""
    labels = _labels().get(field)
    if labels is None:
        return None
    chances = _guesser().chances_of(labels, text)
    best = max(chances, key=chances.__getitem__)
    name = best.removeprefix(f"{field}=")
    return None if name == NO_ANSWER or chances[best] < SURE_ENOUGH else value(json.loads(name), text, certain=False)


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, ...]]:
    fields = dict.fromkeys(label.partition("=")[0] for label in _guesser().labels)
    return {field: tuple(label for label in _guesser().labels if label.startswith(f"{field}=")) for field in fields}


@lru_cache(maxsize=1)
def _guesser() -> SecondOpinion:
    return SecondOpinion.load(FILE)
