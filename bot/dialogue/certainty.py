"""How sure the model must be: read from data/zekerheid.yml, which ``python -m bot.nlu thresholds`` derives."""

from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[2] / "data" / "zekerheid.yml"


def threshold(name: str, file: Path = FILE) -> float:
    """A confidence from 0 to 1; raises ValueError when the file does not have it."""
    entries = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["drempels"]
    confidence = entries.get(name, {}).get("vanaf")
    if not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
        raise ValueError(f"{file.name} has no threshold {name}")
    return float(confidence)
