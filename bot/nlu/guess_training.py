"""``python -m bot.nlu.guess_training``: makes the guess at an answer that no reader understands (bot.dialogue.guess).

It learns from the tables of the readers and from answers of other hands (data/lezers/antwoorden), not from what is
kept out; what is no answer it learns from what residents say in between (data/nlu).
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.dialogue.guess import FILE, NO_ANSWER
from bot.dialogue.readers.choices import CHOICE_FIELDS
from bot.dialogue.safety.features import COLUMNS, Row, signs
from bot.dialogue.safety.second_opinion import SecondOpinion
from bot.nlu.danger_examples import ANSWERS, SENTENCES
from bot.nlu.regression import record, rows

OTHER_HANDS = FILE.parent / "antwoorden"
NOT_SAID = ("weet_niet", "zeg_niet", "geen_antwoord")
BETWEEN = frozenset({"waarom", "uitleg", "hoe_lang", "privacy", "boos", "buiten_bereik", "mens", "voorziening_vraag"})
"""Intents of what people say instead of an answer."""
EACH = 150
"""Sentences of these for each question."""
ITERATIONS = 200
Examples = list[tuple[str, str]]


def fingerprint() -> str:
    """Changes with the answers; what is said in between may move without a new training."""
    return hashlib.sha256(json.dumps({field: answers(field) for field in CHOICE_FIELDS}).encode()).hexdigest()[:16]


def answers(field: str) -> Examples:
    """What was said to that question and its label: the value as JSON, or that it is no answer."""
    cases = yaml.safe_load((ANSWERS / f"{field}.yml").read_text(encoding="utf-8"))
    tuned = [(case["tekst"], _label(case)) for case in cases if not case.get("achtergehouden")]
    files = sorted(OTHER_HANDS.glob("*.yml"))
    others = [said for file in files for said in _of_other_hands(file, field)]
    return list(dict(tuned + others).items())


def _label(case: dict[str, Any]) -> str:
    return json.dumps(case["waarde"]) if "waarde" in case else NO_ANSWER


def _of_other_hands(file: Path, field: str) -> Iterator[tuple[str, str]]:
    for text, meant in yaml.safe_load(file.read_text(encoding="utf-8")).get(field, {}).items():
        yield str(text), NO_ANSWER if meant in NOT_SAID else json.dumps(meant)


def said_between() -> list[str]:
    """Sentences that answer no question, in an order that does not follow their intents."""
    found = [
        line.removeprefix("- ")
        for file in sorted(SENTENCES.glob("*.yml"))
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        if block["intent"] in BETWEEN
        for line in block["examples"].splitlines()
    ]
    return sorted(found, key=lambda text: hashlib.sha256(text.encode()).digest())


def train() -> SecondOpinion:
    """One regression for each question, side by side."""
    between = [(text, NO_ANSWER) for text in said_between()[:EACH]]
    examples = {field: [*answers(field), *between] for field in CHOICE_FIELDS}
    rarity = _seen_twice([text for said in examples.values() for text, _ in said])
    models = {field: _fit(said, rarity) for field, said in examples.items()}
    labels = [f"{field}={label}" for field, model in models.items() for label in model.classes_]
    weights, bias = (np.vstack(parts) for parts in zip(*map(_for_each_label, models.values())))
    return record(labels, weights, bias[:, 0], rarity, fingerprint())


def _fit(said: Examples, rarity: Row) -> LogisticRegression:
    texts = [text for text, _ in said]
    model = LogisticRegression(max_iter=ITERATIONS, random_state=0)
    return model.fit(rows(texts, [signs(text) for text in texts], rarity), [label for _, label in said])


def _for_each_label(model: LogisticRegression) -> tuple[Any, Any]:
    """Weights and bias of each label; of two labels the regression has those of the second against the first."""
    found = (model.coef_, model.intercept_[:, None])
    first, second = (part if len(part) > 1 else np.vstack([np.zeros_like(part), part]) for part in found)
    return first, second


def _seen_twice(texts: list[str]) -> Row:
    """1 for each sign that was in more than one sentence: the others would only make the file big."""
    columns = np.concatenate([signs(text).columns for text in dict.fromkeys(texts)])
    return (np.bincount(columns, minlength=COLUMNS) > 1).astype(np.float32)


def main() -> None:
    """Makes the guess and stores it."""
    made = train()
    made.save(FILE)
    print(f"{FILE.name}: {len(made.labels)} labels, {len(made.signs)} signs")


if __name__ == "__main__":
    main()
