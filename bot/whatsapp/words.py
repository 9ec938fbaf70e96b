"""The sentences of WhatsApp, from ``data/teksten/whatsapp.yml``, and what it knows of the questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[2] / "data" / "teksten" / "whatsapp.yml"
QUESTIONS, WIDGET = FILE.with_name("vragen.yml"), FILE.with_name("widget.yml")
LISTS = ("afmelden", "aanmelden", "link", "gevoelig", "groeten")


@dataclass(frozen=True)
class Words:
    """``said`` by name; ``stop``, ``start``, ``link`` and ``greetings`` are typed; ``sensitive`` are fields.

    ``own_words`` are the fields whose question has no answers to choose from: a number, or the name of a place.
    ``instead`` has for each sentence about a button of the website what is said here. ``cards`` says which outcomes are
    told in full, the same as on the website (``bot.front.outcome_groups``).
    """

    said: Mapping[str, str]
    stop: frozenset[str]
    start: frozenset[str]
    link: frozenset[str]
    sensitive: frozenset[str]
    greetings: frozenset[str]
    own_words: frozenset[str]
    statuses: Mapping[str, str]
    instead: Mapping[str, str]
    cards: Mapping[str, Any]

    def here(self, text: str) -> str:
        """The text without buttons that WhatsApp does not have."""
        for sentence, ours in self.instead.items():
            text = text.replace(sentence, ours)
        return text

    @classmethod
    def load(cls, file: Path = FILE) -> "Words":
        """From the files; raises when a part is missing, so that it shows at start-up."""
        raw, questions = _read(file), _read(QUESTIONS)["vragen"]
        stop, start, link, sensitive, greetings = (frozenset(raw[name]) for name in LISTS)
        own_words = frozenset(field for field, question in questions.items() if not question.get("keuzes"))
        instead = {each["op_website"]: each["hier"] for each in raw["anders"]}
        lists = (stop, start, link, sensitive, greetings, own_words)
        return cls(raw["zinnen"], *lists, raw["status"], instead, _read(WIDGET)["kaart"])


def _read(file: Path) -> Any:
    return yaml.load(file.read_bytes(), yaml.CSafeLoader)
