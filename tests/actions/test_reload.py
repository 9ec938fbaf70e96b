"""The action server over plans that changed, and its refusal to start on broken ones."""

import shutil
import sys
from pathlib import Path

import pytest

from actions import __main__ as server
from actions import assistant as room
from actions.assistant import Desk
from bot.catalogue.library import DATA
from bot.catalogue.reload import Shelf
from bot.dialogue.state import DialogueState


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for part in ("normen", "teksten", "catalogus"):
        shutil.copytree(DATA / part, tmp_path / part)
    shutil.copy(DATA / "regels.yml", tmp_path)
    return tmp_path


def change(data: Path, old: str, new: str) -> None:
    file = data / "catalogus" / "elburg.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_answers_from_the_newest_plans_with_the_same_questions(data: Path) -> None:
    desk = Desk(Shelf(data))
    before = desk.assistant
    assert desk.assistant is before
    change(data, "naam: Elburg", 'naam: "Elburg aan zee"')
    desk.shelf.refresh()
    found = desk.assistant.municipality(DialogueState("elburg"))
    assert found is not None
    assert found.name == "Elburg aan zee"
    assert desk.assistant.agenda.library is desk.assistant.library
    assert desk.assistant.agenda.questionnaire is before.agenda.questionnaire


def test_it_does_not_start_on_a_broken_file(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data, "veld: rondkomen", "veld: rondgekomen")
    monkeypatch.setattr(room, "DATA", data)
    monkeypatch.setattr(sys, "argv", ["actions"])
    room.desk.cache_clear()
    try:
        assert server.main() == 1
    finally:
        room.desk.cache_clear()
    assert "elburg.yml:" in capsys.readouterr().err
