"""Calibration by hand: what a bin misses, what a row misses, and which temperature mends what."""

import numpy as np
import pytest

from bench.calibration import TEMPERATURES, best_temperature, calibration, tempered, tempered_by_halves, truth

LABELS = ("ja", "mens", "nee")


def rows_of(*confidences: float) -> np.ndarray:
    """The first label with this confidence, the rest shared by the others."""
    return np.array([[each, (1 - each) / 2, (1 - each) / 2] for each in confidences])


def test_truth_is_a_one_in_the_right_column_and_nothing_for_an_unknown_label() -> None:
    assert truth(LABELS, ["mens", "ja", "groet"]).tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    "confidences, intents, error",
    [
        ([1.0, 1.0], ["ja", "ja"], 0.0),
        ([1.0, 1.0], ["ja", "nee"], 0.5),
        ([1.0, 1.0], ["mens", "nee"], 1.0),
        ([0.5, 0.5], ["ja", "nee"], 0.0),
        ([0.9, 0.5], ["ja", "ja"], (0.1 + 0.5) / 2),
        ([1.0, 1.0, 1.0, 0.5], ["ja", "ja", "ja", "nee"], 0.5 / 4),
    ],
)
def test_expected_error_is_the_mean_gap_between_sure_and_right(
    confidences: list[float], intents: list[str], error: float
) -> None:
    assert calibration(rows_of(*confidences), truth(LABELS, intents)).ece == pytest.approx(error)


@pytest.mark.parametrize(
    "confidence, intent, score",
    [(1.0, "ja", 0.0), (1.0, "nee", 2.0), (0.5, "ja", 0.25 + 2 * 0.0625), (0.5, "nee", 0.25 + 0.0625 + 0.5625)],
)
def test_brier_is_the_squared_distance_of_a_whole_row(confidence: float, intent: str, score: float) -> None:
    assert calibration(rows_of(confidence), truth(LABELS, [intent])).brier == pytest.approx(score)


def test_it_reads_as_two_numbers() -> None:
    assert str(calibration(rows_of(1.0, 1.0), truth(LABELS, ["ja", "nee"]))) == "0.500 / 1.000"


@pytest.mark.parametrize("temperature", [0.2, 0.7, 3.0])
def test_a_temperature_keeps_rows_probabilities_in_the_same_order(temperature: float) -> None:
    rows = np.array([[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [1.0, 0.0, 0.0]])
    mended = tempered(rows, temperature)
    assert mended.sum(axis=1) == pytest.approx(1)
    assert mended[:2].argsort(axis=1).tolist() == rows[:2].argsort(axis=1).tolist()
    assert (mended[0, 0] > rows[0, 0]) == (temperature < 1)


def test_a_temperature_of_one_changes_nothing() -> None:
    assert tempered(rows_of(0.7, 0.4), 1.0) == pytest.approx(rows_of(0.7, 0.4), abs=1e-6)


@pytest.mark.parametrize("confidence, right, colder", [(0.99, 7, False), (0.4, 9, True)])
def test_the_best_temperature_mends_too_sure_and_too_unsure(confidence: float, right: int, colder: bool) -> None:
    rows, truths = rows_of(*[confidence] * 10), truth(LABELS, ["ja"] * right + ["nee", "mens"] * 5)[:10]
    found = best_temperature(rows, truths)
    assert found in TEMPERATURES
    assert (found < 1) == colder
    assert calibration(tempered(rows, found), truths).ece < calibration(rows, truths).ece


def test_a_half_is_mended_by_what_the_other_half_shows() -> None:
    """Even rows are always right, odd ones always wrong: each half gets what suits the other."""
    rows = rows_of(*[0.8] * 8)
    mended = tempered_by_halves(rows, truth(LABELS, ["ja", "nee"] * 4))
    assert (mended[::2, 0] < 0.8).all()
    assert (mended[1::2, 0] > 0.8).all()
