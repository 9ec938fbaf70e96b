"""The search for a Python 3.10: one that cannot make an environment is passed over; without any it says what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bot" / "launch" / "find_python.sh"
WITHOUT_VENV = f"""#!/bin/sh
exec {sys.executable} -c 'import sys; sys.modules["ensurepip"] = None; exec(sys.argv.pop(1))' "$2"
"""
OTHER_VERSION = f"""#!/bin/sh
exec {sys.executable} -c 'import sys; sys.version_info = (3, 9, 2, "final", 0); exec(sys.argv.pop(1))' "$2"
"""
BROKEN = "#!/bin/sh\nexit 127\n"
GOOD = f'#!/bin/sh\nexec {sys.executable} "$@"\n'


def find(folder: Path, commands: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs the search on a machine that has only these commands."""
    for name, text in commands.items():
        command = folder / name
        command.write_text(text, encoding="utf-8")
        command.chmod(0o755)
    machine = {"PATH": str(folder), "HOME": str(folder)}
    return subprocess.run(["/bin/sh", str(SCRIPT)], env=machine, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("commands", "found"),
    [
        ({"python3.10": GOOD}, "python3.10"),
        ({"python3.10": WITHOUT_VENV, "python3": GOOD}, "python3"),
        ({"python3.10": BROKEN, "python": GOOD}, "python"),
        ({"python3": OTHER_VERSION, "python": GOOD}, "python"),
    ],
    ids=["the usual name", "one without ensurepip", "a broken one", "another version"],
)
def test_the_first_that_can_make_an_environment(tmp_path: Path, commands: dict[str, str], found: str) -> None:
    run = find(tmp_path, commands)
    assert (run.returncode, run.stdout.strip()) == (0, str(tmp_path / found))


@pytest.mark.parametrize("commands", [{}, {"python3.10": WITHOUT_VENV}, {"python3": OTHER_VERSION}])
def test_without_one_it_says_how_to_get_it(tmp_path: Path, commands: dict[str, str]) -> None:
    run = find(tmp_path, commands)
    assert (run.returncode, run.stdout) == (1, "")
    assert "No Python 3.10" in run.stderr
    assert "pyenv install 3.10" in run.stderr
