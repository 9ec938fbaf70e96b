"""The second opinion on danger is made from the sentences that are there now, and never from what is held out."""

import numpy as np
import pytest

from bot.dialogue.safety.second_opinion import ORDINARY, second_opinion
from bot.nlu import danger_training
from bot.nlu.danger_training import CALMED, FALSE_ALARMS, Example, calm, fingerprint, reviewed_examples, threshold


def test_the_stored_opinion_was_made_from_these_sentences() -> None:
    assert second_opinion().made_from == fingerprint(), "run `.venv/rasa/bin/python -m bot.nlu.danger_training`"


def test_danger_and_near_misses_are_both_there_and_no_sentence_is_both() -> None:
    examples = reviewed_examples()
    danger = {example.text.casefold() for example in examples if example.label != ORDINARY}
    near = {example.text.casefold() for example in examples if example.near}
    assert min(len(danger), len(near)) > 700
    assert danger & near == set()


def test_another_sentence_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    more = [*reviewed_examples(), Example("nog een zin", ORDINARY)]
    monkeypatch.setattr(danger_training, "reviewed_examples", lambda: more)
    assert fingerprint() != before


def test_hardly_any_near_miss_reaches_the_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danger_training, "is_silent", lambda text: True)
    danger = np.linspace(0, 1, 1000)
    examples = [Example(str(number), ORDINARY, near=True) for number in range(1000)]
    assert (danger >= threshold(examples, danger)).mean() <= FALSE_ALARMS


def test_hardly_any_dangerous_sentence_is_calmed() -> None:
    danger = np.linspace(0, 1, 1000)
    examples = [Example(str(number), "suicide" if number % 2 else ORDINARY) for number in range(1000)]
    dangerous = danger[1::2]
    assert 0 < (dangerous < calm(examples, danger)).mean() <= CALMED
