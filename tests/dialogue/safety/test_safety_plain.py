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
    "mijn moeder ziet niets meer met haar linkeroog sinds haar geboorte",
    "ik zie al jaren niets meer met mijn linkeroog",
    "ik heb twee keer mijn dosis genomen zoals de dokter zei",
    "de hond slaapt in de hondenmand",
    "de puppy zit nu in de hondenbench",
    "mijn fiets staat geen nacht veilig in mijn straat",
    "wij vallen om van het lachen",
    "mijn laatste warme maaltijd is om 6 uur",
    "ik haal brood uit de bak van de bakker",
    "ik heb epilepsie en heb geen geld voor een taxi",
    "mijn dochter heeft epilepsie en ik kan de sportclub niet betalen, kan niet betalen",
    "ik heb een pen nodig, die heb ik niet",
    "mijn kinderen zijn hele dagen alleen thuis omdat ik werk, ze zijn 16 en 17",
    "mijn man loopt met een hamer door het huis, hij klust",
    "ik wil mijn contract bij eneco voor stroom stoppen",
    "wij verliezen onze woning niet",
    "mijn vader heeft dementie en kan geen stap meer zetten",
    "mijn man heeft alzheimer, hij ligt zelf in het ziekenhuis",
    "Aan zelfmoord denk ik niet en heb ik ook nooit gedacht.",
    "Ontruimd worden we niet, we hebben een vast contract en geen achterstand.",
]
NOT_SILENCED = [
    "mijn insuline is op en de pillen voor mijn hond ook",
    "ik heb geen geld voor mijn medicijnen, alleen de pillen voor de kat heb ik nog",
    "ik kan mijn insuline niet betalen, de medicijnen van mijn hond kan ik wel betalen",
    "mijn insuline is op, vorige keer kreeg ik een ander merk",
    "aan zelfmoord denk ik niet vaak, maar vandaag wel",
    "aan zelfmoord denk ik niet alleen, ik heb de pillen klaar",
    "ik sta op straat omdat ik mijn sleutels verloor en mijn man doet niet open, ik slaap buiten",
    "ik slaap vannacht in het park. mijn broer de dakdekker komt morgen pas terug",
    "geen eten meer in huis, de voedselbank winkel is dicht",
    "ik heb al drie dagen niet gegeten, de supermarkt is dicht voor mij want mijn pas is geblokkeerd",
    "er is niets te eten in huis en de winkel is dicht",
    "ik heb een afscheidsbrief geschreven voor mijn collega's en mijn kinderen, vannacht doe ik het",
    "ik heb een afscheidsbrief voor mijn leerlingen klaarliggen, ik maak er een eind aan",
    "ik ben onverzekerd voor zorg, cz heeft mij eruit gezet, ook de inboedelverzekering is weg",
    "afgesloten worden we niet vandaag, morgen sluit Eneco het gas af",
]
"""Beside what a shield knows as harmless stands danger."""


@pytest.mark.parametrize(("kind", "text"), SAID)
def test_it_sounds_the_siren(kind: str, text: str) -> None:
    assert kind in [signal.alarm for signal in weigh(text) if signal.sure]


def test_who_loses_the_health_insurance_does_not_lose_the_house() -> None:
    signals = weigh("als ik voor vrijdag niet betaal gooit de zorgverzekeraar ons eruit")
    assert {signal.alarm for signal in signals} <= {"zorgverzekering"}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_begins_the_same_is_left_alone(text: str) -> None:
    assert weigh(text) == ()


@pytest.mark.parametrize("text", NOT_SILENCED)
def test_what_a_shield_knows_silences_no_danger_beside_it(text: str) -> None:
    assert weigh(text) != ()
