"""The second opinion on danger is made from the sentences that are there now, and never from what is held out."""

import numpy as np
import pytest
import scipy.sparse as sparse

from bot.dialogue.safety.second_opinion import ORDINARY, second_opinion
from bot.nlu import danger_training
from bot.nlu.danger_training import (
    DRESSED_WEIGHT,
    FALSE_ALARMS,
    Example,
    all_examples,
    fingerprint,
    reviewed_examples,
    threshold,
    unseen,
)


def test_the_stored_opinion_was_made_from_these_sentences() -> None:
    assert second_opinion().made_from == fingerprint(), "run `.venv/rasa/bin/python -m bot.nlu.danger_training`"


def test_danger_and_near_misses_are_both_there_and_no_sentence_is_both() -> None:
    examples = reviewed_examples()
    danger = {example.text.casefold() for example in examples if example.label != ORDINARY}
    near = {example.text.casefold() for example in examples if example.near}
    assert min(len(danger), len(near)) > 2000
    assert danger & near == set()


def test_another_sentence_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    more = [*reviewed_examples(), Example("nog een zin", ORDINARY)]
    monkeypatch.setattr(danger_training, "reviewed_examples", lambda: more)
    assert fingerprint() != before


def test_some_sentences_come_back_with_other_words_around_them_and_count_less() -> None:
    reviewed = {example.text: example for example in reviewed_examples()}
    dressed = [example for example in all_examples() if example.weight == DRESSED_WEIGHT]
    assert len(dressed) > len(reviewed) / 5
    for example in dressed[:50]:
        (bare,) = [text for text in reviewed if text.rstrip(".") in example.text and len(text) > 5][:1]
        assert reviewed[bare].label == example.label


def test_hardly_any_near_miss_of_another_hand_reaches_the_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danger_training, "is_silent", lambda text: True)
    danger = np.linspace(0, 1, 1000)
    examples = [Example(str(number), ORDINARY, near=True) for number in range(1000)]
    assert (danger >= threshold(examples, danger)).mean() <= FALSE_ALARMS


def test_what_no_model_judged_says_nothing_about_the_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danger_training, "is_silent", lambda text: True)
    danger = np.array([0.4] * 100 + [np.nan] * 900)
    examples = [Example(str(number), ORDINARY, near=True) for number in range(1000)]
    assert threshold(examples, danger) == pytest.approx(0.4, abs=1e-3)


def test_a_table_is_judged_by_a_model_that_learned_from_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[set[str]] = []

    class Model:
        classes_ = np.array([ORDINARY, "suicide"])

        def predict_proba(self, rows: sparse.csr_matrix) -> np.ndarray:
            return np.full((rows.shape[0], 2), 0.5)

    def fit(rows: sparse.csr_matrix, examples: list[Example]) -> Model:
        learned.append({example.family for example in examples})
        return Model()

    monkeypatch.setattr(danger_training, "_fit", fit)
    monkeypatch.setattr(danger_training, "FOLDS", 3)
    families = ["", "partij-1", "partij-2", "partij-3", "ronde"]
    examples = [Example(family, ORDINARY, family=family) for family in families]
    danger = unseen(sparse.csr_matrix(np.eye(5)), examples)
    assert [np.isnan(chance) for chance in danger] == [True, False, False, False, True]
    assert sorted(map(sorted, learned)) == sorted(
        sorted({*families} - {left_out}) for left_out in families if left_out.startswith("partij")
    )
