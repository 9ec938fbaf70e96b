"""``python -m bot.catalogue check [FILE …]`` checks catalogue files; ``schema`` prints their JSON Schema."""

import argparse
import json
import sys
from pathlib import Path

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import CATALOGUE, DATA, Library
from bot.catalogue.municipality import load_municipality
from bot.catalogue.schema import catalogue_schema


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 when a file is refused."""
    parser = argparse.ArgumentParser(prog="python -m bot.catalogue", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="controleer catalogusbestanden (standaard alle gegevens)")
    check.add_argument("files", nargs="*", type=Path)
    commands.add_parser("schema", help="toon het JSON Schema van een catalogusbestand")
    chosen = parser.parse_args(arguments)
    if chosen.command == "schema":
        print(json.dumps(catalogue_schema(), indent=2, ensure_ascii=False))
        return 0
    return _check(chosen.files)


def _check(files: list[Path]) -> int:
    refused = [error for file in files or sorted((DATA / CATALOGUE).glob("*.yml")) if (error := _problem(file))]
    for error in refused:
        print(error, file=sys.stderr)
    if not files and not refused:
        library = Library.load(DATA)
        print(f"{len(library.municipalities)} gemeenten, alle gegevens in orde")
    return 1 if refused else 0


def _problem(file: Path) -> CatalogueError | None:
    try:
        municipality = load_municipality(file)
    except CatalogueError as error:
        return error
    print(f"{file}: {len(municipality.facilities)} voorzieningen, {len(municipality.contacts)} ingangen")
    return None


if __name__ == "__main__":
    sys.exit(main())
