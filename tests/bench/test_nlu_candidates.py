"""The table of candidates: what counts as accepted, and how a row reads."""

import numpy as np
import pytest

from bench.calibration import Calibration
from bench.nlu_candidates import HEAD, Costs, Measured, Scores, accepted, scored, table
from bot.dialogue.understanding import LIKELY
from bot.nlu.offline import Judged
from bot.nlu.sentences import Line

LABELS = ("antwoord", "buiten_bereik", "mens", "privacy", "voorziening_vraag")
SURE, UNSURE = LIKELY + 0.01, LIKELY - 0.01
ROW = Measured(
    "een", 0.75, Scores(0.8, Calibration(0.1, 0.3), Calibration(0.05, 0.28), 0.02, 0.1), Costs(12.4, 3.25, 140.0)
)


def said(intent: str, confidence: float) -> np.ndarray:
    rest = (1 - confidence) / (len(LABELS) - 1)
    return np.array([confidence if label == intent else rest for label in LABELS])


@pytest.mark.parametrize(
    "intent, confidence, share",
    [
        ("privacy", SURE, 1.0),
        ("voorziening_vraag", 1.0, 1.0),
        ("privacy", LIKELY, 1.0),
        ("privacy", UNSURE, 0.0),
        ("antwoord", 1.0, 0.0),
        ("buiten_bereik", 1.0, 0.0),
        ("mens", 1.0, 0.0),
    ],
)
def test_accepted_is_what_we_would_act_upon(intent: str, confidence: float, share: float) -> None:
    assert accepted(LABELS, np.array([said(intent, confidence)])) == share


def test_accepted_is_a_share_of_all_rows() -> None:
    rows = np.array([said("privacy", 0.9), said("privacy", UNSURE), said("mens", 0.9), said("antwoord", 0.9)])
    assert accepted(LABELS, rows) == 0.25


def test_far_is_counted_on_out_of_scope_sentences_only_and_after_the_temperature() -> None:
    lines = (
        Line("kan ik hier verven", "buiten_bereik"),
        Line("weer", "buiten_bereik"),
        Line("wie leest dit", "privacy"),
    )
    before = np.array([said("privacy", UNSURE), said("buiten_bereik", 0.9), said("privacy", 0.9)])
    after = np.array([said("privacy", SURE), said("buiten_bereik", 0.9), said("privacy", 0.9)])
    found = scored(Judged(lines, LABELS, before), after, np.array([said("voorziening_vraag", SURE)]))
    assert found.held_out == pytest.approx(2 / 3)
    assert (found.far, found.near) == (0.5, 1.0)
    assert found.before != found.after


def test_a_row_has_a_cell_for_each_column() -> None:
    head, rule, row = table([ROW])
    assert (head, rule) == HEAD
    assert len({line.count("|") for line in (head, rule, row)}) == 1
    assert row == "| een | 0.750 | 0.800 | 0.100 / 0.300 | 0.050 / 0.280 | 2.0% | 10.0% | 12 | 3.2 | 140 |"


def test_what_was_not_cross_validated_says_so() -> None:
    assert str(Measured("een", None, ROW.scores, ROW.costs)).startswith("| een | – | 0.800 |")
