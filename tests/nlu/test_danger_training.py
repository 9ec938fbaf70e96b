"""The second opinion on danger is made from the sentences that are there now, and never from what is held out."""

import numpy as np
import pytest
import yaml

from bot.dialogue.safety.second_opinion import ORDINARY, second_opinion
from bot.nlu import danger_training
from bot.nlu.danger_training import FALSE_ALARMS, TABLES, Example, fingerprint, reviewed_examples, threshold

HELD_OUT = {
    raw["tekst"].casefold()
    for name in ("gevaar", "niet_gevaar")
    for rows in yaml.safe_load((TABLES / f"{name}.yml").read_text(encoding="utf-8")).values()
    for raw in rows
    if raw.get("achtergehouden")
}


def test_the_stored_opinion_was_made_from_these_sentences() -> None:
    assert second_opinion().made_from == fingerprint(), "run `.venv/rasa/bin/python -m bot.nlu.danger_training`"


def test_nothing_that_is_held_out_is_learned() -> None:
    learned = {example.text.casefold() for example in reviewed_examples()}
    assert len(HELD_OUT) > 600
    assert learned & HELD_OUT == set()


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


def test_at_most_one_in_a_hundred_near_misses_reaches_the_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danger_training, "is_silent", lambda text: True)
    danger = np.linspace(0, 1, 1000)
    examples = [Example(str(number), ORDINARY, near=True) for number in range(1000)]
    assert (danger >= threshold(examples, danger)).mean() <= FALSE_ALARMS
