"""How a resident's message is kept and passed on: a text masked, a choice by its words for us, its payload for Rasa."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.bodies import Said
from bot.front.incoming import plain_for_rasa
from bot.front.problems import Problem
from bot.front.texts import Questions
from bot.privacy.masking import mask
from bot.store.choices import Choices
from bot.store.ids import is_id
from bot.store.records import Conversation

AGAIN = "opnieuw"
"""The value that asks for a question anew, as the assistant knows it (``bot.dialogue.questions``)."""


@dataclass(frozen=True)
class Wording:
    """What is stored as the resident's words, what Rasa gets, and what belongs to the message."""

    text: str
    for_rasa: str
    extra: Mapping[str, Any] = field(default_factory=dict)


async def read_wording(
    connection: AsyncConnection, conversation: Conversation, said: Said, questions: Questions
) -> Wording:
    """The text masked, or the choice. Raises Problem: a choice counts only in the turn after its offer."""
    if said.again is not None:
        return _change(conversation, said.again, questions)
    if said.choice is None:
        masked = mask(said.text or "")
        return Wording(masked, plain_for_rasa(masked))
    choice = await Choices(connection).offered(conversation.id, said.choice) if is_id(said.choice) else None
    if choice is None:
        raise Problem(422, "keuze_onbekend", "keuze")
    if choice.turn != conversation.turn:
        raise Problem(409, "keuze_verlopen", "keuze")
    return Wording(choice.title, choice.payload)


def _change(conversation: Conversation, name: str, questions: Questions) -> Wording:
    """A button of "what did I fill in": the question of an answer that is known, put once more."""
    if (conversation.state.get("antwoorden") or {}).get(name) is None:
        raise Problem(409, "niet_ingevuld", "veld")
    payload = {"veld": name, "waarde": json.dumps(AGAIN)}
    return Wording(questions.change(name), f"/kies{json.dumps(payload)}")
