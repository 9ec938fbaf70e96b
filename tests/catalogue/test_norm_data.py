"""The amounts themselves: laws that hold to the cent in every half-year, and files that break them are refused."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA
from bot.catalogue.norms import load_norms, load_phone_numbers
from bot.selfcheck.norms import NormPeriod, to_cent

PERIODS = load_norms(DATA / "normen").periods
CENT = Decimal("0.01")


def named(period: NormPeriod) -> str:
    return period.valid_from.isoformat()


def read_all(folder: Path) -> None:
    load_norms(folder)
    load_phone_numbers(folder)


@pytest.mark.parametrize("period", PERIODS, ids=named)
def test_laws_between_the_amounts(period: NormPeriod) -> None:
    amount: Mapping[str, Decimal] = period.amounts
    young, couple = amount["alleenstaand_18_20"], amount["samen_21_aow"]
    assert amount["samen_beiden_18_20_zonder_kind"] == 2 * young
    assert abs(amount["samen_een_18_20_een_21plus_zonder_kind"] - (young + couple / 2)) <= CENT
    assert abs(amount["alleenstaand_21_aow"] - couple * Decimal("0.7")) <= CENT
    with_child = amount["samen_beiden_18_20_met_kind"] - amount["samen_beiden_18_20_zonder_kind"]
    other = amount["samen_een_18_20_een_21plus_met_kind"] - amount["samen_een_18_20_een_21plus_zonder_kind"]
    assert with_child == other


def test_eight_periods_without_a_hole() -> None:
    assert len(PERIODS) == 8
    for earlier, later in zip(PERIODS, PERIODS[1:]):
        assert earlier.valid_until is not None
        assert (later.valid_from - earlier.valid_until).days == 1


# At 130%: published by Stimulansz for 2025-07-01 (berekenuwrechtplus.nl/normenoverzicht), computed for the rest.
LIMITS = {
    "2023-01-01": ("1554.36", "2220.50", "1729.87", "2349.36"),
    "2023-07-01": ("1581.61", "2259.43", "1764.96", "2396.68"),
    "2024-01-01": ("1668.98", "2384.25", "1853.49", "2512.02"),
    "2024-07-01": ("1700.99", "2429.97", "1893.91", "2569.63"),
    "2025-01-01": ("1749.09", "2498.69", "1951.39", "2669.52"),
    "2025-07-01": ("1779.78", "2542.54", "1989.27", "2723.47"),
    "2026-01-01": ("1821.95", "2602.77", "2034.10", "2787.41"),
    "2026-07-01": ("1845.30", "2636.13", "2063.54", "2828.93"),
}


@pytest.mark.parametrize("period", PERIODS, ids=named)
def test_130_percent_to_the_cent(period: NormPeriod) -> None:
    keys = ("alleenstaand_21_aow", "samen_21_aow", "alleenstaand_aow", "samen_aow_een_of_beiden")
    found = tuple(str(to_cent(period.amounts[key] * 130 / 100)) for key in keys)
    assert found == LIMITS[named(period)]


def test_every_later_period_pays_more() -> None:
    for earlier, later in zip(PERIODS, PERIODS[1:]):
        assert all(later.amounts[key] > earlier.amounts[key] for key in earlier.amounts)


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("bijstandsnorm", "geldig_vanaf: 2023-07-01", "geldig_vanaf: 2023-07-02", "sluit niet aan"),
        ("bijstandsnorm", "geldig_vanaf: 2023-07-01", "geldig_vanaf: 2023-06-30", "sluit niet aan"),
        ("bijstandsnorm", "geldig_tot_en_met: 2023-06-30", "geldig_tot_en_met: 2022-06-30", "eindigt voor het begint"),
        ("bijstandsnorm", "geldig_tot_en_met: 2023-06-30", "geldig_tot_en_met: juni", "niet goed geschreven"),
        ("bijstandsnorm", "alleenstaand_aow: 1330.67", "alleenstaand_aow: 0", "0"),
        ("bijstandsnorm", "alleenstaand_aow: 1330.67", "alleenstaand_aow: veel", "niet van de soort number"),
        ("bijstandsnorm", "alleenstaand_aow: 1330.67", "alleenstaand_aaw: 1330.67", "onbekende naam|ontbreekt"),
        ("bijstandsnorm", "status: afgeleid", "status: gehoord", "kies uit geverifieerd"),
        ("bijstandsnorm", 'url: "https://wetten.overheid.nl/BWBR0015703/2023-01-01', 'url: "2023-01-01', "geschreven"),
        ("aow_leeftijd", "geboren: [1961-10-01,", "geboren: [1961-10-02,", "sluit niet aan op 2028"),
        ("aow_leeftijd", "geboren: [1961-10-01,", "geboren: [1961-09-30,", "sluit niet aan op 2028"),
        ("aow_leeftijd", "  2031: {", "  2041: {", "sluit niet aan op 2030"),
        ("aow_leeftijd", "maanden: 10", "maanden: 12", "12"),
        ("vermogensgrens", "geldig_vanaf: 2025-07-01", "geldig_vanaf: 2023-07-01", "begint niet na het vorige"),
        ("vermogensgrens", "alleenstaand: 8000", "alleen: 8000", "onbekende naam|ontbreekt"),
        ("telefoonnummers", 'nummer: "113"', 'nummer: "een een drie"', "niet goed geschreven"),
    ],
)
def test_a_wrong_norm_is_refused_with_its_line(tmp_path: Path, name: str, old: str, new: str, reason: str) -> None:
    copytree(DATA / "normen", tmp_path, dirs_exist_ok=True)
    file = tmp_path / f"{name}.yml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    with pytest.raises(CatalogueError, match=reason) as refused:
        read_all(tmp_path)
    assert refused.value.file == file
    wrong = next(number for number, line in enumerate(file.read_text().splitlines(), start=1) if new in line)
    named_or_just_above = {wrong, *range(wrong - 12, wrong)} if "ontbreekt" in reason else {wrong}
    assert refused.value.line in named_or_just_above


FACTS = Path(__file__).resolve().parents[3] / "shared" / "feiten" / "normen.yml"


@pytest.mark.skipif(not FACTS.is_file(), reason="the collected facts do not stand beside this clone")
def test_the_amounts_are_those_of_the_collected_facts() -> None:
    facts = yaml.load(FACTS.read_text(encoding="utf-8"), yaml.CSafeLoader)["bijstandsnorm"]["waarden"]
    wanted = {
        (part["geldig_vanaf"], key): Decimal(str(amount)).quantize(CENT)
        for part in facts
        for key, amount in part["bedragen"].items()
    }
    assert {(period.valid_from, key): amount for period in PERIODS for key, amount in period.amounts.items()} == wanted


def test_numbers_that_are_not_sure_are_not_shown() -> None:
    numbers = {phone.number for phone in load_phone_numbers(DATA / "normen").values()}
    assert numbers == {"112", "113", "0800-0113", "0800-2000", "0800-0432"}
