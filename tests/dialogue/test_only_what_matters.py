"""No question without effect, and nothing changes when all that is left is skipped: for any answers and any plan."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.catalogue.decision import decide
from bot.catalogue.library import Library
from bot.catalogue.rules import expression
from bot.dialogue.agenda import Agenda
from bot.dialogue.questions import UNKNOWN
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import FIELDS, Field, FieldKind, read_answers
from bot.selfcheck.expressions import Situation

TODAY = date(2026, 11, 22)
TOPICS = ("huishouden", "geld", "zorgen", "vervoer", "meedoen")
PLACES = ("leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg")
TRIES = 300

# One answer of each kind that some rule can tell apart.
TELLING: dict[str, list[Any]] = {
    "leeftijd": [10, 16, 17, 18, 20, 23, 26, 30, 55, 60, 66, 67, 80],
    "partner_leeftijd": [19, 40, 70],
    "kinderen": [[], [1], [3], [5], [9], [13], [17], [20], [24]],
    "inkomen": [0, 400, 900, 1400, 1800, 2300, 2700, 9000],
    "kostendelers": [0, 1, 20],
    "mantelzorg_uren": [1, 100],
    "mantelzorg_maanden": [1, 100],
    "mantelzorg_gemeente": ["katwijk", "leiden"],
}


def telling(field: Field) -> list[Any]:
    if field.kind is FieldKind.LIST:
        return [[], *([value] for value in field.values)]
    return TELLING.get(field.name) or list(field.values) or [True, False]


ANSWERS = {name: telling(field) for name, field in FIELDS.items()}
residents = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in ANSWERS.items()})
told = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in ANSWERS.items()})
topics = st.lists(st.sampled_from(TOPICS), min_size=1, max_size=5, unique=True).map(tuple)
places = st.sampled_from(PLACES)


def seen(library: Library, slug: str, answers: dict[str, Any]) -> object:
    """All that a resident sees change: outcomes in their order, and the referral."""
    result = decide(library, slug, answers, TODAY)
    outcomes = [(outcome.facility.id, outcome.status) for outcome in result.outcomes]
    return outcomes, result.referral


def completions(answers: dict[str, Any], field: str, random: Random) -> Iterator[dict[str, Any]]:
    """What the other open questions may turn out to be: nothing first, then more and more."""
    unknown = [name for name in ANSWERS if name not in answers and name != field]
    yield answers
    for _ in range(TRIES):
        share = random.choice([0.2, 0.5, 0.8, 1])
        yield answers | {name: random.choice(ANSWERS[name]) for name in unknown if random.random() < share}


def matters(library: Library, slug: str, answers: dict[str, Any], field: str) -> bool:
    """Whether two answers to this question can end differently."""
    for supposed in completions(answers, field, Random(field)):
        first, *others = (supposed | {field: value} for value in ANSWERS[field])
        start = seen(library, slug, first)
        if any(seen(library, slug, other) != start for other in others):
            return True
    return False


def follow_ups(agenda: Agenda, field: str) -> list[str]:
    """The questions that are asked only after an answer to this one."""
    questions = agenda.questionnaire.questions
    return [name for name, question in questions.items() if question.when and field in str(question.when)]


@settings(max_examples=120)
@given(places, topics, told)
def test_no_question_is_asked_that_can_change_nothing(
    agenda: Agenda, library: Library, slug: str, topics: tuple[str, ...], told: dict[str, Any]
) -> None:
    field = agenda.next_field(DialogueState(slug, topics, told), TODAY)
    assume(field is not None)
    asked = [str(field), *(name for name in follow_ups(agenda, str(field)) if name not in told)]
    assert any(matters(library, slug, told, name) for name in asked), field


def interview(agenda: Agenda, slug: str, truth: dict[str, Any], unknown: set[str]) -> dict[str, Any]:
    """Ask until nothing is left that matters; what is in ``unknown`` the resident does not know."""
    state = DialogueState(slug, TOPICS)
    while (field := agenda.next_field(state, TODAY)) is not None:
        state = state.with_skip(field, UNKNOWN) if field in unknown else state.with_answer(field, truth[field])
    return dict(state.answers)


# What a household says of itself: a truth without these has children with nobody, or a partner of somebody alone.
def consistent(truth: dict[str, Any]) -> bool:
    alone = truth["huishouden"] in {"alleenstaand", "samen"}
    return not (alone and truth["kinderen"]) and (alone or bool(truth["kinderen"]))


@settings(max_examples=120)
@given(places, residents)
def test_what_was_not_asked_changes_nothing(agenda: Agenda, library: Library, slug: str, truth: dict[str, Any]) -> None:
    assume(consistent(truth))
    answered = interview(agenda, slug, truth, set())
    for field in sorted(set(truth) - set(answered)):
        if not gated(agenda, library, field, answered):
            assert seen(library, slug, answered | {field: truth[field]}) == seen(library, slug, answered), field


def gated(agenda: Agenda, library: Library, field: str, answered: dict[str, Any]) -> bool:
    """A follow-up question that makes no sense after the answers before it."""
    when = agenda.questionnaire.questions[field].when
    situation = Situation(read_answers(answered).with_implied(), TODAY, library.rules.norms)
    return when is not None and expression(when).judge(situation) is False


@settings(max_examples=60)
@given(places, residents, st.sets(st.sampled_from(sorted(FIELDS)), max_size=12))
def test_whoever_skips_is_not_asked_again_and_gets_to_the_end(
    agenda: Agenda, library: Library, slug: str, truth: dict[str, Any], unknown: set[str]
) -> None:
    answered = interview(agenda, slug, truth, unknown)
    assert unknown.isdisjoint(answered)
    assert answered.items() <= truth.items()


@pytest.mark.parametrize("slug", PLACES)
def test_somebody_without_any_need_is_asked_less_than_everything(agenda: Agenda, slug: str) -> None:
    calm = {
        **{name: values[0] for name, values in ANSWERS.items()},
        **{name: False for name, field in FIELDS.items() if field.kind is FieldKind.FLAG},
        "leeftijd": 45,
        "huishouden": "samen",
        "rondkomen": "makkelijk",
        "belasting": "licht",
    }
    assert len(interview(agenda, slug, calm, set())) <= 24
