"""What a question or a word means and why we ask: of the open question, or of the one that the resident names."""

from actions.assistant import Assistant
from actions.turn import Turn
from bot.dialogue.questions import MUNICIPALITY, Question
from bot.dialogue.readers.asked_words import AskedWord, Wants, asked_word
from bot.dialogue.speech import Message


def about_a_word(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to a question about a word, whichever question it belongs to; nothing when it is none."""
    asked = None if turn.text.startswith("/") else asked_word(turn.text, turn.open_field)
    return () if asked is None else (_answer(asked, turn, helper),)


def why(turn: Turn, helper: Assistant) -> Message:
    """Why the open question is asked."""
    question = open_question(turn, helper)
    return _reason(question, turn, helper) if question else helper.speech.tell("waarom_geen_vraag", turn.state)


def explain(turn: Turn, helper: Assistant) -> Message:
    """What the open question means."""
    question = open_question(turn, helper)
    if question is None:
        return helper.speech.tell("uitleg_geen_vraag", turn.state)
    return _explanation(question, question.explanation, turn, helper)


def open_question(turn: Turn, helper: Assistant) -> Question | None:
    """The question of the self-check that the resident has not answered yet."""
    return helper.agenda.questionnaire.questions.get(turn.open_field or "")


def _answer(asked: AskedWord, turn: Turn, helper: Assistant) -> Message:
    question = helper.agenda.questionnaire.questions.get(asked.about)
    if question is None:
        meaning = helper.agenda.questionnaire.words[asked.about]
        return _meaning(asked.about, meaning, turn, helper)
    if asked.wants is Wants.REASON:
        return _reason(question, turn, helper)
    if asked.about == turn.open_field:
        return _explanation(question, question.meaning, turn, helper)
    return _meaning(question.field, f"{question.meaning} {question.example}", turn, helper)


def _meaning(about: str, meaning: str, turn: Turn, helper: Assistant) -> Message:
    team = helper.team_name(turn.state)
    return helper.speech.tell_about("uitleg_woord", about, turn.state, uitleg=meaning, team=team)


def _reason(question: Question, turn: Turn, helper: Assistant) -> Message:
    key = "waarom_gemeente" if question.field == MUNICIPALITY else "waarom"
    return helper.speech.tell_about(key, question.field, turn.state, waarom=question.why)


def _explanation(question: Question, words: str, turn: Turn, helper: Assistant) -> Message:
    parts = {"uitleg": words, "voorbeeld": question.example}
    return helper.speech.tell_about("uitleg", question.field, turn.state, **parts)
