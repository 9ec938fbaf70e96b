"""Reads data/normen: the bijstandsnorm by period, the AOW age by birth date, savings limits and help lines.

Refuses holes, overlaps and odd amounts, with file, line and reason.
"""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.catalogue.document import Document
from bot.catalogue.norm_schema import check_norms
from bot.selfcheck.facility import PhoneNumber
from bot.selfcheck.norms import AssetLimit, NormPeriod, Norms, PensionAge

DAY = timedelta(days=1)


def load_norms(folder: Path) -> Norms:
    """The norms for the decision; raises CatalogueError with file, line and reason."""
    document = _read(folder / "bijstandsnorm.yml")
    periods = tuple(_period(raw) for raw in document.content["tijdvakken"])
    _check_periods(document, periods)
    until = _day(document.content["geldig_tot_herziening"])
    return Norms(periods, _pension_ages(folder), _asset_limits(folder), until, document.content["artikelen"])


def load_phone_numbers(folder: Path) -> dict[str, PhoneNumber]:
    """The help lines that may be shown, by id."""
    content = _read(folder / "telefoonnummers.yml").content
    return {raw["id"]: _phone(raw) for raw in content["nummers"]}


def _read(file: Path) -> Document:
    document = Document(file)
    check_norms(document)
    return document


def _period(raw: dict[str, Any]) -> NormPeriod:
    amounts = {key: Decimal(str(amount)).quantize(Decimal("0.01")) for key, amount in raw["bedragen"].items()}
    until = raw["geldig_tot_en_met"]
    ends = _day(raw["geldig_vanaf"]), _day(until) if until else None
    return NormPeriod(*ends, amounts, raw["bron"], raw["url"], frozenset(raw.get("afgeleid", ())))


def _check_periods(document: Document, periods: tuple[NormPeriod, ...]) -> None:
    for number, period in enumerate(periods):
        if period.valid_until is not None and period.valid_until < period.valid_from:
            reason = f"dit tijdvak eindigt voor het begint: {period.valid_until}"
            raise document.error(("tijdvakken", number, "geldig_tot_en_met"), reason)
    for number, (earlier, later) in enumerate(zip(periods, periods[1:]), start=1):
        expected = earlier.valid_until + DAY if earlier.valid_until else None
        if later.valid_from != expected:
            reason = f"sluit niet aan op het vorige tijdvak: {later.valid_from} in plaats van {expected}"
            raise document.error(("tijdvakken", number, "geldig_vanaf"), reason)


def _pension_ages(folder: Path) -> tuple[PensionAge, ...]:
    document = _read(folder / "aow_leeftijd.yml")
    years = sorted(document.content["jaren"].items())
    for (earlier, before), (later, after) in zip(years, years[1:]):
        if later != earlier + 1 or _day(after["geboren"][0]) != _day(before["geboren"][1]) + DAY:
            raise document.error(("jaren", later), f"sluit niet aan op {earlier}: er valt een jaar of een dag tussen")
    return tuple(
        PensionAge(year, raw["jaren"], raw["maanden"], _day(raw["geboren"][0]), raw["status"]) for year, raw in years
    )


def _asset_limits(folder: Path) -> tuple[AssetLimit, ...]:
    document = _read(folder / "vermogensgrens.yml")
    limits = tuple(_asset_limit(raw) for raw in document.content["tijdvakken"])
    for number, (earlier, later) in enumerate(zip(limits, limits[1:]), start=1):
        if later.valid_from <= earlier.valid_from:
            raise document.error(("tijdvakken", number, "geldig_vanaf"), "dit tijdvak begint niet na het vorige")
    return limits


def _asset_limit(raw: dict[str, Any]) -> AssetLimit:
    together = Decimal(raw["samen_of_alleenstaande_ouder"])
    return AssetLimit(_day(raw["geldig_vanaf"]), Decimal(raw["alleenstaand"]), together)


def _phone(raw: dict[str, Any]) -> PhoneNumber:
    return PhoneNumber(raw["id"], raw["naam"], raw["nummer"], raw["uren"], raw["bron"])


def _day(written: str) -> date:
    return date.fromisoformat(written)
