"""Reads the sentences of the explanation (data/teksten): uitleg.yml, voorwaarden.yml, the statements of vragen.yml."""

from pathlib import Path
from typing import Any

from bot.catalogue.document import Document
from bot.selfcheck.explain import EMPTY, Phrases
from bot.selfcheck.reasons import Wording


def load_wording(folder: Path) -> Wording:
    """The wording for reasons; raises CatalogueError with file, line and reason."""
    questions = Document(folder / "vragen.yml").content["vragen"]
    statements = {field: _statements(raw) for field, raw in questions.items()}
    phrases = Phrases(statements, Document(folder / "voorwaarden.yml").content)
    return Wording(Document(folder / "uitleg.yml").content, phrases)


def _statements(raw: dict[str, Any]) -> dict[str, str]:
    chosen = {_key(choice["waarde"]): choice["zin"] for choice in raw.get("keuzes", [])}
    return {**chosen, EMPTY: raw["leeg"]} if "leeg" in raw else chosen


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
