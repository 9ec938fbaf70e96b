"""Everything that the decision stands on, loaded once at start-up: municipalities, norms, policy, wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.municipality import load_municipality
from bot.catalogue.national import FILE_NAME, load_national, with_national
from bot.catalogue.norms import load_norms, load_phone_numbers
from bot.catalogue.policy import load_policy
from bot.catalogue.wording import load_wording
from bot.selfcheck.evaluate import Rules
from bot.selfcheck.facility import Municipality, PhoneNumber

DATA = Path(__file__).resolve().parents[2] / "data"
CATALOGUE = "catalogus"


def catalogue_files(data: Path) -> list[Path]:
    """One file for each municipality, and one for what the law gives everywhere."""
    return sorted((data / CATALOGUE).glob("*.yml"))


def municipality_files(data: Path) -> list[Path]:
    """Those of the municipalities only."""
    return [file for file in catalogue_files(data) if file.name != FILE_NAME]


@dataclass(frozen=True)
class Library:
    """All municipalities by slug, the rules that they share, and the help lines by id."""

    municipalities: Mapping[str, Municipality]
    rules: Rules
    phones: Mapping[str, PhoneNumber]

    @classmethod
    def load(cls, data: Path = DATA) -> "Library":
        """Read and check all files; raises CatalogueError with file, line and reason."""
        national = load_national(data / CATALOGUE / FILE_NAME)
        loaded = [with_national(load_municipality(file), national, file) for file in municipality_files(data)]
        rules = Rules(load_norms(data / "normen"), load_policy(data), load_wording(data / "teksten"))
        phones = load_phone_numbers(data / "normen")
        return cls({municipality.slug: municipality for municipality in loaded}, rules, phones)
