"""What asks for help without being a question, and what a question for help leaves of a sentence."""

import pytest

from bot.dialogue.readers.wishes import is_wish, without_requests

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
    "met onze straat willen we het plantsoen zelf van de gemeente overnemen",
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


WISHES_FOR_A_PERSON = [
    "mag ik praten met mevrouw van de gemeente alstublieft",
    "kan ik iemand spreken",
    "kan iemand mij terugbellen",
    "kan ik met een echt mens praten?",
    "kunt u mij doorverbinden met een medewerker",
    "kan ik u bellen",
]
REQUESTS = [
    ("er is geen geld voor het schoolkamp, wie springt bij", "er is geen geld voor het schoolkamp,"),
    ("mijn vrouw herkent ons niet meer, wie staat mij bij", "mijn vrouw herkent ons niet meer,"),
    ("hij doet voor niemand open, wie gaat er toch op hem af", "hij doet voor niemand open,"),
    ("mijn vrouw kan de trap niet op, ken de gemeente daar een lift voor geven", "mijn vrouw kan de trap niet op,"),
    ("kan de supermarkt mijn boodschappen thuisbrengen", ""),
    ("kan ik een rolstoel krijgen", ""),
    ("nee hoor. wie helpt me met de post?", "nee hoor."),
    ("is er iemand met wie ik kan praten over mijn verdriet", ""),
    ("wie kan ik bellen voor hulp in huis", ""),
]


@pytest.mark.parametrize("text", WISHES_FOR_A_PERSON)
def test_who_wants_a_person_asks_for_no_help_of_the_plan(text: str) -> None:
    assert without_requests(text) is None


@pytest.mark.parametrize(("text", "beside"), REQUESTS)
def test_what_stands_beside_a_request_is_kept(text: str, beside: str) -> None:
    assert without_requests(text) == beside
