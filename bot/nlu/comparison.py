"""Two models on the same held-out sentences: which intents got better, and which worse."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Judged:
    """A held-out sentence: what it is, and what the old and the new model take it for. Its text stays out of sight."""

    intent: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """Of the sentences of one intent, how many each model knows."""

    intent: str
    sentences: int
    before: int
    after: int

    def __str__(self) -> str:
        return f"{self.intent:22}{self.sentences:4}  {self.before:4} -> {self.after:4}  {self.after - self.before:+d}"


def changes(judged: Sequence[Judged]) -> Iterator[Change]:
    """A line for each intent that got better or worse, the worst first."""
    total = Counter(each.intent for each in judged)
    before = Counter(each.intent for each in judged if each.before == each.intent)
    after = Counter(each.intent for each in judged if each.after == each.intent)
    found = [Change(name, total[name], before[name], after[name]) for name in sorted(total)]
    yield from sorted((each for each in found if each.before != each.after), key=lambda each: each.after - each.before)


def report(judged: Sequence[Judged]) -> Iterator[str]:
    """The whole comparison in lines."""
    before = sum(each.before == each.intent for each in judged)
    after = sum(each.after == each.intent for each in judged)
    yield f"Held out, {len(judged)} sentences: {before} -> {after} right ({after - before:+d})."
    rows = list(changes(judged))
    yield from (str(row) for row in rows)
    if not rows:
        yield "No intent got better or worse."
