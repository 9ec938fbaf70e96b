"""No age hides in a need: each has its reason (leeftijden.yml), and a wide one leaves the outcome at misschien."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from bot.selfcheck.answers import Answers, Value
from bot.selfcheck.evaluate import judge_facility
from bot.selfcheck.expressions import Between, ChildAged, Constant, PensionAgeReached, Situation
from bot.selfcheck.facility import Condition, Facility
from bot.selfcheck.outcome import NOT
from tests.catalogue.checks import demands, lines, own, texts
from tests.selfcheck.test_evaluate import DAY, MUNICIPALITIES

TOLD: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "leeftijden.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
REASONS: dict[str, dict[str, Any]] = TOLD["redenen"]
NAMED: dict[str, dict[str, str]] = TOLD["genoemd"]
WIDE = ("jongere", "student", "oudere")
AGE = re.compile(r"\b\d+(e|-jarige)?\b (jaar|verjaardag)|toen u \d+|jonger dan \d+|ouder dan \d+")
AGES = {"leeftijd", "partner_leeftijd", "kinderen"}


def ages(facility: Facility) -> set[int]:
    tests = [leaf for leaf in facility.need.leaves() if isinstance(leaf, (Between, ChildAged)) and leaf.field in AGES]
    return {age for leaf in tests for age in (leaf.low, leaf.high) if age is not None}


def reasons(slug: str, name: str) -> list[str]:
    told = TOLD[slug].get(name, [])
    return told if isinstance(told, list) else [told]


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_every_age_in_a_need_has_its_reason_and_every_reason_its_age(library: Library, slug: str) -> None:
    own = [facility for facility in library.municipalities[slug].facilities if not facility.national]
    assert {facility.id for facility in own if ages(facility)} == set(TOLD[slug])
    for facility in own:
        allowed = {age for name in reasons(slug, facility.id) for age in REASONS[name]["leeftijden"]}
        assert ages(facility) <= allowed, facility.id


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_where_an_age_was_taken_wide_a_demand_stays_open(library: Library, slug: str) -> None:
    for facility in library.municipalities[slug].facilities:
        if set(reasons(slug, facility.id)) & set(WIDE):
            assert Constant(None) in [leaf for condition in facility.conditions for leaf in condition.rule.leaves()]


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_only_an_age_that_the_plan_names_refuses_anybody(library: Library, slug: str) -> None:
    nothing = Situation(Answers({}), DAY, library.rules.norms)
    for facility in own(library.municipalities[slug]).values():
        for demand in demands(facility):
            if on_age(demand) and demand.rule.bounds(nothing)[0] is False:
                named = NAMED.get(slug, {}).get(facility.id, "0")
                assert lines(demand.source.lines) <= lines(named), (facility.id, demand.text)


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_who_is_just_outside_an_age_of_ours_and_asks_for_it_is_not_refused(library: Library, slug: str) -> None:
    for facility, answers in at_the_edges(library, slug):
        situation = Situation(Answers(answers), DAY, library.rules.norms)
        assert judge_facility(facility, situation, library.rules.wording).status != NOT, (facility.id, answers)


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_an_age_of_ours_is_not_told_as_one_of_the_plan(library: Library, slug: str) -> None:
    """Only after "Wij letten op dit" may it stand in a reason."""
    ours = library.rules.wording.explanations["gelezen_als"].split("{")[0]
    for facility, answers in at_the_edges(library, slug):
        situation = Situation(Answers(answers), DAY, library.rules.norms)
        for reason in judge_facility(facility, situation, library.rules.wording).reasons:
            told = f"{reason.condition} {reason.words.split(ours)[0]}"
            assert not re.search(r"\d", told), (facility.id, told)


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_a_text_names_an_age_only_where_the_plan_does(library: Library, slug: str) -> None:
    place = library.municipalities[slug]
    told = {name for name, text in texts(place).items() if name in own(place) and AGE.search(text)}
    assert told == set(NAMED.get(slug, {}))


def on_age(demand: Condition) -> bool:
    return any(
        isinstance(leaf, PensionAgeReached) or (isinstance(leaf, (Between, ChildAged)) and leaf.field in AGES)
        for leaf in demand.rule.leaves()
    )


def at_the_edges(library: Library, slug: str) -> Iterator[tuple[Facility, dict[str, Value]]]:
    """What has an age of ours in its need, with somebody (and a child) just below, at and just above each edge."""
    for facility in own(library.municipalities[slug]).values():
        if facility.id not in NAMED.get(slug, {}):
            for age in sorted({max(0, edge + step) for edge in ages(facility) for step in (-1, 0, 1)}):
                yield facility, {"leeftijd": age, "kinderen": (age,)}


@pytest.mark.parametrize(
    ("slug", "answers", "name", "status"),
    [
        ("leidschendam-voorburg", {"leeftijd": 60, "eenzaam": True}, "ouderen-actief", "misschien"),
        ("leidschendam-voorburg", {"leeftijd": 70, "eenzaam": True}, "ouderen-actief", "waarschijnlijk"),
        ("leidschendam-voorburg", {"leeftijd": 30, "eenzaam": True}, "ouderen-actief", "afwezig"),
        ("leidschendam-voorburg", {"leeftijd": 25, "werk": "zoekt"}, "jongerenloopbaancentrum", "misschien"),
        ("leidschendam-voorburg", {"leeftijd": 17, "werk": "zoekt"}, "jongerenloopbaancentrum", "waarschijnlijk"),
        ("leidschendam-voorburg", {"leeftijd": 23, "werk": "zoekt"}, "pro-vso-bemiddeling", "misschien"),
        ("leidschendam-voorburg", {"leeftijd": 28, "werk": "kan_niet"}, "individuele-studietoeslag", "misschien"),
        ("leidschendam-voorburg", {"eenzaam": True}, "brede-school", "waarschijnlijk"),
        ("leidschendam-voorburg", {"uitkering": ["aow"], "eenzaam": True}, "ouderen-actief", "misschien"),
        ("leidschendam-voorburg", {"leeftijd": 52, "werk": "pensioen", "somber": True}, "ouderen-actief", "misschien"),
        (
            "leidschendam-voorburg",
            {"leeftijd": 52, "werk": "pensioen", "thuis_verplaatsen": "beperkt"},
            "ouderenadviseur",
            "misschien",
        ),
        (
            "leidschendam-voorburg",
            {"leeftijd": 35, "opvoedvragen": True, "kinderen": [3]},
            "schoolmaatschappelijk-werk",
            "misschien",
        ),
        (
            "leidschendam-voorburg",
            {"leeftijd": 50, "opvoedvragen": True, "kinderen": [18]},
            "schoolmaatschappelijk-werk",
            "misschien",
        ),
        ("leiden", {"leeftijd": 56, "eenzaam": True}, "clientorganisaties", "misschien"),
        ("leiden", {"leeftijd": 80, "eenzaam": True}, "clientorganisaties", "waarschijnlijk"),
        ("leiden", {"leeftijd": 30, "eenzaam": True, "zorg_nodig": True}, "clientorganisaties", "waarschijnlijk"),
        ("leiden", {"leeftijd": 60, "lopen": "beperkt"}, "ouderenadvies", "misschien"),
        ("leiden", {"leeftijd": 24, "eenzaam": True}, "jeugd-en-jongerenwerk", "misschien"),
        ("leiden", {"leeftijd": 16, "eenzaam": True}, "jeugd-en-jongerenwerk", "waarschijnlijk"),
        ("leiderdorp", {"leeftijd": 24, "eenzaam": True}, "jongerenwerk", "misschien"),
        ("elburg", {"leeftijd": 25, "eenzaam": True}, "jeugdwerk", "misschien"),
        ("westland", {"leeftijd": 22, "vervoer_doel": ["school"], "ov": "nee"}, "leerlingenvervoer", "misschien"),
    ],
)
def test_nobody_is_left_out_by_an_age_that_no_plan_names(
    library: Library, slug: str, answers: dict[str, Any], name: str, status: str
) -> None:
    outcomes = zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)["uitkomsten"]
    assert {o["voorziening"]: o["status"] for o in outcomes}.get(name, "afwezig") == status
