"""Reading answers from JSON: what fits, and which field is named when something does not."""

import math
from decimal import Decimal
from typing import Any

import pytest

from bot.selfcheck.answers import FIELDS, Amount, AnswerError, Answers, as_json, read_answers

GOOD = [
    ("leeftijd", 0),
    ("leeftijd", 120),
    ("huishouden", "alleenstaande_ouder"),
    ("kinderen", []),
    ("kinderen", [4, 9]),
    ("kostendelers", 0),
    ("inkomen", 0),
    ("inkomen", 1845.30),
    ("inkomen", {"van": 1800, "tot": 1900.5}),
    ("uitkering", ["aow", "anders"]),
    ("schulden", False),
    ("mantelzorg_uren", 7.5),
    ("mantelzorg_gemeente", "s-gravenhage"),
    ("vervoer_doel", []),
]


@pytest.mark.parametrize(("field", "value"), GOOD)
def test_reads_and_writes_the_same(field: str, value: Any) -> None:
    assert as_json(read_answers({field: value})) == {field: value}


BAD = [
    ("leeftijd", 130, "buiten_bereik"),
    ("leeftijd", -1, "buiten_bereik"),
    ("leeftijd", 40.5, "geen_heel_getal"),
    ("leeftijd", "40", "geen_getal"),
    ("leeftijd", True, "geen_getal"),
    ("leeftijd", math.nan, "geen_getal"),
    ("inkomen", math.inf, "geen_getal"),
    ("inkomen", -5, "buiten_bereik"),
    ("inkomen", 10_000_000, "buiten_bereik"),
    ("inkomen", {"van": 1900, "tot": 1800}, "bereik_omgedraaid"),
    ("inkomen", {"van": 1900}, "geen_bereik"),
    ("inkomen", {"van": 1900, "tot": None}, "geen_getal"),
    ("inkomen", "1300", "geen_getal"),
    ("schulden", "ja", "geen_ja_nee"),
    ("schulden", 1, "geen_ja_nee"),
    ("huishouden", "alleen", "onbekende_keuze"),
    ("huishouden", ["samen"], "onbekende_keuze"),
    ("uitkering", "aow", "geen_lijst"),
    ("uitkering", ["aow", "pgb"], "onbekende_keuze"),
    ("kinderen", [4.5], "geen_heel_getal"),
    ("kinderen", list(range(21)), "geen_lijst"),
    ("mantelzorg_gemeente", "Den Haag", "geen_gemeente"),
    ("mantelzorg_gemeente", "x" * 61, "geen_gemeente"),
    ("bsn", 123456782, "onbekend_veld"),
    ("bsn", None, "onbekend_veld"),
]


@pytest.mark.parametrize(("field", "value", "reason"), BAD)
def test_refuses_and_names_the_field(field: str, value: Any, reason: str) -> None:
    with pytest.raises(AnswerError) as refused:
        read_answers({field: value})
    assert (refused.value.field, refused.value.reason) == (field, reason)


@pytest.mark.parametrize("raw", [None, [], "leeftijd", 3])
def test_answers_are_an_object(raw: object) -> None:
    with pytest.raises(AnswerError) as refused:
        read_answers(raw)
    assert refused.value.field == "antwoorden"


def test_null_is_unknown_and_not_no() -> None:
    assert "schulden" not in read_answers({"schulden": None})


def test_an_empty_list_is_the_answer_none() -> None:
    assert read_answers({"achterstanden": []})["achterstanden"] == ()


@pytest.mark.parametrize(
    ("known", "children"),
    [
        ({"huishouden": "alleenstaand"}, ()),
        ({"huishouden": "samen"}, ()),
        ({"huishouden": "samen", "kinderen": (30,)}, (30,)),
        ({"huishouden": "samen_met_kinderen"}, None),
        ({}, None),
    ],
)
def test_a_household_without_children_has_none_at_home(known: dict[str, Any], children: Any) -> None:
    assert Answers(known).with_implied().get("kinderen") == children


def test_an_amount_knows_whether_it_is_exact() -> None:
    assert Amount(Decimal(3), Decimal(3)).exact
    assert not Amount(Decimal(3), Decimal(4)).exact


def test_the_fields_are_those_of_the_contract() -> None:
    assert len(FIELDS) == 36


@pytest.mark.parametrize(
    ("said", "cents"),
    [(1845.305, "1845.31"), (1845.304, "1845.30"), (1845.315, "1845.32"), (0.005, "0.01"), (3, "3")],
)
def test_half_a_cent_counts_as_a_whole_one(said: float, cents: str) -> None:
    assert read_answers({"inkomen": said})["inkomen"] == Amount(Decimal(cents), Decimal(cents))
