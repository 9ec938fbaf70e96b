"""What the guess learns from: no kept-out answer, and the stored one knows its answers."""

import numpy as np
import pytest
import scipy.sparse as sparse
import yaml
from sklearn.linear_model import LogisticRegression

from bench.readers import OTHER_HANDS
from bot.dialogue.guess import NO_ANSWER, _guesser
from bot.nlu.guess_training import (
    EACH,
    GUESSED,
    OF_DANGER,
    OF_ITS_KIND,
    SAYS_SO,
    STRENGTH,
    _fit,
    answers,
    danger,
    fingerprint,
    said_between,
)


def test_the_stored_guess_is_of_todays_answers() -> None:
    assert _guesser().made_from == fingerprint(), "run `.venv/rasa/bin/python -m bot.nlu.guess_training`"


def test_nothing_kept_out_is_learned() -> None:
    hands = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in OTHER_HANDS]
    for field in GUESSED:
        kept_out = {str(text) for hand in hands for text in hand[field]}
        assert kept_out
        assert not kept_out & {text for text, _ in answers(field)}, field


def test_every_question_has_enough_to_learn_from() -> None:
    for field in GUESSED:
        labels = [label for _, label in answers(field)]
        assert len(labels) > 100, field
        assert NO_ANSWER in labels, field
    assert len(said_between()) > EACH


def test_danger_is_no_answer_but_to_the_questions_about_it() -> None:
    assert {label for _, label in danger("lopen")} == {NO_ANSWER}
    assert len(danger("lopen")) == OF_DANGER
    for field, kinds in SAYS_SO.items():
        labels = [label for _, label in danger(field)]
        assert set(labels) == set(kinds.values()), field
        assert len(labels) >= OF_ITS_KIND, field


@pytest.mark.parametrize("labels", [("ja", "nee"), ("ja", "nee", "soms")])
def test_what_sentences_have_in_common_teaches_the_same_as_all_their_signs(labels: tuple[str, ...]) -> None:
    learned = sparse.random(30, 200, 0.2, format="csr", random_state=0)
    said = [(str(number), labels[number % len(labels)]) for number in range(30)]
    ordinary = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-8).fit(learned, [label for _, label in said])
    found, weights, bias = _fit(learned, said)
    scores = learned @ weights.T + bias.T
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert tuple(found) == labels
    np.testing.assert_allclose(chances, ordinary.predict_proba(learned), atol=0.01)
