"""DIET's row: kept while nothing changed, made again when anything did."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import yaml

from bench import diet
from bench.calibration import Calibration
from bench.diet import CONFIG, as_rasa, fingerprint, row, row_of, scores
from bench.nlu_candidates import Costs, Measured, Scores, Sets
from bot.nlu.sentences import Line

SETS = Sets([Line("hallo", "groet"), Line("wie leest dit", "privacy")], [Line("hoi", "groet")], [Line("x", "y")])
ROW = Measured("d", None, Scores(0.7, Calibration(0.1, 0.2), Calibration(0.0, 0.1), 0.5, 0.25), Costs(100.0, 20.0, 9.0))


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[Sets]:
    """Every time that a row is made anew."""
    done: list[Sets] = []
    monkeypatch.setattr(diet, "_measure", lambda sets: done.append(sets) or ROW)
    return done


def test_a_row_is_made_once_and_then_read(trainings: list[Sets], tmp_path: Path) -> None:
    assert [row(SETS, tmp_path / "diet.json") for _ in range(2)] == [ROW, ROW]
    assert len(trainings) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(SETS, known=[*SETS.known, Line("doei", "stop")]),
        replace(SETS, known=[Line("hallo", "stop"), SETS.known[1]]),
        replace(SETS, held=[Line("hoi", "privacy")]),
        replace(SETS, near=[]),
    ],
)
def test_other_sentences_or_intents_make_it_again(trainings: list[Sets], tmp_path: Path, other: Sets) -> None:
    for each in (SETS, other):
        row(each, tmp_path / "diet.json")
    assert trainings == [SETS, other]


def test_another_configuration_is_another_fingerprint() -> None:
    assert fingerprint(CONFIG, SETS) == fingerprint(dict(CONFIG), SETS)
    assert fingerprint(CONFIG, SETS) != fingerprint({**CONFIG, "language": "en"}, SETS)


def test_the_row_in_the_results_can_be_read() -> None:
    kept = json.loads(diet.ROW.read_text(encoding="utf-8"))["row"]
    assert asdict(row_of(kept)) == kept


def test_an_intent_that_is_not_ranked_has_no_probability() -> None:
    far = [Line("hoi", "groet"), Line("taart", "buiten_bereik")]
    rankings = [{"groet": 0.4, "privacy": 0.1}, {"privacy": 0.9}, {"groet": 0.8, "privacy": 0.2}]
    found = scores(replace(SETS, held=far), rankings)
    assert found.held_out == 0.5
    assert found.before.brier == pytest.approx((0.2**2 + 0.2**2 + 1) / 2)


def test_sentences_are_handed_over_by_intent() -> None:
    blocks = yaml.load(as_rasa([*SETS.known, Line("hé: ja", "groet")]), yaml.CSafeLoader)["nlu"]
    assert blocks == [
        {"intent": "groet", "examples": "- hallo\n- hé: ja\n"},
        {"intent": "privacy", "examples": "- wie leest dit\n"},
    ]
