"""A sentence as a row of numbers: always the same shape, bounded, and blind to what does not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.encoder import DIMENSIONS
from bot.dialogue.safety.features import COLUMNS, MEANING, PAIRS, SPELLING, features
from bot.dialogue.safety.rules import rule_set


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_a_row_of_the_same_shape_and_length(text: str) -> None:
    (row,) = features([text])
    assert row.shape == (COLUMNS,)
    assert np.linalg.norm(row[:DIMENSIONS]) <= MEANING + 0.01
    assert np.linalg.norm(row[DIMENSIONS:]) <= SPELLING * 2


def test_capitals_make_no_difference() -> None:
    loud, soft = features(["HIJ DOET MIJ PIJN", "hij doet mij pijn"])
    assert loud == pytest.approx(soft, abs=1e-4)


def test_other_words_of_the_same_list_stand_for_the_same() -> None:
    one, other = features(["mijn zwager slaat", "mijn zwager schopt"])[:, -PAIRS:]
    assert (one @ other) / (np.linalg.norm(one) * np.linalg.norm(other)) > 0.8
    assert not np.array_equal(*features(["mijn zwager slaat", "mijn fiets slaat"])[:, -PAIRS:])


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [("hij slaat mij", 1, "<slaat>"), ("mijn zn slaat", 2, "<slaat>"), ("de zeilboot", 1, "zeilboot")],
)
def test_a_word_stands_for_its_lists_or_else_for_itself(text: str, word: int, expected: str) -> None:
    assert expected in rule_set().classes(text)[word]


def test_pairs_reach_no_further_than_a_few_words() -> None:
    near, far = features(["brand a b c huis", "brand a b c d e huis"])[:, -PAIRS:]
    only = [features([text])[0, -PAIRS:] > 0 for text in ("brand", "huis")]
    paired = features(["brand huis"])[0, -PAIRS:] > 0
    paired &= ~only[0] & ~only[1]
    assert paired.any()
    assert (near[paired] > 0).any() > (far[paired] > 0).all() or (near[paired] > 0).all()
