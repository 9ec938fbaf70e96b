"""Who is missing and cannot look after themselves, a home left for a while, and sayings: as residents type it."""

import pytest

from bot.dialogue.safety import weigh

MISSING = [
    "mijn demente man is zoek, het vriest en hij heeft geen jas aan",
    "mijn vrouw met alzheimer is weggelopen en ik vind haar niet",
    "mijn vader heeft dementie en is weer weggelopen uit het tehuis",
    "mn moeder is dement en ze is kwijt",
    "mn kind van 4 is weggelopen en ik kan hem nergens vinden",
    "opa is vermist, we kunnen hem niet vinden",
    "mijn dochter van 16 is weggelopen en ik weet niet waar ze is",
]
NOT_MISSING = [
    "mijn man is dement en soms de weg kwijt",
    "mijn moeder met dementie is haar sleutels kwijt",
    "mijn demente moeder is haar bril kwijt",
    "mijn demente vader is weleens weggelopen",
    "de bril van mijn man is kwijt en ik zie hem nergens",
    "mijn zoontje is zijn knuffel kwijt en we kunnen hem niet vinden",
    "mijn hond is weggelopen en ik kan hem niet vinden",
    "vorig jaar is mijn demente vader weggelopen, nu zit hij in een tehuis",
]
LEAVING = ["ik moet morgen het huis uit", "wij moeten vrijdag ons huis uit", "we moeten over drie weken ons huis uit"]
HARMLESS = [
    "volgende maand moeten we een week het huis uit omdat de badkamer vernieuwd wordt",
    "we moeten drie weken ons huis uit voor de renovatie",
    "mijn jongens zijn het huis uit",
    "ik sla mezelf voor mn kop dat ik dat niet eerder vroeg",
    "ik sloeg me voor mijn kop",
    "wij gaan van het gas af",
]
HIT = ["mijn man slaat mij voor mijn kop", "hij sloeg mij voor mijn kop"]


def sirens(text: str) -> list[str]:
    return [signal.alarm for signal in weigh(text) if signal.sure]


@pytest.mark.parametrize("text", MISSING)
def test_who_is_missing_needs_help_at_once(text: str) -> None:
    assert sirens(text)[0] == "medisch_spoed"


@pytest.mark.parametrize("text", LEAVING)
def test_who_must_leave_their_home_is_heard(text: str) -> None:
    assert "huisuitzetting" in sirens(text)


@pytest.mark.parametrize("text", HIT)
def test_who_is_hit_is_heard(text: str) -> None:
    assert sirens(text) == ["huiselijk_geweld"]


@pytest.mark.parametrize("text", [*NOT_MISSING, *HARMLESS])
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert weigh(text) == ()
