"""The questions: one for each field, whole, short enough for a button, and in one register."""

import re
from typing import Any

import pytest

from bot.dialogue.questions import Question, Questionnaire
from bot.selfcheck.answers import FIELDS, FieldKind

LONGEST_BUTTON = 24


@pytest.fixture(params=[*FIELDS, "gemeente"])
def question(request: pytest.FixtureRequest, questionnaire: Questionnaire) -> Question:
    return questionnaire.questions[request.param]


def test_every_field_has_one_question_in_a_topic(questionnaire: Questionnaire) -> None:
    assert set(questionnaire.questions) == {*FIELDS, "gemeente"}
    for question in questionnaire.questions.values():
        assert set(question.topics) <= {"algemeen", *questionnaire.topics}


def test_a_question_asks_in_two_ways_and_explains_itself(question: Question) -> None:
    assert question.text != question.again
    assert "?" in question.text
    assert "?" in question.again
    for part in (question.why, question.explanation, question.example):
        assert part.endswith((".", "?"))


def test_no_question_asks_for_a_citizen_number_or_a_diagnosis(question: Question) -> None:
    said = " ".join((question.text, question.again)).casefold()
    assert not re.search(r"bsn|burgerservice|diagnose|rekeningnummer", said)


def test_a_resident_is_addressed_as_u(question: Question) -> None:
    said = " ".join((question.text, question.again, question.why, question.explanation)).casefold()
    assert not re.search(r"\b(je|jij|jouw|jou)\b", said)


def test_the_choices_are_all_values_of_the_field(question: Question) -> None:
    field = FIELDS.get(question.field)
    if field is None or not question.options:
        return
    values = [True, False] if field.kind is FieldKind.FLAG else list(field.values)
    assert sorted(map(str, (option.value for option in question.options))) == sorted(map(str, values))


def test_buttons_are_short_and_different(question: Question) -> None:
    titles = [option.title for option in question.options]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= LONGEST_BUTTON for title in titles)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rondkomen", "niet", "U komt niet rond."),
        ("schulden", False, "U heeft geen schulden."),
        ("achterstanden", [], "U betaalt alles op tijd."),
        ("achterstanden", ["huur", "water"], "U heeft achterstand met de huur. U heeft achterstand met water."),
        ("leeftijd", 67, "U bent 67 jaar."),
        ("kinderen", [4, 9], "Leeftijd van de kinderen thuis: 4, 9."),
        ("inkomen", 1845.3, "Inkomen per maand: € 1.845,30."),
        ("inkomen", {"van": 1800, "tot": 1900}, "Inkomen per maand: tussen € 1.800 en € 1.900."),
        ("mantelzorg_gemeente", "den-haag", "De persoon voor wie u zorgt woont in Den Haag."),
    ],
)
def test_an_answer_as_a_sentence(questionnaire: Questionnaire, field: str, value: Any, sentence: str) -> None:
    assert questionnaire.questions[field].sentence(value) == sentence
