"""The commands of ``python -m bot.catalogue`` for whoever keeps the catalogue current."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from bot.catalogue.library import DATA, Library, municipality_files
from bot.catalogue.office import load_office_texts
from bot.catalogue.stale import as_markdown, owners

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

HALF_A_YEAR = 183
"""Days; norms change twice a year, and organisations are asked as often."""


def add_stale(commands: "Commands") -> None:
    """``stale [--gemeente SLUG] [--ouder-dan DAGEN]``."""
    parser = commands.add_parser("stale", help="wat nooit of lang geleden bevestigd is, als lijst per gemeente")
    parser.add_argument("--gemeente", choices=_slugs(), help="alleen deze gemeente (standaard alle)")
    parser.add_argument("--ouder-dan", dest="days", type=_count, default=HALF_A_YEAR, metavar="DAGEN")
    parser.set_defaults(run=_stale)


def _stale(chosen: argparse.Namespace) -> int:
    library, texts = Library.load(DATA), load_office_texts(DATA)["nakijken"]
    wanted = library.municipalities[chosen.gemeente].name if chosen.gemeente else None
    for owned in owners(library, texts["landelijk"]):
        if wanted in (None, owned.name):
            print(as_markdown(owned, date.today(), chosen.days, texts))
    return 0


def _slugs() -> list[str]:
    return [file.stem for file in municipality_files(DATA)]


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is geen heel getal van 0 of meer")
    return int(text)
