"""Reads the YAML files of the rule set and says where one is wrong."""

from pathlib import Path
from typing import Any

import yaml


class RuleError(ValueError):
    """A rule file that is refused: which file, which rule, and why (Dutch)."""

    def __init__(self, file: Path, place: str, reason: str) -> None:
        super().__init__(f"{file}: {place}: {reason}")
        self.file, self.place, self.reason = file, place, reason


def read_mapping(file: Path) -> dict[str, Any]:
    """The mapping in this file; raises RuleError for anything else."""
    content = _read(file)
    if not isinstance(content, dict):
        raise RuleError(file, "hele bestand", f"een tabel met namen is verwacht, niet {type(content).__name__}")
    return content


def read_list(file: Path) -> list[Any]:
    """The list in this file; raises RuleError for anything else."""
    content = _read(file)
    if not isinstance(content, list):
        raise RuleError(file, "hele bestand", f"een lijst is verwacht, niet {type(content).__name__}")
    return content


def _read(file: Path) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(file, f"regel {line}", f"geen geldige YAML: {error.problem}") from error
