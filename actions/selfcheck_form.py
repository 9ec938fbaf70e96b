"""The form of the self-check: understands the answer to the open question, and asks the next one that matters."""

import json
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet

from actions.alarms import alarm_words, also_answered, answer_danger, doubt_confirmed, named_alarms, raised_messages
from actions.assistant import Assistant
from actions.search import found_cards
from actions.turn import REQUESTED, Reply, Turn, ZelfcheckAction
from bot.dialogue.questions import MUNICIPALITY, NOTHING, REFUSED, TOPICS, UNKNOWN
from bot.dialogue.readers.reading import Kind, Reading
from bot.dialogue.readers.wishes import is_wish
from bot.dialogue.safety import doubts, is_answer
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import DANGER, DOUBT, LIKELY, Meaning, Understanding
from bot.selfcheck.answers import AnswerError, read_value
from bot.selfcheck.facility import Money

WISHES = frozenset({"voorziening_vraag", "situatie"})
"""Intents of a sentence that is more likely a wish for help than an answer that was not understood."""
SKIP_OF = {Kind.UNKNOWN: UNKNOWN, Kind.REFUSED: REFUSED}


class ValidateZelfcheckForm(ZelfcheckAction):
    """Runs each time that the form runs: for a new message, and when it comes back after an interruption."""

    def name(self) -> str:
        return "validate_zelfcheck_form"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if not turn.is_new or turn.open_field is None:
            return ask_next(_keeping(turn.state, turn.open_field), helper, ())
        if turn.intent.name == "kies":
            return self._chosen(turn, helper)
        hasty = _hasty_answer(turn, helper)
        if hasty is not None:
            return hasty
        confirmed = doubt_confirmed(turn)
        if confirmed is not None:
            return _doubt_settled(confirmed, turn, helper)
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
        return Reply(turn.state, reject=True)

    def _chosen(self, turn: Turn, helper: Assistant) -> Reply:
        field, value = str(turn.entities["veld"]), json.loads(turn.entities["waarde"])
        after = _after_choice(turn.state, field, value, helper)
        return _continue(turn.state, after, helper, ())

    def _understood(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        if understood.meaning is Meaning.INTERRUPTION:
            return Reply(turn.state, reject=True)
        if understood.meaning is Meaning.NOT_UNDERSTOOD or _only_a_wish(turn, understood):
            found = _found(turn, helper)
            return _helped(turn, field, found, helper) if found else self._missed(turn, field, understood, helper)
        if understood.meaning is Meaning.CORRECTION and not understood.others:
            kept = _keeping(turn.state, field)
            return ask_next(kept, helper, (Message(helper.speech.say("correctie_onbekend")),))
        return self._taken(turn, field, understood, helper)

    def _missed(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        """No card fits either: a guess is better than nothing, else we explain."""
        if understood.meaning is Meaning.NOT_UNDERSTOOD:
            return _not_understood(turn, field, understood.answer, helper)
        return self._taken(turn, field, understood, helper)

    def _taken(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        facts = {name: reading.value for name, reading in understood.others.items() if _fits(name, reading.value)}
        after = turn.state if understood.meaning is Meaning.ANSWER else _keeping(turn.state, field)
        for name, value in facts.items():
            after = after.with_answer(name, value)
        if understood.meaning is Meaning.ANSWER and understood.answer is not None:
            after = _after_reading(after, field, understood.answer, helper)
        shown = _shown_back(turn, field, understood, facts, helper)
        cards = _found(turn, helper) if _wishes_too(turn, understood) else ()
        return _continue(turn.state, after, helper, (*shown, *cards))


def _doubt_settled(danger: bool, turn: Turn, helper: Assistant) -> Reply:
    """After our question about danger: the numbers, or on with the open question."""
    if danger:
        return answer_danger(turn, (str(turn.doubt),), helper)
    return ask_next(_keeping(turn.state, turn.open_field), helper, (Message(helper.speech.say("geen_gevaar")),))


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


def ask_next(state: DialogueState, helper: Assistant, before: tuple[Message, ...]) -> Reply:
    """Ask the next question that matters after these messages; without one the form is done."""
    field = None if state.progress.finished else helper.agenda.next_field(state, helper.today)
    if field is None:
        done = replace(state, progress=replace(state.progress, first=None))
        return Reply(done, before, (SlotSet(REQUESTED, None),))
    asked = _with_asked(state, field)
    progress = helper.agenda.progress(asked, helper.today)
    asking = helper.speech.ask(field, asked, progress, grens=_savings_limit(asked, helper))
    return Reply(_counted(asked), (*before, asking), (SlotSet(REQUESTED, field),), open_field=field)


def _keeping(state: DialogueState, field: str | None) -> DialogueState:
    """The open question comes back first, unless a step back put another one first."""
    if field is None or (state.progress.first and not state.is_handled(state.progress.first)):
        return state
    return replace(state, progress=replace(state.progress, first=field))


def _with_asked(state: DialogueState, field: str) -> DialogueState:
    """The field comes last in the history; the same field again is put in other words."""
    history = state.progress.history
    if history and history[-1] == field:
        return state
    return replace(state, progress=replace(state.progress, history=(*history, field), misses=0, wording=0))


def _counted(state: DialogueState) -> DialogueState:
    return replace(state, progress=replace(state.progress, wording=state.progress.wording + 1))


def _continue(before: DialogueState, after: DialogueState, helper: Assistant, messages: tuple[Message, ...]) -> Reply:
    """After an answer: danger first, then what was understood, then the next question."""
    return ask_next(after, helper, (*raised_messages(before, after, helper), *messages))


def _after_choice(state: DialogueState, field: str, value: Any, helper: Assistant) -> DialogueState:
    if value in (UNKNOWN, REFUSED):
        return state.with_skip(field, value)
    if field == TOPICS:
        return _with_topics(state, value, helper)
    if field == MUNICIPALITY:
        return replace(state, municipality=value)
    several = helper.agenda.questionnaire.questions[field].nothing_title is not None
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
    if answer is not None and answer.kind is Kind.VALUE and field not in (TOPICS, MUNICIPALITY):
        told = {field: answer.value, **told} if told or not answer.certain else {}
    if not told:
        return ()
    if any(turn.state.answers.get(name, value) != value for name, value in told.items()):
        return (Message(speech.say("spreekt_tegen", feiten=speech.facts(told))),)
    words = speech.say("ik_begrijp", len(turn.state.progress.history), feiten=speech.facts(told))
    return (Message(f"{words} {speech.say('klopt_niet')}"),)


def _only_a_wish(turn: Turn, understood: Understanding) -> bool:
    """A sentence that looks for help, in which a reader saw at most a guess at an answer."""
    guessed = understood.answer is None or not understood.answer.certain
    return understood.meaning is Meaning.ANSWER and guessed and is_wish(turn.text)


def _wishes_too(turn: Turn, understood: Understanding) -> bool:
    """Beside what it tells, the sentence looks for help: by its words, and by what it is about when it answers."""
    likely = turn.intent.name in WISHES and turn.intent.confidence >= LIKELY
    return is_wish(turn.text) and (likely or understood.meaning is Meaning.VOLUNTEERED)


def _found(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Cards for a sentence that looks for help; the search itself knows what is about something else."""
    if turn.state.municipality is None or not (turn.intent.name in WISHES or is_wish(turn.text)):
        return ()
    cards = found_cards(turn.text, turn.state, helper)
    return (Message(helper.speech.say("gevonden"), cards=cards),) if cards else ()


def _helped(turn: Turn, field: str, found: tuple[Message, ...], helper: Assistant) -> Reply:
    """What is no answer may be a wish for help: rather a card than "I do not understand"."""
    return ask_next(_keeping(turn.state, field), helper, found)


def _not_understood(turn: Turn, field: str, reading: Reading | None, helper: Assistant) -> Reply:
    """Explain with an example; the second time offer to skip or to talk to a person."""
    misses = turn.state.progress.misses
    if reading is not None and reading.ask == "andere_gemeente":
        names = ", ".join(found.name for found in helper.library.municipalities.values())
        message = Message(helper.speech.say("andere_gemeente", gemeenten=names))
    elif reading is not None and reading.ask:
        message = Message(helper.speech.say(f"vraag_{reading.ask}"))
    elif field == TOPICS:
        message = Message(helper.speech.say("themas_niet_begrepen"))
    else:
        asked = helper.agenda.questionnaire.questions[field]
        words = {"uitleg": asked.explanation, "voorbeeld": asked.example}
        message = Message(helper.speech.say("niet_begrepen", misses, **words))
    kept = _keeping(turn.state, field)
    missed = replace(kept, progress=replace(kept.progress, misses=misses + 1))
    reply = ask_next(missed, helper, (message,))
    return _with_person(reply, helper) if misses else reply


def _with_person(reply: Reply, helper: Assistant) -> Reply:
    *earlier, asking = reply.messages
    offered = replace(asking, choices=(*asking.choices, helper.speech.command("overdracht")))
    return replace(reply, messages=(*earlier, offered))


def _savings_limit(state: DialogueState, helper: Assistant) -> Money:
    single = state.answers.get("huishouden") == "alleenstaand"
    return Money(helper.library.rules.norms.asset_limit(single, helper.today))
