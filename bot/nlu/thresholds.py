"""``python -m bot.nlu thresholds``: derives every confidence that the dialogue acts on, and writes data/zekerheid.yml.

From predictions by cross-validation, after the rules for questions (bot.nlu.questions); what a fixed phrase decides
does not count. The file keeps the counts and a fingerprint of what they were made from, so that a test can follow it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import yaml

from bot.catalogue import encoder
from bot.dialogue.certainty import FILE
from bot.dialogue.readers.interruptions import is_question
from bot.dialogue.readers.text import plain
from bot.dialogue.understanding import NOT_INTERRUPTING, OTHER_LANGUAGE
from bot.nlu import clauses, featurizer, offline, questions, views
from bot.nlu.behaviour import same
from bot.nlu.certainty import Act, Counted, Rule
from bot.nlu.fingerprint import code_of
from bot.nlu.offline import Judged
from bot.nlu.phrases import Phrases
from bot.nlu.questions import likeliest_question
from bot.nlu.sentences import ROOT, TRAINED, Line, trained_lines

RULES = (
    Rule("waarschijnlijk", "an interruption, where no reader understands the sentence", 0.12),
    Rule("zeer_waarschijnlijk", "an interruption, where a reader has a guess at an answer", 0.05),
    Rule("bij_een_vraag", "a question, which is no answer whatever it is about", 0.2),
    Rule("andere_taal", "another language, where no reader understands the sentence", 0.1),
    Rule("niet_over_hulp", "a question that is surely not about help: no cards are looked for", 0.02),
)
HELP = frozenset({"voorziening_vraag", "situatie"})
MAYBE_ABOUT_HELP = frozenset({"uitleg", "hulp_assistent", "buiten_bereik", OTHER_LANGUAGE, "waarom"})
HEAD = """\
# Hoe zeker genoeg is. Gemaakt door `python -m bot.nlu thresholds` (bot/nlu/thresholds.py); niet met de hand wijzigen.
# Per drempel: hoe vaak het model zo zeker was (per honderdste), en hoe vaak dan fout, bij zinnen die het niet leerde.
"""


@dataclass(frozen=True)
class Guess:
    """What the statistics take a line for, and how sure they are."""

    line: Line
    intent: str
    confidence: float
    asks: bool


def guesses(judged: Judged, phrases: Phrases) -> Iterator[Guess]:
    """As the dialogue gets them; lines that a fixed phrase decides are left out."""
    for line, row in zip(judged.lines, judged.rows):
        if phrases.intent_of(line.text) is None:
            ranking = [(judged.labels[index], float(row[index])) for index in np.argsort(-row)[: offline.RANKED]]
            asks = is_question(plain(line.text))
            best = likeliest_question(ranking) if asks else None
            intent, confidence = best or ranking[0]
            yield Guess(line, intent, confidence, asks)


def acts(name: str, found: Iterable[Guess]) -> Iterator[Act]:
    """The times that this threshold decides."""
    for guess in found:
        if _decides(name, guess):
            about_help = guess.line.intent in HELP
            wrong = about_help if name == "niet_over_hulp" else not same(guess.intent, guess.line.intent)
            yield Act(guess.confidence, wrong)


def _decides(name: str, guess: Guess) -> bool:
    if name == "niet_over_hulp":
        return guess.intent in MAYBE_ABOUT_HELP
    if name == OTHER_LANGUAGE:
        return guess.intent == OTHER_LANGUAGE
    return guess.intent not in NOT_INTERRUPTING and (guess.asks or name != "bij_een_vraag")


def written(found: list[Guess]) -> dict[str, Any]:
    """The data file."""
    counted = {rule.name: Counted.of(acts(rule.name, found)) for rule in RULES}
    return {"gemaakt_van": fingerprint(), "drempels": {rule.name: _entry(rule, counted[rule.name]) for rule in RULES}}


def _entry(rule: Rule, counted: Counted) -> dict[str, Any]:
    return {
        "vanaf": counted.threshold(rule.wrong_at_most),
        "hoogstens_fout": rule.wrong_at_most,
        "keren": list(counted.acts),
        "fout": list(counted.wrong),
    }


def follows(raw: Mapping[str, Any]) -> bool:
    """Whether the thresholds of a file follow from its own counts and the criteria of today."""
    entries = {rule.name: _entry(rule, Counted.read(raw["drempels"][rule.name])) for rule in RULES}
    return dict(raw["drempels"]) == entries


def fingerprint() -> str:
    """Changes with the training sentences, the configuration, the fixed phrases and the arithmetic."""
    digest = hashlib.sha256()
    files = [*sorted(TRAINED.glob("*.yml")), ROOT / "config.yml", ROOT / "data" / "nlu_patronen.yml"]
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    digest.update(code_of(views, featurizer, clauses, encoder, offline, questions).encode())
    return digest.hexdigest()[:16]


def main() -> None:
    """Measure, write and show."""
    phrases = Phrases.load()
    found = [
        guess
        for judged in offline.cross_validated(offline.two_views, trained_lines())
        for guess in guesses(judged, phrases)
    ]
    raw = written(found)
    FILE.write_text(HEAD + yaml.safe_dump(raw, sort_keys=False, default_flow_style=None, width=120), encoding="utf-8")
    for rule in RULES:
        confidence = raw["drempels"][rule.name]["vanaf"]
        print(f"{rule.name:22} {confidence:.2f}  ({rule.about}; wrong in at most {rule.wrong_at_most:.0%})")
