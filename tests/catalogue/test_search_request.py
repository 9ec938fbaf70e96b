"""A request for help sounds unlike other talk."""

from pathlib import Path

import pytest

from bot.catalogue.document import CatalogueError
from bot.catalogue.search_meaning import meanings
from bot.catalogue.search_request import request_sense


def sounds(text: str) -> float:
    return request_sense().of(meanings().of_question(text))


@pytest.mark.parametrize(
    "text",
    [
        "wie kan mijn vader helpen met zijn medicijnen",
        "ik red het niet meer met de zorg voor mijn vrouw",
        "is er een regeling voor mensen met een kleine beurs",
        "mijn zoon heeft hulp nodig op school",
    ],
)
def test_a_request_for_help_sounds_like_one(text: str) -> None:
    assert sounds(text) > 0


@pytest.mark.parametrize(
    "text",
    ["hoe maak ik een omelet", "wie won de wedstrijd", "hoe hoog is de toren", "wat voor weer wordt het zondag"],
)
def test_other_talk_does_not(text: str) -> None:
    assert sounds(text) < 0


def test_without_a_folder_of_examples_it_learns_from_its_own(tmp_path: Path) -> None:
    assert request_sense(tmp_path).of(meanings().of_question("is er een groepje om te bewegen met een nieuwe knie")) > 0
    request_sense.cache_clear()


def test_examples_of_other_intents_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "groet.yml").write_text("nlu:\n- intent: groet\n  examples: |\n    - hallo\n", encoding="utf-8")
    assert request_sense(tmp_path).of(meanings().of_question("hoe maak ik een taart")) < 0
    request_sense.cache_clear()


def test_no_examples_at_all_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("bot.catalogue.search_request.load", lambda _name: {"hulp": [], "anders": []})
    request_sense.cache_clear()
    with pytest.raises(CatalogueError, match="geen voorbeelden"):
        request_sense(tmp_path)
