"""Words and marks of a Dutch sentence."""

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.tokenizer import DutchTokenizer

TOKENS = [
    ("Ik woon alleen.", ["Ik", "woon", "alleen", "."]),
    ("wie leest dit?", ["wie", "leest", "dit", "?"]),
    ("'s-Gravenzande", ["'", "s-Gravenzande"]),
    ("zo'n 1.300 euro", ["zo'n", "1.300", "euro"]),
    ("ja,nee", ["ja", ",", "nee"]),
    ("  ja  \n hoor ", ["ja", "hoor"]),
    ("", []),
    ("   ", []),
    ("👍", ["👍"]),
    ("مرحبا بك", ["مرحبا", "بك"]),
]


@pytest.fixture(scope="module")
def tokenizer() -> DutchTokenizer:
    return DutchTokenizer(DutchTokenizer.get_default_config())


@pytest.mark.parametrize("text, words", TOKENS)
def test_tokens(tokenizer: DutchTokenizer, text: str, words: list[str]) -> None:
    assert [token.text for token in tokenizer.tokenize(Message({TEXT: text}), TEXT)] == words


@pytest.mark.parametrize("text", [text for text, _ in TOKENS])
def test_a_token_knows_where_it_stands(tokenizer: DutchTokenizer, text: str) -> None:
    for token in tokenizer.tokenize(Message({TEXT: text}), TEXT):
        assert text[token.start : token.end] == token.text


def test_rasa_finds_the_tokens_on_the_message(tokenizer: DutchTokenizer) -> None:
    (message,) = tokenizer.process([Message({TEXT: "dag hoor"})])
    assert [token.text for token in message.get("text_tokens")] == ["dag", "hoor"]
