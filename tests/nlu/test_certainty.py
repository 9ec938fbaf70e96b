"""Thresholds: from counts of right and wrong to a confidence, and the data file that the dialogue reads."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from bot.dialogue import understanding
from bot.dialogue.certainty import FILE, threshold
from bot.nlu.behaviour import same
from bot.nlu.certainty import STEPS, Act, Counted
from bot.nlu.offline import Judged
from bot.nlu.phrases import Phrases
from bot.nlu.sentences import Line
from bot.nlu.thresholds import RULES, Guess, acts, fingerprint, follows, guesses

RAW: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
SURE_IS_RIGHT = [Act(0.95, False)] * 8 + [Act(0.7, False), Act(0.7, True)] + [Act(0.3, True)] * 5


@pytest.mark.parametrize("wrong_at_most, confidence", [(0.0, 0.71), (0.1, 0.31), (0.2, 0.31), (0.5, 0.0), (1.0, 0.0)])
def test_the_lowest_confidence_that_is_wrong_seldom_enough(wrong_at_most: float, confidence: float) -> None:
    assert Counted.of(SURE_IS_RIGHT).threshold(wrong_at_most) == confidence


def test_a_wrong_act_at_the_top_leaves_no_confidence_that_is_sure_enough() -> None:
    assert Counted.of([Act(0.2, False)] * 50 + [Act(1.0, True)]).threshold(0.1) == 1.0


def test_nothing_counted_asks_nothing() -> None:
    assert Counted.of([]).threshold(0.1) == 0.0


@pytest.mark.parametrize("counts", [[], [0] * (STEPS - 1), [0] * (STEPS + 1)])
def test_half_a_file_of_counts_is_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Counted.read({"keren": counts, "fout": counts})


ALIKE = [
    ("stop", "pauze"),
    ("pauze", "stop"),
    ("zeg_liever_niet", "overslaan"),
    ("antwoord", "ontken"),
    ("mens", "mens"),
]
OTHER = [("antwoord", "situatie"), ("stop", "antwoord"), ("weet_niet", "overslaan"), ("waarom", "uitleg")]


@pytest.mark.parametrize("one, other", ALIKE)
def test_what_the_dialogue_answers_alike(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize("one, other", OTHER)
def test_what_the_dialogue_answers_otherwise(one: str, other: str) -> None:
    assert not same(one, other)


def guess(said: str, meant: str, asks: bool = False) -> Guess:
    return Guess(Line("iets", meant), said, 0.8, asks)


DECIDED = [
    ("waarschijnlijk", guess("mens", "mens"), [Act(0.8, False)]),
    ("waarschijnlijk", guess("mens", "antwoord"), [Act(0.8, True)]),
    ("waarschijnlijk", guess("stop", "pauze"), [Act(0.8, False)]),
    ("waarschijnlijk", guess("antwoord", "mens"), []),
    ("bij_een_vraag", guess("mens", "mens"), []),
    ("bij_een_vraag", guess("mens", "mens", asks=True), [Act(0.8, False)]),
    ("niet_over_hulp", guess("uitleg", "voorziening_vraag"), [Act(0.8, True)]),
    ("niet_over_hulp", guess("uitleg", "waarom"), [Act(0.8, False)]),
    ("niet_over_hulp", guess("mens", "voorziening_vraag"), []),
]


@pytest.mark.parametrize("name, found, expected", DECIDED)
def test_when_a_threshold_decides_and_when_it_is_wrong(name: str, found: Guess, expected: list[Act]) -> None:
    assert list(acts(name, [found])) == expected


def test_a_fixed_phrase_is_no_guess_and_a_question_is_no_answer() -> None:
    lines = (Line("stop", "stop"), Line("wie leest dit dan allemaal", "privacy"), Line("ik weet het zo", "antwoord"))
    rows = np.array([[0.1, 0.2, 0.7], [0.5, 0.4, 0.1], [0.5, 0.4, 0.1]])
    found = list(guesses(Judged(lines, ("antwoord", "privacy", "stop"), rows), Phrases.load()))
    assert [(each.intent, round(each.confidence, 2), each.asks) for each in found] == [
        ("privacy", 0.8, True),
        ("antwoord", 0.5, False),
    ]


def test_the_thresholds_follow_from_what_the_file_counted() -> None:
    assert follows(RAW)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_threshold_that_was_changed_by_hand_is_noticed(rule: Any) -> None:
    raw = deepcopy(RAW)
    raw["drempels"][rule.name]["vanaf"] += 0.01
    assert not follows(raw)


def test_the_file_was_made_from_the_sentences_and_the_settings_of_today() -> None:
    assert RAW["gemaakt_van"] == fingerprint(), "run `.venv/rasa/bin/python -m bot.nlu thresholds`"


def test_other_sentences_are_another_fingerprint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "nieuw.yml").write_text("nlu: []", encoding="utf-8")
    monkeypatch.setattr("bot.nlu.thresholds.TRAINED", tmp_path)
    assert fingerprint() != RAW["gemaakt_van"]


def test_the_dialogue_reads_its_thresholds_there() -> None:
    read = [understanding.LIKELY, understanding.VERY_LIKELY, understanding.OF_A_QUESTION]
    assert read == [
        RAW["drempels"][name]["vanaf"] for name in ("waarschijnlijk", "zeer_waarschijnlijk", "bij_een_vraag")
    ]
    assert understanding.OF_A_QUESTION < understanding.LIKELY < understanding.VERY_LIKELY < understanding.SURE


@pytest.mark.parametrize("text", ["drempels: {}", "drempels: {x: {vanaf: 1.5}}", "drempels: {x: {vanaf: veel}}"])
def test_a_file_without_a_usable_threshold_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "zekerheid.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="has no threshold"):
        threshold("x", file)
