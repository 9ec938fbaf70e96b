"""The plainest sentences in which danger is said: each is a siren, whatever the second opinion has learned."""

from pathlib import Path

import pytest
import yaml

from bot.dialogue.safety import weigh

TABLES = ("gewoonweg.yml", "in_een_andere_taal.yml")
PLAIN: list[dict[str, list[str]]] = [
    yaml.safe_load((Path(__file__).parent / table).read_text(encoding="utf-8")) for table in TABLES
]
SAID = [(kind, text) for table in PLAIN for kind, texts in table.items() for text in texts]
HARMLESS = [
    "de stroom is uitgezet voor de monteur",
    "ik sta op straat te wachten op de bus",
    "ik heb geen medicijnen nodig",
    "ik heb geen eten meer nodig",
    "ik ben op straat gevallen",
    "we zitten zonder water omdat ze aan de weg werken",
    "mijn zoon van 15 wel, want die doucht alleen onder protest",
    "ik durf niet naar huis te fietsen in dit onweer",
    "de dreumes heeft zichzelf opgesloten in de wc, buurman had hem er zo uit",
    "we koken op inductie dus het gas is afgesloten op eigen verzoek",
    "mijn vrouw heeft mij eruit gegooid bij mens-erger-je-niet",
    "ik heb niemand aan de haak geslagen",
    "er is niets meer te eten in huis behalve soep en brood en dat is meer dan genoeg",
    "onze fiets was niet verzekerd",
    "I like to hang out with the children",
    "is there food help for me",
    "is there any food bank for my children",
    "bu form ne için",
    "szukam pracy i kursu języka",
]


@pytest.mark.parametrize(("kind", "text"), SAID)
def test_it_sounds_the_siren(kind: str, text: str) -> None:
    assert kind in [signal.alarm for signal in weigh(text) if signal.sure]


def test_who_loses_the_health_insurance_does_not_lose_the_house() -> None:
    signals = weigh("als ik voor vrijdag niet betaal gooit de zorgverzekeraar ons eruit")
    assert {signal.alarm for signal in signals} <= {"zorgverzekering"}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_begins_the_same_is_left_alone(text: str) -> None:
    assert weigh(text) == ()
