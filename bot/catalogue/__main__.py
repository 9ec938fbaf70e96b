"""``python -m bot.catalogue``: ``check``, ``schema`` for editors; ``stale``, ``diff``, ``page`` to keep it current."""

import argparse
import json
import sys
from pathlib import Path

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA, Library, catalogue_files
from bot.catalogue.municipality import load_municipality
from bot.catalogue.national import FILE_NAME, load_national
from bot.catalogue.norm_schema import NORM_SCHEMAS
from bot.catalogue.office_commands import add_diff, add_page, add_stale
from bot.catalogue.schema import Schema, catalogue_schema, national_schema, policy_schema

SCHEMAS: dict[str, Schema] = {
    "gemeente": catalogue_schema(),
    "landelijk": national_schema(),
    "regels": policy_schema(),
    **{name.removesuffix(".yml"): schema for name, schema in NORM_SCHEMAS.items()},
}
"""The schema of each kind of file; the same stand in data/schema, for editors that complete and check while typing."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 when a file is refused."""
    parser = argparse.ArgumentParser(prog="python -m bot.catalogue", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="controleer catalogusbestanden (standaard alle gegevens)")
    check.add_argument("files", nargs="*", type=Path)
    check.set_defaults(run=_check)
    schema = commands.add_parser("schema", help="toon het JSON Schema van een catalogusbestand")
    schema.add_argument("of", nargs="?", choices=tuple(SCHEMAS), default="gemeente")
    schema.set_defaults(run=_schema)
    add_stale(commands)
    add_diff(commands)
    add_page(commands)
    return _run(parser.parse_args(arguments))


def _run(chosen: argparse.Namespace) -> int:
    try:
        return int(chosen.run(chosen))
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1


def _schema(chosen: argparse.Namespace) -> int:
    print(as_text(SCHEMAS[chosen.of]))
    return 0


def as_text(schema: Schema) -> str:
    """As it stands in data/schema."""
    return json.dumps(schema, indent=2, ensure_ascii=False)


def _check(chosen: argparse.Namespace) -> int:
    files: list[Path] = chosen.files
    refused = [error for file in files or catalogue_files(DATA) if (error := _problem(file))]
    for error in refused:
        print(error, file=sys.stderr)
    if not files and not refused:
        library = Library.load(DATA)
        print(f"{len(library.municipalities)} gemeenten, alle gegevens in orde")
    return 1 if refused else 0


def _problem(file: Path) -> CatalogueError | None:
    try:
        print(f"{file}: {_size(file)}")
    except CatalogueError as error:
        return error
    return None


def _size(file: Path) -> str:
    if file.name == FILE_NAME:
        national = load_national(file)
        return f"{len(national.facilities)} voorzieningen in elke gemeente"
    municipality = load_municipality(file)
    return f"{len(municipality.facilities)} voorzieningen, {len(municipality.contacts)} ingangen"


if __name__ == "__main__":
    sys.exit(main())
