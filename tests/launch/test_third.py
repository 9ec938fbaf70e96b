"""Rasa's report is on a third of the training sentences: always the same ones, of every intent."""

from pathlib import Path

import pytest
import yaml

from bot.launch import third as module
from bot.launch.checks import checks
from bot.launch.third import FILE, TRAINED, is_taken, main, third

SENTENCES = [f"zin nummer {number}" for number in range(900)]


def block(intent: str, *sentences: str) -> dict[str, str]:
    return {"intent": intent, "examples": "".join(f"- {text}\n" for text in sentences)}


def test_about_a_third_is_taken_and_the_same_one_each_time() -> None:
    taken = [text for text in SENTENCES if is_taken(text)]
    assert 250 < len(taken) < 350
    assert taken == [text for text in SENTENCES if is_taken(text)]


@pytest.mark.parametrize("sentence", [*SENTENCES[:9], "", "hé, ik heb 'n vraag"])
def test_it_follows_from_the_sentence_alone(sentence: str) -> None:
    alone = list(third([block("x", sentence)]))
    among = [line for each in third([block("y", *SENTENCES[9:], sentence)]) for line in each["examples"].splitlines()]
    assert bool(alone) == is_taken(sentence) == (f"- {sentence}" in among)


def test_intents_are_kept_and_what_has_no_sentence_left_is_left_out() -> None:
    yes, no = next(filter(is_taken, SENTENCES)), next(text for text in SENTENCES if not is_taken(text))
    given = [block("groet", yes, no), block("mens", no), {**block("stop", yes), "metadata": {"register": "x"}}]
    assert list(third(given)) == [block("groet", yes), block("stop", yes)]


def test_every_intent_is_in_the_third_that_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FILE", tmp_path / "results" / "derde.yml")
    main()
    files = [yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)["nlu"] for file in TRAINED.glob("*.yml")]
    whole = {each["intent"] for blocks in files for each in blocks}
    taken = yaml.load((tmp_path / "results" / "derde.yml").read_text("utf-8"), yaml.CSafeLoader)["nlu"]
    said = capsys.readouterr().out.split()
    assert {each["intent"] for each in taken} == whole
    assert 0.3 < int(said[0]) / int(said[2]) < 0.37


def test_make_test_writes_the_third_before_it_reports_on_it() -> None:
    commands = [check.command for check in checks()]
    written = next(place for place, command in enumerate(commands) if "bot.launch.third" in command)
    read = next(place for place, command in enumerate(commands) if str(FILE.relative_to(module.ROOT)) in command)
    assert written < read
