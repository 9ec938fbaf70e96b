"""One table of broken files: each is refused with its file and line, whatever is wrong with it."""

import re
import shutil
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from bot.catalogue.document import CatalogueError, Document
from bot.catalogue.library import DATA
from bot.catalogue.municipality import load_municipality
from bot.catalogue.national import load_national
from bot.catalogue.norms import load_norms
from bot.catalogue.wording import EXPLANATIONS, load_wording
from bot.selfcheck import reasons
from tests.catalogue.test_schema import GOOD, written

FIRST = 'naam: "Proef"'
NEED = "aanleiding: {veld: huishouden_lukt, is: niet}"
UNLESS = "{tenzij: {veld: uitkering, bevat: [bijstand]}}"
WRITTEN = [
    (FIRST, 'naam: "Pro\x07ef"', "niet te zien"),
    (FIRST, "naam: \ufeffProef", "niet te zien"),
    (FIRST, "naam: !!python/object:os.system x", "kan hier niet"),
    (FIRST, "naam: !eigen Proef", "kan hier niet"),
    (FIRST, "naam: !eigen {a: b}", "kan hier niet"),
    (FIRST, "naam: !!binary aGFsbG8=", "kan hier niet"),
    (FIRST, "naam: &zelf [*zelf]", "verwijzen"),
    (FIRST, "naam: *nergens", "geen geldige YAML"),
    (FIRST, "<<: {naam: Proef}", "gewoon woord"),
    (FIRST, "{a: b}: Proef", "gewoon woord"),
    (FIRST, "[a, b]: Proef", "gewoon woord"),
    (FIRST, "null: Proef", "gewoon woord"),
    (FIRST, "naam: .inf", "geen getal"),
    (FIRST, "\tnaam: Proef", "geen geldige YAML"),
    ("bevestigd_op: null", "bevestigd_op: 2026-02-30", "dag die bestaat"),
    ("bevestigd_op: null", 'bevestigd_op: "2026-02-30"', "dag die bestaat"),
    ("bevestigd_op: null", "bevestigd_op: 2026-11-22 10:00:00", "geschreven|dag die bestaat"),
    ('regels: "2-3, 5"', 'regels: "5, 9-3"', "omgedraaid: 9-3"),
    ('regels: "1"', 'regels: "3-1"', "omgedraaid: 3-1"),
    ("id: later, status", "id: hulp, status", "staat ook onder voorzieningen"),
    ("eis: {veld: leeftijd, vanaf: 18}", "eis: {veld: leeftijd, vanaf: .nan}", "geen getal"),
    (
        "eis: {veld: leeftijd, vanaf: 18}",
        "eis: {inkomen_tot: {norm: bijstandsnorm, procent: .nan, vakantietoeslag: met}}",
        "geen getal",
    ),
    ("eis: {veld: leeftijd, vanaf: 18}", "eis: {tenzij: {veld: leeftijd, vanaf: 18}}", "ontbreekt"),
    (NEED, f"aanleiding: {{alle: [{{altijd: true}}, {UNLESS}]}}", "niet vast te stellen"),
]


@pytest.mark.parametrize(("old", "new", "reason"), WRITTEN)
def test_a_plan(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    with pytest.raises(CatalogueError, match=reason) as refused:
        load_municipality(written(tmp_path, text))
    assert refused.value.file.name == "proef.yml"
    wrong = text[: text.index(new)].count("\n") + 1
    assert refused.value.line in ({wrong, wrong + 1} if "YAML" in reason else {wrong})


def test_unless_is_taken_beside_a_demand_that_stays_open(tmp_path: Path) -> None:
    text = GOOD.replace(NEED, f"aanleiding: {UNLESS}").replace(
        "{veld: leeftijd, vanaf: 18}", "{niet_vast_te_stellen: true}"
    )
    (facility,) = load_municipality(written(tmp_path, text)).facilities
    assert [condition.unsettled for condition in facility.conditions] == [True]


def test_unless_is_refused_in_what_the_law_gives_too(tmp_path: Path) -> None:
    text = (DATA / "catalogus" / "landelijk.yml").read_text(encoding="utf-8")
    need = "aanleiding: {een_van: [{veld: schulden, is: true}"
    assert need in text
    file = tmp_path / "landelijk.yml"
    file.write_text(text.replace(need, f"aanleiding: {{een_van: [{UNLESS}, {{veld: schulden, is: true}}", 1), "utf-8")
    with pytest.raises(CatalogueError, match="niet vast te stellen") as refused:
        load_national(file)
    assert refused.value.line == text[: text.index(need)].count("\n") + 1


def test_a_file_that_is_no_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "proef.yml"
    file.write_bytes(GOOD.replace("Het loket", "Het lokét").encode("latin-1"))
    with pytest.raises(CatalogueError, match="geen UTF-8") as refused:
        load_municipality(file)
    assert refused.value.line == GOOD[: GOOD.index("Het loket")].count("\n") + 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="niet te lezen"):
        load_municipality(tmp_path / "weg.yml")


@pytest.mark.parametrize("day", ["2026-11-22", '"2026-11-22"', "'2026-11-22'"])
def test_a_day_may_be_written_with_and_without_quotation_marks(tmp_path: Path, day: str) -> None:
    place = load_municipality(written(tmp_path, GOOD.replace("bevestigd_op: null", f"bevestigd_op: {day}")))
    assert place.facilities[0].source.confirmed_on == date(2026, 11, 22)


NORMS = [
    ("bijstandsnorm.yml", "geldig_vanaf: 2023-01-01", "geldig_vanaf: 2023-02-30", "dag die bestaat"),
    ("bijstandsnorm.yml", "alleenstaand_18_20: 295.20", "alleenstaand_18_20: .nan", "geen getal"),
    ("bijstandsnorm.yml", "alleenstaand_18_20: 295.20", "alleenstaand_18_20: -.inf", "geen getal"),
    ("vermogensgrens.yml", "alleenstaand: 7605", "alleenstaand: .nan", "geen getal"),
    ("aow_leeftijd.yml", "geboren: [1956-03-01", "geboren: [1956-02-30", "dag die bestaat"),
]


def copied(folder: Path, name: str, old: str, new: str) -> int:
    """The folder with one file changed; the line of the change."""
    shutil.copytree(DATA / folder.name, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(("name", "old", "new", "reason"), NORMS)
def test_a_norm(tmp_path: Path, name: str, old: str, new: str, reason: str) -> None:
    line = copied(tmp_path / "normen", name, old, new)
    with pytest.raises(CatalogueError, match=reason) as refused:
        load_norms(tmp_path / "normen")
    assert (refused.value.file.name, refused.value.line) == (name, line)


def test_a_norm_with_its_day_in_quotation_marks_is_the_same(tmp_path: Path) -> None:
    copied(tmp_path / "normen", "bijstandsnorm.yml", "geldig_vanaf: 2023-01-01", 'geldig_vanaf: "2023-01-01"')
    assert load_norms(tmp_path / "normen") == load_norms(DATA / "normen")


WORDS = [
    ("uitleg.yml", "inkomen_ja: ", "inkomen_jaa: ", "onbekende naam|ontbreekt"),
    ("uitleg.yml", '"Uw inkomen is {bedrag}."', '"Uw inkomen is {bedrg}."', "{bedrg} kan hier niet"),
    ("uitleg.yml", '"Uw inkomen is {bedrag}."', '""', "leeg"),
    ("uitleg.yml", '"Uw inkomen is {bedrag}."', "3", "niet van de soort"),
    ("voorwaarden.yml", "  of: ", "  ov: ", "onbekende naam|ontbreekt"),
    ("voorwaarden.yml", "{vanaf} jaar of ouder", "{vanf} jaar of ouder", "{vanf} kan hier niet"),
    ("vragen.yml", 'zin: "U komt net rond."', 'zinn: "U komt net rond."', "ontbreekt"),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), WORDS)
def test_a_sentence(tmp_path: Path, name: str, old: str, new: str, reason: str) -> None:
    line = copied(tmp_path / "teksten", name, old, new)
    with pytest.raises(CatalogueError, match=re.escape(reason) if "{" in reason else reason) as refused:
        load_wording(tmp_path / "teksten")
    assert refused.value.file.name == name
    assert refused.value.line in {1, 2, line - 1, line}


def test_every_sentence_that_reasons_ask_for_is_demanded_with_what_is_filled_in() -> None:
    code = Path(reasons.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'"([a-z_]+)"', code))
    assert {key for key in EXPLANATIONS if key.split("_")[0] not in {"norm", "inkomen", "voorwaarde"}} <= named | {
        "vakantietoeslag_zonder",
        "vakantietoeslag_niet_vermeld",
    }
    for key, sentence in Document(DATA / "teksten" / "uitleg.yml").content.items():
        assert {name for _, name, _, _ in Formatter().parse(sentence) if name is not None} <= set(EXPLANATIONS[key])


def test_the_laws_file(tmp_path: Path) -> None:
    text = (DATA / "catalogus" / "landelijk.yml").read_text(encoding="utf-8")
    file = tmp_path / "landelijk.yml"
    file.write_text(text.replace('gelezen_op: "2026-11-22"', "gelezen_op: 2026-13-01", 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match="dag die bestaat"):
        load_national(file)
