"""The amounts themselves: laws that hold to the cent in every half-year, and files that break them are refused."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA
from bot.catalogue.norms import load_norms, load_phone_numbers
from bot.selfcheck.norms import NormPeriod

PERIODS = load_norms(DATA / "normen").periods
CENT = Decimal("0.01")


def named(period: NormPeriod) -> str:
    return period.valid_from.isoformat()


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


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("geldig_vanaf: 2023-07-01", "geldig_vanaf: 2023-07-02", "sluit niet aan"),
        ("geldig_vanaf: 2023-07-01", "geldig_vanaf: 2023-06-30", "sluit niet aan"),
    ],
)
def test_a_hole_or_an_overlap_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    copytree(DATA / "normen", tmp_path, dirs_exist_ok=True)
    file = tmp_path / "bijstandsnorm.yml"
    file.write_text(file.read_text().replace(old, new))
    with pytest.raises(CatalogueError, match=reason) as refused:
        load_norms(tmp_path)
    shown = file.read_text().splitlines()[refused.value.line - 1]
    assert new in shown


def test_numbers_that_are_not_sure_are_not_shown() -> None:
    numbers = {phone.number for phone in load_phone_numbers(DATA / "normen").values()}
    assert numbers == {"112", "113", "0800-0113", "0800-2000", "0800-0432"}
