"""Which topics a free sentence is about, by the words of data/lezers/themas.yml."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.dialogue.readers.phrases import PhraseBook

_BOOK = PhraseBook("themas")
WORD_START = r"(?<!\w)"


@dataclass(frozen=True)
class TopicReader:
    """One pattern per topic, one for "everything", and one that says so also while another question is open."""

    everything: re.Pattern[str]
    all_later: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]

    @classmethod
    def load(cls, data: Path) -> "TopicReader":
        """Read data/lezers/themas.yml."""
        raw = yaml.load((data / "lezers" / "themas.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        everything, later = _pattern(raw["alles"]), _pattern(raw["later_alles"])
        return cls(everything, later, {topic: _pattern(words) for topic, words in raw["themas"].items()})

    def all_of_them(self, text: str) -> tuple[str, ...]:
        """All topics when the text asks for them in so many words, also while another question is open."""
        return tuple(self.patterns) if self.all_later.search(text.casefold()) else ()

    def read(self, text: str) -> tuple[str, ...]:
        """Topic ids in the order of the questionnaire; empty when the sentence names none."""
        said = text.casefold()
        if self.everything.search(said):
            return tuple(self.patterns)
        return tuple(topic for topic, pattern in self.patterns.items() if pattern.search(said))


def without_refused(text: str) -> str:
    """A wish for another topic without the one that is refused: "liever over school dan over geld" is about school."""
    return _BOOK["geweigerd"].sub(" ", text.casefold())


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(WORD_START + "(?:" + "|".join(re.escape(word) for word in words) + ")")
