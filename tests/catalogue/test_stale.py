"""``python -m bot.catalogue stale``: what nobody confirmed, or too long ago, as a list for its owner."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.catalogue.__main__ import main
from bot.catalogue.library import DATA, Library
from bot.catalogue.office import load_office_texts
from bot.catalogue.stale import Owned, as_markdown, owners
from bot.selfcheck.facility import Facility

TODAY = date(2026, 11, 22)
TEXTS = load_office_texts(DATA)["nakijken"]


@pytest.fixture(scope="module")
def facility(library: Library) -> Facility:
    return library.municipalities["leiden"].facilities[0]


def confirmed(facility: Facility, day: date | None) -> Facility:
    return replace(facility, source=replace(facility.source, confirmed_on=day))


@pytest.mark.parametrize(
    ("days_ago", "is_stale"),
    [(None, True), (0, False), (180, False), (181, True), (4000, True), (-1, False)],
)
def test_what_is_stale(facility: Facility, days_ago: int | None, is_stale: bool) -> None:
    day = None if days_ago is None else TODAY - timedelta(days=days_ago)
    owned = Owned("Leiden", "Plan", (confirmed(facility, day),))
    assert bool(owned.unconfirmed(TODAY, 180)) is is_stale


def test_never_and_long_ago_are_told_apart(facility: Facility) -> None:
    old = replace(confirmed(facility, date(2026, 1, 1)), id="oud")
    listed = as_markdown(Owned("Leiden", "Plan", (confirmed(facility, None), old)), TODAY, 180, TEXTS)
    assert f"| `{facility.id}` | r. {facility.source.lines} | nooit |" in listed
    assert "| `oud` |" in listed
    assert "2026-01-01, 325 dagen geleden |" in listed


def test_nothing_to_do_is_said(facility: Facility) -> None:
    listed = as_markdown(Owned("Leiden", "Plan", (confirmed(facility, TODAY),)), TODAY, 180, TEXTS)
    assert "Alle 1 voorzieningen" in listed
    assert "|" not in listed


def test_facilities_stand_by_desk_each_once(library: Library) -> None:
    listed = as_markdown(owners(library, "Landelijk")[0], TODAY, 180, TEXTS)
    headings = [line for line in listed.splitlines() if line.startswith("## ")]
    assert headings
    assert len(headings) == len(set(headings))


def test_every_facility_has_one_owner(library: Library) -> None:
    owned = [(owner.name, facility.id) for owner in owners(library, "Landelijk") for facility in owner.facilities]
    everything = {facility.id for place in library.municipalities.values() for facility in place.facilities}
    assert len(owned) == len(set(owned))
    assert {name for _, name in owned} == everything


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["stale", "--gemeente", "elburg"], ["# Na te kijken", ": Elburg"]),
        (["stale"], [": Leiden\n", ": Westland\n", ": Landelijke regels\n"]),
    ],
)
def test_the_command(capsys: pytest.CaptureFixture[str], arguments: list[str], expected: list[str]) -> None:
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert [words for words in expected if words not in printed] == []


def test_the_command_for_one_municipality_is_silent_about_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    main(["stale", "--gemeente", "elburg"])
    assert capsys.readouterr().out.count("# Na te kijken") == 1


@pytest.mark.parametrize("arguments", [["--gemeente", "delft"], ["--ouder-dan", "-1"], ["--ouder-dan", "lang"]])
def test_bad_arguments_are_refused(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["stale", *arguments])
    assert stopped.value.code == 2
    assert arguments[1] in capsys.readouterr().err
