"""``python -m bot.catalogue check [FILE …]`` checks catalogue files; ``schema`` prints their JSON Schema."""

import argparse
import json
import sys
from pathlib import Path

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA, Library, catalogue_files
from bot.catalogue.municipality import load_municipality
from bot.catalogue.national import FILE_NAME, load_national
from bot.catalogue.schema import catalogue_schema, national_schema

SCHEMAS = {"gemeente": catalogue_schema, "landelijk": national_schema}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 when a file is refused."""
    parser = argparse.ArgumentParser(prog="python -m bot.catalogue", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="controleer catalogusbestanden (standaard alle gegevens)")
    check.add_argument("files", nargs="*", type=Path)
    schema = commands.add_parser("schema", help="toon het JSON Schema van een catalogusbestand")
    schema.add_argument("of", nargs="?", choices=tuple(SCHEMAS), default="gemeente")
    chosen = parser.parse_args(arguments)
    if chosen.command == "schema":
        print(json.dumps(SCHEMAS[chosen.of](), indent=2, ensure_ascii=False))
        return 0
    return _check(chosen.files)


def _check(files: list[Path]) -> int:
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
