"""The beginning: who speaks, what is kept, and in which municipality."""

from actions.assistant import Assistant
from actions.finding import found
from actions.turn import Reply, Turn, ZelfcheckAction
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import RESTART


class ActionStart(ZelfcheckAction):
    """Greets, says that it is a computer and what is kept; the form asks the first question."""

    def name(self) -> str:
        return "action_start"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        named = turn.entities.get("gemeente", turn.state.municipality)
        known = named if named in helper.library.municipalities else None
        return Reply(DialogueState(municipality=known), greeting(known, helper))


class ActionOpnieuw(ZelfcheckAction):
    """Forgets all answers and begins again in the same municipality; signals of danger stay.

    Who only sounds like it ("hoe kom ik ooit weer op nul") keeps the answers, and sees what help there is.
    """

    def name(self) -> str:
        return "action_opnieuw"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if turn.intent.name != RESTART:
            cards = found(turn.text, turn.state, helper) if turn.state.municipality else ()
            return Reply(turn.state, cards or (helper.speech.tell("buiten_bereik", turn.state),))
        fresh = DialogueState(municipality=turn.state.municipality, signals=turn.state.signals)
        return Reply(fresh, (Message(helper.speech.say("opnieuw")),))


def greeting(slug: str | None, helper: Assistant) -> tuple[Message, ...]:
    """The opening messages."""
    kept = helper.speech.say("privacy_kort", dagen=helper.retention.conversation_days)
    if slug is None:
        hello = helper.speech.say("begroeting_zonder_gemeente")
    else:
        hello = helper.speech.say("begroeting", gemeente=helper.library.municipalities[slug].name)
    return (Message(f"{hello} {kept}"),)
