"""Fixed phrases that are a whole message: high precision, no statistics.

A message is cut at its punctuation. Each part must be a phrase of one and the same intent, possibly with fillers
("graag", "alstublieft") around it, or be filler only. Anything else in the message and no phrase counts: "stop" is a
command, "ik stop elke maand 20 euro in een potje" is not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.dialogue.readers.phrases import compile_phrases
from bot.dialogue.readers.text import plain

FILE = Path(__file__).resolve().parents[2] / "data" / "nlu_patronen.yml"
_PART_END = re.compile(r"[.,!?;:…()\n]+|\s-+\s")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Phrases:
    """Intent → its phrases as one pattern; ``fillers`` may stand before, after and between."""

    patterns: Mapping[str, re.Pattern[str]]
    fillers: re.Pattern[str]
    scripts: Mapping[str, re.Pattern[str]]

    @classmethod
    def load(cls, file: Path = FILE) -> "Phrases":
        """Read the lexicon; raises ValueError for an unclosed bracket in it."""
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        fillers = raw["opvulling"]
        patterns = {intent: _whole(phrases, fillers) for intent, phrases in raw["patronen"].items()}
        scripts = {intent: re.compile(f"[{letters}]") for intent, letters in raw["schriften"].items()}
        return cls(patterns, _repeated(fillers), scripts)

    def intent_of(self, text: str) -> str | None:
        """The intent that the whole message is a phrase of, or None."""
        return self._by_script(text) or self._by_phrase(text)

    def _by_phrase(self, text: str) -> str | None:
        parts = _parts(text)
        return next((intent for intent in self.patterns if self._is_all(intent, parts)), None)

    def _is_all(self, intent: str, parts: Sequence[str]) -> bool:
        """At least one part is a phrase of the intent, and the others are too, or filler."""
        said = [bool(self.patterns[intent].fullmatch(part)) for part in parts]
        return any(said) and all(is_phrase or self.fillers.fullmatch(part) for is_phrase, part in zip(said, parts))

    def _by_script(self, text: str) -> str | None:
        """Most letters belong to another script."""
        letters = len(_LETTER.findall(text))
        for intent, script in self.scripts.items():
            if letters and len(script.findall(text)) > letters / 2:
                return intent
        return None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PART_END.split(plain(text)) if part.strip()]


def _repeated(fillers: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{compile_phrases(fillers).pattern}\W*)+")


def _whole(phrases: Iterable[str], fillers: Iterable[str]) -> re.Pattern[str]:
    around = rf"(?:{compile_phrases(fillers).pattern}\W*)*"
    return re.compile(rf"{around}(?:{compile_phrases(phrases).pattern})\W*{around}")
