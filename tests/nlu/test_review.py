"""Learning from what staff labelled: only what is no held-out sentence, on trial, with what got better and worse."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from bot.nlu import review as reviewing
from bot.nlu.comparison import Change, Judged, changes, report
from bot.nlu.labelled import Lesson, as_rasa, lesson, protect
from bot.nlu.review import HELD_OUT, MODEL, review

KEPT_APART = ["kan ik iemand van de gemeente spreken", "ja"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("bedoeling/mens", Lesson("een mens graag", "mens")),
        ("antwoord/inkomen", Lesson("een mens graag", "antwoord", "inkomen")),
    ],
)
def test_a_label_is_an_intent_or_an_answer_to_a_question(label: str, expected: Lesson) -> None:
    assert lesson("een mens\n graag", label) == expected


@pytest.mark.parametrize("label", ["", "mens", "bedoeling/", "weggooien", "iets/anders"])
def test_another_label_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match="no label"):
        lesson("een mens graag", label)


@pytest.mark.parametrize(
    ("text", "learned"),
    [
        ("kan ik iemand van de gemeente spreken", False),
        ("Kan ik iemand van de GEMEENTE spreken?", False),
        ("spreken kan ik iemand van de gemeente", False),
        ("kan ik iemand bij de gemeente spreken", False),
        ("Ja!", False),
        ("wanneer kan ik de gemeente bellen over mijn aanvraag", True),
        ("doe maar iemand van vlees en bloed", True),
        ("?!", True),
    ],
)
def test_nothing_near_a_held_out_sentence_is_learned(text: str, learned: bool) -> None:
    found = protect([Lesson(text, "mens")], KEPT_APART)
    assert bool(found.learned) is learned
    assert bool(found.refused) is not learned


def test_every_real_held_out_sentence_is_refused() -> None:
    texts = [text for text, _ in reviewing._lines(HELD_OUT)]
    words = [text for text in texts if any(letter.isalnum() for letter in text)]
    assert protect([Lesson(text, "mens") for text in words], texts).learned == ()


def test_rasa_reads_what_is_exported() -> None:
    lessons = [Lesson("graag een mens", "mens"), Lesson("dertien: of zo", "antwoord", "inkomen"), Lesson("- x", "mens")]
    nlu = yaml.load(as_rasa(lessons), yaml.CSafeLoader)["nlu"]
    assert nlu == [
        {"intent": "antwoord", "metadata": {"veld": "inkomen"}, "examples": "- dertien: of zo\n"},
        {"intent": "mens", "examples": "- graag een mens\n- - x\n"},
    ]


JUDGED = [
    Judged("mens", "mens", "mens"),
    Judged("mens", "boos", "mens"),
    Judged("boos", "boos", "mens"),
    Judged("boos", "boos", "mens"),
    Judged("stop", "boos", "groet"),
]


def test_what_got_worse_comes_first_and_what_stayed_is_left_out() -> None:
    assert list(changes(JUDGED)) == [Change("boos", 2, 2, 0), Change("mens", 2, 1, 2)]
    assert next(report(JUDGED)) == "Held out, 5 sentences: 3 -> 2 right (-1)."


def test_without_change_it_says_so() -> None:
    assert list(report(JUDGED[:1]))[-1] == "No intent got better or worse."


def trained(data: Path, folder: Path) -> Path:
    """Stands in for Rasa: the model is a list of the files it learned from."""
    model = folder / "proef.tar.gz"
    model.write_text(" ".join(sorted(file.name for file in data.iterdir())))
    return model


def judged(model: Path, texts: Sequence[str]) -> list[str]:
    """The old model takes all for ``boos``, one that saw the lessons for ``mens``."""
    return ["mens" if model != MODEL and "geleerd.yml" in model.read_text() else "boos"] * len(texts)


def test_a_model_on_trial_learns_the_lessons_and_is_compared(tmp_path: Path) -> None:
    kept = tmp_path / "review" / "geleerd.yml"
    lines = list(review([Lesson("doe maar iemand van vlees en bloed", "mens")], trained, judged, kept))
    assert "vlees en bloed" in kept.read_text()
    assert [line.split()[0] for line in lines[2:4]] == ["boos", "mens"]
    assert "1 lessons" in lines[0]


def test_a_held_out_sentence_trains_nothing(tmp_path: Path) -> None:
    known = reviewing._lines(HELD_OUT)[0][0]
    kept = tmp_path / "geleerd.yml"

    def forbidden(data: Path, folder: Path) -> Path:
        raise AssertionError("trained on a held-out sentence")

    lines = list(review([Lesson(known, "mens")], forbidden, judged, kept))
    assert lines == [f"Refused, too near a held-out sentence: {known}", "Nothing to learn."]
    assert not kept.exists()


def test_the_data_of_the_repository_stay_as_they_are(tmp_path: Path) -> None:
    before = sorted(file.name for file in reviewing.DATA.iterdir())
    list(review([Lesson("doe maar iemand van vlees en bloed", "mens")], trained, judged, tmp_path / "geleerd.yml"))
    assert sorted(file.name for file in reviewing.DATA.iterdir()) == before
