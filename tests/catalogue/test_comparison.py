"""``python -m bot.catalogue diff``: facilities that come, go and change, and what that does to the same people."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.__main__ import main
from bot.catalogue.comparison import SHOWN, Facilities, compare, load_side
from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import DATA, Library
from bot.selfcheck.answers import Answers
from bot.selfcheck.evaluate import verdict
from bot.selfcheck.residents import residents

DAY = date(2026, 11, 22)
SLUG = "leidschendam-voorburg"


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Path]:
    """The file of Leidschendam-Voorburg with one thing written otherwise."""

    def write(old: str, new: str) -> Path:
        text = (DATA / "catalogus" / f"{SLUG}.yml").read_text(encoding="utf-8")
        assert old in text
        file = tmp_path / f"{SLUG}.yml"
        file.write_text(text.replace(old, new), encoding="utf-8")
        return file

    return write


def difference(before: Library, after: Library, people: int = 80) -> Any:
    return compare(before, after, SLUG, residents(people, 3), DAY)


def test_the_same_data_differ_in_nothing(library: Library) -> None:
    found = difference(library, library, 30)
    assert (found.outcomes, found.referrals, found.touched) == ({}, {}, 0)
    assert found.facilities == Facilities((), (), ())


def test_a_higher_limit_only_ever_helps(library: Library, changed: Callable[[str, str], Path]) -> None:
    found = difference(library, load_side(changed("procent: 130", "procent: 150")))
    assert {step.subject for step in found.outcomes} == {"ooievaarspas"}
    better = {("niet", "misschien"), ("niet", "waarschijnlijk"), ("misschien", "waarschijnlijk")}
    assert {(step.before, step.after) for step in found.outcomes} <= better
    assert 0 < found.touched <= sum(count.number for count in found.outcomes.values())
    assert [names for _, _, names in found.facilities.edited] == [("conditions",)]


def test_a_new_name_changes_the_facility_and_no_outcome(library: Library, changed: Callable[[str, str], Path]) -> None:
    found = difference(library, load_side(changed('naam: "Ooievaarspas"', 'naam: "Reigerpas"')), 30)
    assert [(new.name, names) for _, new, names in found.facilities.edited] == [("Reigerpas", ("name",))]
    assert found.touched == 0


@pytest.mark.parametrize("turned", [False, True])
def test_what_comes_and_what_goes(library: Library, turned: bool) -> None:
    place = library.municipalities[SLUG]
    fewer = tuple(facility for facility in place.facilities if facility.id != "ooievaarspas")
    without = replace(library, municipalities={SLUG: replace(place, facilities=fewer)})
    found = difference(without, library) if turned else difference(library, without)
    names = found.facilities.added if turned else found.facilities.removed
    assert [facility.id for facility in names] == ["ooievaarspas"]
    assert {step.subject for step in found.outcomes} == {"ooievaarspas"}
    assert {step.before if turned else step.after for step in found.outcomes} == {None}


def test_another_desk_is_a_change_of_the_referral(library: Library) -> None:
    place = library.municipalities["elburg"]
    moved = next(name for name in place.contacts if name != place.default_team)
    other = replace(library, municipalities={"elburg": replace(place, default_team=moved, team_rules=())})
    found = compare(library, other, "elburg", residents(20, 3), DAY)
    assert {step.subject for step in found.referrals} == {"ingang"}
    assert {step.after for step in found.referrals} == {place.contacts[moved].name}


def test_the_page_names_the_change_and_its_examples_can_be_repeated(
    library: Library, changed: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = DATA / "catalogus" / f"{SLUG}.yml", changed("procent: 130", "procent: 150")
    assert main(["diff", str(old), str(new), "--aantal", "80", "--zaad", "3", "--peildatum", DAY.isoformat()]) == 0
    page = capsys.readouterr().out
    assert "niet meer: nodig: Uw inkomen is niet hoger dan 130%" in page
    assert "nu: nodig: Uw inkomen is niet hoger dan 150%" in page
    rows = re.findall(r"\| ooievaarspas \| (\w+) \| (\w+) \| \d+ \| `([^`]+)`", page)
    assert rows
    sides = (library, load_side(new))
    for before, after, example in rows:
        body = {"gemeente": SLUG, "peildatum": DAY.isoformat(), "antwoorden": json.loads(example)}
        assert [status(side, body) for side in sides] == [before, after]


def status(library: Library, body: dict[str, Any]) -> str:
    shown = zelfcheck(library, body, DAY)["uitkomsten"]
    return next(outcome["status"] for outcome in shown if outcome["voorziening"] == "ooievaarspas")


def test_a_municipality_on_one_side_only_is_named(
    changed: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(DATA), str(changed("130", "130")), "--aantal", "1"]) == 0
    assert "Alleen in de oude gegevens: Elburg, Leiden, Leiderdorp, Westland." in capsys.readouterr().out


def test_a_broken_side_is_refused_with_its_line(
    changed: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(DATA), str(changed("procent: 130", "procent: veel"))]) == 1
    assert re.search(rf"{SLUG}.yml:\d+: 'veel'", capsys.readouterr().err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nergens", str(DATA)],
        [str(DATA)],
        [str(DATA), str(DATA), "--aantal", "-1"],
        [str(DATA), str(DATA), "--peildatum", "x"],
    ],
)
def test_bad_arguments_are_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["diff", *arguments])
    assert stopped.value.code == 2


def test_steps_are_counted_once_for_each_person(library: Library, changed: Callable[[str, str], Path]) -> None:
    after, people = load_side(changed("procent: 130", "procent: 500")), list(residents(60, 3))
    found = compare(library, after, SLUG, people, DAY)
    pairs = [[verdict_on(side, person) for side in (library, after)] for person in people]
    changes = Counter(tuple(pair) for pair in pairs if pair[0] != pair[1])
    assert {(step.before, step.after): count.number for step, count in found.outcomes.items()} == changes
    assert found.touched == sum(changes.values()) > SHOWN
    assert max(len(count.examples) for count in found.outcomes.values()) == SHOWN


def verdict_on(library: Library, person: Answers) -> str | None:
    return verdict(library.municipalities[SLUG], person, DAY, library.rules).statuses.get("ooievaarspas")
