"""The description of the API, from ``openapi.yml`` beside this file."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "openapi.yml"


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document. Callers must not change it."""
    content: dict[str, Any] = yaml.load(FILE.read_bytes(), yaml.CSafeLoader)
    return content


def version() -> str:
    """The full version of the API, as in the header ``API-Version``."""
    return str(document()["info"]["version"])
