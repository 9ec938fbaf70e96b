"""The words and phrases that the readers know: YAML files under ``data/lezers/``."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "data" / "lezers"


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon of that name; the file must hold a mapping."""
    path = FOLDER / f"{name}.yml"
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    if not isinstance(content, dict):
        raise ValueError(f"{path}: a mapping is expected, found {type(content).__name__}")
    return content
