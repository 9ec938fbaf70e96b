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
    "I like to hang out with the children",
    "is there food help for me",
    "is there any food bank for my children",
    "bu form ne için",
    "szukam pracy i kursu języka",
]


@pytest.mark.parametrize(("kind", "text"), SAID)
def test_it_sounds_the_siren(kind: str, text: str) -> None:
    assert kind in [signal.alarm for signal in weigh(text) if signal.sure]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_begins_the_same_is_left_alone(text: str) -> None:
    assert weigh(text) == ()
