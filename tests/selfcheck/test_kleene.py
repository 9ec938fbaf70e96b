"""Kleene's tables, and the laws that every use of them leans on."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.selfcheck.kleene import Truth, all_of, any_of, at_least, negation

TRUTHS = (True, False, None)
truths = st.lists(st.sampled_from(TRUTHS), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_tables(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    for pair in ([left, right], [right, left]):
        assert all_of(pair) is both
        assert any_of(pair) is either


@pytest.mark.parametrize(("part", "opposite"), [(True, False), (False, True), (None, None)])
def test_negation(part: Truth, opposite: Truth) -> None:
    assert negation(part) is opposite


@pytest.mark.parametrize(
    ("count", "parts", "expected"),
    [
        (2, [True, True, False], True),
        (2, [True, None, False], None),
        (2, [True, False, False], False),
        (0, [False], True),
        (1, [], False),
    ],
)
def test_at_least(count: int, parts: list[Truth], expected: Truth) -> None:
    assert at_least(count, parts) is expected


@given(truths)
def test_de_morgan(parts: list[Truth]) -> None:
    assert negation(all_of(parts)) is any_of([negation(part) for part in parts])


@given(truths)
def test_filling_in_an_unknown_never_turns_a_certain_result(parts: list[Truth]) -> None:
    for combine in (all_of, any_of):
        before = combine(parts)
        for filled in product(*([part] if part is not None else [True, False] for part in parts)):
            assert before is None or combine(list(filled)) is before
