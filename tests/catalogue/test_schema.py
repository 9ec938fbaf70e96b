"""A wrong catalogue file is refused with the file, the line and the reason."""

from pathlib import Path

import pytest

from bot.catalogue.document import CatalogueError, Document
from bot.catalogue.library import DATA
from bot.catalogue.municipality import load_municipality

GOOD = """\
gemeente: proef
naam: "Proef"
plaatsen: [proefdorp]
document: "Plan van Proef"
toegang:
  - id: loket
    naam: "Het loket"
    wat: "Denkt met u mee."
    bereikbaar: null
    regels: "1"
verwijzing:
  regels:
    - {als: {veld: onveilig, is: true}, team: loket}
  standaard: loket
voorzieningen:
  - id: hulp
    naam: "Hulp"
    soort: algemeen
    domeinen: [huishouden]
    samenvatting: "Hulp in huis."
    voor_wie: null
    kosten: null
    stappen: ["Ga naar het loket."]
    meenemen: null
    beslist: null
    contact: loket
    aanleiding: {veld: huishouden_lukt, is: niet}
    voorwaarden:
      - {tekst: "U bent 18 jaar of ouder.", eis: {veld: leeftijd, vanaf: 18}, regels: "2-3"}
    zoekwoorden: ["poetsen"]
    regels: "2-3, 5"
    bevestigd_op: null
niet_aangeboden:
  - {id: later, status: voornemen}
"""

LIMIT = "{inkomen_tot: {norm: bijstandsnorm, procent: 130, vakantietoeslag: met}}"
WRONG = [
    ("veld: huishouden_lukt, is: niet", "veld: huishouden_luk, is: niet", "kies uit leeftijd"),
    ("veld: huishouden_lukt, is: niet", "veld: huishouden_lukt, is: nooit", "kies uit zelf, met_moeite, niet"),
    ("veld: huishouden_lukt, is: niet", "veld: huishouden_lukt, vanaf: 3", "ontbreekt iets: is"),
    ("vanaf: 18", "vanaf: 180", "180"),
    (
        "eis: {veld: leeftijd, vanaf: 18}",
        "eis: {inkomen_tot: {norm: bijstandsnorm, vakantietoeslag: met}}",
        "ontbreekt",
    ),
    ("eis: {veld: leeftijd, vanaf: 18}", "eis: {veld: leeftijd, vanaf: 18, tot_en_met: 17}", "omgedraaid"),
    ("eis: {veld: leeftijd, vanaf: 18}", "eis: {minstens: 2, van: [{altijd: true}]}", "minstens 2 kan niet"),
    (
        "eis: {veld: leeftijd, vanaf: 18}",
        "eis: {inkomen_tot: {norm: bijstandsnorm, procent: 0, vakantietoeslag: met}}",
        "0",
    ),
    (
        "eis: {veld: leeftijd, vanaf: 18}",
        "eis: {inkomen_tot: {norm: minimumloon, procent: 130, vakantietoeslag: met}}",
        "bijstandsnorm",
    ),
    ("eis: {veld: leeftijd, vanaf: 18}", "eis: {inkomen_tot: {norm: bijstandsnorm, procent: 130}}", "vakantietoeslag"),
    ("vanaf: 18}, regels", "vanaf: 18}, regel", "onbekende naam|ontbreekt"),
    ('vanaf: 18}, regels: "2-3"}', "vanaf: 18}}", "ontbreekt"),
    ("aanleiding: {veld: huishouden_lukt, is: niet}", f"aanleiding: {LIMIT}", "hoort bij een voorwaarde"),
    ("aanleiding: {veld: huishouden_lukt, is: niet}", f"aanleiding: {{alle: [{LIMIT}]}}", "hoort bij een voorwaarde"),
    ("als: {veld: onveilig, is: true}", f"als: {LIMIT}", "hoort bij een voorwaarde"),
    (
        'tekst: "U bent 18 jaar of ouder.", eis: {veld: leeftijd, vanaf: 18}',
        "eis: {niet_vast_te_stellen: true}",
        "tekst",
    ),
    ("bevestigd_op: null", "bevestigd_op: gisteren", "niet goed geschreven"),
    ("soort: algemeen", "soort: gemeen", "kies uit"),
    ("domeinen: [huishouden]", "domeinen: [huis]", "kies uit"),
    ("contact: loket", "contact: balie", "staat niet onder toegang"),
    ("standaard: loket", "standaard: balie", "staat niet onder toegang"),
    ("team: loket", "team: balie", "staat niet onder toegang"),
    ("status: voornemen", "status: bestaand", "kies uit"),
    ('samenvatting: "Hulp in huis."', 'samenvatting: ""', "leeg"),
    ('regels: "2-3, 5"', 'regels: "twee"', "niet goed geschreven"),
    ("    kosten: null\n", "", "ontbreekt"),
    ("    kosten: null\n", "    kosten: null\n    prijs: 3\n", "onbekende naam"),
    ("    kosten: null\n", "    kosten: null\n    kosten: 3\n", "twee keer"),
    ("gemeente: proef", "gemeente: elders", "het bestand heet proef"),
    ('naam: "Proef"', "naam: [", "geen geldige YAML"),
]


def written(folder: Path, text: str) -> Path:
    file = folder / "proef.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_file_is_read(tmp_path: Path) -> None:
    municipality = load_municipality(written(tmp_path, GOOD))
    assert [facility.id for facility in municipality.facilities] == ["hulp"]
    assert municipality.facilities[0].source.lines == "2-3, 5"


@pytest.mark.parametrize(("old", "new", "reason"), WRONG)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError, match=reason) as refused:
        load_municipality(written(tmp_path, GOOD.replace(old, new)))
    assert refused.value.file.name == "proef.yml"


@pytest.mark.parametrize(
    ("old", "new"), [(old, new) for old, new, reason in WRONG if "\n" not in old and reason != "geen geldige YAML"]
)
def test_the_line_is_the_wrong_one(tmp_path: Path, old: str, new: str) -> None:
    text = GOOD.replace(old, new)
    with pytest.raises(CatalogueError) as refused:
        load_municipality(written(tmp_path, text))
    assert new in text.splitlines()[refused.value.line - 1]


def test_a_demand_that_a_rule_says_needs_no_words_of_its_own(tmp_path: Path) -> None:
    text = GOOD.replace('tekst: "U bent 18 jaar of ouder.", ', "")
    (condition,) = load_municipality(written(tmp_path, text)).facilities[0].conditions
    assert condition.text is None


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    start, end = GOOD.index("  - id: hulp"), GOOD.index("niet_aangeboden")
    twice = GOOD[:end] + GOOD[start:end] + GOOD[end:]
    with pytest.raises(CatalogueError, match="'hulp' staat er twee keer"):
        load_municipality(written(tmp_path, twice))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="leeg"):
        load_municipality(written(tmp_path, ""))


def test_lines_are_those_of_the_file() -> None:
    document = Document(DATA / "catalogus" / "leiden.yml")
    lines = document.file.read_text(encoding="utf-8").splitlines()
    for number, facility in enumerate(document.content["voorzieningen"]):
        assert facility["id"] in lines[document.line(("voorzieningen", number, "id")) - 1]
