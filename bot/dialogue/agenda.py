"""What to ask next: only questions whose answer can still change an outcome, the order, or the referral."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.catalogue.library import Library
from bot.catalogue.rules import expression
from bot.dialogue.questions import GENERAL, MUNICIPALITY, TOPICS, Question, Questionnaire
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import read_answers
from bot.selfcheck.expressions import Constant, Expression, FieldTest, Situation
from bot.selfcheck.facility import Facility, Municipality
from bot.selfcheck.referral import cares_elsewhere, several_needs


@dataclass(frozen=True)
class Agenda:
    """The questions of one questionnaire over one library of plans."""

    library: Library
    questionnaire: Questionnaire

    def next_field(self, state: DialogueState, today: date) -> str | None:
        """``gemeente``, ``themas``, a field, or None when nothing that is left matters."""
        if state.municipality is None:
            return MUNICIPALITY
        if not state.topics:
            return TOPICS
        first = state.progress.first
        if first is not None and not state.is_handled(first):
            return first
        return next(self.open_fields(state, today), None)

    def open_fields(self, state: DialogueState, today: date) -> Iterator[str]:
        """Fields that would be asked now, in the order of asking: first what the chosen topics are about themselves."""
        yield from sorted(self._open(state, today), key=lambda field: self._is_aside(field, state))

    def _is_aside(self, field: str, state: DialogueState) -> bool:
        """Whether the field belongs first to a topic that was not chosen."""
        return self.questionnaire.questions[field].topics[0] not in (GENERAL, *state.topics)

    def _open(self, state: DialogueState, today: date) -> Iterator[str]:
        if state.municipality is None:
            return
        situation = self._situation(state, today)
        wanted = self._wanted(self.library.municipalities[state.municipality], state, situation)
        for field, question in self.questionnaire.questions.items():
            if field in wanted and not state.is_handled(field) and _waits_no_more(question, state, situation):
                yield field

    def progress(self, state: DialogueState, today: date) -> tuple[int, int]:
        """This is question n of about m."""
        done = len([field for field in dict.fromkeys(state.progress.history) if state.is_handled(field)])
        left = sum(1 for _ in self.open_fields(state, today))
        return done + 1, done + max(left, 1)

    def _situation(self, state: DialogueState, today: date) -> Situation:
        answers = read_answers(dict(state.answers)).with_implied()
        return Situation(answers, today, self.library.rules.norms)

    def _influences(self, municipality: Municipality, state: DialogueState, situation: Situation) -> frozenset[str]:
        domains = frozenset(domain for topic in state.topics for domain in self.questionnaire.topics[topic].domains)
        facilities = [facility for facility in municipality.facilities if not domains.isdisjoint(facility.domains)]
        parts = [_facility_influences(facility, situation) for facility in facilities]
        return frozenset().union(*parts, self._referral_influences(municipality, situation))

    def _referral_influences(self, municipality: Municipality, situation: Situation) -> frozenset[str]:
        policy = self.library.rules.policy
        rules: list[Expression] = [rule.when for rule in policy.alarm_rules]
        rules += [several_needs(policy), cares_elsewhere(municipality), *_open_team_rules(municipality, situation)]
        return frozenset().union(*(rule.influences(situation) for rule in rules))

    def _wanted(self, municipality: Municipality, state: DialogueState, situation: Situation) -> frozenset[str]:
        """What matters within the chosen topics, and the questions that those follow on."""
        chosen = {GENERAL, *state.topics}
        questions = self.questionnaire.questions
        influences = self._influences(municipality, state, situation)
        fitting = [field for field in influences if not chosen.isdisjoint(questions[field].topics)]
        return frozenset(fitting).union(*(_condition(questions[field]).influences(situation) for field in fitting))


def _open_team_rules(municipality: Municipality, situation: Situation) -> Iterator[Expression]:
    """The first rule that is true decides the desk: what comes after one that certainly is does not matter."""
    for rule in municipality.team_rules:
        yield rule.when
        if rule.when.judge(situation) is True and not rule.when.influences(situation):
            return


def _waits_no_more(question: Question, state: DialogueState, situation: Situation) -> bool:
    """Whether the question's own condition is not false, and the question that it follows has been answered."""
    if question.when is None:
        return True
    return _condition(question).judge(situation) is not False and _asked_about(question, state)


def _asked_about(question: Question, state: DialogueState) -> bool:
    """A follow-up question waits until the question that it follows has been answered or skipped."""
    return any(field in state.answers for field in _fields(question))


def _fields(question: Question) -> frozenset[str]:
    leaves = _condition(question).leaves()
    return frozenset(leaf.field for leaf in leaves if isinstance(leaf, FieldTest))


def _condition(question: Question) -> Expression:
    return Constant(True) if question.when is None else expression(question.when)


def _facility_influences(facility: Facility, situation: Situation) -> frozenset[str]:
    need = facility.need.judge(situation)
    open_need = facility.need.influences(situation)
    if need is False and not open_need:
        return frozenset()
    if any(condition.rule.judge(situation) is False for condition in facility.conditions):
        return open_need
    return open_need.union(*(condition.rule.influences(situation) for condition in facility.conditions))
