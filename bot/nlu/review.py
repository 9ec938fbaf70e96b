"""``python -m bot.nlu review``: learns, on trial, from what staff labelled, and says what got better and worse.

The lessons are written to var/review/geleerd.yml. The model is trained in a temporary folder and thrown away: whoever
likes the comparison moves the file to data/nlu and trains again.
"""

import asyncio
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bot.nlu.comparison import Judged, report
from bot.nlu.labelled import Lesson, as_rasa, protect

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "nlu"
HELD_OUT = ROOT / "tests" / "nlu" / "achtergehouden.yml"
MODEL = ROOT / "models" / "zelfcheck.tar.gz"
LESSONS = ROOT / "var" / "review" / "geleerd.yml"

Train = Callable[[Path, Path], Path]
"""From a folder with training data, in a folder, to a model."""
Judge = Callable[[Path, Sequence[str]], list[str]]
"""What a model takes each sentence for."""


def review(lessons: Sequence[Lesson], train: Train, judge: Judge, kept: Path = LESSONS) -> Iterator[str]:
    """What there is to tell, line by line; nothing is trained when there is nothing to learn."""
    held_out = _lines(HELD_OUT)
    found = protect(lessons, [text for text, _ in held_out])
    yield from (f"Refused, too near a held-out sentence: {each.text}" for each in found.refused)
    if not found.learned:
        yield "Nothing to learn."
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(as_rasa(found.learned), encoding="utf-8")
    yield f"{len(found.learned)} lessons in {kept}. Training on trial."
    yield from report(_on_trial(held_out, kept, train, judge))
    yield f"Better? Move {kept.name} to data/nlu and train."


def _on_trial(held_out: list[tuple[str, str]], lessons: Path, train: Train, judge: Judge) -> list[Judged]:
    texts = [text for text, _ in held_out]
    before = judge(MODEL, texts)
    with TemporaryDirectory() as folder:
        data = Path(folder) / "nlu"
        shutil.copytree(DATA, data)
        shutil.copy(lessons, data / lessons.name)
        after = judge(train(data, Path(folder)), texts)
    return [Judged(intent, *pair) for (_, intent), *pair in zip(held_out, before, after)]


def train_with_rasa(data: Path, folder: Path) -> Path:
    """Only what a sentence is about is trained: the rules of the dialogue stay out of it."""
    from rasa.model_training import train_nlu  # loading TensorFlow takes seconds: only when a model is trained

    trained = train_nlu(str(ROOT / "config.yml"), str(data), str(folder), fixed_model_name="proef")
    if trained is None:
        raise RuntimeError("rasa trained no model")
    return Path(trained)


def judge_with_rasa(model: Path, texts: Sequence[str]) -> list[str]:
    """The intents that the whole pipeline gives."""
    from rasa.core.agent import Agent  # the same

    async def ask() -> list[str]:
        agent = Agent.load(str(model))
        return [str((await agent.parse_message(text))["intent"]["name"]) for text in texts]

    return asyncio.run(ask())


def _lines(file: Path) -> list[tuple[str, str]]:
    """Sentence and intent."""
    blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    return [(line.removeprefix("- "), block["intent"]) for block in blocks for line in block["examples"].splitlines()]
