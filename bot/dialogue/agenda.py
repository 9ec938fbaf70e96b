"""What to ask next: only questions whose answer can still change an outcome, the order, or the referral.

General basics that many rules need come first; then, topic by topic, what is most decisive, and the sensitive
questions after the others, when it is clear what they are for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.catalogue.library import Library
from bot.catalogue.rules import expression
from bot.dialogue.questions import GENERAL, MUNICIPALITY, TOPICS, Questionnaire
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import read_answers
from bot.selfcheck.expressions import Constant, Expression, Situation
from bot.selfcheck.facility import MAATWERK, Facility, Municipality
from bot.selfcheck.referral import cares_elsewhere, several_needs

MANY = 3
"""A general question is a basic one when its answer can change so many outcomes or parts of the referral."""
Fields = frozenset[str]


@dataclass(frozen=True)
class Ahead:
    """What is still to be asked: the next field, and how many are open. Which those are takes most of a turn to find
    out, so whoever wants to know both asks once."""

    field: str | None
    left: int

    def progress(self, state: DialogueState) -> tuple[int, int]:
        """This is question n of about m."""
        done = len([field for field in dict.fromkeys(state.progress.history) if state.is_handled(field)])
        return done + 1, done + max(self.left, 1)


@dataclass(frozen=True)
class Agenda:
    """The questions of one questionnaire over one library of plans."""

    library: Library
    questionnaire: Questionnaire

    def next_field(self, state: DialogueState, today: date) -> str | None:
        """``gemeente``, ``themas``, a field, or None when nothing that is left matters."""
        return self.ahead(state, today).field

    def ahead(self, state: DialogueState, today: date) -> Ahead:
        """As ``next_field``, and how many questions are left."""
        left = list(self.open_fields(state, today))
        return Ahead(self._next(state, left), len(left))

    def _next(self, state: DialogueState, left: list[str]) -> str | None:
        if state.municipality is None:
            return MUNICIPALITY
        if not state.topics:
            return TOPICS
        first = state.progress.first
        if first is not None and not state.is_handled(first):
            return first
        return left[0] if left else None

    def open_fields(self, state: DialogueState, today: date) -> Iterator[str]:
        """Fields that would be asked now, in the order of asking."""
        if state.municipality is None:
            return
        situation = self._situation(state, today)
        weights = self._weights(self.library.municipalities[state.municipality], state, situation)
        ready = [field for field in weights if not state.is_handled(field) and self._is_ready(field, situation)]
        yield from sorted(ready, key=lambda field: self._place(field, weights[field], state))

    def progress(self, state: DialogueState, today: date) -> tuple[int, int]:
        """This is question n of about m."""
        return self.ahead(state, today).progress(state)

    def _situation(self, state: DialogueState, today: date) -> Situation:
        """The answers; what was skipped, belongs to no chosen topic or makes no sense any more stays unknown."""
        answers = read_answers(dict(state.answers)).with_implied()
        chosen = {GENERAL, *state.topics}
        questions = self.questionnaire.questions
        others = {field for field, question in questions.items() if chosen.isdisjoint(question.topics)}
        situation = Situation(answers, today, self.library.rules.norms, frozenset({*others, *state.skipped}))
        senseless = {field for field, when in self._follow_ups.items() if when.judge(situation) is False}
        return replace(situation, closed=situation.closed | senseless)

    @cached_property
    def _follow_ups(self) -> Mapping[str, Expression]:
        """When the questions make sense that do not always."""
        questions = self.questionnaire.questions
        return {field: expression(question.when) for field, question in questions.items() if question.when}

    def _condition(self, field: str) -> Expression:
        return self._follow_ups.get(field, Constant(True))

    def _is_ready(self, field: str, situation: Situation) -> bool:
        """A follow-up waits for what it follows on; what may be urgent is asked too when that was skipped."""
        condition = self._condition(field)
        asked_anyway = self.questionnaire.questions[field].even_unknown and not condition.influences(situation)
        return condition.judge(situation) is True or asked_anyway

    def _weights(self, place: Municipality, state: DialogueState, situation: Situation) -> Counter[str]:
        """How much each answer can still change: outcomes, parts of the referral, and what its follow-ups change."""
        chosen = self.questionnaire.domains(state.topics)
        offered = [facility for facility in place.facilities if not chosen.isdisjoint(facility.domains)]
        parts = [_outcome(facility, situation) for facility in offered]
        parts += [rule.towards(True, situation) for rule in self._referral_rules(place, situation)]
        weights = Counter(field for part in parts for field in part)
        for field, weight in list(weights.items()):
            weights.update(dict.fromkeys(self._condition(field).influences(situation), weight))
        return weights

    def _referral_rules(self, place: Municipality, situation: Situation) -> Iterator[Expression]:
        policy = self.library.rules.policy
        yield from (rule.when for rule in policy.alarm_rules)
        yield several_needs(policy)
        yield cares_elsewhere(place)
        yield from _open_team_rules(place, situation)

    def _place(self, field: str, weight: int, state: DialogueState) -> tuple[int, bool, bool, int, int]:
        """Within a topic first what it is about itself, then what only bears on it, then what is sensitive."""
        question = self.questionnaire.questions[field]
        topic = next(topic for topic in question.topics if topic in (GENERAL, *state.topics))
        group = self._group(topic, weight)
        return group, question.sensitive, topic != question.topics[0], -weight, self._numbers[field]

    def _group(self, topic: str, weight: int) -> int:
        """Basics first, then the topics in their order, then what only settles a limit."""
        if topic == GENERAL:
            return -1 if weight >= MANY else len(self._topics)
        return self._topics.index(topic)

    @cached_property
    def _topics(self) -> list[str]:
        """The topics in the order in which their questions stand."""
        return list(dict.fromkeys(question.topics[0] for question in self.questionnaire.questions.values()))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {field: number for number, field in enumerate(self.questionnaire.questions)}


def _open_team_rules(place: Municipality, situation: Situation) -> Iterator[Expression]:
    """The first rule that is true decides the desk: what comes after one that certainly is does not matter."""
    for rule in place.team_rules:
        yield rule.when
        if rule.when.bounds(situation) == (True, True):
            return


def _outcome(facility: Facility, situation: Situation) -> Fields:
    """The answers that can list it, or change how sure it is."""
    if facility.need.bounds(situation)[1] is not True:
        return frozenset()
    listing = facility.need.towards(True, situation)
    if facility.kind == MAATWERK:  # never better than misschien: only a no changes it
        return listing | facility.demands.towards(False, situation)
    return listing | facility.demands.influences(situation)
