"""No question without effect, and nothing changes when all that is left is skipped: for any answers and any plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.catalogue.decision import decide
from bot.catalogue.library import Library
from bot.catalogue.rules import expression
from bot.catalogue.schema import DOMAINS, KINDS
from bot.dialogue.agenda import Agenda
from bot.dialogue.questions import UNKNOWN
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import FIELDS, Field, FieldKind, read_answers
from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import Condition, Facility

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


def consistent(truth: dict[str, Any]) -> dict[str, Any]:
    """Who says that no children live there names none, and the other way round."""
    without = truth["huishouden"] in {"alleenstaand", "samen"}
    return truth | {"kinderen": [] if without else truth["kinderen"] or [9]}


residents = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in ANSWERS.items()}).map(consistent)
told = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in ANSWERS.items()})
skipped = st.sets(st.sampled_from(sorted(FIELDS)), max_size=12)
topics = st.lists(st.sampled_from(TOPICS), min_size=1, max_size=5, unique=True).map(tuple)
places = st.sampled_from(PLACES)
MADE_UP = "verzonnen"


@st.composite
def field_test(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A test of this field that some answers pass and others do not."""
    field, value = FIELDS[name], draw(st.sampled_from(ANSWERS[name]))
    if field.kind is FieldKind.LIST:
        return {"veld": name, "gevuld": True} if value == [] else {"veld": name, "bevat": value}
    if field.kind is FieldKind.AGES:
        return {"veld": name, "leeftijd_tot_en_met": 17}
    if field.kind is FieldKind.NUMBER:
        return {"veld": name, "vanaf": draw(st.sampled_from(ANSWERS[name][1:]))}
    return {"veld": name, "is": value}


@st.composite
def rules(draw: st.DrawFn, names: tuple[str, ...]) -> dict[str, Any]:
    """A rule over these fields, each of them once: no part of it decides another part."""
    if len(names) == 1:
        return draw(field_test(names[0]))
    cut = draw(st.integers(1, len(names) - 1))
    parts = [draw(rules(names[:cut])), draw(rules(names[cut:]))]
    return draw(st.sampled_from([{"alle": parts}, {"een_van": parts}, {"niet": {"alle": parts}}]))


TESTABLE = sorted(name for name, field in FIELDS.items() if field.kind is not FieldKind.AMOUNT)


@st.composite
def offers(draw: st.DrawFn, number: int, like: Facility) -> Facility:
    """A facility that is like a real one but for its need and its one demand."""
    names = draw(st.lists(st.sampled_from(TESTABLE), min_size=2, max_size=5, unique=True))
    cut = draw(st.integers(1, len(names) - 1))
    need, demand = (expression(draw(rules(tuple(part)))) for part in (names[:cut], names[cut:]))
    domains = draw(st.lists(st.sampled_from(DOMAINS), min_size=1, max_size=3, unique=True))
    condition = Condition("eis", demand, like.source)
    kind = draw(st.sampled_from(KINDS))
    name = f"hulp-{number}"
    return replace(like, id=name, kind=kind, domains=tuple(domains), need=need, conditions=(condition,))


@st.composite
def made_up(draw: st.DrawFn, library: Library) -> Library:
    """A plan that nobody wrote, with the needs, alarms and norms that count everywhere."""
    real = library.municipalities["leiden"]
    facilities = tuple(draw(offers(number, real.facilities[0])) for number in range(draw(st.integers(1, 4))))
    plan = replace(real, slug=MADE_UP, facilities=facilities, team_rules=())
    return replace(library, municipalities={MADE_UP: plan})


def seen(library: Library, slug: str, answers: dict[str, Any]) -> object:
    """All that a resident sees change: outcomes in their order, and the referral."""
    result = decide(library, slug, answers, TODAY)
    return [(outcome.facility.id, outcome.status) for outcome in result.outcomes], result.referral


def about(agenda: Agenda, state: DialogueState) -> Library:
    """The library with only what the chosen topics are about."""
    chosen = {domain for topic in state.topics for domain in agenda.questionnaire.topics[topic].domains}
    place = agenda.library.municipalities[str(state.municipality)]
    facilities = tuple(facility for facility in place.facilities if chosen & {*facility.domains})
    return replace(agenda.library, municipalities={place.slug: replace(place, facilities=facilities)})


def askable(agenda: Agenda, state: DialogueState) -> list[str]:
    """What the chosen topics can still ask: the rest stays as it is."""
    chosen = {"algemeen", *state.topics}
    questions = agenda.questionnaire.questions
    return [name for name in ANSWERS if chosen & {*questions[name].topics} and not state.is_handled(name)]


def completions(answers: dict[str, Any], unknown: list[str], random: Random) -> Iterator[dict[str, Any]]:
    """What the other open questions may turn out to be: nothing first, then more and more."""
    yield answers
    for _ in range(TRIES):
        share = random.choice([0.2, 0.5, 0.8, 1])
        yield answers | {name: random.choice(ANSWERS[name]) for name in unknown if random.random() < share}


def matters(agenda: Agenda, state: DialogueState, field: str) -> bool:
    """Whether two answers to this question can end differently, by what can still be asked."""
    slug, library = str(state.municipality), about(agenda, state)
    unknown = [name for name in askable(agenda, state) if name != field]
    for supposed in completions(dict(state.answers), unknown, Random(field)):
        first, *others = (supposed | {field: value} for value in ANSWERS[field])
        start = seen(library, slug, first)
        if any(seen(library, slug, other) != start for other in others):
            return True
    return False


def follow_ups(agenda: Agenda, field: str) -> list[str]:
    """The questions that are asked only after an answer to this one."""
    questions = agenda.questionnaire.questions
    return [name for name, question in questions.items() if question.when and field in str(question.when)]


def has_effect(agenda: Agenda, state: DialogueState) -> None:
    field = agenda.next_field(state, TODAY)
    assume(field is not None)
    asked = [str(field), *(name for name in follow_ups(agenda, str(field)) if name in askable(agenda, state))]
    assert any(matters(agenda, state, name) for name in asked), field


def begun(slug: str, topics: tuple[str, ...], told: dict[str, Any], skipped: set[str]) -> DialogueState:
    state = DialogueState(slug, topics, {name: value for name, value in told.items() if name not in skipped})
    return replace(state, skipped=dict.fromkeys(skipped, UNKNOWN))


@settings(max_examples=50)
@given(places, topics, told, skipped)
def test_no_question_is_asked_that_can_change_nothing(
    agenda: Agenda, slug: str, topics: tuple[str, ...], told: dict[str, Any], skipped: set[str]
) -> None:
    has_effect(agenda, begun(slug, topics, told, skipped))


@settings(max_examples=40)
@given(st.data(), topics, told, skipped)
def test_not_with_a_plan_that_nobody_wrote_either(
    agenda: Agenda, data: st.DataObject, topics: tuple[str, ...], told: dict[str, Any], skipped: set[str]
) -> None:
    has_effect(replace(agenda, library=data.draw(made_up(agenda.library))), begun(MADE_UP, topics, told, skipped))


def interview(agenda: Agenda, state: DialogueState, truth: dict[str, Any], unknown: set[str]) -> DialogueState:
    """Ask until nothing is left that matters; what is in ``unknown`` the resident does not know."""
    while (field := agenda.next_field(state, TODAY)) is not None:
        state = state.with_skip(field, UNKNOWN) if field in unknown else state.with_answer(field, truth[field])
    return state


def nothing_is_missed(agenda: Agenda, begin: DialogueState, truth: dict[str, Any], unknown: set[str]) -> None:
    """What the chosen topics did not ask would have changed nothing in them."""
    state, library = interview(agenda, begin, truth, unknown), about(agenda, begin)
    told, slug = dict(state.answers), str(state.municipality)
    end = seen(library, slug, told)
    for field in askable(agenda, state):
        if not gated(agenda, field, told):
            assert seen(library, slug, told | {field: truth[field]}) == end, field


@settings(max_examples=50)
@given(places, topics, residents, skipped)
def test_what_was_not_asked_changes_nothing(
    agenda: Agenda, slug: str, topics: tuple[str, ...], truth: dict[str, Any], skipped: set[str]
) -> None:
    nothing_is_missed(agenda, DialogueState(slug, topics), truth, skipped)


@settings(max_examples=50)
@given(st.data(), topics, residents, skipped)
def test_nothing_is_missed_in_a_plan_that_nobody_wrote(
    agenda: Agenda, data: st.DataObject, topics: tuple[str, ...], truth: dict[str, Any], skipped: set[str]
) -> None:
    plan = replace(agenda, library=data.draw(made_up(agenda.library)))
    nothing_is_missed(plan, DialogueState(MADE_UP, topics), truth, skipped)


def gated(agenda: Agenda, field: str, answered: dict[str, Any]) -> bool:
    """A follow-up question that makes no sense after the answers before it."""
    when = agenda.questionnaire.questions[field].when
    situation = Situation(read_answers(answered).with_implied(), TODAY, agenda.library.rules.norms)
    return when is not None and expression(when).judge(situation) is False


@settings(max_examples=40)
@given(places, topics, residents, skipped)
def test_whoever_skips_is_not_asked_again_and_gets_to_the_end(
    agenda: Agenda, slug: str, topics: tuple[str, ...], truth: dict[str, Any], skipped: set[str]
) -> None:
    answered = interview(agenda, DialogueState(slug, topics), truth, skipped).answers
    assert skipped.isdisjoint(answered)
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
    assert len(interview(agenda, DialogueState(slug, TOPICS), calm, set()).answers) <= 23
