"""``python -m bot.selfcheck simulate``: who gains when a percentage changes, over a made-up population.

The one place of this room that knows where the data are: it only loads, and hands over to ``simulation``.
"""

import argparse
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.catalogue.distribution import load_distribution
from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA, Library, municipality_files
from bot.catalogue.office import load_office_texts
from bot.selfcheck.facility import Facility, Municipality
from bot.selfcheck.income import whole_percent
from bot.selfcheck.population import Distribution, draw
from bot.selfcheck.simulation import NoIncomeLimit, Simulation, income_limits, with_percent
from bot.selfcheck.simulation_report import SimulationReport


def main(arguments: list[str] | None = None) -> int:
    """Run the simulation; the exit code is 1 when a data file is refused, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m bot.selfcheck", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    simulate = commands.add_parser("simulate", help="reken een andere inkomensgrens door")
    simulate.add_argument("--gemeente", dest="slug", required=True, choices=[f.stem for f in municipality_files(DATA)])
    simulate.add_argument("--voorziening", dest="facility", required=True, metavar="ID")
    simulate.add_argument("--procent", dest="percent", type=_percent, required=True, help="de nieuwe grens")
    simulate.add_argument("--aantal", dest="count", type=_positive, default=1_000_000, help="huishoudens")
    simulate.add_argument("--zaad", dest="seed", type=_positive, default=1)
    simulate.add_argument("--peildatum", dest="day", type=date.fromisoformat, default=date.today())
    simulate.add_argument("--grafiek", dest="plot", type=Path, metavar="BESTAND.svg")
    try:
        return _simulate(parser.parse_args(arguments), simulate)
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1


def _simulate(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    library, texts = Library.load(DATA), load_office_texts(DATA)["doorrekening"]
    distribution = load_distribution(DATA / "beheer" / "bevolking.yml")
    place = library.municipalities[chosen.slug]
    before = next((facility for facility in place.facilities if facility.id == chosen.facility), None)
    if before is None:
        parser.error(f"{chosen.facility} staat niet in de catalogus van {place.name}")
    try:
        after = with_percent(before, chosen.percent)
    except NoIncomeLimit:
        parser.error(f"{chosen.facility} heeft geen inkomensgrens")
    simulation = Simulation(before, after, chosen.day, library.rules.norms, distribution.bands)
    _write(simulation, place, distribution, chosen, texts)
    return 0


def _write(
    simulation: Simulation,
    place: Municipality,
    distribution: Distribution,
    chosen: argparse.Namespace,
    texts: dict[str, Any],
) -> None:
    tally = simulation.run(draw(distribution, chosen.count, chosen.seed))
    report, title = SimulationReport(tally, texts), _title(simulation.before, place, chosen.percent, texts)
    count = f"{chosen.count:,}".replace(",", ".")
    print(title, texts["uitleg"].format(dag=chosen.day, aantal=count, zaad=chosen.seed), texts["telt"], sep="\n\n")
    print("", *report.table(), sep="\n")
    if chosen.plot:
        chosen.plot.write_text(report.plot(title.lstrip("# ")), encoding="utf-8")


def _title(facility: Facility, place: Municipality, percent: Decimal, texts: dict[str, Any]) -> str:
    old = sorted({limit.percent for limit in income_limits(facility)})
    return str(texts["titel"]).format(
        voorziening=facility.name,
        gemeente=place.name,
        oud=", ".join(map(whole_percent, old)),
        nieuw=whole_percent(percent),
    )


def _percent(text: str) -> Decimal:
    try:
        percent = Decimal(text)
    except InvalidOperation:
        percent = Decimal(0)
    if not percent.is_finite() or not 0 < percent <= 500:
        raise argparse.ArgumentTypeError(f"{text!r} is geen percentage boven 0 en tot en met 500")
    return percent


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is geen heel getal boven 0")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
