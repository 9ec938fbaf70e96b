"""Outcomes, order and referral over the real plans: laws that hold for any answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.decision import decide, zelfcheck
from bot.catalogue.library import Library
from bot.selfcheck.answers import FIELDS, Field, FieldKind, read_answers
from bot.selfcheck.expressions import Compound, Expression, Situation, Unless
from bot.selfcheck.facility import NATIONAL, Facility
from bot.selfcheck.outcome import LIKELY, MAYBE, NOT

DAY = date(2026, 11, 22)
MUNICIPALITIES = ["leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg"]
RANK = {NOT: 0, MAYBE: 1, LIKELY: 2}


def values(field: Field) -> st.SearchStrategy[Any]:
    return {
        FieldKind.FLAG: st.booleans(),
        FieldKind.CHOICE: st.sampled_from(field.values or ("",)),
        FieldKind.LIST: st.lists(st.sampled_from(field.values or ("",)), max_size=3),
        FieldKind.AGES: st.lists(st.integers(0, 25), max_size=3),
        FieldKind.NUMBER: st.integers(field.lowest, min(field.highest, 120)),
        FieldKind.AMOUNT: st.integers(0, 5000),
        FieldKind.PLACE: st.sampled_from(["leiden", "katwijk"]),
    }[field.kind]


some_answers = st.fixed_dictionaries({}, optional={name: values(field) for name, field in FIELDS.items()})
municipalities = st.sampled_from(MUNICIPALITIES)
jobs = st.sampled_from(["zoekt", "kan_niet"])
in_want = st.builds(lambda answers, work: answers | {"rondkomen": "niet", "werk": work}, some_answers, jobs)
"""Whoever may need bijstand, and perhaps more."""
on_benefits = st.builds(
    lambda answers, benefits: answers | {"uitkering": benefits}, some_answers, values(FIELDS["uitkering"])
)


def run(library: Library, slug: str, answers: dict[str, Any]) -> dict[str, Any]:
    return zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)


@settings(max_examples=150, deadline=None)
@given(municipalities, some_answers)
def test_laws_of_every_outcome(library: Library, slug: str, answers: dict[str, Any]) -> None:
    result = run(library, slug, answers)
    for outcome in result["uitkomsten"]:
        results = {reason["resultaat"] for reason in outcome["redenen"]}
        assert outcome["soort"] != "maatwerk" or outcome["status"] != LIKELY
        assert outcome["status"] != NOT or "nee" in results
        assert outcome["status"] != MAYBE or outcome["ontbrekend"] or "onbekend" in results
        assert not set(outcome["ontbrekend"]) & {field for field in answers if field != "inkomen"}
        assert outcome["redenen"][0]["resultaat"] == "ja"
    statuses = [outcome["status"] for outcome in result["uitkomsten"]]
    assert statuses == sorted(statuses, key=lambda status: status == NOT)


@settings(max_examples=150, deadline=None)
@given(municipalities, some_answers, st.data())
def test_leaving_an_answer_out_never_makes_a_maybe_a_no(
    library: Library, slug: str, answers: dict[str, Any], data: st.DataObject
) -> None:
    if not answers:
        return
    left_out = data.draw(st.sampled_from(sorted(answers)))
    full = {o["voorziening"]: o["status"] for o in run(library, slug, answers)["uitkomsten"]}
    fewer = {name: value for name, value in answers.items() if name != left_out}
    for outcome in run(library, slug, fewer)["uitkomsten"]:
        if full.get(outcome["voorziening"]) == MAYBE:
            assert outcome["status"] != NOT


@settings(max_examples=100, deadline=None)
@given(municipalities, some_answers, st.integers(0, 5000), st.integers(0, 5000))
def test_more_income_makes_no_facility_likelier_and_takes_none_off_the_list(
    library: Library, slug: str, answers: dict[str, Any], one: int, two: int
) -> None:
    low, high = sorted((one, two))
    less, more = (
        {o["voorziening"]: RANK[o["status"]] for o in run(library, slug, answers | {"inkomen": income})["uitkomsten"]}
        for income in (low, high)
    )
    assert set(less) == set(more)
    assert all(less[name] >= more[name] for name in more)


@settings(max_examples=100, deadline=None)
@given(municipalities, some_answers, st.data())
def test_one_more_answer_never_turns_a_sure_outcome_round(
    library: Library, slug: str, answers: dict[str, Any], data: st.DataObject
) -> None:
    """Filling in settles; the age of a partner and cost sharers count as usual until they are known."""
    unknown = sorted(set(FIELDS) - set(answers) - {"partner_leeftijd", "kostendelers"})
    if not unknown:
        return
    field = data.draw(st.sampled_from(unknown))
    fuller = answers | {field: data.draw(values(FIELDS[field]))}
    before, after = (
        {o["voorziening"]: RANK[o["status"]] for o in run(library, slug, given)["uitkomsten"]}
        for given in (answers, fuller)
    )
    gone = set(before) - set(after)
    assert gone <= had(library, slug, fuller)
    sure = {name for name, rank in before.items() if rank != RANK[MAYBE] and name not in gone}
    assert {name: before[name] for name in sure} == {name: after[name] for name in sure}


@settings(max_examples=150)
@given(municipalities, in_want, on_benefits)
def test_more_answers_take_off_the_list_only_what_the_resident_has_already(
    library: Library, slug: str, answers: dict[str, Any], more: dict[str, Any]
) -> None:
    """However many: apart from ``tenzij`` a need that is true stays true."""
    fuller = more | answers
    listed, still = ({o["voorziening"] for o in run(library, slug, each)["uitkomsten"]} for each in (answers, fuller))
    assert listed - still <= had(library, slug, fuller)


@settings(max_examples=100)
@given(municipalities, in_want)
def test_what_the_resident_may_have_already_is_never_likely(
    library: Library, slug: str, answers: dict[str, Any]
) -> None:
    found = {o["voorziening"]: o["status"] for o in run(library, slug, answers)["uitkomsten"]}
    assert all(found.get(facility.id) != LIKELY for facility in unless(library, slug))


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(("benefits", "status"), [(None, MAYBE), ([], MAYBE), (["ww"], MAYBE), (["bijstand"], None)])
def test_who_does_not_say_whether_he_has_it_keeps_it_in_view(
    library: Library, slug: str, benefits: list[str] | None, status: str | None
) -> None:
    answers = {"rondkomen": "niet", "werk": "zoekt", "uitkering": benefits}
    found = {o["voorziening"]: o["status"] for o in run(library, slug, answers)["uitkomsten"]}
    offered = unless(library, slug)
    assert offered
    assert {found.get(facility.id) for facility in offered} == {status}


def unless(library: Library, slug: str) -> list[Facility]:
    """What is offered unless the resident has it already."""
    return [each for each in library.municipalities[slug].facilities if list(withheld(each.need))]


def had(library: Library, slug: str, answers: dict[str, Any]) -> set[str]:
    """What these answers say that the resident has already."""
    known = Situation(read_answers(answers).with_implied(), DAY, library.rules.norms)
    return {each.id for each in unless(library, slug) if any(part.judge(known) is True for part in withheld(each.need))}


def withheld(rule: Expression) -> Iterator[Expression]:
    """What stands behind ``tenzij`` anywhere in a rule."""
    if isinstance(rule, Unless):
        yield from rule.parts
    for part in rule.parts if isinstance(rule, Compound) else ():
        yield from withheld(part)


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_without_answers_there_is_no_outcome_but_always_a_desk(library: Library, slug: str) -> None:
    result = run(library, slug, {})
    assert result["uitkomsten"] == []
    assert result["verwijzing"]["team"] in library.municipalities[slug].contacts
    shown = {name: value for name, value in result["verwijzing"].items() if name not in {"team", "loket"}}
    assert shown == {"nodig": False, "urgentie": "normaal", "redenen": []}


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(
    ("answers", "urgency"),
    [
        ({"onveilig": True}, "acuut"),
        ({"onveilig": True, "dreiging": ["huisuitzetting"]}, "acuut"),
        ({"dreiging": ["huisuitzetting"]}, "spoed"),
        ({"dreiging": ["afsluiting"]}, "spoed"),
        ({"dreiging": ["zorgverzekering"]}, "spoed"),
        ({"dreiging": ["beslag"]}, "normaal"),
        ({"dreiging": []}, "normaal"),
        ({"mantelzorg": True, "belasting": "overbelast", "vervanging": False}, "spoed"),
        ({"mantelzorg": True, "belasting": "overbelast"}, "normaal"),
        ({"mantelzorg": True, "belasting": "zwaar", "vervanging": False}, "normaal"),
    ],
)
def test_urgency(library: Library, slug: str, answers: dict[str, Any], urgency: str) -> None:
    referral = run(library, slug, answers)["verwijzing"]
    assert referral["urgentie"] == urgency
    assert referral["nodig"] is True or urgency == "normaal"
    numbers = [phone["nummer"] for phone in referral.get("telefoon", [])]
    assert ("112" in numbers) is (urgency == "acuut")


def test_needs_in_three_domains_call_for_a_person(library: Library) -> None:
    needs = {"rondkomen": "niet", "eenzaam": True, "taal_moeite": True}
    assert run(library, "leiderdorp", needs)["verwijzing"]["nodig"] is True
    del needs["taal_moeite"]
    assert run(library, "leiderdorp", needs)["verwijzing"]["nodig"] is False


def test_a_signal_in_words_counts_as_much_as_an_answer(library: Library) -> None:
    referral = decide(library, "leiden", {}, DAY, ("suicide",)).referral
    assert (referral.urgency, referral.needed) == ("acuut", True)
    assert {phone.number for phone in referral.phones} == {"113", "0800-0113", "112"}


def test_what_is_urgent_comes_first_and_maatwerk_last(library: Library) -> None:
    answers = {"schulden": True, "rondkomen": "niet", "dreiging": ["huisuitzetting"], "huishouden_lukt": "niet"}
    outcomes = [o for o in run(library, "leiden", answers)["uitkomsten"] if o["status"] != NOT]
    assert {"financien", "wonen"} & set(outcomes[0]["domeinen"])
    own = [o["soort"] for o in outcomes if not o["voorziening"].startswith(NATIONAL)]
    assert own[-1] == "maatwerk"
