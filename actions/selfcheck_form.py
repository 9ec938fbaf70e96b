"""The form of the self-check: understands the answer to the open question, and asks the next one that matters."""

import json
from dataclasses import replace
from typing import Any

from actions.alarms import (
    ActionNood,
    ActionTwijfel,
    alarm_words,
    also_answered,
    answer_danger,
    doubt_confirmed,
    named_alarms,
    raised_messages,
)
from actions.asking import ask_next, keeping
from actions.assistant import Assistant
from actions.contradictions import ask_which_counts, contradicted
from actions.misunderstandings import correction_unknown, not_understood
from actions.reopening import reopened
from actions.search import found_cards
from actions.sympathy import sympathy
from actions.turn import Reply, Turn, ZelfcheckAction
from bot.dialogue.questions import MUNICIPALITY, NOTHING, REFUSED, TOPICS, UNKNOWN
from bot.dialogue.readers.reading import Kind, Reading
from bot.dialogue.readers.wishes import is_wish
from bot.dialogue.safety import doubts, is_answer
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import DANGER, DOUBT, LIKELY, Meaning, Understanding
from bot.selfcheck.answers import AnswerError, read_value

WISHES = frozenset({"voorziening_vraag", "situatie"})
"""Intents of a sentence that is more likely a wish for help than an answer that was not understood."""
A_STORY = 6
"""Words from which an answer to "about what?" is more than a topic: it is searched too."""
SKIP_OF = {Kind.UNKNOWN: UNKNOWN, Kind.REFUSED: REFUSED}


class ValidateZelfcheckForm(ZelfcheckAction):
    """Runs each time that the form runs: for a new message, and when it comes back after an interruption.

    It answers danger itself: had it left that to a rule, Rasa would not give it the answer to our question.
    """

    def name(self) -> str:
        return "validate_zelfcheck_form"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if not turn.is_new or turn.open_field is None:
            return ask_next(keeping(turn.state, turn.open_field), helper, ())
        again = reopened(turn)
        if again is not None:
            return ask_next(again, helper, ())
        if turn.intent.name == "kies":
            return self._chosen(turn, helper)
        hasty = _hasty_answer(turn, helper)
        if hasty is not None:
            return hasty
        confirmed = doubt_confirmed(turn)
        if confirmed is not None:
            return _doubt_settled(confirmed, turn, helper)
        if turn.intent.name == DANGER:
            return ActionNood().respond(turn, helper)
        if turn.intent.name == DOUBT:
            return self._doubtful(turn, turn.open_field, helper)
        understood = helper.listener.understand(turn.text, turn.intent, turn.open_field, turn.state, helper.today)
        return self._understood(turn, turn.open_field, understood, helper)

    def _doubtful(self, turn: Turn, field: str, helper: Assistant) -> Reply:
        """What may be danger is asked about, unless it is what people say to this very question."""
        answer = helper.listener.read(field, turn.text, turn.state, helper.today)
        certain = answer.kind is Kind.VALUE and answer.certain
        ordinary = all(is_answer(field, doubt) for doubt in doubts(turn.text))
        if helper.listener.is_option(field, turn.text) or (certain and ordinary):
            return self._taken(turn, field, Understanding(Meaning.ANSWER, answer), helper)
        return ActionTwijfel().respond(turn, helper)

    def _chosen(self, turn: Turn, helper: Assistant) -> Reply:
        field, value = str(turn.entities["veld"]), json.loads(turn.entities["waarde"])
        after = _after_choice(turn.state, field, value, helper)
        return _continue(turn.state, after, helper, ())

    def _understood(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        if understood.meaning is Meaning.INTERRUPTION:
            return Reply(turn.state, reject=True)
        if understood.meaning is Meaning.NOT_UNDERSTOOD and turn.doubt:
            return answer_danger(turn, (turn.doubt,), helper)
        if understood.meaning is Meaning.NOT_UNDERSTOOD or _only_a_wish(turn, understood):
            found = _found(turn, helper)
            return _helped(turn, field, found, helper) if found else self._missed(turn, field, understood, helper)
        if understood.meaning is Meaning.CORRECTION and not understood.others:
            return correction_unknown(turn, field, helper)
        return self._taken(turn, field, understood, helper)

    def _missed(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        """No card fits either: a guess is better than nothing, else we explain."""
        if understood.meaning is Meaning.NOT_UNDERSTOOD:
            return not_understood(turn, field, understood.answer, helper)
        return self._taken(turn, field, understood, helper)

    def _taken(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        facts = {name: reading.value for name, reading in understood.others.items() if _fits(name, reading.value)}
        meant = understood.meaning is Meaning.CORRECTION
        clash = None if meant else contradicted(turn.state, facts)
        after = turn.state if understood.meaning is Meaning.ANSWER else keeping(turn.state, field)
        for name, value in facts.items():
            after = after.with_answer(name, value) if meant or name not in turn.state.answers else after
        if understood.meaning is Meaning.ANSWER and understood.answer is not None:
            after = _after_reading(after, field, understood.answer, helper)
        shown = _shown_back(turn, field, understood, facts if meant else _news(facts, turn.state), helper)
        if clash is not None:
            first = (*raised_messages(turn.state, after, helper), *shown)
            return ask_which_counts(turn.state, after, clash, facts[clash], helper, first)
        cards = _found(turn, helper) if _wishes_too(turn, understood) else ()
        return _continue(turn.state, after, helper, (*shown, *cards))


def _doubt_settled(danger: bool, turn: Turn, helper: Assistant) -> Reply:
    """After our question about danger: the numbers, or on with the open question."""
    if danger:
        return answer_danger(turn, (str(turn.doubt),), helper)
    return ask_next(keeping(turn.state, turn.open_field), helper, (Message(helper.speech.say("geen_gevaar")),))


def _hasty_answer(turn: Turn, helper: Assistant) -> Reply | None:
    """An answer that tells of haste, not of danger: the way to the team first, and then on with the questions."""
    alarms = named_alarms(turn) if turn.intent.name == DANGER else ()
    after = also_answered(turn, helper) if alarms else turn.state
    known = helper.library.rules.policy.alarms
    if after == turn.state or any(known[name].urgency == "acuut" for name in alarms):
        return None
    signals = tuple(dict.fromkeys((*after.signals, *alarms)))
    after = replace(after, signals=signals)
    return ask_next(after, helper, tuple(Message(alarm_words(name, after, helper)) for name in alarms))


def _continue(before: DialogueState, after: DialogueState, helper: Assistant, messages: tuple[Message, ...]) -> Reply:
    """After an answer: danger first or a human word, then what was understood, then the next question."""
    first = raised_messages(before, after, helper) or sympathy(before, after, helper)
    return ask_next(after, helper, (*first, *messages))


def _after_choice(state: DialogueState, field: str, value: Any, helper: Assistant) -> DialogueState:
    if value in (UNKNOWN, REFUSED):
        return state.with_skip(field, value)
    if field == TOPICS:
        return _with_topics(state, value, helper)
    if field == MUNICIPALITY:
        return replace(state, municipality=value)
    several = helper.agenda.questionnaire.questions[field].nothing_title is not None and not isinstance(value, list)
    return state.with_answer(field, [] if value == NOTHING else [value] if several else value)


def _after_reading(state: DialogueState, field: str, reading: Reading, helper: Assistant) -> DialogueState:
    if reading.kind is not Kind.VALUE:
        return state.with_skip(field, SKIP_OF[reading.kind])
    if field in (TOPICS, MUNICIPALITY):
        return _after_choice(state, field, reading.value, helper)
    return state.with_answer(field, reading.value) if _fits(field, reading.value) else state


def _with_topics(state: DialogueState, chosen: list[str], helper: Assistant) -> DialogueState:
    topics = [topic for topic in helper.agenda.questionnaire.topics if topic in (*state.topics, *chosen)]
    return replace(state, topics=tuple(topics), progress=replace(state.progress, finished=False))


def _fits(field: str, value: Any) -> bool:
    """Whether a reader's value is one that the contract knows."""
    if field in (TOPICS, MUNICIPALITY):
        return True
    try:
        read_value(field, value)
    except AnswerError:
        return False
    return True


def _news(facts: dict[str, Any], state: DialogueState) -> dict[str, Any]:
    """What was not known yet."""
    return {name: value for name, value in facts.items() if name not in state.answers}


def _shown_back(
    turn: Turn, field: str, understood: Understanding, facts: dict[str, Any], helper: Assistant
) -> tuple[Message, ...]:
    """What was understood besides a plain answer, so that the resident can correct it."""
    speech, told = helper.speech, dict(facts)
    answer = understood.answer
    if understood.meaning is Meaning.CORRECTION:
        return (Message(speech.say("gewijzigd", feiten=speech.facts(told))),)
    if answer is not None and answer.kind in SKIP_OF:
        return (Message(speech.say("overgeslagen", len(turn.state.progress.history))),)
    chosen = _topics_chosen(turn, field, answer, helper)
    if answer is not None and answer.kind is Kind.VALUE and field not in (TOPICS, MUNICIPALITY):
        told = {field: answer.value, **told} if told or not answer.certain else {}
    if not told:
        return chosen
    words = speech.say("ik_begrijp", len(turn.state.progress.history), feiten=speech.facts(told))
    return (Message(f"{words} {speech.say('klopt_niet')}"), *chosen)


def _topics_chosen(turn: Turn, field: str, answer: Reading | None, helper: Assistant) -> tuple[Message, ...]:
    """The topics that we took from a story, so that the resident can name another."""
    if (
        field != TOPICS
        or answer is None
        or answer.kind is not Kind.VALUE
        or helper.listener.is_option(field, turn.text)
    ):
        return ()
    names = ", ".join(helper.agenda.questionnaire.topics[topic].phrase for topic in answer.value)
    return (Message(helper.speech.say("thema_gekozen", themas=names)),)


def _only_a_wish(turn: Turn, understood: Understanding) -> bool:
    """A sentence that looks for help, in which a reader saw at most a guess at an answer."""
    guessed = understood.answer is None or not understood.answer.certain
    return understood.meaning is Meaning.ANSWER and guessed and is_wish(turn.text)


def _wishes_too(turn: Turn, understood: Understanding) -> bool:
    """Beside what it tells, the sentence looks for help: by its words, and by what it is about when it answers."""
    likely = turn.intent.name in WISHES and turn.intent.confidence >= LIKELY
    return _tells_a_story(turn) or is_wish(turn.text) and (likely or understood.meaning is Meaning.VOLUNTEERED)


def _tells_a_story(turn: Turn) -> bool:
    """Asked for a topic, the resident tells what is going on instead of naming one."""
    return turn.open_field == TOPICS and len(turn.text.split()) >= A_STORY


def _found(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Cards for a sentence that looks for help; the search itself knows what is about something else."""
    if turn.state.municipality is None or not (
        turn.intent.name in WISHES or is_wish(turn.text) or _tells_a_story(turn)
    ):
        return ()
    cards = found_cards(turn.text, turn.state, helper)
    return (Message(helper.speech.say("gevonden"), cards=cards),) if cards else ()


def _helped(turn: Turn, field: str, found: tuple[Message, ...], helper: Assistant) -> Reply:
    """What is no answer may be a wish for help: rather a card than "I do not understand"."""
    return ask_next(keeping(turn.state, field), helper, found)
