"""``python -m bot.launch.third``: a third of the training sentences, always the same ones, for Rasa's own report.

Rasa asks its model one sentence after the other: all of them take minutes. Which third follows from the sentence alone,
so that a report compares with the one before.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from bot.launch.model import ROOT

TRAINED = ROOT / "data" / "nlu"
FILE = ROOT / "results" / "derde.yml"
PARTS = 3


def is_taken(sentence: str) -> bool:
    """The same answer for the same sentence, always."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % PARTS == 0


def third(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rasa's blocks with only the sentences that are taken; a block without any is left out."""
    for block in blocks:
        taken = [line for line in _lines(block) if is_taken(line.removeprefix("- "))]
        if taken:
            yield {"intent": block["intent"], "examples": "".join(f"{line}\n" for line in taken)}


def main() -> None:
    """Write the file, and say how much of the whole it is."""
    files = sorted(TRAINED.glob("*.yml"))
    blocks = [block for file in files for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]]
    taken = list(third(blocks))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(yaml.safe_dump({"version": "3.1", "nlu": taken}, allow_unicode=True), encoding="utf-8")
    print(f"{_count(taken)} of {_count(blocks)} training sentences, always the same ones, in {FILE.relative_to(ROOT)}")


def _lines(block: dict[str, Any]) -> list[str]:
    return [str(line) for line in block["examples"].splitlines()]


def _count(blocks: Iterable[dict[str, Any]]) -> int:
    return sum(len(_lines(block)) for block in blocks)


if __name__ == "__main__":
    main()
