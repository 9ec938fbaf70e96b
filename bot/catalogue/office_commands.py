"""The commands of ``python -m bot.catalogue`` for whoever keeps the catalogue current."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.catalogue.comparison import compare, in_both, load_side
from bot.catalogue.comparison_report import DifferenceReport
from bot.catalogue.library import DATA, Library, municipality_files
from bot.catalogue.office import load_office_texts
from bot.catalogue.page import Page
from bot.catalogue.stale import as_markdown, owners
from bot.selfcheck.residents import residents

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


def add_diff(commands: "Commands") -> None:
    """``diff OUD NIEUW [--aantal N] [--zaad N] [--peildatum DAG]``."""
    parser = commands.add_parser("diff", help="wat er voor inwoners verandert tussen twee gegevensmappen of bestanden")
    parser.add_argument("old", type=_existing, metavar="OUD", help="een gegevensmap of het bestand van een gemeente")
    parser.add_argument("new", type=_existing, metavar="NIEUW")
    parser.add_argument("--aantal", dest="people", type=_count, default=1000, help="inwoners per gemeente")
    parser.add_argument("--zaad", dest="seed", type=_count, default=1)
    parser.add_argument("--peildatum", dest="day", type=date.fromisoformat, default=date.today())
    parser.set_defaults(run=_diff)


def _diff(chosen: argparse.Namespace) -> int:
    before, after = load_side(chosen.old), load_side(chosen.new)
    texts = load_office_texts(DATA)["verschil"]
    report = DifferenceReport(texts, after.rules)
    print(texts["titel"])
    print("\n" + texts["mensen"].format(aantal=chosen.people, zaad=chosen.seed, dag=chosen.day.isoformat()))
    for key, here, there in (("alleen_oud", before, after), ("alleen_nieuw", after, before)):
        if alone := [place.name for slug, place in here.municipalities.items() if slug not in there.municipalities]:
            print("\n" + texts[key].format(gemeenten=", ".join(alone)))
    for slug in in_both(before, after):
        people = residents(chosen.people, chosen.seed)
        print("\n".join(report.lines(compare(before, after, slug, people, chosen.day), chosen.people)))
    return 0


def add_page(commands: "Commands") -> None:
    """``page GEMEENTE [BESTAND]``."""
    parser = commands.add_parser("page", help="de catalogus van een gemeente als HTML-pagina, om te laten nakijken")
    parser.add_argument("slug", choices=_slugs(), metavar="GEMEENTE")
    parser.add_argument("file", nargs="?", type=Path, metavar="BESTAND", help="standaard op het scherm")
    parser.set_defaults(run=_page)


def _page(chosen: argparse.Namespace) -> int:
    library = Library.load(DATA)
    texts = load_office_texts(DATA)["pagina"]
    html = Page(library.municipalities[chosen.slug], library.rules.wording, texts).html(date.today())
    if chosen.file:
        chosen.file.write_text(html, encoding="utf-8")
    else:
        print(html)
    return 0


def _slugs() -> list[str]:
    return [file.stem for file in municipality_files(DATA)]


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{text} bestaat niet")
    return path


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is geen heel getal van 0 of meer")
    return int(text)
