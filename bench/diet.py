"""Rasa's own DIETClassifier as a candidate, small enough to finish: trained once, its row kept until the data change.

Small: no transformer layer, intents only, at most 6,000 pieces of words. Trained and asked by Rasa itself, without
cross-validation: that is a training more for each fold. The row stands in bench/results/diet.json with a fingerprint of
the sentences and of the configuration. Run alone: ``python -m bench.diet``, minutes of one processor.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import yaml

from bench.calibration import Calibration, best_temperature, tempered, tempered_by_halves
from bench.memory import in_fresh_process, resident
from bench.nlu_candidates import Costs, Measured, Scores, Sets, read_sets, scored, truth_of
from bot.nlu.offline import Judged
from bot.nlu.sentences import ROOT, Line
from bot.nlu.views import Array

ROW = ROOT / "bench" / "results" / "diet.json"
NAME = "pieces of words → DIETClassifier, small"
DIET: dict[str, Any] = {
    "name": "DIETClassifier",
    "epochs": 20,
    "number_of_transformer_layers": 0,
    "hidden_layers_sizes": {"text": [256], "label": []},
    "entity_recognition": False,
    "batch_size": 256,
    "constrain_similarities": True,
    "evaluate_on_number_of_examples": 0,
    "ranking_length": 0,
    "random_seed": 1,
}
CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "assistant_id": "diet",
    "language": "nl",
    "pipeline": [
        {"name": "bot.nlu.tokenizer.DutchTokenizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 4, "max_features": 6000},
        DIET,
    ],
}
SIZE = f"no transformer layer, one hidden layer of 256, 6,000 pieces of words, {DIET['epochs']} epochs"

Ranking = Mapping[str, float]
"""Every intent with its confidence."""


def row(sets: Sets, kept: Path = ROW) -> Measured:
    """The kept row, or a new one when anything that it was made from changed."""
    made_from = fingerprint(CONFIG, sets)
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    if found.get("made_from") == made_from:
        return row_of(found["row"])
    measured = _measure(sets)
    kept.write_text(json.dumps({"made_from": made_from, "row": asdict(measured)}, indent=1) + "\n", encoding="utf-8")
    return measured


def fingerprint(config: Mapping[str, Any], sets: Sets) -> str:
    """Of the configuration, of the sentences learned from and of those asked."""
    lines = [[astuple(line) for line in part] for part in (sets.known, sets.held, sets.near)]
    return hashlib.sha256(json.dumps([config, lines], sort_keys=True).encode()).hexdigest()[:16]


def scores(sets: Sets, rankings: Sequence[Ranking]) -> Scores:
    """From what DIET says of the held-out sentences and then of the near ones."""
    labels = tuple(sorted({intent for ranking in rankings for intent in ranking}))
    rows = np.array([_probabilities(ranking, labels) for ranking in rankings])
    held = Judged(tuple(sets.held), labels, rows[: len(sets.held)])
    right = truth_of(held)
    near = tempered(rows[len(sets.held) :], best_temperature(held.rows, right))
    return scored(held, tempered_by_halves(held.rows, right), near)


def _probabilities(ranking: Ranking, labels: Sequence[str]) -> Array:
    """DIET's similarities may leave a sum that is not 1."""
    found = np.array([ranking.get(label, 0.0) for label in labels])
    return np.asarray(found / found.sum())


def row_of(row: dict[str, Any]) -> Measured:
    """As it was kept."""
    said, costs = row["scores"], Costs(**row["costs"])
    calibrations = {part: Calibration(**said[part]) for part in ("before", "after")}
    return Measured(row["name"], row["inside"], Scores(**{**said, **calibrations}), costs)


def _measure(sets: Sets) -> Measured:
    with TemporaryDirectory() as folder:
        seconds = in_fresh_process(_train, sets.known, Path(folder))
        texts = [line.text for line in (*sets.held, *sets.near)]
        rankings, took, size = in_fresh_process(asked, Path(folder) / "diet.tar.gz", texts)
    return Measured(NAME, None, scores(sets, rankings), Costs(seconds, took, size))


def _train(known: Sequence[Line], folder: Path) -> float:
    """Leaves diet.tar.gz in the folder; gives the seconds of processor time."""
    from rasa.model_training import train_nlu  # loading TensorFlow takes seconds: only when there is no kept row

    config, data = folder / "config.yml", folder / "nlu.yml"
    config.write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
    data.write_text(as_rasa(known), encoding="utf-8")
    began = time.process_time()
    if train_nlu(str(config), str(data), str(folder), fixed_model_name="diet") is None:
        raise RuntimeError("rasa trained no model")
    return time.process_time() - began


def as_rasa(lines: Sequence[Line]) -> str:
    """A file of training sentences in Rasa's form."""
    texts: dict[str, str] = {}
    for line in lines:
        texts[line.intent] = f"{texts.get(line.intent, '')}- {line.text}\n"
    blocks = [{"intent": intent, "examples": examples} for intent, examples in texts.items()]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True)


def asked(model: Path, texts: Sequence[str]) -> tuple[list[Ranking], float, float]:
    """What it says of each text, milliseconds a text, and megabytes that it adds to a process with Rasa."""
    from rasa.core.agent import Agent  # the same

    async def ask() -> tuple[list[Ranking], float, float]:
        before = resident()
        agent = Agent.load(str(model))
        await agent.parse_message("hallo")
        size, began = resident() - before, time.process_time()
        parsed = [await agent.parse_message(text) for text in texts]
        took = (time.process_time() - began) / len(texts) * 1000
        return [_ranking(result) for result in parsed], took, size

    return asyncio.run(ask())


def _ranking(parsed: dict[str, Any]) -> Ranking:
    return {each["name"]: each["confidence"] for each in parsed["intent_ranking"]}


if __name__ == "__main__":
    print(row(read_sets()))
