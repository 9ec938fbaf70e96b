"""Reads data/normen: the bijstandsnorm by period and the AOW age; refuses holes, overlaps and odd amounts."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.catalogue.document import Document
from bot.selfcheck.facility import PhoneNumber
from bot.selfcheck.norms import AssetLimit, NormPeriod, Norms, PensionAge


def load_norms(folder: Path) -> Norms:
    """The norms for the decision; raises CatalogueError with file, line and reason."""
    document = Document(folder / "bijstandsnorm.yml")
    periods = tuple(_period(raw) for raw in document.content["tijdvakken"])
    _check_periods(document, periods)
    return Norms(periods, _pension_ages(folder), _asset_limits(folder), document.content["geldig_tot_herziening"])


def load_phone_numbers(folder: Path) -> dict[str, PhoneNumber]:
    """The help lines that may be shown, by id."""
    content = Document(folder / "telefoonnummers.yml").content
    return {raw["id"]: _phone(raw) for raw in content["nummers"]}


def _period(raw: dict[str, Any]) -> NormPeriod:
    amounts = {key: Decimal(str(amount)).quantize(Decimal("0.01")) for key, amount in raw["bedragen"].items()}
    return NormPeriod(raw["geldig_vanaf"], raw["geldig_tot_en_met"], amounts, raw["bron"], raw["url"])


def _check_periods(document: Document, periods: tuple[NormPeriod, ...]) -> None:
    for number, (earlier, later) in enumerate(zip(periods, periods[1:]), start=1):
        expected = earlier.valid_until + timedelta(days=1) if earlier.valid_until else None
        if later.valid_from != expected:
            path = ("tijdvakken", number, "geldig_vanaf")
            raise document.error(
                path, f"sluit niet aan op het vorige tijdvak: {later.valid_from} in plaats van {expected}"
            )
        if set(later.amounts) != set(earlier.amounts):
            raise document.error(
                ("tijdvakken", number, "bedragen"), "dit tijdvak heeft niet dezelfde bedragen als het vorige"
            )


def _pension_ages(folder: Path) -> tuple[PensionAge, ...]:
    years = Document(folder / "aow_leeftijd.yml").content["jaren"]
    return tuple(PensionAge(year, raw["jaren"], raw["maanden"]) for year, raw in sorted(years.items()))


def _asset_limits(folder: Path) -> tuple[AssetLimit, ...]:
    return tuple(_asset_limit(raw) for raw in Document(folder / "vermogensgrens.yml").content["tijdvakken"])


def _asset_limit(raw: dict[str, Any]) -> AssetLimit:
    together = Decimal(raw["samen_of_alleenstaande_ouder"])
    return AssetLimit(raw["geldig_vanaf"], Decimal(raw["alleenstaand"]), together)


def _phone(raw: dict[str, Any]) -> PhoneNumber:
    return PhoneNumber(raw["id"], raw["naam"], raw["nummer"], raw["uren"], raw["bron"])
