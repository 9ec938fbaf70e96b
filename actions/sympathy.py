"""A human word for something heavy that the resident just told; once, and never a promise."""

from actions.assistant import Assistant
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState


def sympathy(before: DialogueState, after: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """What to say first about an answer that is new (data/teksten/gesprek.yml, ``meeleven``)."""
    for field, words in helper.speech.sentences["meeleven"].items():
        value = after.answers.get(field)
        if value in words and before.answers.get(field) != value:
            return (Message(words[value]),)
    return ()
