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
    "ik verzorg mijn broer en wil er een weekje uit",
    "mijn dochter eet niet en ik weet niet wat ik moet doen",
    "iemand die met mijn oma naar de kapper gaat en helpt",
    "ik hou de zorg voor mijn zus niet meer vol",
    "ik moet naar de oogarts en heb geen auto",
    "mijn man moet overdag ergens heen",
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
    "ik weet het niet meer precies",
    "we hebben geen auto meer maar wel fietsen",
    "",
]


@pytest.mark.parametrize("text", WISHES)
def test_a_wish(text: str) -> None:
    assert is_wish(text)


@pytest.mark.parametrize("text", NONE)
def test_no_wish(text: str) -> None:
    assert not is_wish(text)
