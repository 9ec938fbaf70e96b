"""How hard a Dutch text is: the measures that the test of the texts uses.

Flesch-Douma (W.H. Douma, 1960): 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence. 60 and up is
easy to plain; B1 lies there. Syllables are counted as groups of vowels, which is near enough for Dutch.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n")
VOWELS = re.compile(r"[aeiouyáéíóúàèëïöüê]+", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{[^}]*\}")
ADDRESS = re.compile(r"https?://\S+|\*\*")
STRONG = (
    "besloten|betrokken|bewezen|genomen|herroepen|herzien|ontbonden|ontnomen|ontslagen|ontvangen|verboden|verbroken|"
    "vergeten"
)
DONE = rf"(?:\w*ge\w+(?:d|t|en)|(?:be|ver|ont|her)\w+d|{STRONG})"
"""A past participle, near enough."""
PASSIVE = re.compile(
    rf"\b(?:wordt|worden|werd|werden)\b(?:\s+\w+){{0,6}}?\s+{DONE}\b|\b{DONE}\s+(?:wordt|worden|werd|werden)\b"
)


@dataclass(frozen=True)
class Text:
    """One text that a resident can read, and where it stands."""

    place: str
    words: str

    @property
    def sentences(self) -> list[str]:
        """Its sentences, with one word for every part that is filled in."""
        plain = PLACEHOLDER.sub("iets", ADDRESS.sub("", self.words))
        return [sentence for sentence in SENTENCE_END.split(plain) if WORD.search(sentence)]

    @property
    def longest_sentence(self) -> int:
        """Words in the longest sentence."""
        return max((len(WORD.findall(sentence)) for sentence in self.sentences), default=0)

    @property
    def is_passive(self) -> bool:
        """Whether a sentence says what is done and not who does it."""
        return any(PASSIVE.search(sentence) for sentence in self.sentences)


def flesch_douma(texts: list[Text]) -> float:
    """The measure over all these texts together; one sentence alone says little."""
    sentences = [sentence for text in texts for sentence in text.sentences]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in words)
    return 206.84 - 77 * syllables / len(words) - 0.93 * len(words) / len(sentences)


def long_words(text: Text, letters: int) -> list[str]:
    """Words with more letters than this; the parts of a word with a dash count apart."""
    parts = [part for word in WORD.findall(text.words) for part in word.split("-")]
    return [part for part in parts if len(part) > letters]


def strings(tree: Any, keys: frozenset[str] | None, place: str, wanted: bool = False) -> Iterator[Text]:
    """Every text in a file, or only those under one of these keys."""
    if isinstance(tree, str) and (keys is None or wanted):
        yield Text(place, tree)
    elif isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from strings(value, keys, f"{place}.{key}", keys is None or key in keys)
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            label = value.get("id", number) if isinstance(value, Mapping) else number
            yield from strings(value, keys, f"{place}.{label}", wanted)
