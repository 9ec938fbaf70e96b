"""``python -m bot.catalogue``: the check that editors run, and the schema for their editor."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.catalogue.__main__ import main
from bot.catalogue.document import Document
from bot.catalogue.library import DATA, municipality_files
from bot.catalogue.national import FILE_NAME


def test_all_data_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "5 gemeenten, alle gegevens in orde" in capsys.readouterr().out


def test_a_wrong_file_ends_with_code_1_and_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        (DATA / "catalogus" / "elburg.yml").read_text(encoding="utf-8").replace("soort: algemeen", "soort: algemen", 1)
    )
    file = tmp_path / "elburg.yml"
    file.write_text(text, encoding="utf-8")
    assert main(["check", str(file)]) == 1
    line = text[: text.index("algemen")].count("\n") + 1
    assert f"elburg.yml:{line}:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["schema"], municipality_files(DATA)),
        (["schema", "gemeente"], municipality_files(DATA)),
        (["schema", "landelijk"], [DATA / "catalogus" / FILE_NAME]),
    ],
)
def test_the_schema_is_one_and_accepts_the_files(
    capsys: pytest.CaptureFixture[str], arguments: list[str], files: list[Path]
) -> None:
    assert main(arguments) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    for file in files:
        Draft202012Validator(schema).validate(Document(file).content)
