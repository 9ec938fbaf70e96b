"""``python -m bot.nlu.guess_training``: makes the guess at an answer that no reader is sure of (bot.dialogue.guess).

It learns from the tables of the readers and from answers of other hands (data/lezers/antwoorden), not from what is
kept out. What is no answer it learns from what residents say in between (data/nlu) and from danger
(data/veiligheid/voorbeelden), which to some questions is an answer.
"""

import hashlib
import json
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.dialogue.guess import FILE, NO_ANSWER, as_label
from bot.dialogue.readers.choices import CHOICE_FIELDS
from bot.dialogue.safety.features import COLUMNS, Row, Signs, signs
from bot.dialogue.safety.second_opinion import SecondOpinion
from bot.nlu.danger_examples import ANSWERS, OTHER_HANDS, SENTENCES, reviewed_examples
from bot.nlu.regression import record, rows

GUESSED = (
    *CHOICE_FIELDS,
    *("huishouden", "mantelzorg_voor", "vermogen_boven_grens", "kostendelers", "dreiging", "achterstanden"),
)
"""The questions with few enough answers."""
NOT_SAID = ("weet_niet", "zeg_niet", "geen_antwoord")
MAY_ANSWER = frozenset({"antwoord", "bevestig", "ontken", "verder", "situatie", "nood", "kies", "start"})
"""Intents of what may be an answer too; all others people say instead of one."""
SAYS_SO = {
    "onveilig": dict.fromkeys(
        ("huiselijk_geweld", "kindermishandeling", "ouderenmishandeling", "onveilig_thuis"), json.dumps(True)
    ),
    "somber": {"suicide": json.dumps(True)},
    "belasting": {"mantelzorger_op": json.dumps("overbelast")},
    "dreiging": {kind: json.dumps([kind]) for kind in ("huisuitzetting", "afsluiting", "zorgverzekering")},
}
"""What a sentence of that kind of danger answers to these questions; to all others it is no answer."""
EACH, OF_DANGER, OF_ITS_KIND = 700, 300, 80
"""Sentences for each question: of what is said in between, of danger, and of each kind that is an answer to it."""
FEWEST, OFTEN = 3, 3
"""Times that an answer, and a sign, must have been given: what is rarer cannot be learned, and makes the file big."""
NEGLIGIBLE = 0.01
"""A weight below it counts as none: nine of ten are, no answer of a kept-out hand changes, and the file is a third of
what it was."""
STRENGTH, ITERATIONS = 1.5, 200
"""How closely it follows its examples (scikit-learn's C): 1 is less sure of what it gets right."""
TINY = 1e-3
"""Added to what a sentence has in common with itself (some 60): rows that are the same stay apart."""
Examples = list[tuple[str, str]]
Weights = tuple[Any, Any, Any]


def fingerprint() -> str:
    """Changes with the answers; what is said in between may move without a new training."""
    return hashlib.sha256(json.dumps({field: answers(field) for field in GUESSED}).encode()).hexdigest()[:16]


def answers(field: str) -> Examples:
    """What was said to that question and its label: the value as JSON, or that it is no answer."""
    cases = yaml.load((ANSWERS / f"{field}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    tuned = [(case["tekst"], _label(case)) for case in cases if not case.get("achtergehouden") and "bij" not in case]
    others = [said for file in sorted(OTHER_HANDS.glob("*.yml")) for said in _of_other_hands(file, field)]
    return list(dict(tuned + others).items())


def _label(case: dict[str, Any]) -> str:
    return as_label(case["waarde"]) if "waarde" in case else NO_ANSWER


def _of_other_hands(file: Path, field: str) -> Iterator[tuple[str, str]]:
    for text, meant in _hand(file).get(field, {}).items():
        yield str(text), NO_ANSWER if meant in NOT_SAID else as_label(meant)


@cache
def _hand(file: Path) -> dict[str, dict[Any, Any]]:
    return dict(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))


def said_between() -> list[str]:
    """Sentences that answer no question, in an order that does not follow their intents."""
    found = [
        line.removeprefix("- ")
        for file in sorted(SENTENCES.glob("*.yml"))
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        if block["intent"] not in MAY_ANSWER
        for line in block["examples"].splitlines()
    ]
    return sorted(found, key=_order)


def _order(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def danger(field: str) -> Examples:
    """Sentences of danger, and what each answers to that question."""
    kinds = SAYS_SO.get(field, {})
    found = sorted(_danger(), key=lambda row: _order(row[0]))
    own = [[(text, kinds[kind]) for text, kind in found if kind == one][:OF_ITS_KIND] for one in kinds]
    other = [(text, NO_ANSWER) for text, kind in found if kind not in kinds]
    return [*(said for rows in own for said in rows), *other[: 0 if kinds else OF_DANGER]]


@cache
def _danger() -> tuple[tuple[str, str], ...]:
    return tuple((example.text, example.label) for example in reviewed_examples() if example.direct)


def train() -> SecondOpinion:
    """One regression for each question, side by side."""
    between = [(text, NO_ANSWER) for text in said_between()[:EACH]]
    examples = {field: _often_enough([*answers(field), *between, *danger(field)]) for field in GUESSED}
    texts = list(dict.fromkeys(text for said in examples.values() for text, _ in said))
    found = [signs(text) for text in texts]
    rarity = _seen_often(found)
    learned, place = rows(texts, found, rarity), {text: number for number, text in enumerate(texts)}
    models = {field: _fit(learned[[place[text] for text, _ in said]], said) for field, said in examples.items()}
    labels = [f"{field}={label}" for field, (learnt, _, _) in models.items() for label in learnt]
    weights, bias = (np.vstack(parts) for parts in zip(*((table, ones) for _, table, ones in models.values())))
    kept = np.where(np.abs(weights) < NEGLIGIBLE, 0.0, weights)
    return record(labels, kept, bias[:, 0], rarity, fingerprint())


def _often_enough(said: Examples) -> Examples:
    times = Counter(label for _, label in said)
    return [(text, label) for text, label in said if times[label] >= FEWEST]


def _fit(learned: Any, said: Examples) -> Weights:
    """A row of weights and a bias for each label.

    There are far fewer sentences than signs, and no weight lies outside what the sentences span: the regression learns
    from what they have in common, which takes seconds instead of minutes and comes to the same.
    """
    lower = np.linalg.cholesky((learned @ learned.T).toarray().astype(np.float64) + TINY * np.eye(learned.shape[0]))
    model = _regression(lower, [label for _, label in said])
    coefficients, bias = _for_each_label(model)
    return model.classes_, (learned.T @ np.linalg.solve(lower.T, coefficients.T)).T, bias


def _regression(lower: Any, labels: list[str]) -> LogisticRegression:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return LogisticRegression(C=STRENGTH, max_iter=ITERATIONS, random_state=0).fit(lower, labels)


def _for_each_label(model: LogisticRegression) -> tuple[Any, Any]:
    """Weights and bias of each label; of two labels the regression has those of the second against the first."""
    found = (model.coef_, model.intercept_[:, None])
    first, second = (part if len(part) > 1 else np.vstack([np.zeros_like(part), part]) for part in found)
    return first, second


def _seen_often(found: list[Signs]) -> Row:
    """1 for each sign that was in enough sentences."""
    columns = np.concatenate([one.columns for one in found])
    return (np.bincount(columns, minlength=COLUMNS) >= OFTEN).astype(np.float32)


def main() -> None:
    """Makes the guess and stores it."""
    made = train()
    made.save(FILE)
    print(f"{FILE.name}: {len(made.labels)} labels, {len(made.signs)} signs")


if __name__ == "__main__":
    main()
