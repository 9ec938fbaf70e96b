"""The words of the commands for whoever keeps the catalogue current (data/beheer/teksten.yml)."""

from pathlib import Path
from typing import Any, cast

from bot.catalogue.document import Document


def load_office_texts(data: Path) -> dict[str, Any]:
    """The texts by command; raises CatalogueError when the file can't be read."""
    return cast("dict[str, Any]", Document(data / "beheer" / "teksten.yml").content)
