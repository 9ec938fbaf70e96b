"""What ``make`` gives to all that it starts."""

import os
import subprocess

import pytest

from bot.launch.model import ROOT


def environment_of_a_command(**more: str) -> dict[str, str]:
    """What a command of the Makefile finds around it."""
    command = ["make", "--silent", "--eval=seen: ; @env --null", "seen"]
    seen = subprocess.run(command, cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, check=True)
    return dict(line.split("=", 1) for line in seen.stdout.split("\0") if "=" in line)


@pytest.mark.parametrize("asked", ["", "1"])
def test_compiled_modules_are_kept_whatever_the_machine_says(asked: str) -> None:
    assert "PYTHONDONTWRITEBYTECODE" not in environment_of_a_command(PYTHONDONTWRITEBYTECODE=asked)


def test_nothing_is_told_to_the_makers_of_rasa() -> None:
    assert environment_of_a_command()["RASA_TELEMETRY_ENABLED"] == "false"
