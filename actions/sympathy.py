"""A human word for something heavy that the resident just told; once, and never a promise."""

from actions.assistant import Assistant
from actions.turn import Turn
from bot.dialogue.readers.losses import tells_of_a_loss
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState

LOSS = "meeleven_verlies"


def sympathy(before: DialogueState, after: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """What to say first about an answer that is new (data/teksten/gesprek.yml, ``meeleven``)."""
    for field, words in helper.speech.sentences["meeleven"].items():
        value = after.answers.get(field)
        if value in words and before.answers.get(field) != value:
            return (Message(words[value]),)
    return ()


def condolence(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The first time that somebody tells of a death; saying it at every mention would hurt."""
    told = not turn.text.startswith("/") and tells_of_a_loss(turn.text)
    return (helper.speech.tell(LOSS, turn.state),) if told and LOSS not in turn.state.progress.said else ()
