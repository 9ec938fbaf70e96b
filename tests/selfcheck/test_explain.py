"""A rule in words is made from the rule: every form, every field, and nothing of the file's own language in it."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from bot.catalogue.rules import expression
from bot.selfcheck.answers import FIELDS, Field, FieldKind
from bot.selfcheck.explain import Phrases, in_words

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def phrases(library: Library) -> Phrases:
    return library.rules.wording.phrases


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"veld": "rondkomen", "is": "niet"}, "U komt niet rond."),
        ({"veld": "rondkomen", "in": ["niet", "net"]}, "U komt net rond of u komt niet rond."),
        ({"veld": "schulden", "is": False}, "U heeft geen schulden."),
        ({"veld": "taal_moeite", "is": True}, "Nederlands is moeilijk voor u."),
        ({"veld": "leeftijd", "vanaf": 65}, "U bent 65 jaar of ouder."),
        ({"veld": "leeftijd", "tot_en_met": 17}, "U bent 17 jaar of jonger."),
        ({"veld": "leeftijd", "vanaf": 17, "tot_en_met": 18}, "U bent 17 tot en met 18 jaar."),
        ({"veld": "kinderen", "leeftijd_tot_en_met": 4}, "Er woont een kind van 4 jaar of jonger bij u."),
        ({"veld": "kinderen", "gevuld": False}, "Er wonen geen kinderen bij u."),
        ({"veld": "achterstanden", "gevuld": True}, "U heeft een achterstand met betalen."),
        ({"veld": "achterstanden", "gevuld": False}, "U betaalt alles op tijd."),
        ({"veld": "uitkering", "bevat": ["ioaw", "bijstand"]}, "U krijgt bijstand of u krijgt IOAW."),
        ({"veld": "mantelzorg_gemeente", "is": "katwijk"}, "De persoon voor wie u zorgt woont in katwijk."),
        ({"aow_leeftijd": "bereikt"}, "U heeft de AOW-leeftijd bereikt."),
        ({"aow_leeftijd": "niet_bereikt"}, "U heeft de AOW-leeftijd nog niet bereikt."),
        (
            {"inkomen_tot": {"norm": "bijstandsnorm", "procent": 130, "vakantietoeslag": "met"}},
            "Uw inkomen is niet hoger dan 130% van de bijstandsnorm.",
        ),
        (
            {"inkomen_tot": {"norm": "bijstandsnorm", "procent": 112.5, "vakantietoeslag": "met"}},
            "Uw inkomen is niet hoger dan 112.5% van de bijstandsnorm.",
        ),
        (
            {"niet": {"veld": "werk", "in": ["kan_niet", "pensioen"]}},
            "U heeft betaald werk, u zoekt werk of u heeft een eigen bedrijf.",
        ),
        ({"niet": {"veld": "eenzaam", "is": True}}, "U voelt zich niet vaak alleen."),
        ({"niet": {"veld": "uitkering", "bevat": ["ww"]}}, "Dit is niet zo: u krijgt WW."),
        (
            {"niet": {"een_van": [{"veld": "leeftijd", "vanaf": 65}, {"veld": "schulden", "is": True}]}},
            "Dit is niet zo: (u bent 65 jaar of ouder of u heeft schulden).",
        ),
        (
            {"alle": [{"veld": "eenzaam", "is": True}, {"veld": "rondkomen", "in": ["net", "niet"]}]},
            "U voelt zich vaak alleen en (u komt net rond of u komt niet rond).",
        ),
        (
            {
                "een_van": [
                    {"alle": [{"veld": "eenzaam", "is": True}, {"veld": "leeftijd", "vanaf": 65}]},
                    {"een_van": [{"veld": "somber", "is": True}, {"veld": "schulden", "is": True}]},
                ]
            },
            "(U voelt zich vaak alleen en u bent 65 jaar of ouder), u bent vaak somber of u heeft schulden.",
        ),
        (
            {"minstens": 2, "van": [{"veld": name, "is": True} for name in ("eenzaam", "somber", "schulden")]},
            "Minstens 2 van deze 3 dingen zijn zo: u voelt zich vaak alleen, u bent vaak somber en u heeft schulden.",
        ),
        (
            {"tenzij": {"veld": "uitkering", "bevat": ["bijstand"]}},
            "Niet als dit al zo is: u krijgt bijstand.",
        ),
        ({"altijd": True}, "Dit geldt voor iedereen."),
        ({"nooit": True}, "U vraagt er zelf naar."),
        ({"niet_vast_te_stellen": True}, "Er is iets dat wij niet kunnen nagaan."),
    ],
)
def test_a_rule_in_words(phrases: Phrases, rule: dict[str, Any], words: str) -> None:
    assert in_words(expression(rule), phrases) == words


def field_tests(field: Field) -> st.SearchStrategy[dict[str, Any]]:
    """Any test that the schema allows of this field."""
    known = st.sampled_from(field.values or (True, False))
    ends = st.tuples(*[st.integers(field.lowest, field.highest)] * 2).map(sorted)
    about = {"veld": field.name}
    return {
        FieldKind.FLAG: known.map(lambda value: about | {"is": value}),
        FieldKind.CHOICE: st.lists(known, min_size=1).map(lambda chosen: about | {"in": chosen}),
        FieldKind.LIST: st.lists(known, min_size=1).map(lambda chosen: about | {"bevat": chosen})
        | st.booleans().map(lambda filled: about | {"gevuld": filled}),
        FieldKind.NUMBER: ends.map(lambda pair: about | {"vanaf": pair[0], "tot_en_met": pair[1]})
        | ends.map(lambda pair: about | {"vanaf": pair[0]}),
        FieldKind.AGES: ends.map(lambda pair: about | {"leeftijd_vanaf": pair[0], "leeftijd_tot_en_met": pair[1]})
        | st.booleans().map(lambda filled: about | {"gevuld": filled}),
        FieldKind.PLACE: st.sampled_from(["katwijk", "leiden"]).map(lambda place: about | {"is": place}),
    }[field.kind]


leaves = st.sampled_from([field for field in FIELDS.values() if field.kind is not FieldKind.AMOUNT]).flatmap(
    field_tests
)
rules = st.recursive(
    leaves
    | st.sampled_from([{"aow_leeftijd": "bereikt"}, {"niet_vast_te_stellen": True}])
    | st.integers(50, 200).map(
        lambda percent: {"inkomen_tot": {"norm": "bijstandsnorm", "procent": percent, "vakantietoeslag": "zonder"}}
    ),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"alle": parts})
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"een_van": parts})
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"minstens": 1, "van": parts})
        | inner.map(lambda part: {"niet": part})
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(rules)
def test_any_rule_has_words_and_none_of_the_files_language(phrases: Phrases, rule: dict[str, Any]) -> None:
    words = in_words(expression(rule), phrases)
    assert words.endswith(".")
    assert words.lstrip("(")[0].isupper()
    assert words.count("(") == words.count(")")
    assert not re.search(r"[_{}\[\]]|\bNone\b|\bTrue\b|\bFalse\b", words)


@given(st.tuples(leaves, leaves))
def test_different_field_tests_a_field_have_different_words(phrases: Phrases, pair: tuple[Any, Any]) -> None:
    first, second = map(expression, pair)
    if first != second:
        assert in_words(first, phrases) != in_words(second, phrases)


def test_every_rule_of_the_catalogues_has_words(library: Library, phrases: Phrases) -> None:
    facilities = [facility for place in library.municipalities.values() for facility in place.facilities]
    written = [facility.need for facility in facilities]
    written += [condition.rule for facility in facilities for condition in facility.conditions]
    assert all(in_words(rule, phrases).endswith(".") for rule in written)


def reason(library: Library, slug: str, name: str, answers: dict[str, Any]) -> dict[str, Any]:
    outcomes = zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)["uitkomsten"]
    reasons = next(outcome["redenen"] for outcome in outcomes if outcome["voorziening"] == name)
    found: dict[str, Any] = reasons[1]
    return found


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"leeftijd": 60}, "U bent 55 jaar of ouder. Dat klopt met uw antwoorden."),
        ({"leeftijd": 40}, "Nodig is: U bent 55 jaar of ouder. Dat klopt niet met uw antwoorden."),
        ({}, "Nodig is: U bent 55 jaar of ouder. Of dat zo is, weten wij niet zeker."),
    ],
)
def test_a_reason_says_the_rule_itself(library: Library, answers: dict[str, Any], words: str) -> None:
    moving = {"thuis_verplaatsen": "niet", "woning": "huur", **answers}
    shown = reason(library, "leidschendam-voorburg", "seniorenmakelaar", moving)
    assert (shown["voorwaarde"], shown["uitleg"]) == ("U bent 55 jaar of ouder.", words)


def test_a_reason_in_the_sources_own_terms_says_how_they_were_read(library: Library) -> None:
    shown = reason(library, "leiden", "jeugdgezondheidszorg", {"opvoedvragen": True})
    assert shown["voorwaarde"] == "Het gaat om een kind of jongere tot 19 jaar."
    read_as = "Wij letten op dit: Er woont een kind van 18 jaar of jonger bij u of u bent 18 jaar of jonger."
    assert shown["uitleg"].endswith(read_as)
    settled = reason(library, "leiden", "jeugdgezondheidszorg", {"opvoedvragen": True, "kinderen": [4]})
    assert "Wij letten op" not in settled["uitleg"]


def test_what_no_answer_settles_keeps_the_sources_words(library: Library) -> None:
    shown = reason(library, "westland", "minimaregelingen", {"rondkomen": "niet"})
    assert shown["voorwaarde"] == "U heeft een laag inkomen. Het plan noemt geen bedrag."
    assert "Wij letten op" not in shown["uitleg"]
