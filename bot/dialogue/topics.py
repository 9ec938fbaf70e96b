"""Which topics a free sentence is about, by the words of data/lezers/themas.yml."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

WORD_START = r"(?<!\w)"


@dataclass(frozen=True)
class TopicReader:
    """One pattern per topic, and one for "everything"."""

    everything: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]

    @classmethod
    def load(cls, data: Path) -> "TopicReader":
        """Read data/lezers/themas.yml."""
        raw = yaml.safe_load((data / "lezers" / "themas.yml").read_text(encoding="utf-8"))
        return cls(_pattern(raw["alles"]), {topic: _pattern(words) for topic, words in raw["themas"].items()})

    def read(self, text: str) -> tuple[str, ...]:
        """Topic ids in the order of the questionnaire; empty when the sentence names none."""
        said = text.casefold()
        if self.everything.search(said):
            return tuple(self.patterns)
        return tuple(topic for topic, pattern in self.patterns.items() if pattern.search(said))


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(WORD_START + "(?:" + "|".join(re.escape(word) for word in words) + ")")
