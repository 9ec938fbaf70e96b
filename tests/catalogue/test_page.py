"""``python -m bot.catalogue page``: everything that stands in a catalogue stands on the page, and nothing else."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from bot.catalogue.__main__ import main
from bot.catalogue.library import DATA, Library
from bot.catalogue.office import load_office_texts
from bot.catalogue.page import Page
from bot.selfcheck.facility import Municipality
from bot.selfcheck.reasons import demand_in_words

SLUGS = ["leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg"]
TODAY = date(2026, 11, 22)


def written(library: Library, slug: str) -> str:
    texts = load_office_texts(DATA)["pagina"]
    html = Page(library.municipalities[slug], library.rules.wording, texts).html(TODAY)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def told(place: Municipality, library: Library) -> list[str]:
    """Every sentence that the page has to hold."""
    facilities = [
        part
        for facility in place.facilities
        for part in (facility.name, facility.summary, facility.costs, facility.for_whom, facility.decides)
    ]
    demands = [
        demand_in_words(condition, library.rules.wording)
        for facility in place.facilities
        for condition in facility.conditions
    ]
    rights = [right.text for facility in place.facilities for right in facility.rights]
    desks = [part for contact in place.contacts.values() for part in (contact.name, contact.what)]
    return [" ".join(part.split()) for part in (*facilities, *demands, *rights, *desks, *place.not_offered) if part]


@pytest.mark.parametrize("slug", SLUGS)
class TestEveryMunicipality:
    def test_nothing_is_left_out(self, library: Library, slug: str) -> None:
        page = written(library, slug)
        assert [part for part in told(library.municipalities[slug], library) if part not in page] == []

    def test_every_demand_has_its_lines(self, library: Library, slug: str) -> None:
        page = written(library, slug)
        sources = [
            condition.source.lines
            for facility in library.municipalities[slug].facilities
            for condition in facility.conditions
        ]
        assert [lines for lines in sources if lines and f"(regels {lines})" not in page] == []


@pytest.mark.parametrize(
    "words",
    [
        "Ooievaarspas ooievaarspas · regels 250, 731, 734-737 · niet bevestigd",
        "Uw inkomen is niet hoger dan 130% van de bijstandsnorm. (regels 736)",
        "Gemaakt op 22 november 2026",
        "ooievaarspas-150 : verkenning",
    ],
)
def test_rules_sources_and_confirmation_are_shown(library: Library, words: str) -> None:
    assert words in written(library, "leidschendam-voorburg")


def test_what_nobody_can_check_is_said(library: Library) -> None:
    assert "dat kan de zelfcheck niet nagaan" in written(library, "leiden")


def test_the_command_writes_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "elburg.html"
    assert main(["page", "elburg", str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["page", "elburg"]) == 0
    assert capsys.readouterr().out == file.read_text(encoding="utf-8") + "\n"


def test_an_unknown_municipality_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["page", "delft"])
    assert stopped.value.code == 2
    assert "elburg" in capsys.readouterr().err
