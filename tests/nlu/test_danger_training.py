"""The second opinion on danger is made from the sentences that are there now, and never from what is held out."""

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sparse
import yaml

from bot.dialogue.safety.features import signs
from bot.dialogue.safety.limits import FILE
from bot.dialogue.safety.second_opinion import ORDINARY, second_opinion
from bot.nlu import danger_examples, danger_training
from bot.nlu.danger_examples import DRESSED_WEIGHT, Example, all_examples, fingerprint, reviewed_examples
from bot.nlu.danger_training import rarity_of, train, unseen


def test_the_stored_opinion_was_made_from_these_sentences() -> None:
    assert second_opinion().made_from == fingerprint(), "run `.venv/rasa/bin/python -m bot.nlu.danger_training`"


def test_the_stored_limits_were_made_with_this_opinion() -> None:
    assert yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)["gemaakt_van"] == second_opinion().made_from


def test_danger_and_near_misses_are_both_there_and_no_sentence_is_both() -> None:
    examples = reviewed_examples()
    danger = {example.text.casefold() for example in examples if example.label != ORDINARY}
    near = {example.text.casefold() for example in examples if example.near}
    assert min(len(danger), len(near)) > 2000
    assert danger & near == set()


def test_another_sentence_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    more = [*reviewed_examples(), Example("nog een zin", ORDINARY)]
    monkeypatch.setattr(danger_examples, "reviewed_examples", lambda: more)
    assert fingerprint() != before


def test_some_sentences_come_back_with_other_words_around_them_and_count_less() -> None:
    reviewed = {example.text: example for example in reviewed_examples()}
    dressed = [example for example in all_examples() if example.weight == DRESSED_WEIGHT]
    assert len(dressed) > len(reviewed) / 5
    for example in dressed[:50]:
        (bare,) = [text for text in reviewed if text.rstrip(".") in example.text and len(text) > 5][:1]
        assert reviewed[bare].label == example.label


def test_a_sign_counts_more_when_it_is_rarer_and_nothing_when_it_was_seen_once() -> None:
    found = [signs("wit"), signs("wit rood"), signs("wit rood"), signs("wit blauw")]
    rarity = rarity_of(found)
    word = [next(iter(set(signs(text).columns) - set(signs("").columns))) for text in ("wit", "rood", "blauw")]
    white, red, blue = rarity[word]
    assert 0 == blue < white < red


def test_a_fit_on_a_few_sentences_is_stored_whole() -> None:
    texts = {"ik wil dood": "suicide", "het gas is afgesloten": "afsluiting", "ik woon alleen": ORDINARY}
    examples = [Example(text, label) for text, label in texts.items() for _ in range(2)]
    opinion, danger = train(examples)
    assert np.isnan(danger).all()
    for text, label in texts.items():
        chances = opinion.chances(text)
        assert max(chances, key=chances.__getitem__) == label


def test_a_table_is_judged_by_a_model_that_learned_from_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[set[str]] = []

    class Model:
        classes_ = np.array([ORDINARY, "suicide"])

        def predict_proba(self, rows: sparse.csr_matrix) -> np.ndarray:
            return np.full((rows.shape[0], 2), 0.5)

    def fit(rows: sparse.csr_matrix, examples: list[Example]) -> Model:
        learned.append({example.family for example in examples})
        return Model()

    monkeypatch.setattr(danger_training, "_fit", fit)
    monkeypatch.setattr(danger_training, "FOLDS", 3)
    families = ["", "partij-1", "partij-2", "partij-3", "ronde"]
    examples = [Example(family, ORDINARY, family=family) for family in families]
    danger = unseen(sparse.csr_matrix(np.eye(5)), examples)
    assert [np.isnan(chance) for chance in danger] == [True, False, False, False, True]
    assert sorted(map(sorted, learned)) == sorted(
        sorted({*families} - {left_out}) for left_out in families if left_out.startswith("partij")
    )


def test_a_danger_that_no_rule_knows_stops_the_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stemmen-1.yml").write_text("geen_dak:\n  - {tekst: ik slaap buiten, direct: true}\n", encoding="utf-8")
    monkeypatch.setattr(danger_examples, "EXAMPLES", tmp_path)
    with pytest.raises(ValueError, match="stemmen-1.yml: no danger is called 'geen_dak'"):
        reviewed_examples()
