"""What is kept to learn from names nobody, but it does name towns and what the catalogue knows."""

import pytest

from bot.front.learning import for_labelling, known_names
from tests.plans import plans

MUNICIPALITIES = list(plans().municipalities.values())
NAMES = [each.name for each in MUNICIPALITIES]
CONTACTS = sorted({contact.name for each in MUNICIPALITIES for contact in each.contacts.values()})
FRAMES = ("mijn moeder {}", "mevrouw van {}", "mijn zoon, {}", "ik belde {} gisteren")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", [*NAMES, *CONTACTS, "Rotterdam", "Delft"])
def test_towns_and_organisations_stay(frame: str, name: str) -> None:
    text = frame.format(name)
    assert for_labelling(text) == text


def test_people_go() -> None:
    assert for_labelling("mijn zoon Ahmed uit Leiden") == "mijn zoon [naam weggehaald] uit Leiden"


def test_no_common_first_name_is_taken_for_a_town_or_an_organisation() -> None:
    assert not known_names() & {"jan", "piet", "ahmed", "fatima", "maria", "johan", "anna", "mohammed", "kees", "els"}
