"""How often the readers take an answer as it was meant, beside a form that takes only its own words; writes
bench/results/lezers.md.

The answers stand in tests/dialogue/readers/onbekeken.yml: one half written first and never tuned on. Those of
onbekeken-2.yml and onbekeken-3.yml are of other hands: nothing was tuned on them or learned from them.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.library import DATA
from bot.dialogue.guess import second_thoughts
from bot.dialogue.questions import MUNICIPALITY, Questionnaire
from bot.dialogue.readers import Context, Kind, Reading, read
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, REFUSED, UNKNOWN, value
from bot.selfcheck.answers import FIELDS, FieldKind

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results" / "lezers.md"
ANSWERS = ROOT / "tests" / "dialogue" / "readers" / "onbekeken.yml"
OTHER_HANDS = (ANSWERS.with_name("onbekeken-2.yml"), ANSWERS.with_name("onbekeken-3.yml"))
HELD_OUT, FREE = "achtergehouden", "vrij"
CONTEXT = Context(date(2026, 11, 22), {}, "leiden")
KINDS = {"weet_niet": Kind.UNKNOWN, "zeg_niet": Kind.REFUSED, "geen_antwoord": Kind.NOT_UNDERSTOOD}
ASKING = "vraagt "
A_CENT = 0.011
Reader = Callable[[str, str], Reading]


@dataclass(frozen=True)
class Said:
    """What somebody wrote when this field was asked, and what was meant (as in the file)."""

    field: str
    part: str
    text: str
    meant: Any

    def is_read_by(self, reader: Reader) -> bool:
        """Whether the reader takes it as it was meant."""
        reading = reader(self.field, self.text)
        if isinstance(self.meant, str) and self.meant.startswith(ASKING):
            return reading.kind is Kind.NOT_UNDERSTOOD and reading.ask == self.meant.removeprefix(ASKING)
        kind = KINDS.get(self.meant, Kind.VALUE) if isinstance(self.meant, str) else Kind.VALUE
        if kind is not Kind.VALUE or reading.kind is not Kind.VALUE:
            return reading.kind is kind
        return any(_same(meant, reading.value) for meant in self._readings)

    @property
    def _readings(self) -> list[Any]:
        """All readings that are right; of a field that is no list the file may name more."""
        is_list = self.field in FIELDS and FIELDS[self.field].kind in (FieldKind.LIST, FieldKind.AGES)
        return self.meant if isinstance(self.meant, list) and not is_list else [self.meant]


def load_said() -> list[Said]:
    """All answers of the file."""
    raw = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
    return [
        Said(field, part, text, meant)
        for field, parts in raw.items()
        for part, answers in parts.items()
        for text, meant in answers.items()
    ]


def of_other_hands() -> list[Said]:
    """All answers that nothing was tuned on or learned from."""
    hands = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in OTHER_HANDS]
    fields = dict.fromkeys(field for hand in hands for field in hand)
    said = [(field, text, meant) for field in fields for hand in hands for text, meant in hand.get(field, {}).items()]
    return [Said(field, HELD_OUT, str(text), meant) for field, text, meant in said]


def with_guess(field: str, text: str) -> Reading:
    """The same, with a guess where the reader is not sure."""
    return second_thoughts(field, text, our_reader(field, text))


def our_reader(field: str, text: str) -> Reading:
    """The reader of the open question."""
    return read(field, text, CONTEXT)


def plain_form() -> Reader:
    """A form that takes a whole number and the words on its own buttons, and nothing else."""
    questions = Questionnaire.load(DATA).questions
    skips = {"weet ik niet": UNKNOWN, "zeg ik liever niet": REFUSED}

    def taken(field: str, text: str) -> Reading:
        said = text.casefold().strip(" .!")
        options = {option.title.casefold(): option.value for option in questions[field].options}
        several = questions[field].nothing_title
        if said in options:
            return value([options[said]] if several else options[said])
        if several and said == several.casefold():
            return value([])
        return value(int(said)) if said.isdigit() and field != MUNICIPALITY else skips.get(said, NOT_UNDERSTOOD)

    return taken


def share(said: list[Said], reader: Reader) -> float:
    """How many of them are read as meant."""
    return sum(each.is_read_by(reader) for each in said) / len(said)


def main() -> int:
    """Read everything twice, write, print."""
    pages = (*_table(load_said()), *_unseen_table(of_other_hands()), "")
    RESULTS.write_text("\n".join(pages), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


def _table(said: list[Said]) -> Iterator[str]:
    readers: Mapping[str, Reader] = {"ours": our_reader, "plain form": plain_form()}
    yield "# Answers read as they were meant"
    yield ""
    yield "Made by `python -m bench.readers`. A plain form takes a whole number and the words on its buttons."
    yield "Before anything was mended for them, ours read 0.927 of the kept out half and 0.909 of the others."
    yield ""
    yield "| field | kept out: answers | ours | plain form | the others: answers | ours | plain form |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for field in dict.fromkeys(each.field for each in said):
        yield _row(field, [each for each in said if each.field == field], readers)
    yield _row("**all**", said, readers)


def _unseen_table(said: list[Said]) -> Iterator[str]:
    readers: Mapping[str, Reader] = {"ours": our_reader, "with a guess": with_guess, "plain form": plain_form()}
    yield from ("", "## Answers of other hands, that nothing was tuned on or learned from", "")
    yield "With a guess (bot.dialogue.guess): what other hands meant by such words, where a reader is not sure."
    yield from ("", "| field | answers | ours | with a guess | plain form |", "|---|--:|--:|--:|--:|")
    fields = {field: [each for each in said if each.field == field] for field in dict.fromkeys(s.field for s in said)}
    for name, part in {**fields, "**all**": said}.items():
        cells = " | ".join(f"{share(part, reader):.2f}" for reader in readers.values())
        yield f"| {name} | {len(part)} | {cells} |"


def _row(name: str, said: list[Said], readers: Mapping[str, Reader]) -> str:
    parts = [[each for each in said if each.part == part] for part in (HELD_OUT, FREE)]
    cells = [f"{len(part)} | " + " | ".join(f"{share(part, each):.2f}" for each in readers.values()) for part in parts]
    return f"| {name} | {' | '.join(cells)} |"


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    if isinstance(one, (int, float)) and isinstance(other, (int, float)) and bool not in (type(one), type(other)):
        return abs(one - other) < A_CENT
    return type(one) is type(other) and bool(one == other)


if __name__ == "__main__":
    sys.exit(main())
