"""What to say when an answer is not understood: twice an example, then other ways; never the same words in a row."""

from dataclasses import replace

from actions.asking import ask_next, keeping
from actions.assistant import Assistant
from actions.towns import OTHER_TOWN
from actions.turn import Reply, Turn
from bot.dialogue.questions import TOPICS
from bot.dialogue.readers.places import written
from bot.dialogue.readers.reading import Reading
from bot.dialogue.speech import Message

ORDER = "niet_begrepen"
"""Tells the front door to keep the masked words, without the conversation, so that we learn to understand them."""
EXPLAINED = 2
"""So many misunderstandings in a row are met with an example; after them come choices, skipping, and a person."""


def not_understood(turn: Turn, field: str, reading: Reading | None, helper: Assistant) -> Reply:
    """Says why, and puts the question again; from the second time a person is among the choices."""
    misses = turn.state.progress.misses
    reply = _missed(turn, field, _why(field, misses, reading, helper), helper)
    return with_person(reply, helper) if misses else reply


def correction_unknown(turn: Turn, field: str, helper: Assistant) -> Reply:
    """A correction of which we do not know what it changes."""
    words = helper.speech.say("correctie_onbekend", turn.state.progress.misses)
    return _missed(turn, field, words, helper)


def half_corrected(turn: Turn, field: str, missing: str, helper: Assistant) -> Reply:
    """An earlier answer no longer counts, and a part of the new one is asked for."""
    said = helper.speech.tell(f"vraag_{missing}", turn.state)
    return ask_next(turn.state.reopened(field), helper, (said,))


def _missed(turn: Turn, field: str, words: str, helper: Assistant) -> Reply:
    kept = keeping(turn.state, field)
    progress = replace(kept.progress, misses=turn.state.progress.misses + 1)
    reply = ask_next(replace(kept, progress=progress), helper, (Message(words),))
    return replace(reply, orders={**reply.orders, ORDER: {"veld": field}})


def _why(field: str, misses: int, reading: Reading | None, helper: Assistant) -> str:
    if reading is not None and reading.ask and misses < EXPLAINED:
        return _asked_back(reading, misses, helper)
    if field == TOPICS:
        return helper.speech.say("themas_niet_begrepen", misses)
    if misses >= EXPLAINED:
        return helper.speech.say("niet_begrepen_weer", misses)
    asked = helper.agenda.questionnaire.questions[field]
    return helper.speech.say("niet_begrepen", misses, uitleg=asked.explanation, voorbeeld=asked.example)


def _asked_back(reading: Reading, misses: int, helper: Assistant) -> str:
    """Something is missing in what was understood, or it is a place outside the self-check."""
    if reading.ask == OTHER_TOWN:
        return helper.speech.say("gemeente_niet_hier", misses, plaats=written(reading.words))
    return helper.speech.say(f"vraag_{reading.ask}", misses)


def with_person(reply: Reply, helper: Assistant) -> Reply:
    """The same question with the way to a person among its choices."""
    *earlier, asking = reply.messages
    offered = replace(asking, choices=(*asking.choices, helper.speech.command("overdracht")))
    return replace(reply, messages=(*earlier, offered))
