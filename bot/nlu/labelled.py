"""What staff labelled, as training data for Rasa; never a sentence that is (nearly) one of the held-out ones."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

INTENT, ANSWER = "bedoeling", "antwoord"
SAME = 0.8
"""From this share of common words two sentences are the same question to a classifier."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Lesson:
    """A sentence and its intent; ``field`` is the question that it answers, empty for other intents."""

    text: str
    intent: str
    field: str = ""


@dataclass(frozen=True)
class Sorted:
    """The lessons to learn from, and those that are too near a held-out sentence."""

    learned: tuple[Lesson, ...]
    refused: tuple[Lesson, ...]


def lesson(text: str, label: str) -> Lesson:
    """From a label of the staff app: ``bedoeling/mens`` or ``antwoord/inkomen``. Raises ValueError for another one."""
    kind, _, name = label.partition("/")
    if kind not in (INTENT, ANSWER) or not name:
        raise ValueError(f"no label: {label!r}")
    line = " ".join(text.split())
    return Lesson(line, name) if kind == INTENT else Lesson(line, ANSWER, name)


def protect(lessons: Iterable[Lesson], held_out: Sequence[str]) -> Sorted:
    """Keeps the held-out set honest: what is learned from may not be measured with."""
    kept_apart = [_words(text) for text in held_out]
    learned: list[Lesson] = []
    refused: list[Lesson] = []
    for each in dict.fromkeys(lessons):
        near = any(_alike(_words(each.text), words) >= SAME for words in kept_apart)
        (refused if near else learned).append(each)
    return Sorted(tuple(learned), tuple(refused))


def as_rasa(lessons: Iterable[Lesson]) -> str:
    """A file for data/nlu, with a block for each intent and question."""
    blocks: dict[tuple[str, str], list[str]] = {}
    for each in lessons:
        blocks.setdefault((each.intent, each.field), []).append(f"- {each.text}\n")
    nlu = [_block(intent, field, lines) for (intent, field), lines in sorted(blocks.items())]
    return yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True, sort_keys=False)


def _block(intent: str, field: str, lines: list[str]) -> dict[str, object]:
    about = {"metadata": {"veld": field}} if field else {}
    return {"intent": intent, **about, "examples": "".join(lines)}


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words in common: 1 for the same words in any order, 0 without any."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
