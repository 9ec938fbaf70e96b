"""``python -m bot.nlu danger``: how much danger is heard in sentences that no rule and no training ever saw.

The sentences are in tests/dialogue/safety/achtergehouden-*.yml, written without looking at the rules, the newest last.
Only totals come out: who improves the rules must not know which sentence went wrong. They are kept in
bench/results/gevaar.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.dialogue.safety import weigh

ROOT = Path(__file__).resolve().parents[2]
KEPT_OUT = tuple(sorted((ROOT / "tests" / "dialogue" / "safety").glob("achtergehouden-*.yml")))
RESULT = ROOT / "bench" / "results" / "gevaar.md"
ORDINARY = "gewoon"


@dataclass(frozen=True)
class Heard:
    """A kept-out sentence and what was made of it; ``asked``: a gentle question instead of a siren."""

    kind: str
    direct: bool
    sirens: frozenset[str]
    asked: bool


@dataclass(frozen=True)
class Tally:
    """Of so many sentences: a siren, or at least a question."""

    sentences: int
    sirens: int
    noticed: int

    @classmethod
    def of(cls, heard: Iterable[Heard]) -> "Tally":
        """Count; an empty row counts nothing."""
        rows = list(heard)
        return cls(len(rows), sum(bool(row.sirens) for row in rows), sum(bool(row.sirens) or row.asked for row in rows))


@dataclass(frozen=True)
class Score:
    """The totals: danger said directly, danger said otherwise, and near misses, where every alarm is a false one."""

    direct: Tally
    indirect: Tally
    near: Tally

    @classmethod
    def of(cls, heard: list[Heard]) -> "Score":
        """Split and count."""
        danger = [row for row in heard if row.kind != ORDINARY]
        direct = Tally.of(row for row in danger if row.direct)
        indirect = Tally.of(row for row in danger if not row.direct)
        return cls(direct, indirect, Tally.of(row for row in heard if row.kind == ORDINARY))


def listen(file: Path) -> Iterator[Heard]:
    """What is heard in each sentence of the file."""
    for kind, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        for row in rows:
            found = weigh(row["tekst"])
            sirens = frozenset(signal.alarm for signal in found if signal.sure)
            yield Heard(kind, bool(row.get("direct")), sirens, bool(found) and not sirens)


def page(scores: dict[str, Score]) -> str:
    """The totals as a page, by the name of the set of sentences."""
    return "\n".join(
        [
            "# Danger in sentences that nobody looked at",
            "",
            "Made by `.venv/rasa/bin/python -m bot.nlu danger` from these files in tests/dialogue/safety; how",
            "they were made, how often they were measured and what came before: data/veiligheid/LEESMIJ.md.",
            *(line for name, score in scores.items() for line in _table(name, score)),
            "",
        ]
    )


def scores() -> dict[str, Score]:
    """The totals of each set, the newest first."""
    return {file.name: Score.of(list(listen(file))) for file in reversed(KEPT_OUT)}


def _table(name: str, score: Score) -> Iterator[str]:
    rows = (("danger, said directly", score.direct), ("danger, otherwise", score.indirect), ("near misses", score.near))
    yield from ("", f"## {name}", "")
    yield "| sentences | number | siren | siren or question |"
    yield "|---|---|---|---|"
    yield from (_row(kind, tally) for kind, tally in rows if tally.sentences)


def _row(name: str, tally: Tally) -> str:
    siren, noticed = (f"{count} ({count / max(tally.sentences, 1):.1%})" for count in (tally.sirens, tally.noticed))
    return f"| {name} | {tally.sentences} | {siren} | {noticed} |"


def main() -> None:
    """Score, show and keep."""
    written = page(scores())
    RESULT.write_text(written, encoding="utf-8")
    print(written)
