"""Questions about the help itself, at any moment: cards of what fits the resident's words."""

from dataclasses import replace

from actions.assistant import Assistant
from actions.explaining import about_a_word
from actions.followups import about_the_cards
from actions.turn import Reply, Turn, ZelfcheckAction
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.selfcheck.evaluate import judge_facility
from bot.selfcheck.presentation import Json, outcome_as_json

CARDS = 4


class ActionZoek(ZelfcheckAction):
    """Answers a question about help with the facilities that fit the resident's words."""

    def name(self) -> str:
        return "action_zoek"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        about = about_a_word(turn, helper) or about_the_cards(turn, helper)
        if about:
            return Reply(turn.state, about, open_field=turn.open_field)
        municipality = helper.municipality(turn.state)
        if municipality is None:
            return Reply(turn.state, (helper.speech.tell("hulp_assistent", turn.state),), open_field=turn.open_field)
        cards = found_cards(turn.text, turn.state, helper)
        if cards:
            return Reply(turn.state, (found(turn.state, cards, helper),), open_field=turn.open_field)
        parts = {"gemeente": municipality.name, "team": helper.team_name(turn.state)}
        return Reply(
            turn.state, (helper.speech.tell("niet_gevonden", turn.state, **parts),), open_field=turn.open_field
        )


def found(state: DialogueState, cards: tuple[Json, ...], helper: Assistant) -> Message:
    """The cards with the words before them."""
    return replace(helper.speech.tell("gevonden", state), cards=cards)


def found_cards(text: str, state: DialogueState, helper: Assistant) -> tuple[Json, ...]:
    """Cards of the facilities that these words find, judged by the answers so far."""
    hits = helper.searches[str(state.municipality)].find(text, limit=CARDS)
    situation, wording = helper.situation(state), helper.library.rules.wording
    return tuple(outcome_as_json(judge_facility(hit.facility, situation, wording)) for hit in hits)
