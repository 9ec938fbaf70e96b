"""The sentences of the front door, from ``data/teksten``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Questions:
    """The literal question of each field, and the resident's words when an answer is to be changed."""

    texts: Mapping[str, str]
    words: Mapping[str, str]

    def change(self, field: str) -> str:
        """What stands in the conversation when the resident wants to change this answer."""
        return self.words["zin"].format(vraag=self.texts[field].format(grens=self.words["grens"]))


@dataclass(frozen=True)
class KnownSentence:
    """A sentence that the statistics of the model must take for this intent, with at least this confidence."""

    text: str
    intent: str
    confidence: float


@dataclass(frozen=True)
class Texts:
    """``problems`` by code, each with ``titel`` and ``detail``; ``answers`` are the details of fouten.yml."""

    problems: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, str]
    faults: Mapping[str, Sequence[str]]
    takeover: Mapping[str, str]
    known_sentences: tuple[KnownSentence, ...]
    questions: Questions

    @classmethod
    def load(cls, data: Path = DATA) -> "Texts":
        """From voordeur.yml, fouten.yml and vragen.yml."""
        own = _read(data / "teksten" / "voordeur.yml")
        answers = _read(data / "teksten" / "fouten.yml")
        asked = {field: each["vraag"] for field, each in _read(data / "teksten" / "vragen.yml")["vragen"].items()}
        questions = Questions(asked, own["wijzigen"])
        known = (KnownSentence(raw["zin"], raw["bedoeling"], raw["zekerheid"]) for raw in own["gereed"]["zinnen"])
        return cls(own["problemen"], answers, own["storing"], own["overname"], tuple(known), questions)

    def fault(self, reason: str, desk: str | None, said: Iterable[str] = ()) -> str:
        """That there is no answer yet: it cannot begin, is broken or takes long (``begin``, ``kapot``, ``traag``).

        With the desk to phone when the municipality is known. What was ``said`` already comes in other words.
        """
        wordings = [words.format(loket=desk) for words in self.faults[f"{reason}_{'met' if desk else 'zonder'}_loket"]]
        return wordings[sum(text in wordings for text in said) % len(wordings)]


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return content
