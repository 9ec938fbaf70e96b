"""``make test`` runs every check, also after a failure, and says which ones failed."""

import sys
from pathlib import Path

import pytest

from bot.launch import checks as module
from bot.launch.checks import Check, checks, main

WAIT = """
import pathlib, sys, time
mine, other = map(pathlib.Path, sys.argv[1:])
mine.touch()
for _ in range(1200):
    if other.exists():
        sys.exit(0)
    time.sleep(0.05)
sys.exit(1)
"""


def says(name: str, text: str, code: int = 0) -> Check:
    return Check(name, (sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})"))


@pytest.mark.parametrize(
    ("alone", "lanes", "failed"),
    [
        ([says("a", "x")], [[says("b", "y")], [says("c", "z")]], []),
        ([says("a", "x", 1)], [[says("b", "y")], [says("c", "z")]], ["a"]),
        ([says("a", "x")], [[says("b", "y", 2), says("c", "z")]], ["b"]),
        ([says("a", "x", 1)], [[says("b", "y")], [says("c", "z", 1)]], ["a", "c"]),
    ],
)
def test_every_check_runs_and_a_failure_is_named(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    alone: list[Check],
    lanes: list[list[Check]],
    failed: list[str],
) -> None:
    monkeypatch.setattr(module, "alone", lambda: alone)
    monkeypatch.setattr(module, "lanes", lambda: lanes)
    assert main() == bool(failed)
    out = capfd.readouterr().out
    assert [text for text in "xyz" if f"\n{text}\n" not in out] == []
    assert f"checks: {3 - len(failed)} in order, {len(failed)} failed {failed or ''}" in out


def test_lanes_run_side_by_side(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    waiting = [[Check(mine, (sys.executable, "-c", WAIT, mine, other))] for mine, other in ((one, two), (two, one))]
    monkeypatch.setattr(module, "alone", list)
    monkeypatch.setattr(module, "lanes", lambda: waiting)
    assert main() == 0


def test_every_folder_of_tests_is_run_by_a_check() -> None:
    run = {Path(part).name for check in checks() for part in check.command if part.startswith("tests/")}
    folders = {path.name for path in (module.ROOT / "tests").iterdir() if any(path.glob("test_*.py"))}
    nested = {path.parent.name for path in (module.ROOT / "tests").glob("*/*/test_*.py")}
    assert folders - nested - run == set()


def test_what_one_check_leaves_out_another_runs() -> None:
    parts = [part for check in checks() for part in check.command]
    left_out = [part.removeprefix("--ignore=") for part in parts if part.startswith("--ignore=")]
    assert left_out
    assert [each for each in left_out if each not in parts or not (module.ROOT / each).is_file()] == []
