"""Each kind of check that the data files may ask: it holds of the plan of Leidschendam-Voorburg, and it can fail."""

from typing import Any

import pytest

from bot.catalogue.library import Library
from tests.catalogue.checks import CHECKS, check, is_held, lines

SLUG = "leidschendam-voorburg"
CASES: list[tuple[str, Any, Any]] = [
    ("nergens", "Regiotaxi", "Ooievaarspas"),
    ("wel_in", {"ooievaarspas": "130 procent"}, {"ooievaarspas": "150 procent"}),
    ("niet_in", {"ooievaarspas": "150 procent"}, {"ooievaarspas": "130 procent"}),
    ("niet_aangeboden", ["buurt-mv"], ["ooievaarspas"]),
    ("aangeboden", ["ooievaarspas"], ["buurt-mv"]),
    ("soort", {"arrangement": "maatwerk"}, {"arrangement": "algemeen"}),
    ("grens", ["ooievaarspas"], []),
    ("eis", [["ooievaarspas", "inkomen", "736"]], [["ooievaarspas", "leeftijd", "736"]]),
    ("eis", [["respijtzorg", "onbekend", "845, 1261"]], [["respijtzorg", "onbekend", "845, 846"]]),
    ("geen_eis_over", {"ooievaarspas": ["leeftijd"]}, {"ooievaarspas": ["inkomen"]}),
    ("geen_eis_over", {"ooievaarspas": ["onbekend"]}, {"arrangement": ["onbekend"]}),
    ("zonder_eis", ["taalhuis"], ["arrangement"]),
    ("bron", {"ooievaarspas": "734-737", "taalhuis": "224"}, {"ooievaarspas": "734-738"}),
    ("bron", {"cit": "893"}, {"cit": "892"}),
    ("loket", ["cit"], ["cjg"]),
    ("geen_loket", ["cjg"], ["cit"]),
    ("geen_contact", ["participatieraad"], ["sociaal-servicepunt"]),
    ("contact", {"arrangement": "gemeentelijke-toegang"}, {"arrangement": "sociaal-servicepunt"}),
    ("beslist", {"arrangement": "De gemeente"}, {"arrangement": "De huisarts"}),
    (
        "uitkomst",
        [{"antwoorden": {"eenzaam": True}, "verwacht": {"bibliotheek": "waarschijnlijk", "arrangement": "afwezig"}}],
        [{"antwoorden": {"eenzaam": True}, "verwacht": {"bibliotheek": "misschien"}}],
    ),
    (
        "team",
        [{"antwoorden": {"onveilig": True}, "team": "veilig-thuis"}],
        [{"antwoorden": {"onveilig": False}, "team": "veilig-thuis"}],
    ),
    (
        "urgentie",
        [{"antwoorden": {"dreiging": ["huisuitzetting"]}, "urgentie": "spoed"}],
        [{"antwoorden": {"dreiging": ["beslag"]}, "urgentie": "spoed"}],
    ),
    (
        "volgorde",
        [{"antwoorden": {"zorg_nodig": True}, "eerst": ["zorgvrijwilligers-maatjes", "geindiceerde-dagbesteding"]}],
        [{"antwoorden": {"zorg_nodig": True}, "eerst": ["geindiceerde-dagbesteding", "zorgvrijwilligers-maatjes"]}],
    ),
    (
        "volgorde",
        [{"antwoorden": {"eenzaam": True}, "eerst": ["bibliotheek"]}],
        [{"antwoorden": {"eenzaam": True}, "eerst": ["bibliotheek", "arrangement"]}],
    ),
    (
        "telefoon",
        {"antwoorden": {"onveilig": True}, "nummer": "112"},
        {"antwoorden": {"onveilig": True}, "nummer": "113"},
    ),
]


@pytest.mark.parametrize(("kind", "right", "wrong"), CASES)
def test_it_holds_of_what_is_so_and_fails_on_what_is_not(library: Library, kind: str, right: Any, wrong: Any) -> None:
    check(library, SLUG, {kind: right})
    with pytest.raises(AssertionError):
        check(library, SLUG, {kind: wrong})


def test_every_kind_is_among_these() -> None:
    assert {kind for kind, _, _ in CASES} == set(CHECKS)


@pytest.mark.parametrize(
    ("case", "held"),
    [
        ({"nergens": "x"}, True),
        ({"waarom": "Een uitgangspunt."}, True),
        ({"naam": "x", "nergens": "x"}, True),
        ({}, False),
        ({"naam": "x"}, False),
        ({"nergens": "x", "waarom": "Een uitgangspunt."}, False),
        ({"nergnes": "x"}, False),
    ],
)
def test_a_case_asks_something_or_says_why_not(case: dict[str, Any], held: bool) -> None:
    assert is_held(case, {"naam"}) is held


@pytest.mark.parametrize(("written", "read"), [("3", {3}), ("3-5, 9", {3, 4, 5, 9}), ("7-7,1", {1, 7})])
def test_line_numbers(written: str, read: set[int]) -> None:
    assert lines(written) == read
