"""A sentence as numbers: each sign once, blocks of one length, and blind to what does not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.safety.features import BLOCKS, BUCKETS, COLUMNS, LENGTH, Row, Signs, signs
from bot.dialogue.safety.rules import rule_set

PIECES, NEIGHBOURS, STANDS_FOR = range(BLOCKS)
ALIKE = np.ones(COLUMNS, dtype=np.float32)


def block(found: Signs, number: int) -> set[int]:
    return {int(column) for column in found.columns if column // BUCKETS == number}


def row(text: str, rarity: Row = ALIKE) -> Row:
    whole, found = np.zeros(COLUMNS, dtype=np.float32), signs(text)
    whole[found.columns] = found.weighed(rarity)
    return whole


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_each_sign_of_any_text_is_there_once_in_blocks_of_one_length(text: str) -> None:
    found = signs(text)
    assert len(set(found.columns.tolist())) == len(found.columns) == len(found.counts)
    assert all(0 <= column < COLUMNS for column in found.columns)
    for number in range(BLOCKS):
        values = row(text)[number * BUCKETS : (number + 1) * BUCKETS]
        assert np.linalg.norm(values) == pytest.approx(LENGTH if block(found, number) else 0, abs=1e-3)


def test_capitals_make_no_difference() -> None:
    assert row("HIJ DOET MIJ PIJN") == pytest.approx(row("hij doet mij pijn"), abs=1e-5)


def test_a_sign_said_twice_counts_more_but_not_double() -> None:
    once, twice = signs("weg"), signs("weg weg")
    column = next(iter(block(once, PIECES)))
    (first,), (second,) = once.counts[once.columns == column], twice.counts[twice.columns == column]
    assert first < second < 2 * first


def test_a_sign_that_weighs_nothing_leaves_the_block_to_the_others() -> None:
    rarity, text = ALIKE.copy(), "hij doet mij pijn"
    common = sorted(block(signs(text), NEIGHBOURS))[:3]
    rarity[common] = 0
    assert not row(text, rarity)[common].any()
    assert np.linalg.norm(row(text, rarity)[BUCKETS : 2 * BUCKETS]) == pytest.approx(LENGTH, abs=1e-3)


def test_other_words_of_the_same_list_stand_for_the_same() -> None:
    texts = ("mijn zwager slaat", "mijn zwager schopt", "mijn fiets lekt")
    one, other, bike = (block(signs(text), STANDS_FOR) for text in texts)
    assert len(one & other) > 0.6 * len(one) > len(one & bike)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [("hij slaat mij", 1, "<slaat>"), ("mijn zn slaat", 2, "<slaat>"), ("de zeilboot", 1, "zeilboot")],
)
def test_a_word_stands_for_its_lists_or_else_for_itself(text: str, word: int, expected: str) -> None:
    assert expected in rule_set().classes(text)[word]


@pytest.mark.parametrize(("between", "paired"), [("", True), ("a b c", True), ("a b c d e", False)])
def test_pairs_reach_no_further_than_a_few_words(between: str, paired: bool) -> None:
    alone = block(signs("brand"), STANDS_FOR) | block(signs("huis"), STANDS_FOR)
    pair = block(signs("brand huis"), STANDS_FOR) - alone
    assert pair
    assert (pair <= block(signs(f"brand {between} huis"), STANDS_FOR)) == paired
