"""The arithmetic of the two views."""

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sparse

from bot.nlu.views import Rarity, TwoViews, pool, scaled

LABELS = ["a", "a", "b", "b", "c", "c"]
SPELLING = [sparse.csr_matrix(np.repeat(np.eye(3), 2, axis=0))]
SETTINGS = {"spelling_scale": 6.0, "sharpness": 0.65, "iterations": 100}
FIRST = [SPELLING[0][:1]]
MEANING = np.repeat(np.eye(3), 2, axis=0) * 5


@pytest.fixture(scope="module")
def views() -> TwoViews:
    return TwoViews.fit(SPELLING, MEANING, LABELS, SETTINGS)


def test_it_learns_what_it_was_told(views: TwoViews) -> None:
    rows = views.probabilities(SPELLING, MEANING)
    assert [views.labels[best] for best in rows.argmax(axis=1)] == LABELS
    assert rows.sum(axis=1) == pytest.approx(1)


def test_views_that_disagree_are_unsure(views: TwoViews) -> None:
    agree = views.probabilities(FIRST, MEANING[:1])
    disagree = views.probabilities(FIRST, MEANING[-1:])
    assert disagree.max() < agree.max() - 0.2


def test_nothing_known_is_unsure(views: TwoViews) -> None:
    assert views.probabilities([FIRST[0] * 0], MEANING[:1] * 0).max() < 0.5


def test_stored_and_loaded_it_answers_the_same(views: TwoViews, tmp_path: Path) -> None:
    views.save(tmp_path / "views.npz")
    again = TwoViews.load(tmp_path / "views.npz")
    assert again.labels == views.labels
    assert again.probabilities(SPELLING, MEANING) == pytest.approx(views.probabilities(SPELLING, MEANING))


def test_without_a_file_it_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TwoViews.load(tmp_path / "views.npz")


def test_half_a_file_fails(tmp_path: Path) -> None:
    np.savez(tmp_path / "views.npz", labels=np.array(["a"]))
    with pytest.raises(KeyError):
        TwoViews.load(tmp_path / "views.npz")


def test_objects_in_a_file_are_not_run(tmp_path: Path) -> None:
    np.savez(tmp_path / "views.npz", spelling_weights=np.array([Path("x")], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        TwoViews.load(tmp_path / "views.npz")


@pytest.mark.parametrize("labels", [[], ["a"], ["a", "b"]])
def test_too_few_intents_are_refused(labels: list[str]) -> None:
    with pytest.raises(ValueError, match="three or more"):
        TwoViews.fit([SPELLING[0][: len(labels)]], MEANING[: len(labels)], labels, SETTINGS)


POOLED = [
    ([0.8, 0.1, 0.1], [0.8, 0.1, 0.1], 0.5, 0.8),
    ([0.5, 0.3, 0.2], [1 / 3, 1 / 3, 1 / 3], 1.0, 0.5),
    ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], 0.5, 0.5),
]


@pytest.mark.parametrize("first, second, sharpness, best", POOLED)
def test_pooling(first: list[float], second: list[float], sharpness: float, best: float) -> None:
    pooled = pool(np.array([first]), np.array([second]), sharpness)
    assert pooled.max() == pytest.approx(best, abs=1e-3)
    assert pooled.sum() == pytest.approx(1)


def test_rows_get_the_same_length_however_long_the_text() -> None:
    counts = sparse.csr_matrix([[1, 0, 0, 0], [3, 2, 1, 9], [0, 0, 0, 0]])
    rows = scaled(counts, np.array([1.0, 2.0, 3.0, 4.0]), 6.0)
    assert np.linalg.norm(rows.toarray(), axis=1) == pytest.approx([6, 6, 0])


def test_scaling_leaves_the_counts_as_they_were() -> None:
    counts = sparse.csr_matrix(np.array([[1.0, 2.0]]))
    scaled(counts, np.array([1.0, 2.0]), 6.0)
    assert counts.toarray().tolist() == [[1, 2]]


def test_what_few_sentences_have_weighs_most() -> None:
    common_and_rare = sparse.csr_matrix([[1, 1], [1, 0], [1, 0], [1, 0]])
    rarity = Rarity.of([common_and_rare], 1.0)
    assert rarity.weights[0] == pytest.approx([1.0, 1.0 + np.log(5 / 2)])
    row = rarity.rows([common_and_rare])[0].toarray()[0]
    assert row[1] > row[0] > 0


def test_each_block_of_counts_keeps_its_own_length() -> None:
    block = sparse.csr_matrix([[2, 5, 1]])
    rows = Rarity.of([block, block], 6.0).rows([block, block]).toarray()[0]
    assert [np.linalg.norm(rows[:3]), np.linalg.norm(rows[3:])] == pytest.approx([6, 6])


def test_rare_intents_keep_a_voice_but_answers_their_lead() -> None:
    labels = ["a"] * 16 + ["b"] * 4 + ["c"] * 4
    same, even = [sparse.csr_matrix(np.ones((24, 1)))], {**SETTINGS, "sharpness": 0.5}
    row = TwoViews.fit(same, np.ones((24, 1)), labels, even).probabilities([same[0][:1]], np.ones((1, 1)))[0]
    assert row == pytest.approx([0.5, 0.25, 0.25], abs=0.02)
