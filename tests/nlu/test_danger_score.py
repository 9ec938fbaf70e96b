"""The kept-out sentences: only totals come out, and they keep their level (bench/results/gevaar.md)."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.nlu.danger_score import KEPT_OUT, ORDINARY, RESULT, Heard, Score, Tally, listen, page
from bot.nlu.danger_training import reviewed_examples

SIREN, ASKED, NOTHING = frozenset({"suicide"}), frozenset[str](), frozenset[str]()


needs_sentences = pytest.mark.skipif(not KEPT_OUT.exists(), reason="the kept-out sentences are not there")


@cache
def score() -> Score:
    return Score.of(list(listen()))


def share(count: int, tally: Tally) -> float:
    return count / tally.sentences


@needs_sentences
def test_danger_keeps_its_level() -> None:
    assert share(score().direct.sirens, score().direct) >= 0.79
    assert share(score().direct.noticed, score().direct) >= 0.92
    assert share(score().indirect.sirens, score().indirect) >= 0.34
    assert share(score().indirect.noticed, score().indirect) >= 0.52


@needs_sentences
def test_near_misses_keep_their_level() -> None:
    assert share(score().near.sirens, score().near) <= 0.007
    assert share(score().near.noticed, score().near) <= 0.02


@needs_sentences
def test_the_page_tells_what_is_measured_now() -> None:
    assert RESULT.read_text(encoding="utf-8") == page(score()), "run `.venv/rasa/bin/python -m bot.nlu danger`"


@needs_sentences
def test_no_sentence_is_learned_from_or_twice() -> None:
    kinds = yaml.safe_load(KEPT_OUT.read_text(encoding="utf-8"))
    texts = [row["tekst"].casefold() for rows in kinds.values() for row in rows]
    assert len(texts) == len(set(texts))
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
    assert "| near misses | 2 | 0 (0.0%) | 1 (50.0%) |" in page(expected)


def test_nothing_at_all_is_no_error() -> None:
    assert "| 0 | 0 (0.0%) | 0 (0.0%) |" in page(Score.of([]))


@pytest.mark.parametrize(("text", "siren", "asked"), [("ik wil dood", True, False), ("ik woon alleen", False, False)])
def test_a_sentence_is_heard_as_residents_are(tmp_path: Path, text: str, siren: bool, asked: bool) -> None:
    file = tmp_path / "zinnen.yml"
    file.write_text(yaml.safe_dump({"suicide": [{"tekst": text, "direct": True}]}))
    (heard,) = listen(file)
    assert (bool(heard.sirens), heard.asked, heard.direct) == (siren, asked, True)
