"""``python -m bot.nlu.danger_training``: makes the second opinion on danger (bot.dialogue.safety.second_opinion).

It learns danger and near misses from data/veiligheid/voorbeelden and from the reviewed tables of the tests, never from
what is kept out (tests/dialogue/safety/achtergehouden.yml); and that all that residents ordinarily say, ask and answer
is none. Some sentences it reads once more with other words around them, so that those words come to mean nothing. The
threshold comes from the tables of other hands: each is judged by a model that learned from none of its sentences.
"""

import hashlib
import json
import warnings
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
import yaml
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.dialogue.safety.detection import detect, is_silent
from bot.dialogue.safety.features import features
from bot.dialogue.safety.rules import FOLDER
from bot.dialogue.safety.second_opinion import FILE, ORDINARY, SecondOpinion

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = FOLDER / "voorbeelden"
SAFETY_TESTS = ROOT / "tests" / "dialogue" / "safety"
TABLES = SAFETY_TESTS / "cases"
DIRECT = SAFETY_TESTS / "rechtstreeks.yml"
ANSWERS = ROOT / "tests" / "dialogue" / "readers" / "cases"
SENTENCES = ROOT / "data" / "nlu"
WORDS = ("woorden.yml", "schrijfwijzen.yml", "tikfouten.yml")
"""What the words of a sentence stand for depends on these."""
SINGLE = ("gevaar", "niet_gevaar", "gewoon")
"""Files with only danger or only near misses; the tables beside them hold both."""
AROUND = "omlijsting"
"""No sentences, but words around them."""
OTHER_HANDS = ("partij", "stemmen", "vorige")
"""Tables that were written without looking at the rules."""
ABOUT_DANGER = frozenset({"onveilig", "dreiging"})
"""Questions whose answers are no example of ordinary talk."""
NOT_SAID = frozenset({"nood", "kies"})
"""Intents whose sentences are no example of ordinary talk."""
FALSE_ALARMS = 0.006
"""One in a hundred near misses may alarm at all; the rules take their part of that."""
NEAR_MISS_WEIGHT, DRESSED_WEIGHT = 2.0, 0.5
FOLDS = 2
ITERATIONS = 50
"""More only make it surer of itself."""
KEPT, DRESSED, SAID = 3, 3, 2
"""One in so many of the ordinary sentences, of those that get other words around them, and of the direct ones."""
AT_A_TIME = 500


@dataclass(frozen=True)
class Example:
    """A sentence, its label, whether it is a near miss, the table it is from, and how much it counts."""

    text: str
    label: str
    near: bool = False
    family: str = ""
    weight: float = 1.0


def fingerprint() -> str:
    """Changes with the reviewed sentences and the word lists; those of data/nlu and the readers may move without a new
    training."""
    reviewed = [(example.text, example.label) for example in reviewed_examples()]
    lists = [(FOLDER / name).read_text(encoding="utf-8") for name in WORDS]
    return hashlib.sha256(json.dumps([reviewed, lists]).encode()).hexdigest()[:16]


def reviewed_examples() -> list[Example]:
    """Danger and near misses, each once, in the order of the files."""
    files = [folder / f"{name}.yml" for name in SINGLE for folder in (EXAMPLES, TABLES)]
    others = (file for folder in (EXAMPLES, TABLES) for file in sorted(folder.glob("*.yml")))
    tables = [file for file in others if file.stem not in (*SINGLE, AROUND)]
    return _once(example for file in (*files, *tables) if file.exists() for example in _examples(file))


def all_examples() -> list[Example]:
    """The reviewed ones, some also dressed in other words, what is said directly, and what residents ordinarily say."""
    reviewed = reviewed_examples()
    said = [text for text in (*_answers(), *_messages()) if _one_in(KEPT, text)]
    ordinary = [Example(text, ORDINARY) for text in said if not any(signal.sure for signal in detect(text))]
    return _once([*reviewed, *_direct(), *ordinary, *_dressed(reviewed)])


def train(examples: list[Example]) -> SecondOpinion:
    """Fit on all; the threshold comes from tables that a model did not learn from."""
    rows = _rows(examples)
    model = _fit(rows, examples)
    labels = tuple(str(label) for label in model.classes_)
    weights, bias = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    return SecondOpinion(labels, weights, bias, threshold(examples, unseen(rows, examples)), fingerprint())


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


def threshold(examples: list[Example], danger: npt.NDArray[np.float64]) -> float:
    """Just above what all but ``FALSE_ALARMS`` of the near misses of other hands get, where the rules are silent."""
    judged = [(example, chance) for example, chance in zip(examples, danger) if example.near and not np.isnan(chance)]
    heard = sorted((chance for example, chance in judged if is_silent(example.text)), reverse=True)
    return float(heard[int(FALSE_ALARMS * len(judged))]) + 1e-6


def _fit(rows: Any, examples: list[Example]) -> LogisticRegression:
    weights = [example.weight * (NEAR_MISS_WEIGHT if example.near else 1.0) for example in examples]
    labels = [example.label for example in examples]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return LogisticRegression(max_iter=ITERATIONS, random_state=0).fit(rows, labels, sample_weight=weights)


def _rows(examples: list[Example]) -> Any:
    texts = [example.text for example in examples]
    parts = [texts[start : start + AT_A_TIME] for start in range(0, len(texts), AT_A_TIME)]
    return sparse.vstack([sparse.csr_matrix(features(part)) for part in parts]).tocsr()


def _examples(file: Path) -> Iterator[Example]:
    """The sentences of one file; a file of one sort gives no family."""
    family = "" if file.stem in SINGLE else file.stem
    for kind, sentences in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        near = kind == ORDINARY or file.stem in ("niet_gevaar", "gewoon")
        for raw in sentences:
            if not _held_out(raw):
                yield Example(_text(raw), ORDINARY if near else kind, near, family)


def _direct() -> Iterator[Example]:
    """Part of what is said without detours; the rules know which kind it is."""
    for parts in yaml.safe_load(DIRECT.read_text(encoding="utf-8")).values():
        said = (" ".join(filter(None, words)) for words in product(*parts))
        yield from (Example(text, detect(text)[0].alarm) for text in said if _one_in(SAID, text))


def _dressed(examples: list[Example]) -> Iterator[Example]:
    """Part of the sentences with other words before or after them."""
    around = yaml.safe_load((EXAMPLES / f"{AROUND}.yml").read_text(encoding="utf-8"))
    for example in examples:
        number, chosen = divmod(_number(example.text), DRESSED)
        if chosen == 0:
            yield replace(example, text=_with_words(example.text, around, number), weight=DRESSED_WEIGHT)


def _with_words(text: str, around: dict[str, list[str]], number: int) -> str:
    before, after = around["voor"], around["na"]
    if number % 2:
        return f"{before[number % len(before)]} {text}"
    return text.rstrip(".") + after[number % len(after)]


def _one_in(share: int, text: str) -> bool:
    return _number(text) % share == 0


def _number(text: str) -> int:
    """The same number for the same text in every run."""
    return zlib.crc32(text.encode())


def _text(raw: Any) -> str:
    return str(raw["tekst"] if isinstance(raw, dict) else raw)


def _held_out(raw: Any) -> bool:
    return isinstance(raw, dict) and bool(raw.get("achtergehouden"))


def _answers() -> Iterator[str]:
    for file in sorted(ANSWERS.glob("*.yml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8")) or []
        if file.stem not in ABOUT_DANGER:
            yield from (_text(case) for case in cases if "tekst" in case and not _held_out(case))


def _messages() -> Iterator[str]:
    for file in sorted(SENTENCES.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] not in NOT_SAID:
                yield from (line.removeprefix("- ") for line in block["examples"].splitlines())


def _once(examples: Iterable[Example]) -> list[Example]:
    """Each sentence once; the first time counts."""
    return list({example.text.casefold(): example for example in reversed([*examples])}.values())[::-1]


if __name__ == "__main__":
    opinion = train(all_examples())
    opinion.save(FILE)
    print(f"{FILE.relative_to(ROOT)}: {len(opinion.labels)} labels, threshold {opinion.threshold:.3f}")
