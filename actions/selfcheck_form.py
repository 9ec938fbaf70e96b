"""The form of the self-check: understands the answer to the open question, and asks the next one that matters."""

import json
from dataclasses import replace
from typing import Any

from actions.alarms import (
    ActionNood,
    ActionTwijfel,
    alarm_messages,
    also_answered,
    answer_danger,
    doubt_confirmed,
    doubt_waits,
    named_alarms,
    only_answers,
    raised_messages,
    with_doubt,
)
from actions.asking import ask_next, keeping
from actions.assistant import Assistant
from actions.contradictions import contradicted, with_clash
from actions.explaining import about_a_word
from actions.finding import ACUTE, first_help, found, help_that_waited
from actions.followups import about_the_cards
from actions.interruptions import asked_beside
from actions.misunderstandings import correction_unknown, half_corrected, not_understood, with_person
from actions.naming import about_a_name
from actions.reopening import reopened, reopened_in_words
from actions.requests import PERSON, requested
from actions.showing import shown_back, understood_back
from actions.stories import sounds_like_help, told_need
from actions.sympathy import condolence, sympathy
from actions.taking import after_choice, after_reading, told_facts, with_topics
from actions.towns import OTHER_TOWN, Taken, take_town, town_in
from actions.turn import Reply, Turn, ZelfcheckAction
from bot.dialogue.guess import second_thoughts
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.readers import volunteered
from bot.dialogue.readers.asked_words import asked_word
from bot.dialogue.readers.interruptions import asks_a_moment, is_question
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Kind
from bot.dialogue.readers.text import clauses, plain
from bot.dialogue.readers.volunteered import own_town, town_of_another
from bot.dialogue.readers.wishes import is_wish
from bot.dialogue.safety import doubts, is_answer, weigh
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import DANGER, DOUBT, HELP, LIKELY, SURE, VERY_LIKELY, Meaning, Understanding
from bot.selfcheck.answers import FIELDS

WISHES = frozenset({"voorziening_vraag", "situatie"})
"""Intents of a sentence that is more likely a wish for help than an answer that was not understood."""
_ANSWERING = frozenset({Meaning.ANSWER, Meaning.CORRECTION})
"""Meanings with which the reading of the open question is its answer."""
A_STORY = 6
"""Words from which an answer to "about what?" is more than a topic: it is searched too."""


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
        if _only_sounds_hasty(turn, turn.open_field, helper):
            answer = helper.listener.read(turn.open_field, turn.text, turn.state, helper.today)
            return self._taken(turn, turn.open_field, Understanding(Meaning.ANSWER, answer), helper)
        settled = _hasty_answer(turn, helper) or _another_topic(turn, helper)
        if settled is not None:
            return settled
        confirmed = doubt_confirmed(turn)
        if confirmed is not None:
            return _doubt_settled(confirmed, turn, helper)
        if turn.intent.name == DANGER:
            return ActionNood().respond(turn, helper)
        if turn.intent.name == DOUBT:
            return self._doubtful(turn, turn.open_field, helper)
        about = _aside(turn, helper)
        if about:
            return _said_aside(about, turn, helper)
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
        after, said = after_choice(turn.state, field, value, helper)
        return _next(turn, field, after, helper, said)

    def _understood(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        moved = _about_a_town(turn, field, understood, helper)
        if moved is not None:
            return moved
        again = reopened_in_words(turn, understood)
        if again is not None:
            return ask_next(again, helper, (helper.speech.tell("opnieuw_gevraagd", turn.state),))
        request = requested(turn, field, helper)
        if request is not None:
            given = self._taken(turn, field, request.besides, helper, request.cards)
            return with_person(given, helper) if turn.intent.name == PERSON else given
        story = told_need(turn, field, understood, helper)
        if story is not None:
            return self._taken(turn, field, _thought_over(turn, field, story.besides), helper, story.cards)
        if understood.meaning is Meaning.INTERRUPTION:
            return self._interrupted(turn, field, helper)
        if turn.doubt and _is_unclear(understood):
            return answer_danger(turn, (turn.doubt,), helper)
        if understood.meaning is Meaning.NOT_UNDERSTOOD or _only_a_wish(turn, understood):
            cards = _found(turn, helper)
            return (
                _helped(turn, field, (*condolence(turn, helper), *cards), helper)
                if cards
                else self._missed(turn, field, understood, helper)
            )
        if understood.reopened is not None and understood.answer is not None:
            return half_corrected(turn, understood.reopened, str(understood.answer.ask), helper)
        if understood.meaning is Meaning.CORRECTION and not understood.others:
            return correction_unknown(turn, field, helper)
        return self._taken(turn, field, _thought_over(turn, field, understood), helper, asked_beside(turn, helper))

    def _interrupted(self, turn: Turn, field: str, helper: Assistant) -> Reply:
        """Rasa's rules answer an interruption; one that came with an answer is answered here, and neither is lost."""
        cards = _found(turn, helper) if _rather_a_wish(turn) else ()
        if cards:
            return _helped(turn, field, cards, helper)
        answer = helper.listener.answer_beside(field, turn.text, turn.state, helper.today)
        said = asked_beside(turn, helper) if answer else ()
        if not said:
            return Reply(turn.state, reject=True)
        return self._taken(turn, field, Understanding(Meaning.ANSWER, answer), helper, said)

    def _missed(self, turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply:
        """No card fits either: a guess is better than nothing, else we explain."""
        thought = _thought_over(turn, field, understood)
        if thought.meaning is Meaning.NOT_UNDERSTOOD:
            return not_understood(turn, field, thought.answer, helper)
        return self._taken(turn, field, thought, helper)

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
            *shown_back(turn, field, understood, facts if meant else _news(facts, turn.state), helper),
        )
        if clash is not None:
            after = with_clash(turn.state, after, clash, facts[clash])
        else:
            after, where = _with_town(turn, field, after, helper)
            shown = (*shown, *where)
        if not cards and _wishes_too(turn, understood):
            cards = _found(turn, helper)
        return _next(turn, field, after, helper, (*shown, *cards))


def _rather_a_wish(turn: Turn) -> bool:
    """Whether what is taken for a change of topic may as well be a wish: "ik wil iets doen voor anderen"."""
    return turn.intent.name == "ander_onderwerp" and turn.intent.confidence < VERY_LIKELY and is_wish(turn.text)


def _thought_over(turn: Turn, field: str, understood: Understanding) -> Understanding:
    """The same, with a guess for the answer where the readers were not sure or understood nothing."""
    may_answer = understood.meaning in (Meaning.ANSWER, Meaning.NOT_UNDERSTOOD, Meaning.VOLUNTEERED)
    if not may_answer or is_question(plain(turn.text)) or is_wish(turn.text):
        return understood
    answer = second_thoughts(field, turn.text, understood.answer or NOT_UNDERSTOOD)
    return replace(understood, meaning=Meaning.ANSWER, answer=answer) if answer.kind is Kind.VALUE else understood


def _said_aside(about: tuple[Message, ...], turn: Turn, helper: Assistant) -> Reply:
    """The answer to what was asked in between, and the open question again; one about danger comes first."""
    after, told = _told_besides(turn, helper)
    if turn.doubt and not turn.doubt_repeated:
        return with_doubt(Reply(after, (*told, *about)), turn, helper)
    return ask_next(keeping(after, turn.open_field), helper, (*told, *about))


def _told_besides(turn: Turn, helper: Assistant) -> Taken:
    """What a sentence tells beside what it asks about: "ik ben 45, wat is een kostendeler?"."""
    context = Context(helper.today, turn.state.answers, turn.state.municipality)
    stated = ". ".join(part for part in clauses(plain(turn.text)) if asked_word(part, None) is None)
    asked = asked_word(turn.text, turn.open_field)
    told = told_facts(volunteered(stated, context))
    news = {name: value for name, value in _news(told, turn.state).items() if not asked or name != asked.about}
    after = turn.state
    for name, value in news.items():
        after = after.with_answer(name, value)
    return after, (understood_back(news, turn, helper),) if news else ()


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


def _aside(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to what is plainly said in between; nothing when it is something else."""
    asked = _patience(turn, helper) or about_a_name(turn, helper)
    return asked or about_a_word(turn, helper) or about_the_cards(turn, helper)


def _patience(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Who asks for a moment is not leaving."""
    return (helper.speech.tell("neem_de_tijd", turn.state),) if asks_a_moment(turn.text) else ()


def _about_a_town(turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Reply | None:
    """The reply to a sentence that says no more than where somebody lives, or asks about another municipality."""
    for_another = town_of_another(turn.text) is not None
    interrupted = understood.meaning is Meaning.INTERRUPTION and turn.intent.name != OTHER_TOWN
    told = understood.meaning is Meaning.ANSWER or bool(told_facts(understood.others))
    if field.endswith(MUNICIPALITY) or ((interrupted or told) and not for_another):
        return None
    town = town_in(turn.text, turn.intent.name)
    if town is None or (for_another and town.municipality == turn.state.municipality):
        return None
    after, said = take_town(town, keeping(turn.state, field), helper)
    return ask_next(after, helper, said)


def _with_town(turn: Turn, field: str, after: DialogueState, helper: Assistant) -> Taken:
    """Where the resident says to live besides an answer; the municipality that we look at needs no word."""
    town = None if field.endswith(MUNICIPALITY) else own_town(turn.text)
    same = town is not None and town.municipality == after.municipality
    return (after, ()) if town is None or same else take_town(town, after, helper)


def _next(turn: Turn, field: str, after: DialogueState, helper: Assistant, said: tuple[Message, ...]) -> Reply:
    """On with the questions; who cannot name a municipality is offered a person as well."""
    reply = _continue(turn.state, after, helper, said)
    lost = field == MUNICIPALITY and after.municipality is None
    return with_person(reply, helper) if lost else reply


def _doubt_settled(danger: bool, turn: Turn, helper: Assistant) -> Reply:
    """After our question about danger: the numbers, or on with the open question."""
    if danger:
        return answer_danger(turn, (str(turn.doubt),), helper)
    waited = help_that_waited(turn.waiting, turn.state, helper)
    said = (helper.speech.tell("geen_gevaar", turn.state), *waited)
    return ask_next(keeping(turn.state, turn.open_field), helper, said)


def _only_sounds_hasty(turn: Turn, field: str, helper: Assistant) -> bool:
    """Whether a certain answer to an ordinary question is taken for haste (never for danger) where no rule says so."""
    if turn.intent.name != DANGER or field not in FIELDS:
        return False
    signals, known = weigh(turn.text), helper.library.rules.policy.alarms
    unruled = all(not signal.rule and known[signal.alarm].urgency != ACUTE for signal in signals)
    ordinary = all(is_answer(field, replace(signal, sure=False)) for signal in signals)
    return (
        bool(signals) and unruled and ordinary and helper.listener.is_answer(field, turn.text, turn.state, helper.today)
    )


def _hasty_answer(turn: Turn, helper: Assistant) -> Reply | None:
    """An answer that tells of haste, not of danger: the way to the team first, and then on with the questions."""
    alarms = named_alarms(turn) if turn.intent.name == DANGER else ()
    after = also_answered(turn, helper) if alarms else turn.state
    known = helper.library.rules.policy.alarms
    if after == turn.state or any(known[name].urgency == ACUTE for name in alarms):
        return None
    signals = tuple(dict.fromkeys((*after.signals, *alarms)))
    after = replace(after, signals=signals)
    words = alarm_messages(alarms, after, helper)
    help_soon = () if only_answers(turn, after, helper) else first_help(alarms, turn.text, after, helper)
    return ask_next(after, helper, (*words, *help_soon))


def _continue(before: DialogueState, after: DialogueState, helper: Assistant, messages: tuple[Message, ...]) -> Reply:
    """After an answer: danger first or a human word, then what was understood, then the next question."""
    first = raised_messages(before, after, helper) or sympathy(before, after, helper)
    return ask_next(after, helper, (*first, *messages))


def _news(facts: dict[str, Any], state: DialogueState) -> dict[str, Any]:
    """What was not known yet."""
    return {name: value for name, value in facts.items() if name not in state.answers}


def _only_a_wish(turn: Turn, understood: Understanding) -> bool:
    """A sentence that looks for help, in which a reader saw at most a guess at an answer."""
    guessed = turn.open_field != TOPICS and (understood.answer is None or not understood.answer.certain)
    return understood.meaning is Meaning.ANSWER and guessed and is_wish(turn.text)


def _wishes_too(turn: Turn, understood: Understanding) -> bool:
    """Beside what it tells, the sentence looks for help: by its words, unless it is surely about something else."""
    likely = turn.intent.name in WISHES or turn.intent.confidence < LIKELY
    return (
        _tells_a_story(turn)
        or _names_help(turn)
        or is_wish(turn.text)
        and (likely or understood.meaning is Meaning.VOLUNTEERED)
    )


def _names_help(turn: Turn) -> bool:
    """Asked for a topic, the resident names what helps."""
    return turn.open_field == TOPICS and turn.intent.name == HELP and turn.intent.confidence >= SURE


def _tells_a_story(turn: Turn) -> bool:
    """Asked for a topic, the resident tells what is going on instead of naming one."""
    return turn.open_field == TOPICS and len(turn.text.split()) >= A_STORY


def _found(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Cards for a sentence that looks for help; the search itself knows what is about something else."""
    if turn.state.municipality is None:
        return ()
    wishes = turn.intent.name in WISHES or is_wish(turn.text) or _tells_a_story(turn)
    return found(turn.text, turn.state, helper) if wishes or sounds_like_help(turn.text, turn, helper) else ()


def _helped(turn: Turn, field: str, cards: tuple[Message, ...], helper: Assistant) -> Reply:
    """What is no answer may be a wish for help: rather a card than "I do not understand"."""
    return ask_next(keeping(turn.state, field), helper, cards)
