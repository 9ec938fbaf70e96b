"""No age hides in a need: each has its reason (leeftijden.yml), and a wide one leaves the outcome at misschien."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from bot.selfcheck.expressions import Between, ChildAged, Constant
from bot.selfcheck.facility import Facility
from tests.selfcheck.test_evaluate import DAY, MUNICIPALITIES

TOLD: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "leeftijden.yml").read_text(encoding="utf-8"))
REASONS: dict[str, dict[str, Any]] = TOLD["redenen"]
WIDE = ("jongere", "student", "oudere")
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
        if set(reasons(slug, facility.id)) & set(WIDE) and facility.id != "clientorganisaties":
            assert Constant(None) in [leaf for condition in facility.conditions for leaf in condition.rule.leaves()]


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
