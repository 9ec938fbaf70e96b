"""The form of the self-check: understands the answer to the open question, and asks the next one that matters."""

import json
from dataclasses import replace

from actions.alarms import (
    ActionNood,
    ActionTwijfel,
    answer_danger,
    doubt_confirmed,
    doubt_waits,
    raised_messages,
)
from actions.asides import about_a_town, aside, said_aside
from actions.asking import ask_next, keeping
from actions.assistant import Assistant
from actions.contradictions import contradicted, with_clash
from actions.haste import doubt_settled, hasty_answer, only_sounds_hasty, without_false_danger
from actions.interruptions import asked_beside
from actions.misunderstandings import correction_unknown, half_corrected, not_understood, with_person
from actions.reopening import reopened, reopened_in_words
from actions.requests import requested
from actions.showing import shown_back
from actions.stories import told_need
from actions.sympathy import condolence, sympathy
from actions.taking import after_choice, after_reading, not_known_yet, told_facts, with_topics
from actions.towns import with_town
from actions.turn import Reply, Turn, ZelfcheckAction
from actions.wishes import cards_for_a_wish, only_a_wish, rather_a_wish, wishes_too
from bot.dialogue.guess import VERY_SURE, guess, second_thoughts
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.readers.interruptions import is_question
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Kind
from bot.dialogue.readers.text import plain
from bot.dialogue.readers.wishes import is_wish
from bot.dialogue.safety import doubts, is_answer
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import A_PERSON, DANGER, DOUBT, Meaning, Understanding

_ANSWERING = frozenset({Meaning.ANSWER, Meaning.CORRECTION})
"""Meanings with which the reading of the open question is its answer."""


class ValidateZelfcheckForm(ZelfcheckAction):
    """Runs each time that the form runs: for a new message, and when it comes back after an interruption.

    It answers danger itself: had it left that to a rule, Rasa would not give it the answer to our question.
    """

    def name(self) -> str:
        return "validate_zelfcheck_form"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        waits = doubt_waits(turn)
        if waits is not None:
            return waits
        if not turn.is_new or turn.open_field is None:
            return ask_next(keeping(turn.state, turn.open_field), helper, ())
        again = reopened(turn)
        if again is not None:
            return ask_next(again, helper, ())
        if turn.intent.name == "kies":
            return self._chosen(turn, helper)
        return self._heard(without_false_danger(turn, turn.open_field, helper), turn.open_field, helper)

    def _heard(self, turn: Turn, field: str, helper: Assistant) -> Reply:
        """Danger and haste first, then what is said in between, then what the sentence answers."""
        if only_sounds_hasty(turn, field, helper):
            answer = helper.listener.read(field, turn.text, turn.state, helper.today)
            return self._taken(turn, field, Understanding(Meaning.ANSWER, answer), helper)
        settled = hasty_answer(turn, helper) or _another_topic(turn, helper)
        if settled is not None:
            return settled
        confirmed = doubt_confirmed(turn)
        if confirmed is not None:
            return doubt_settled(confirmed, turn, helper)
        if turn.intent.name == DANGER:
            return ActionNood().respond(turn, helper)
        if turn.intent.name == DOUBT:
            return self._doubtful(turn, field, helper)
        about = aside(turn, helper)
        if about:
            return said_aside(about, turn, helper)
        understood = helper.listener.understand(turn.text, turn.intent, field, turn.state, helper.today)
        return self._understood(turn, field, understood, helper)

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
        after, said = after_choice(turn.state, field, value, helper)
        return _next(turn, field, after, helper, said)

    def _understood(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        moved = about_a_town(turn, field, understood, helper)
        if moved is not None:
            return moved
        again = reopened_in_words(turn, understood)
        if again is not None:
            return ask_next(again, helper, (helper.speech.tell("opnieuw_gevraagd", turn.state),))
        request = requested(turn, field, helper)
        if request is not None:
            given = self._taken(turn, field, request.besides, helper, request.cards)
            return with_person(given, helper) if turn.intent.name == A_PERSON else given
        story = told_need(turn, field, understood, helper)
        if story is not None:
            return self._taken(turn, field, _thought_over(turn, field, story.besides), helper, story.cards)
        if understood.meaning is Meaning.INTERRUPTION:
            return self._interrupted(turn, field, helper)
        if turn.doubt and _is_unclear(understood):
            return answer_danger(turn, (turn.doubt,), helper)
        if understood.meaning is Meaning.NOT_UNDERSTOOD or only_a_wish(turn, understood):
            return self._missed(turn, field, understood, helper)
        if understood.reopened is not None and understood.answer is not None:
            return half_corrected(turn, understood.reopened, str(understood.answer.ask), helper)
        if understood.meaning is Meaning.CORRECTION and not understood.others:
            return correction_unknown(turn, field, helper)
        return self._taken(turn, field, _thought_over(turn, field, understood), helper, asked_beside(turn, helper))

    def _interrupted(self, turn: Turn, field: str, helper: Assistant) -> Reply:
        """Rasa's rules answer an interruption; one that came with an answer is answered here, and neither is lost."""
        cards = cards_for_a_wish(turn, helper) if rather_a_wish(turn) else ()
        if cards:
            return _helped(turn, field, cards, helper)
        answer = helper.listener.answer_beside(field, turn.text, turn.state, helper.today)
        said = asked_beside(turn, helper) if answer else ()
        if not said:
            return Reply(turn.state, reject=True)
        return self._taken(turn, field, Understanding(Meaning.ANSWER, answer), helper, said)

    def _missed(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        """A need brings its cards, and a guess is better than nothing; without either we explain."""
        cards, thought = cards_for_a_wish(turn, helper), _thought_over(turn, field, understood)
        guessed = thought is not understood
        if cards and not guessed:
            return _helped(turn, field, (*condolence(turn, helper), *cards), helper)
        if guessed or thought.meaning is not Meaning.NOT_UNDERSTOOD:
            return self._taken(turn, field, thought, helper, cards)
        return not_understood(turn, field, thought.answer, helper)

    def _taken(
        self, turn: Turn, field: str, understood: Understanding, helper: Assistant, cards: tuple[Message, ...] = ()
    ) -> Reply:
        facts = told_facts(understood.others)
        meant = understood.meaning is Meaning.CORRECTION
        clash = None if meant else contradicted(turn.state, facts)
        given = understood.answer if understood.meaning in _ANSWERING else None
        after = keeping(turn.state, field) if given is None else turn.state
        for name, value in facts.items():
            after = after.with_answer(name, value) if meant or name not in turn.state.answers else after
        said: tuple[Message, ...] = ()
        if given is not None:
            after, said = after_reading(after, field, given, helper)
            after = replace(after, progress=replace(after.progress, language=None))
        shown = (
            *condolence(turn, helper),
            *said,
            *shown_back(turn, field, understood, facts if meant else not_known_yet(facts, turn.state), helper),
        )
        if clash is not None:
            after = with_clash(turn.state, after, clash, facts[clash])
        else:
            after, where = with_town(turn, field, after, helper)
            shown = (*shown, *where)
        if not cards and wishes_too(turn, understood):
            cards = cards_for_a_wish(turn, helper)
        return _next(turn, field, after, helper, (*shown, *cards))


def _thought_over(turn: Turn, field: str, understood: Understanding) -> Understanding:
    """The same, with a guess for the answer where the readers were not sure or understood nothing; what may be a wish
    ("voor het wassen heb ik iemand nodig") must be very surely an answer."""
    may_answer = understood.meaning in (Meaning.ANSWER, Meaning.NOT_UNDERSTOOD, Meaning.VOLUNTEERED)
    wishes = is_wish(turn.text) and guess(field, turn.text, VERY_SURE) is None
    if not may_answer or is_question(plain(turn.text)) or wishes:
        return understood
    answer = second_thoughts(field, turn.text, understood.answer or NOT_UNDERSTOOD)
    return replace(understood, meaning=Meaning.ANSWER, answer=answer) if answer.kind is Kind.VALUE else understood


def _is_unclear(understood: Understanding) -> bool:
    """No certain answer: what follows on our question about danger is then taken for a yes."""
    guessed = understood.meaning is Meaning.ANSWER and not (understood.answer and understood.answer.certain)
    return guessed or understood.meaning is Meaning.NOT_UNDERSTOOD


def _another_topic(turn: Turn, helper: Assistant) -> Reply | None:
    """A topic by its name while a question is open: it is looked at too."""
    topics = () if turn.open_field == TOPICS else helper.listener.named_topics(turn.text)
    if not topics or turn.state.municipality is None:
        return None
    after = with_topics(keeping(turn.state, turn.open_field), list(topics), helper)
    names = ", ".join(helper.agenda.questionnaire.topics[topic].phrase for topic in topics)
    return ask_next(after, helper, (helper.speech.tell("thema_gekozen", turn.state, themas=names),))


def _next(turn: Turn, field: str, after: DialogueState, helper: Assistant, said: tuple[Message, ...]) -> Reply:
    """On with the questions; who cannot name a municipality is offered a person as well."""
    reply = _continue(turn.state, after, helper, said)
    lost = field == MUNICIPALITY and after.municipality is None
    return with_person(reply, helper) if lost else reply


def _continue(before: DialogueState, after: DialogueState, helper: Assistant, messages: tuple[Message, ...]) -> Reply:
    """After an answer: danger first or a human word, then what was understood, then the next question."""
    first = raised_messages(before, after, helper) or sympathy(before, after, helper)
    return ask_next(after, helper, (*first, *messages))


def _helped(turn: Turn, field: str, cards: tuple[Message, ...], helper: Assistant) -> Reply:
    """What is no answer may be a wish for help: rather a card than "I do not understand"."""
    return ask_next(keeping(turn.state, field), helper, cards)
