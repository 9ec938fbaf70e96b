"""The statistics as a component of Rasa's graph: trained, stored, loaded, and never answering untrained."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sparse
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.classifier import HIGHEST, TwoViewsClassifier, UntrainedError

INTENTS = ("groet", "stop", "terug", "nood")
RESOURCE = Resource("classifier")
CONFIG = {**TwoViewsClassifier.get_default_config(), "only_by_rule": ["nood"]}


def said(number: int, intent: str | None = None) -> Message:
    """A message whose features are all about one of the intents."""
    row = np.eye(len(INTENTS))[[number]]
    message = Message({TEXT: f"zin {number}"} | ({INTENT: intent} if intent else {}))
    message.add_features(Features(sparse.csr_matrix(row * 3), FEATURE_TYPE_SENTENCE, TEXT, "letters"))
    message.add_features(Features(sparse.csr_matrix(row), FEATURE_TYPE_SENTENCE, TEXT, "woorden"))
    message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, "zin"))
    return message


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


def loaded(storage: LocalModelStorage) -> TwoViewsClassifier:
    context: Any = None  # not used
    return TwoViewsClassifier.load(CONFIG, storage, RESOURCE, context)


@pytest.fixture
def trained(storage: LocalModelStorage) -> LocalModelStorage:
    examples = [said(number, intent) for number, intent in enumerate(INTENTS) for _ in range(4)]
    TwoViewsClassifier(CONFIG, storage, RESOURCE).train(TrainingData([*examples, Message({INTENT: "groet"})]))
    return storage


@pytest.mark.parametrize("number, intent", [(0, "groet"), (1, "stop"), (2, "terug")])
def test_a_loaded_model_predicts(trained: LocalModelStorage, number: int, intent: str) -> None:
    (message,) = loaded(trained).process([said(number)])
    assert message.get(INTENT)["name"] == intent
    assert 0.5 < message.get(INTENT)["confidence"] <= HIGHEST
    assert message.get("intent_ranking")[0] == message.get(INTENT)


def test_danger_is_left_to_the_rules(trained: LocalModelStorage) -> None:
    (message,) = loaded(trained).process([said(3)])
    assert "nood" not in [rank["name"] for rank in message.get("intent_ranking")]


def test_an_untrained_model_does_not_load(storage: LocalModelStorage) -> None:
    with pytest.raises(UntrainedError, match="make train"):
        loaded(storage)


def test_a_broken_model_does_not_load(trained: LocalModelStorage) -> None:
    with trained.write_to(RESOURCE) as folder:
        (folder / "views.npz").write_bytes(b"no weights")
    with pytest.raises(UntrainedError):
        loaded(trained)


def test_an_untrained_component_does_not_answer(storage: LocalModelStorage) -> None:
    context: Any = None
    with pytest.raises(UntrainedError):
        TwoViewsClassifier.create(CONFIG, storage, RESOURCE, context).process([said(0)])


def test_a_message_without_features_gets_no_intent(trained: LocalModelStorage) -> None:
    (message,) = loaded(trained).process([Message({TEXT: ""})])
    assert message.get(INTENT) == {"name": None, "confidence": 0.0}


def test_other_arithmetic_is_not_taken_from_rasas_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = TwoViewsClassifier.fingerprint_addon({})
    changed = tmp_path / "views.py"
    changed.write_text("other = 1\n")
    monkeypatch.setattr("bot.nlu.views.__file__", str(changed))
    assert TwoViewsClassifier.fingerprint_addon({}) != before
