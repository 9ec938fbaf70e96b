"""Questions about the help itself, at any moment: cards of what fits the resident's words."""

from dataclasses import replace

from actions.assistant import Assistant
from actions.complaints import about_a_complaint
from actions.explaining import about_a_word
from actions.finding import found
from actions.followups import about_the_cards
from actions.naming import about_a_name
from actions.towns import not_here
from actions.turn import Reply, Turn, ZelfcheckAction
from actions.way_on import with_way_on
from bot.dialogue.readers.volunteered import own_town
from bot.dialogue.speech import Message


class ActionZoek(ZelfcheckAction):
    """Answers a question about help with the facilities that fit the resident's words."""

    def name(self) -> str:
        return "action_zoek"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        return with_way_on(self._answered(turn, helper), turn, helper)

    def _answered(self, turn: Turn, helper: Assistant) -> Reply:
        asked = about_a_complaint(turn, helper) or about_a_name(turn, helper)
        about = asked or about_a_word(turn, helper) or about_the_cards(turn, helper)
        if about:
            return Reply(turn.state, about, open_field=turn.open_field)
        municipality = helper.municipality(turn.state)
        if municipality is None:
            return Reply(turn.state, (helper.speech.tell("hulp_assistent", turn.state),), open_field=turn.open_field)
        cards = found(turn.text, turn.state, helper) or (_not_found(turn, municipality.name, helper),)
        return Reply(turn.state, (*_not_from_here(turn, helper), *cards), open_field=turn.open_field)


def _not_from_here(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Who says to live outside the self-check hears where to go, besides what there is here."""
    town = own_town(turn.text)
    outside = town is not None and town.municipality not in helper.library.municipalities
    return (not_here(town.words, turn.state, helper),) if town is not None and outside else ()


def _not_found(turn: Turn, municipality: str, helper: Assistant) -> Message:
    """That the plan says nothing about it, and the way to a person."""
    parts = {"gemeente": municipality, "team": helper.team_name(turn.state)}
    return replace(
        helper.speech.tell("niet_gevonden", turn.state, **parts), choices=helper.speech.commands(["overdracht"])
    )
