"""The model is trained again exactly when what goes into it changed."""

from pathlib import Path

import pytest

from bot.launch.model import INPUTS, LOCK, ROOT, fingerprint


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (*INPUTS, LOCK):
        path = tmp_path / name
        file = path if path.suffix else path / "some.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def test_the_same_inputs_give_the_same_fingerprint(project: Path) -> None:
    assert fingerprint(project) == fingerprint(project)


@pytest.mark.parametrize("name", [*INPUTS, LOCK])
def test_any_input_changes_it(project: Path, name: str) -> None:
    before = fingerprint(project)
    path = project / name
    (path if path.is_file() else path / "some.yml").write_text("something else")
    assert fingerprint(project) != before


def test_another_file_does_not(project: Path) -> None:
    before = fingerprint(project)
    (project / "README.md").write_text("words")
    assert fingerprint(project) == before


def test_the_inputs_exist() -> None:
    assert [name for name in (*INPUTS, LOCK) if not (ROOT / name).exists()] == []
