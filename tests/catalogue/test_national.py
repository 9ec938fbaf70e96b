"""What national law gives everywhere: in each municipality once, after its own, and from what was verified only."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import given, settings

from bot.catalogue.decision import zelfcheck
from bot.catalogue.document import CatalogueError, Document
from bot.catalogue.library import DATA, Library
from bot.catalogue.national import FILE_NAME, load_national
from bot.catalogue.offer import voorzieningen
from bot.selfcheck.answers import read_answers
from bot.selfcheck.evaluate import status_of
from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import MAATWERK, NATIONAL, Facility
from tests.selfcheck.test_evaluate import DAY, MUNICIPALITIES, RANK, municipalities, some_answers

FILE = DATA / "catalogus" / FILE_NAME
RAW: dict[str, Any] = Document(FILE).content
IDS = [raw["id"] for raw in RAW["voorzieningen"]]


def outcomes(library: Library, slug: str, answers: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)["uitkomsten"]
    return found


@pytest.fixture(scope="module")
def everywhere(library: Library) -> dict[str, Facility]:
    """Every national facility, as a municipality would have it that arranges nothing itself."""
    bare = replace(library.municipalities["leiden"], arranged={})
    return {facility.id: facility for facility in load_national(FILE).offered_in(bare)}


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_each_stands_once_in_each_municipality_as_its_own_or_as_the_laws(
    library: Library, slug: str, name: str
) -> None:
    place = library.municipalities[slug]
    offered = [facility.id for facility in place.facilities]
    assert offered.count(name) + offered.count(place.arranged.get(name, "")) == 1


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@settings(max_examples=40)
@given(answers=some_answers)
def test_whoever_the_law_helps_is_helped_by_what_stands_in_its_place(
    library: Library, everywhere: dict[str, Facility], slug: str, answers: dict[str, Any]
) -> None:
    shown = {outcome["voorziening"] for outcome in outcomes(library, slug, answers)}
    place = library.municipalities[slug]
    situation = Situation(read_answers(answers).with_implied(), DAY, library.rules.norms)
    for name, own in place.arranged.items():
        if everywhere[name].need.judge(situation) is True:
            assert own in shown


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@settings(max_examples=60)
@given(answers=some_answers)
def test_what_stands_in_the_laws_place_is_never_less_sure_than_the_law(
    library: Library, everywhere: dict[str, Facility], slug: str, answers: dict[str, Any]
) -> None:
    place = library.municipalities[slug]
    offered = {facility.id: facility for facility in place.facilities}
    situation = Situation(read_answers(answers).with_implied(), DAY, library.rules.norms)
    for name, own in place.arranged.items():
        assert RANK[status_of(offered[own], situation)] >= RANK[status_of(everywhere[name], situation)], own


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_what_the_law_demands_and_promises_stands_with_what_the_municipality_arranges(
    library: Library, everywhere: dict[str, Facility], slug: str
) -> None:
    place = library.municipalities[slug]
    offered = {facility.id: facility for facility in place.facilities}
    for name, own in place.arranged.items():
        settled = [demand for demand in everywhere[name].conditions if not demand.unsettled]
        assert set(settled) <= set(offered[own].conditions)
        assert offered[own].rights == everywhere[name].rights


POOR = {"leeftijd": 40, "huishouden": "alleenstaand", "rondkomen": "niet", "werk": "zoekt", "uitkering": []}


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"inkomen": 900, "vermogen_boven_grens": False}, "misschien"),
        ({"inkomen": 1419.46}, "misschien"),
        ({"inkomen": 1419.47}, "niet"),
        ({"inkomen": 9000, "vermogen_boven_grens": True}, "niet"),
        ({"inkomen": 900, "vermogen_boven_grens": True}, "niet"),
        ({}, "misschien"),
        ({"uitkering": None}, "misschien"),
        ({"uitkering": ["bijstand"]}, "afwezig"),
        ({"uitkering": ["ww", "bijstand"]}, "afwezig"),
        ({"uitkering": ["ww"]}, "misschien"),
    ],
)
def test_bijstand_is_tested_on_income_and_savings_and_not_offered_to_who_has_it(
    library: Library, slug: str, answers: dict[str, Any], status: str
) -> None:
    name = library.municipalities[slug].arranged["landelijk-algemene-bijstand"]
    found = {o["voorziening"]: o for o in outcomes(library, slug, POOR | answers)}
    assert found.get(name, {"status": "afwezig"})["status"] == status
    for reason in found.get(name, {"redenen": []})["redenen"]:
        assert reason["resultaat"] != "nee" or reason["bron"]["document"] == "Participatiewet"


@settings(max_examples=100)
@given(municipalities, some_answers)
def test_what_the_municipality_offers_stands_before_what_the_law_gives(
    library: Library, slug: str, answers: dict[str, Any]
) -> None:
    haste = {"dreiging", "onveilig", "vervanging"}
    unhurried = {name: value for name, value in answers.items() if name not in haste}
    calm = [o["voorziening"] for o in outcomes(library, slug, unhurried) if o["status"] != "niet"]
    assert calm == sorted(calm, key=lambda name: name.startswith(NATIONAL))


def test_what_solves_an_urgent_need_comes_first_also_when_only_the_law_gives_it(library: Library) -> None:
    answers = {"rondkomen": "niet", "eenzaam": True, "dreiging": ["huisuitzetting"]}
    assert outcomes(library, "westland", answers)[0]["voorziening"] == "landelijk-schuldhulpverlening"
    assert outcomes(library, "leiden", answers)[0]["voorziening"] in {"schuldhulpverlening", "preventie-huisuitzetting"}


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize("debts", [{"schulden": True}, {"achterstanden": ["huur"]}, {"dreiging": ["huisuitzetting"]}])
def test_nobody_with_debts_is_left_empty_handed(library: Library, slug: str, debts: dict[str, Any]) -> None:
    helping = {"landelijk-schuldhulpverlening", "schuldhulpverlening"}
    found = [outcome for outcome in outcomes(library, slug, debts) if outcome["voorziening"] in helping]
    assert [outcome["status"] for outcome in found] == ["waarschijnlijk"]
    words = " ".join(reason["uitleg"] for reason in found[0]["redenen"])
    assert "binnen vier weken" in words
    assert "binnen drie werkdagen" in words


@pytest.mark.parametrize(
    ("slug", "desk"),
    [("westland", "sociaal-kernteam"), ("elburg", "team-doeth"), ("leiderdorp", "sociaal-team")],
)
def test_the_way_to_it_is_the_municipalitys_own_desk(library: Library, slug: str, desk: str) -> None:
    found = {outcome["voorziening"]: outcome for outcome in outcomes(library, slug, {"schulden": True})}
    assert found["landelijk-schuldhulpverlening"]["contact"]["id"] == desk


@pytest.mark.parametrize(
    ("answers", "name", "status"),
    [
        ({"leeftijd": 40, "vermogen_boven_grens": False}, "landelijk-individuele-inkomenstoeslag", "misschien"),
        ({"leeftijd": 40, "vermogen_boven_grens": True}, "landelijk-individuele-inkomenstoeslag", "niet"),
        ({"leeftijd": 20}, "landelijk-individuele-inkomenstoeslag", "niet"),
        ({"leeftijd": 21}, "landelijk-individuele-inkomenstoeslag", "misschien"),
        ({"leeftijd": 66}, "landelijk-individuele-inkomenstoeslag", "misschien"),
        ({"leeftijd": 67}, "landelijk-individuele-inkomenstoeslag", "niet"),
        ({}, "landelijk-zorgtoeslag", "misschien"),
        ({"inkomen": 90000}, "landelijk-zorgtoeslag", "misschien"),
        ({"woning": "huur"}, "landelijk-huurtoeslag", "misschien"),
        ({"woning": "koop"}, "landelijk-huurtoeslag", "afwezig"),
        ({"kinderen": [17]}, "landelijk-kindgebonden-budget", "misschien"),
        ({"kinderen": [18]}, "landelijk-kindgebonden-budget", "afwezig"),
        ({"huishouden": "samen_met_kinderen", "kinderen": [18]}, "landelijk-kindgebonden-budget", "niet"),
        ({"huishouden": "alleenstaande_ouder"}, "landelijk-kindgebonden-budget", "misschien"),
        ({}, "landelijk-geldfit", "waarschijnlijk"),
        ({}, "landelijk-bijzondere-bijstand", "misschien"),
        ({}, "landelijk-veilig-thuis", "afwezig"),
        ({"onveilig": True}, "landelijk-veilig-thuis", "waarschijnlijk"),
        ({}, "landelijk-wmo-melding", "afwezig"),
        ({"huishouden_lukt": "met_moeite"}, "landelijk-wmo-melding", "waarschijnlijk"),
        ({"ov": "nee", "eigen_vervoer": False}, "landelijk-wmo-melding", "waarschijnlijk"),
        ({"ov": "nee", "eigen_vervoer": True, "lopen": "goed"}, "landelijk-wmo-melding", "afwezig"),
        ({"zorg_nodig": True}, "landelijk-clientondersteuning", "waarschijnlijk"),
    ],
)
def test_who_gets_what(library: Library, answers: dict[str, Any], name: str, status: str) -> None:
    found = {o["voorziening"]: o["status"] for o in outcomes(library, "elburg", {"rondkomen": "net", **answers})}
    assert found.get(name, "afwezig") == status


@settings(max_examples=100)
@given(municipalities, some_answers)
def test_the_law_alone_calls_for_no_examination(library: Library, slug: str, answers: dict[str, Any]) -> None:
    assert all(o["soort"] != MAATWERK for o in outcomes(library, slug, answers) if o["voorziening"] in IDS)


def test_a_source_names_the_law_the_article_the_address_and_the_day_of_reading(library: Library) -> None:
    found = {outcome["voorziening"]: outcome for outcome in outcomes(library, "westland", {"schulden": True})}
    assert found["landelijk-schuldhulpverlening"]["bron"] == {
        "document": "Wet gemeentelijke schuldhulpverlening",
        "vindplaats": "artikel 4, https://wetten.overheid.nl/BWBR0031331",
        "regels": None,
        "bevestigd_op": "2026-11-22",
    }


def test_no_page_says_that_the_municipality_confirmed_the_law() -> None:
    for name in ("widget.yml", "medewerker.yml"):
        (line,) = re.findall(
            r"^ *bevestigd: (.*)$", (DATA / "teksten" / name).read_text(encoding="utf-8"), re.MULTILINE
        )
        assert "gemeente" not in line


def test_the_list_of_facilities_and_the_search_have_them_too(library: Library) -> None:
    listed = [part["voorziening"] for part in voorzieningen(library, "westland", None, None)["voorzieningen"]]
    assert listed == sorted(listed, key=lambda name: name.startswith(NATIONAL))
    assert "landelijk-zorgtoeslag" in listed
    searched = voorzieningen(library, "westland", None, "ik heb veel schulden")["voorzieningen"]
    assert "landelijk-schuldhulpverlening" in [part["voorziening"] for part in searched]


def _facts(part: Any) -> Any:
    """Every text with a source of its own, and the name of that source."""
    if isinstance(part, dict) and "tekst" in part:
        yield part["tekst"], part["bron"]["bron"]
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _facts(value)


FACTS = list(_facts(RAW["voorzieningen"]))


@pytest.mark.parametrize(("text", "source"), FACTS)
def test_a_fact_was_read_at_its_source_and_an_amount_says_its_year(text: str, source: str) -> None:
    assert RAW["bronnen"][source]["status"] == "geverifieerd"
    assert "€" not in text or "2026" in text


def test_amounts_and_periods_stand_only_where_a_source_stands() -> None:
    """The rest of a facility has one source for all of it, so it has no numbers that the year changes."""
    for raw in RAW["voorzieningen"]:
        told = " ".join([raw["samenvatting"], raw["voor_wie"], raw["kosten"] or "", *raw["stappen"]])
        assert "€" not in told
        assert not re.search(r"\b\d{3,}", told), raw["id"]


def test_what_others_say_only_holds_no_numbers() -> None:
    unsure = {name for name, source in RAW["bronnen"].items() if source["status"] != "geverifieerd"}
    assert unsure == {"veilig-thuis", "geldfit"}
    shown = [raw for raw in [*RAW["voorzieningen"], *RAW["toegang"]] if raw["bron"]["bron"] in unsure]
    assert not re.search(r"\d", " ".join(str(value) for raw in shown for key, value in raw.items() if key != "bron"))


def test_every_source_is_used_and_dated() -> None:
    text = FILE.read_text(encoding="utf-8")
    for name, source in RAW["bronnen"].items():
        assert f"bron: {name}," in text
        assert date.fromisoformat(source["gelezen_op"]) <= date(2026, 11, 22)


WRONG = [
    ('bron: {bron: wgs, plaats: "artikel 4 lid 1"}', 'bron: {bron: wgz, plaats: "artikel 4 lid 1"}', "onder bronnen"),
    ("contact: landelijk-geldfit", "contact: landelijk-geltfit", "staat niet onder toegang"),
    (
        'id: landelijk-geldfit\n    naam: "Geldfit"\n    soort',
        'id: geldfit\n    naam: "Geldfit"\n    soort',
        "geschreven",
    ),
    ("soort: noodhulp", "soort: maatwerk", "kies uit"),
    ("status: secundair", "status: gehoord", "kies uit"),
    ("{veld: woning, is: huur}", "{veld: woning, is: huurt}", "kies uit"),
    ("    rechten: []\n", "", "ontbreekt"),
    ("id: landelijk-huurtoeslag", "id: landelijk-zorgtoeslag", "twee keer"),
]


@pytest.mark.parametrize(("old", "new", "reason"), WRONG)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / FILE_NAME
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=reason) as refused:
        load_national(file)
    assert refused.value.line > 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "landelijk-algemene-bijstand: bijstandsuitkering",
            "landelijk-algemene-bijstand: bijstand",
            "onder voorzieningen",
        ),
        (
            "landelijk-algemene-bijstand: bijstandsuitkering",
            "landelijk-bijstand: bijstandsuitkering",
            "niet in landelijk",
        ),
        ("landelijk-algemene-bijstand: bijstandsuitkering", "bijstand: bijstandsuitkering", "niet goed geschreven"),
        ("id: eigen-netwerk", "id: landelijk-netwerk", "niet goed geschreven"),
    ],
)
def test_a_municipality_that_names_what_is_not_there_is_refused(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    copytree(DATA, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "catalogus" / "elburg.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=reason) as refused:
        Library.load(tmp_path)
    assert new in file.read_text(encoding="utf-8").splitlines()[refused.value.line - 1]
