"""Sentence embeddings, and how Rasa gets them."""

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.catalogue import encoder
from bot.catalogue.encoder import DIMENSIONS, encode
from bot.nlu.featurizer import SentenceEncoder, meanings

CLOSER = [
    ("ik wil stoppen", "laten we ermee ophouden", "ik heb een huurhuis"),
    ("ik woon alleen", "I live alone", "hoe bak ik een taart"),
    ("wie leest dit", "who can read this", "ik ben 45 jaar"),
    ("hoeveel vragen nog", "how many questions are left", "mijn moeder heeft alzheimer"),
]


@pytest.mark.parametrize("sentence, near, far", CLOSER)
def test_meaning_counts_more_than_words(sentence: str, near: str, far: str) -> None:
    rows = encode([sentence, near, far])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


def test_a_row_has_length_one_and_a_blank_sentence_none() -> None:
    rows = encode(["dag", "", "  ", "hoe gaat het"])
    assert rows.shape == (4, DIMENSIONS)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 0, 1], abs=1e-3)


def test_no_sentences_give_no_rows() -> None:
    assert encode([]).shape == (0, DIMENSIONS)


def test_capitals_do_not_matter_and_neither_does_company() -> None:
    alone, among = encode(["IK WIL STOPPEN"])[0], encode(["hallo", "ik wil stoppen", "een heel ander verhaal"])[1]
    assert alone == pytest.approx(among, abs=1e-4)


def test_one_encoder_for_the_whole_process() -> None:
    encode(["a"])
    encode(["b"])
    assert encoder._encoder() is encoder._encoder()
    assert encoder._encoder.cache_info().misses == 1


@pytest.fixture
def component() -> SentenceEncoder:
    return SentenceEncoder("encoder", SentenceEncoder.get_default_config())


WHOLE_FIRST_LAST = [
    ("ik wil stoppen", ["ik wil stoppen"] * 3),
    ("Mijn man belt, ik wil stoppen", ["mijn man belt, ik wil stoppen", "mijn man belt", "ik wil stoppen"]),
]


@pytest.mark.parametrize("text, parts", WHOLE_FIRST_LAST)
def test_the_sentence_feature_is_of_the_whole_and_its_ends(
    component: SentenceEncoder, text: str, parts: list[str]
) -> None:
    (message,) = component.process([Message({TEXT: text})])
    _, sentence = message.get_dense_features(TEXT, [])
    assert sentence.features == pytest.approx(np.hstack(list(encode(parts)))[np.newaxis], abs=1e-4)


def test_long_and_short_texts_together_are_as_each_alone() -> None:
    texts = ["dag", "ik ben moe, ik stop", "ja", "hallo. wie leest dit?"]
    alone = np.vstack([meanings([text]) for text in texts])
    assert meanings(texts) == pytest.approx(alone, abs=1e-4)


def test_training_data_get_features_and_bare_intents_do_not(component: SentenceEncoder) -> None:
    data = TrainingData([Message({TEXT: "dag", INTENT: "groet"}), Message({INTENT: "stop"})])
    component.process_training_data(data)
    assert [bool(message.features) for message in data.training_examples] == [True, False]


@pytest.mark.parametrize("message", [Message({TEXT: ""}), Message({})])
def test_nothing_said_is_no_error(component: SentenceEncoder, message: Message) -> None:
    assert component.process([message])[0].features == []
