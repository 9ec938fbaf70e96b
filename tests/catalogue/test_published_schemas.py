"""The published JSON Schemas are those that are checked, and every file points at its own."""

import json
import re
from pathlib import Path

import pytest

from bot.catalogue.__main__ import SCHEMAS, as_text
from bot.catalogue.document import Document
from bot.catalogue.library import DATA
from bot.catalogue.schema import validator

FILES = [*sorted((DATA / "catalogus").glob("*.yml")), *sorted((DATA / "normen").glob("*.yml")), DATA / "regels.yml"]
HEADER = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_published_is_what_is_checked(name: str) -> None:
    published = (DATA / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert published == as_text(SCHEMAS[name]) + "\n", (
        f"python -m bot.catalogue schema {name} > data/schema/{name}.json"
    )


def test_nothing_else_is_published() -> None:
    assert {file.stem for file in (DATA / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_names_its_schema_and_fits_it(file: Path) -> None:
    header = HEADER.match(file.read_text(encoding="utf-8"))
    assert header is not None
    schema = json.loads((file.parent / header[1]).resolve().read_text(encoding="utf-8"))
    assert not list(validator(schema).iter_errors(Document(file).content))
    assert list(validator(schema).iter_errors({"niets": "hiervan"}))
