"""The sentences that the second opinion on danger learns from.

Danger and near misses from data/veiligheid/voorbeelden and from the reviewed tables of the tests, never what is kept
out (tests/dialogue/safety/achtergehouden-*.yml); and all that residents ordinarily say, ask and answer, which is none
(data/nlu, the tables of the readers, data/lezers/antwoorden).
Some sentences come once more with other words around them, so that those words come to mean nothing.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.safety.detection import detect
from bot.dialogue.safety.rules import FOLDER, rule_set
from bot.dialogue.safety.second_opinion import ORDINARY

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = FOLDER / "voorbeelden"
SAFETY_TESTS = ROOT / "tests" / "dialogue" / "safety"
TABLES = SAFETY_TESTS / "cases"
DIRECT = SAFETY_TESTS / "rechtstreeks.yml"
ANSWERS = ROOT / "tests" / "dialogue" / "readers" / "cases"
OTHER_HANDS = ROOT / "data" / "lezers" / "antwoorden"
"""Answers that other people wrote, by question, with what they meant."""
SENTENCES = ROOT / "data" / "nlu"
WORDS = ("woorden.yml", "schrijfwijzen.yml", "tikfouten.yml")
"""What the words of a sentence stand for depends on these."""
SINGLE = ("gevaar", "niet_gevaar", "gewoon")
"""Files with only danger or only near misses; the tables beside them hold both."""
AROUND = "omlijsting"
"""No sentences, but words around them."""
ABOUT_DANGER = frozenset({"onveilig", "dreiging"})
"""Questions whose answers are no example of ordinary talk."""
NO_WORRY: tuple[Any, ...] = (False, [])
WORRYING = ABOUT_DANGER | {"somber"}
"""Questions of which other hands' answers are ordinary talk only where they say that nothing is wrong."""
EXHAUSTED = "overbelast"
NOT_SAID = frozenset({"nood", "kies"})
"""Intents whose sentences are no example of ordinary talk."""
DRESSED_WEIGHT = 0.5
KEPT, DRESSED, SAID = 3, 3, 2
"""One in so many of the ordinary sentences, of those that get other words around them, and of the direct ones."""


@dataclass(frozen=True)
class Example:
    """A sentence, its label, whether it is a near miss, the table it is from, how much it counts, and whether it says
    danger without detour."""

    text: str
    label: str
    near: bool = False
    family: str = ""
    weight: float = 1.0
    direct: bool = False


def fingerprint() -> str:
    """Changes with the reviewed sentences and the word lists; those of data/nlu, of the readers and of other hands'
    answers may move without a new training."""
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
    return _once([*reviewed, *_direct(), *_of_other_hands(), *ordinary, *_dressed(reviewed)])


def _examples(file: Path) -> Iterator[Example]:
    """The sentences of one file; a file of one sort gives no family. Raises ValueError for an unknown danger."""
    family = "" if file.stem in SINGLE else file.stem
    for kind, sentences in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        near = kind == ORDINARY or file.stem in ("niet_gevaar", "gewoon")
        if not near and kind not in rule_set().order:
            raise ValueError(f"{file.name}: no danger is called {kind!r}")
        for raw in sentences:
            if not _is(raw, "achtergehouden"):
                yield Example(_text(raw), ORDINARY if near else kind, near, family, direct=_is(raw, "direct"))


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


def _is(raw: Any, mark: str) -> bool:
    return isinstance(raw, dict) and bool(raw.get(mark))


def _answers() -> Iterator[str]:
    for file in sorted(ANSWERS.glob("*.yml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8")) or []
        if file.stem not in ABOUT_DANGER:
            yield from (_text(case) for case in cases if "tekst" in case and not _is(case, "achtergehouden"))


def _of_other_hands() -> Iterator[Example]:
    """What people answered to our questions and no danger is in: near misses all of them, for nobody may be frightened
    by the answer that we asked for."""
    for file in sorted(OTHER_HANDS.glob("*.yml")):
        for field, said in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            yield from (
                Example(str(text), ORDINARY, near=True, family=file.stem)
                for text, meant in said.items()
                if meant != EXHAUSTED and (field not in WORRYING or meant in NO_WORRY)
            )


def _messages() -> Iterator[str]:
    for file in sorted(SENTENCES.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] not in NOT_SAID:
                yield from (line.removeprefix("- ") for line in block["examples"].splitlines())


def _once(examples: Iterable[Example]) -> list[Example]:
    """Each sentence once; the first time counts."""
    return list({example.text.casefold(): example for example in reversed([*examples])}.values())[::-1]
