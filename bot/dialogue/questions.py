"""The questions as they are put to a resident: one definition, data/teksten/vragen.yml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bot.selfcheck.answers import FIELDS, FieldKind
from bot.selfcheck.facility import Money

MUNICIPALITY, TOPICS, GENERAL = "gemeente", "themas", "algemeen"
UNKNOWN, REFUSED, NOTHING = "weet_niet", "zeg_niet", "niets"
AGAIN = "opnieuw"
"""What a button says instead of an answer, when its question is to be asked anew."""


@dataclass(frozen=True)
class Option:
    """One answer to choose: the value as JSON, the words on the button, and the answer as a sentence."""

    value: Any
    title: str
    statement: str


@dataclass(frozen=True)
class Question:
    """One question with everything that is said around it. ``when`` is a raw condition or None.

    ``even_unknown``: it is asked as well when the resident skipped what ``when`` is about. ``meaning`` says what it is
    about to who asks that while another question is open.
    """

    field: str
    topics: tuple[str, ...]
    when: Mapping[str, Any] | None
    text: str
    again: str
    why: str
    explanation: str
    meaning: str
    example: str
    options: tuple[Option, ...]
    statement: str | None
    empty_statement: str | None
    nothing_title: str | None
    sensitive: bool
    even_unknown: bool

    @property
    def is_general(self) -> bool:
        """Whether it belongs to no topic: then no need for help is part of its answer."""
        return self.topics == (GENERAL,)

    def sentence(self, value: Any) -> str:
        """A known answer (JSON) as a sentence about "u"."""
        if value == [] and self.empty_statement:
            return self.empty_statement
        if self.options:
            values = value if isinstance(value, list) else [value]
            return " ".join(option.statement for option in self.options if option.value in values)
        return (self.statement or "{waarde}").format(waarde=shown(self.field, value))


@dataclass(frozen=True)
class Topic:
    """A topic that the resident can choose, and the domains of the plans that belong to it."""

    id: str
    title: str
    domains: frozenset[str]
    phrase: str


@dataclass(frozen=True)
class Questionnaire:
    """All questions in the order of asking, the topics, and the question after the municipality."""

    questions: Mapping[str, Question]
    topics: Mapping[str, Topic]
    words: Mapping[str, str]
    """What words mean that belong to no question."""

    @classmethod
    def load(cls, data: Path) -> "Questionnaire":
        """Read data/teksten; raises ValueError when a field of the contract has no question."""
        raw = yaml.load((data / "teksten" / "vragen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        questions = {field: _question(field, part) for field, part in raw["vragen"].items()}
        if set(questions) != set(FIELDS):
            raise ValueError(f"vragen.yml en het contract verschillen: {sorted(set(questions) ^ set(FIELDS))}")
        questions[MUNICIPALITY] = _question(MUNICIPALITY, raw["gemeente"])
        words = yaml.load((data / "teksten" / "begrippen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        return cls(questions, {part["id"]: _topic(part) for part in raw["themas"]}, words)

    def domains(self, topics: Iterable[str]) -> frozenset[str]:
        """The domains of the plans that these topics are about."""
        return frozenset(domain for topic in topics for domain in self.topics[topic].domains)

    def with_municipalities(self, names: Mapping[str, str]) -> "Questionnaire":
        """With a button for each municipality (name by slug) under the question after it."""
        options = tuple(Option(slug, name, name) for slug, name in names.items())
        asked = replace(self.questions[MUNICIPALITY], options=options)
        return replace(self, questions={**self.questions, MUNICIPALITY: asked})


def shown(field: str, value: Any) -> str:
    """A number, amount, range, list of ages or place as a resident reads it."""
    if field in FIELDS and FIELDS[field].kind is FieldKind.AMOUNT:
        return _amount(value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, str):
        return value.replace("-", " ").title() if field.endswith(MUNICIPALITY) else value
    return str(value)


def _amount(value: Any) -> str:
    if isinstance(value, dict):
        return f"tussen {Money(Decimal(str(value['van'])))} en {Money(Decimal(str(value['tot'])))}"
    return str(Money(Decimal(str(value))))


def _question(field: str, raw: Mapping[str, Any]) -> Question:
    return Question(
        field=field,
        topics=tuple(raw.get("thema", [GENERAL])),
        when=raw.get("wanneer"),
        text=raw["vraag"],
        again=raw["anders"],
        why=raw["waarom"],
        explanation=raw["uitleg"],
        meaning=raw.get("begrip", raw["uitleg"]),
        example=raw["voorbeeld"],
        options=tuple(Option(part["waarde"], part["titel"], part["zin"]) for part in raw.get("keuzes", [])),
        statement=raw.get("zin"),
        empty_statement=raw.get("leeg"),
        nothing_title=raw.get("niets"),
        sensitive=bool(raw.get("gevoelig", False)),
        even_unknown=bool(raw.get("ook_onbekend", False)),
    )


def _topic(raw: Mapping[str, Any]) -> Topic:
    return Topic(raw["id"], raw["titel"], frozenset(raw["domeinen"]), raw["zin"])
