"""``python -m bot.nlu.danger_training``: makes the second opinion on danger (bot.dialogue.safety.second_opinion).

It learns from all of ``danger_examples``. The limits (``danger_limits``) come from the tables of other hands: each is
judged by a model that learned from none of its sentences.
"""

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.dialogue.safety import limits
from bot.dialogue.safety.features import COLUMNS, Row, Signs, signs
from bot.dialogue.safety.second_opinion import FILE, ORDINARY, SecondOpinion
from bot.nlu import danger_limits
from bot.nlu.danger_examples import Example, all_examples, fingerprint
from bot.nlu.regression import record, rows

OTHER_HANDS = ("partij", "stemmen", "vorige")
"""Tables that were written without looking at the rules."""
NEAR_MISS_WEIGHT = 2.0
FOLDS = 3
ITERATIONS = 50
"""More only make it surer of itself."""


def train(examples: list[Example]) -> tuple[SecondOpinion, npt.NDArray[np.float64]]:
    """The opinion fit on all, and ``unseen`` of the same rows."""
    found = [signs(example.text) for example in examples]
    rarity = rarity_of(found)
    learned = rows([example.text for example in examples], found, rarity)
    model = _fit(learned, examples)
    opinion = record([str(label) for label in model.classes_], model.coef_, model.intercept_, rarity, fingerprint())
    return opinion, unseen(learned, examples)


def rarity_of(found: list[Signs]) -> Row:
    """How much each sign counts: more when it is rarer, nothing when it was in one sentence only."""
    sentences = np.bincount(np.concatenate([one.columns for one in found]), minlength=COLUMNS)
    return np.where(sentences > 1, np.log((len(found) + 1) / (sentences + 1)) + 1, 0).astype(np.float32)


def unseen(rows: Any, examples: list[Example]) -> npt.NDArray[np.float64]:
    """The probability of danger of each sentence of another hand, by a model that learned from no sentence of its
    table; not a number for the others."""
    danger = np.full(len(examples), np.nan)
    families = sorted({example.family for example in examples if example.family.startswith(OTHER_HANDS)})
    for fold in range(FOLDS):
        asked = np.array([example.family in families[fold::FOLDS] for example in examples])
        if asked.any():
            model = _fit(rows[~asked], [example for example, left in zip(examples, asked) if not left])
            danger[asked] = 1.0 - model.predict_proba(rows[asked])[:, list(model.classes_).index(ORDINARY)]
    return danger


def _fit(rows: Any, examples: list[Example]) -> LogisticRegression:
    weights = [example.weight * (NEAR_MISS_WEIGHT if example.near else 1.0) for example in examples]
    labels = [example.label for example in examples]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return LogisticRegression(max_iter=ITERATIONS, random_state=0).fit(rows, labels, sample_weight=weights)


def main() -> None:
    """Makes the opinion and its limits, and stores both."""
    examples = all_examples()
    opinion, danger = train(examples)
    opinion.save(FILE)
    danger_limits.write(danger_limits.judged(examples, danger), opinion.made_from)
    print(f"{FILE.name}: {len(opinion.labels)} labels, {len(opinion.signs)} signs")
    print(limits.FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
