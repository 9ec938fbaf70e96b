"""The training data and the held-out set: enough of both, and nothing in two places."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MANY = {"antwoord": 150, "voorziening_vraag": 150, "situatie": 150, "buiten_bereik": 150}
FEW = {"nood": 20, "twijfel": 10, "start": 15, "verder": 15, "overdracht": 15, "kies": 1}
"""``nood`` and ``twijfel`` come from rules; the other three stand behind buttons."""

Lines = list[tuple[str, str]]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) or text.strip()


def test_every_intent_has_enough_sentences(trained: Lines) -> None:
    counts = Counter(intent for _, intent in trained)
    poor = {intent: count for intent, count in counts.items() if count < MANY.get(intent, FEW.get(intent, 80))}
    assert poor == {}


def test_the_domain_knows_every_intent(trained: Lines, held_out: Lines) -> None:
    domain = yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert {intent for _, intent in [*trained, *held_out]} <= set(domain["intents"])


def test_no_sentence_has_two_intents(trained: Lines) -> None:
    meant: dict[str, set[str]] = {}
    for text, intent in trained:
        meant.setdefault(_words(text), set()).add(intent)
    assert {text: intents for text, intents in meant.items() if len(intents) > 1} == {}


def test_the_held_out_set_is_large_and_of_many_registers(held_out: Lines) -> None:
    blocks = yaml.load((ROOT / "tests" / "nlu" / "achtergehouden.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
        "nlu"
    ]
    assert len(held_out) >= 800
    assert len({block["metadata"]["register"] for block in blocks}) >= 10
    assert min(Counter(intent for _, intent in held_out).values()) >= 10


def test_no_held_out_sentence_is_trained_on(trained: Lines, held_out: Lines) -> None:
    known = {_words(text) for text, _ in trained}
    assert [text for text, _ in held_out if _words(text) in known] == []


@pytest.mark.parametrize("name", ["acuut.tsv", "niet_acuut.tsv", "vragen.tsv", "interrupties.yml", "personas.yml"])
def test_the_acceptance_sample_is_not_trained_on(trained: Lines, name: str) -> None:
    sample = ROOT.parent / "shared" / "acceptatie" / name
    if not sample.exists():
        pytest.skip("the acceptance sample is not beside this checkout")
    said = _words(sample.read_text(encoding="utf-8"))
    copied = [text for text, _ in trained if len(_words(text).split()) >= 5 and _words(text) in said]
    assert copied == []
