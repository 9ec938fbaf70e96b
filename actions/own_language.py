"""The handover for who reads no Dutch: above each step a line in the resident's language, with its buttons in it.

What the resident wants and why is filled in: who cannot read the questions says only how to be reached, and yes or no.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.assistant import Assistant
from bot.dialogue.handover import AGREED, KIND, REASON, REQUEST, Handover
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState

Said = tuple[Message, ...]
AGAIN = "opnieuw"
"""The line above a step that is put once more."""


def begun(handover: Handover, state: DialogueState, helper: Assistant) -> Handover:
    """The handover, with what needs no question when the resident speaks another language."""
    spoken = _spoken(state, helper)
    if spoken is None or handover.kind is not None:
        return handover
    reason = helper.speech.say("overdracht_reden_taal", taal=spoken["taal"])
    return handover.told(KIND, REQUEST).told(REASON, reason)


def agreed_in_own_language(handover: Handover, text: str, state: DialogueState, helper: Assistant) -> Handover | None:
    """The handover with the plain yes or no of that language; None when the text is neither."""
    spoken, said = _spoken(state, helper), text.casefold().strip(" .!")
    if spoken is None or said not in (*spoken["ja"], *spoken["nee"]):
        return None
    return handover.told(AGREED, said in spoken["ja"])


def in_own_language(messages: Said, state: DialogueState, helper: Assistant, **parts: str) -> Said:
    """The messages, the last one with its line and its buttons in the resident's language."""
    spoken = _spoken(state, helper)
    *before, last = messages
    if spoken is None or last.name is None or last.name not in spoken["stappen"]:
        return messages
    times = state.progress.said.get(last.name, 0)
    line = spoken["stappen"][AGAIN if times % 2 else last.name]
    titles = {helper.speech.say(key): words for key, words in spoken["keuzes"].items()}
    choices = tuple(replace(choice, title=titles.get(choice.title, choice.title)) for choice in last.choices)
    filled = line.format(team=helper.team_name(state), dagen=helper.retention.handover_days, **parts)
    return (*before, replace(last, text=f"{filled}\n{last.text}", choices=choices))


def _spoken(state: DialogueState, helper: Assistant) -> Mapping[str, Any] | None:
    languages: Mapping[str, Mapping[str, Any]] = helper.speech.sentences["andere_taal"]
    return languages.get(str(state.progress.language))
