"""Words of a Dutch sentence by spaCy's blank Dutch pipeline, which Rasa's SpacyNLP cannot load."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.lang.nl import Dutch


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DutchTokenizer(Tokenizer):
    """Cuts a text into words and marks; a question mark stays a token, because it says much about intent."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._language = Dutch()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Intents are one label each and never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed for this component."""
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute; blank space is none."""
        words = self._language.make_doc(message.get(attribute))
        return [Token(word.text, word.idx) for word in words if not word.is_space]
