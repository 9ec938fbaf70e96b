"""The model is trained again exactly when what goes into it changed."""

import ast
import re
from pathlib import Path

import pytest
import yaml

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


def learning_modules() -> list[Path]:
    """The components of the pipeline that are trained or that make features, by their class in config.yml."""
    pipeline = yaml.load((ROOT / "config.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["pipeline"]
    own = [step["name"].rsplit(".", 1)[0] for step in pipeline if step["name"].startswith("bot.")]
    files = [ROOT / f"{name.replace('.', '/')}.py" for name in own]
    return [file for file in files if re.search(r"Featurizer|def train|Tokenizer\)", file.read_text(encoding="utf-8"))]


def imported(file: Path, seen: set[Path]) -> set[Path]:
    """This file and all of ours that it imports, directly or not."""
    if file in seen or not file.exists():
        return seen
    seen.add(file)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot."):
            module = ROOT / (node.module or "").replace(".", "/")
            for name in (module.with_suffix(".py"), *(module / f"{alias.name}.py" for alias in node.names)):
                imported(name, seen)
    return seen


def test_all_code_that_makes_features_or_learns_is_an_input() -> None:
    modules = learning_modules()
    assert {file.stem for file in modules} >= {"tokenizer", "featurizer", "classifier"}
    needed = {needed for file in modules for needed in imported(file, set())}
    inputs = [ROOT / name for name in INPUTS]
    assert [file for file in needed if not any(file == path or path in file.parents for path in inputs)] == []
