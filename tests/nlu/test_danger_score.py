"""The kept-out sentences: only totals come out, and they keep their level (bench/results/gevaar.md)."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.nlu.danger_examples import reviewed_examples
from bot.nlu.danger_score import KEPT_OUT, ORDINARY, RESULT, Heard, Score, Tally, listen, page, scores

SIREN, ASKED, NOTHING = frozenset({"suicide"}), frozenset[str](), frozenset[str]()
FLOORS = {
    "achtergehouden-6.yml": Score(direct=Tally(146, 138, 144), indirect=Tally(30, 23, 26), near=Tally(299, 0, 1)),
    "achtergehouden-5.yml": Score(direct=Tally(131, 124, 128), indirect=Tally(55, 39, 43), near=Tally(355, 1, 3)),
    "achtergehouden-4.yml": Score(direct=Tally(129, 123, 125), indirect=Tally(53, 33, 37), near=Tally(340, 1, 5)),
    "achtergehouden-3.yml": Score(direct=Tally(125, 114, 119), indirect=Tally(53, 32, 36), near=Tally(336, 3, 8)),
    "achtergehouden-antwoorden.yml": Score(direct=Tally(0, 0, 0), indirect=Tally(0, 0, 0), near=Tally(444, 0, 1)),
}


@cache
def now() -> dict[str, Score]:
    return scores()


@pytest.mark.parametrize("name", FLOORS)
def test_danger_keeps_its_level(name: str) -> None:
    floor, score = FLOORS[name], now()[name]
    assert (score.direct.sentences, score.indirect.sentences) == (floor.direct.sentences, floor.indirect.sentences)
    assert score.direct.sirens >= floor.direct.sirens
    assert score.direct.noticed >= floor.direct.noticed
    assert score.indirect.sirens >= floor.indirect.sirens
    assert score.indirect.noticed >= floor.indirect.noticed


@pytest.mark.parametrize("name", FLOORS)
def test_near_misses_keep_their_level(name: str) -> None:
    floor, score = FLOORS[name], now()[name]
    assert score.near.sentences == floor.near.sentences
    assert score.near.sirens <= floor.near.sirens
    assert score.near.noticed <= floor.near.noticed


def test_the_page_tells_what_is_measured_now() -> None:
    assert RESULT.read_text(encoding="utf-8") == page(now()), "run `.venv/rasa/bin/python -m bot.nlu danger`"


def test_no_sentence_is_learned_from_or_twice() -> None:
    kinds = [yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) for file in KEPT_OUT]
    texts = [row["tekst"].casefold() for sentences in kinds for rows in sentences.values() for row in rows]
    assert len(texts) == len(set(texts)) > 500
    assert set(texts) & {example.text.casefold() for example in reviewed_examples()} == set()


def test_each_kind_is_counted_in_its_own_row() -> None:
    heard = [
        Heard("suicide", True, SIREN, False),
        Heard("suicide", False, ASKED, True),
        Heard("geen_eten", False, NOTHING, False),
        Heard(ORDINARY, False, ASKED, True),
        Heard(ORDINARY, False, NOTHING, False),
    ]
    expected = Score(direct=Tally(1, 1, 1), indirect=Tally(2, 0, 1), near=Tally(2, 0, 1))
    assert Score.of(heard) == expected
    assert "| near misses | 2 | 0 (0.0%) | 1 (50.0%) |" in page({"een tabel": expected})


def test_what_a_set_does_not_hold_has_no_row() -> None:
    answers = page({"antwoorden": Score.of([Heard(ORDINARY, False, NOTHING, False)])})
    assert "| near misses | 1 | 0 (0.0%) | 0 (0.0%) |" in answers
    assert "danger, said directly" not in answers


@pytest.mark.parametrize(("text", "siren", "asked"), [("ik wil dood", True, False), ("ik woon alleen", False, False)])
def test_a_sentence_is_heard_as_residents_are(tmp_path: Path, text: str, siren: bool, asked: bool) -> None:
    file = tmp_path / "zinnen.yml"
    file.write_text(yaml.safe_dump({"suicide": [{"tekst": text, "direct": True}]}))
    (heard,) = listen(file)
    assert (bool(heard.sirens), heard.asked, heard.direct) == (siren, asked, True)
