"""What asks for help without being a question."""

import pytest

from bot.dialogue.readers.wishes import is_wish

WISHES = [
    "ik zoek iemand die de ramen lapt",
    "we zijn op zoek naar een maatje voor opa",
    "mijn moeder heeft een rolstoel nodig",
    "ik kan wel hulp gebruiken met de administratie",
    "ik wil graag leren fietsen",
    "iemand moet mijn vader komen wassen",
    "de boodschappen moeten gebracht worden",
    "na mijn verhuizing zoek ik begeleiding bij het werk",
]
NONE = [
    "ja",
    "hulp nodig",
    "ik zoek werk",
    "ik zoek een baan",
    "ik heb geen hulp nodig hoor",
    "ik heb daar niemand voor nodig",
    "ik woon met mijn man",
    "1350 euro in de maand",
    "dat lukt zonder hulp",
    "wij huren een flat van de woningbouw",
    "",
]


@pytest.mark.parametrize("text", WISHES)
def test_a_wish(text: str) -> None:
    assert is_wish(text)


@pytest.mark.parametrize("text", NONE)
def test_no_wish(text: str) -> None:
    assert not is_wish(text)
