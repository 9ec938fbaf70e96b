"""What the guess learns from: no kept-out answer, and the stored one knows its answers."""

from pathlib import Path

import yaml

from bot.dialogue.guess import NO_ANSWER, _guesser
from bot.dialogue.readers.choices import CHOICE_FIELDS
from bot.nlu.guess_training import EACH, answers, fingerprint, said_between

READERS = Path(__file__).resolve().parents[1] / "dialogue" / "readers"


def test_the_stored_guess_is_of_todays_answers() -> None:
    assert _guesser().made_from == fingerprint(), "run `.venv/rasa/bin/python -m bot.nlu.guess_training`"


def test_nothing_kept_out_is_learned() -> None:
    rows = yaml.safe_load((READERS / "onbekeken-2.yml").read_text(encoding="utf-8"))
    kept_out = {str(text) for field in CHOICE_FIELDS for text in rows[field]}
    assert not kept_out & {text for field in CHOICE_FIELDS for text, _ in answers(field)}


def test_every_question_has_enough_to_learn_from() -> None:
    for field in CHOICE_FIELDS:
        labels = [label for _, label in answers(field)]
        assert len(labels) > 100, field
        assert NO_ANSWER in labels, field
    assert len(said_between()) > EACH
