"""The made-up residents: the same for the same seed, possible people, and every answer of the contract among them."""

import pytest

from bot.selfcheck.answers import COUPLES, FIELDS, WITHOUT_CHILDREN, FieldKind, as_json, read_answers
from bot.selfcheck.residents import residents

PEOPLE = list(residents(2000, 7))


def test_the_seed_decides() -> None:
    again, other = list(residents(50, 7)), list(residents(50, 8))
    assert [dict(person) for person in again] == [dict(person) for person in PEOPLE[:50]]
    assert [dict(person) for person in again] != [dict(person) for person in other]


def test_the_contract_accepts_every_one() -> None:
    assert [dict(read_answers(as_json(person))) for person in PEOPLE] == [dict(person) for person in PEOPLE]


def test_only_a_couple_has_a_partner_and_only_a_family_has_children() -> None:
    with_partner = {person.get("huishouden") for person in PEOPLE if "partner_leeftijd" in person}
    assert with_partner == COUPLES
    with_children = {person.get("huishouden") for person in PEOPLE if "kinderen" in person}
    assert not with_children & WITHOUT_CHILDREN


@pytest.mark.parametrize("name", FIELDS)
def test_every_answer_and_none_occurs(name: str) -> None:
    field = FIELDS[name]
    given = [person.get(name) for person in PEOPLE]
    assert None in given
    if field.kind is FieldKind.FLAG:
        assert {True, False} <= set(given)
    if field.kind is FieldKind.CHOICE:
        assert set(field.values) <= set(given)
    if field.kind is FieldKind.LIST:
        assert () in given
        assert set(field.values) <= {value for answer in given if answer for value in answer}  # type: ignore[union-attr]
