"""Trains the model when its inputs changed: configuration, domain, training data, and our own components."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "zelfcheck.tar.gz"
STAMP = MODEL.with_suffix("").with_suffix(".sha256")
INPUTS = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/nlu_patronen.yml",
    "bot/nlu",
    "bot/catalogue/encoder.py",
)
"""What a model is made from. Of our own code that is what makes features or learns, and what that imports; the rest of
``bot.dialogue`` judges with the code of today."""
LOCK = "requirements/rasa.lock"


class TrainingError(RuntimeError):
    """``rasa train`` failed; its own words stand on the screen."""


def ensure_model() -> None:
    """Train unless the model was made from exactly these inputs."""
    wanted = fingerprint(ROOT)
    if MODEL.exists() and STAMP.exists() and STAMP.read_text().strip() == wanted:
        return
    print("Training the model: about two minutes.", flush=True)
    train()
    STAMP.write_text(wanted + "\n")


def train() -> None:
    """Run ``rasa train``; raises TrainingError."""
    rasa = ROOT / ".venv" / "rasa" / "bin" / "rasa"
    command = [
        str(rasa),
        "train",
        "--force",
        "--fixed-model-name",
        MODEL.name.removesuffix(".tar.gz"),
        "--out",
        str(MODEL.parent),
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }
    if subprocess.run(command, cwd=ROOT, env=environment).returncode != 0:
        raise TrainingError("rasa train failed")


def fingerprint(root: Path) -> str:
    """One hash over all inputs, by name and content."""
    digest = hashlib.sha256()
    for file in sorted(_files(root)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for name in (*INPUTS, LOCK):
        path = root / name
        if path.is_dir():
            yield from (file for file in path.rglob("*") if file.suffix in (".py", ".yml"))
        elif path.exists():
            yield path


if __name__ == "__main__":
    try:
        ensure_model()
    except TrainingError as error:
        sys.exit(str(error))
